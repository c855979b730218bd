"""Which codes go together: by overlapping passages, by the same speaker turn, or by the same document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pandas as pd

By = Literal["overlap", "segment", "turn", "document"]
_PORTION = 4_000_000  # pairs held at once


def cooccurrence(coded: pd.DataFrame, *, by: By = "overlap", column: str = "theme") -> pd.DataFrame:
    """Pairs of codes that occur together: columns first, second, n1, n2, n12 and c = n12 / (n1 + n2 - n12).

    by: overlap (a coding overlaps one of the other code; n12 is the smaller of the two directions, so that c stays
    within 0 and 1), segment (the same start and end), turn (column `turn_id`), document.
    Pairs that never meet are left out.

    >>> coded = {"document_id": ["R01"] * 3, "start": [0, 2, 50], "end": [9, 8, 60], "theme": ["A", "B", "A"]}
    >>> cooccurrence(pd.DataFrame(coded)).values.tolist()
    [['A', 'B', 2, 1, 1, 0.5]]
    """
    if coded.empty:
        return _pairs(np.zeros((0, 0)), np.zeros(0), np.array([]))
    codes, names = pd.factorize(coded[column], sort=True)
    if by == "overlap":
        return _pairs(_overlaps(coded, codes, len(names)), np.bincount(codes, minlength=len(names)), names)
    keys = {"segment": ["document_id", "start", "end"], "turn": ["turn_id"], "document": ["document_id"]}[by]
    units = coded.groupby(keys, sort=False).ngroup().to_numpy()
    seen = np.unique(np.stack([units[units >= 0], codes[units >= 0]], axis=1), axis=0)
    return _pairs(_same_unit(seen, len(names)), np.bincount(seen[:, 1], minlength=len(names)), names)


def _same_unit(seen: np.ndarray, many: int) -> np.ndarray:
    together = np.zeros((many, many), dtype=np.int64)
    first = np.searchsorted(seen[:, 0], seen[:, 0], side="right")
    own, other = _ranges(np.arange(len(seen)) + 1, first)
    np.add.at(together, (seen[own, 1], seen[other, 1]), 1)
    return together + together.T


def _ranges(begins: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each row i, the rows begins[i] .. ends[i] - 1, as two long arrays."""
    sizes = np.maximum(ends - begins, 0)
    own = np.repeat(np.arange(len(begins)), sizes)
    offset = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return own, np.repeat(begins, sizes) + offset


def _overlaps(coded: pd.DataFrame, codes: np.ndarray, many: int) -> np.ndarray:
    """How many codings of one code overlap a coding of another, the smaller of both directions."""
    documents = pd.factorize(coded["document_id"])[0]
    reach = int(coded["end"].max()) + 1
    starts = documents * reach + coded["start"].to_numpy(dtype=np.int64)
    ends = documents * reach + coded["end"].to_numpy(dtype=np.int64)
    order = np.argsort(starts, kind="stable")
    last = np.searchsorted(starts[order], ends[order], side="left")
    met = np.zeros((len(order), many), dtype=bool) if many <= 512 else None
    pairs: set[tuple[int, int]] = set()
    for own, other in _portions(np.arange(len(order)) + 1, last):
        one, two = order[own], order[other]
        if met is None:
            pairs |= set(zip(one.tolist(), codes[two].tolist(), strict=True)) | set(
                zip(two.tolist(), codes[one].tolist(), strict=True)
            )
        else:
            met[one, codes[two]] = True
            met[two, codes[one]] = True
    return _by_code(met, pairs, codes, many)


def _by_code(met: np.ndarray | None, pairs: set[tuple[int, int]], codes: np.ndarray, many: int) -> np.ndarray:
    directed = np.zeros((many, many), dtype=np.int64)
    if met is None:
        rows = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        np.add.at(directed, (codes[rows[:, 0]], rows[:, 1]), 1)
    else:
        rows, others = np.nonzero(met)
        np.add.at(directed, (codes[rows], others), 1)
    return np.minimum(directed, directed.T)


def _portions(begins: np.ndarray, ends: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The ranges in portions whose pairs fit in memory."""
    total = np.cumsum(np.maximum(ends - begins, 0))
    cuts = np.searchsorted(total, np.arange(_PORTION, total[-1] + _PORTION, _PORTION), side="right")
    at = 0
    for cut in dict.fromkeys([*cuts.tolist(), len(begins)]):
        if cut > at or (cut == at and cut < len(begins)):
            stop = max(cut, at + 1)
            own, other = _ranges(begins[at:stop], ends[at:stop])
            yield own + at, other
            at = stop


def _pairs(together: np.ndarray, sizes: np.ndarray, names: np.ndarray) -> pd.DataFrame:
    first, second = np.triu_indices(len(names), k=1)
    both = together[first, second] if len(first) else np.zeros(0)
    met = both > 0
    first, second, both = first[met], second[met], both[met].astype(int)
    c = both / (sizes[first] + sizes[second] - both) if len(both) else both.astype(float)
    frame = pd.DataFrame({
        "first": [names[one] for one in first], "second": [names[one] for one in second],
        "n1": sizes[first].astype(int), "n2": sizes[second].astype(int), "n12": both, "c": c,
    })  # fmt: skip
    return frame.sort_values(["c", "n12", "first", "second"], ascending=[False, False, True, True], ignore_index=True)


def three_ways(coded: pd.DataFrame, *, column: str = "theme") -> pd.DataFrame:
    """Pairs by overlap, by the same segment and by document: n12 and c of each.

    Columns first, second, n12, c (overlap), same, same_c (segment), shared, shared_c (document); pairs that never
    overlap are left out, the strongest come first.

    >>> coded = {"document_id": ["R01"] * 3, "start": [0, 2, 2], "end": [9, 8, 8], "theme": ["A", "B", "A"]}
    >>> three_ways(pd.DataFrame(coded))[["n12", "same", "shared"]].values.tolist()
    [[1, 1, 1]]
    """
    keys = ["first", "second"]
    found = cooccurrence(coded, column=column).drop(columns=["n1", "n2"])
    for by, name in (("segment", "same"), ("document", "shared")):
        other = cooccurrence(coded, by=by, column=column)[[*keys, "n12", "c"]]  # type: ignore[arg-type]
        other = other.rename(columns={"n12": name, "c": f"{name}_c"})
        found = found.merge(other, on=keys, how="left", validate="one_to_one")
    return found.fillna({"same": 0, "same_c": 0.0, "shared": 0, "shared_c": 0.0}).astype({"same": int, "shared": int})
