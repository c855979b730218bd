"""Agreement on free-length segments: Krippendorff's unitizing alphas u, |u, cu and (k)u.

Each coder cuts a continuum of length L into segments with a value and the gaps between them.
Source: Krippendorff 2019, Content Analysis (4th ed.), 12.6, eqs. 32-38; Krippendorff, Mathet, Bouvry & Widlöcher 2016,
Quality & Quantity 50.

The book's worked example (fig. 12.11) comes out as printed but for one figure: cu is .7283 here, as in quallmer's
implementation, where the book prints .724. No reading of eqs. 36-37 gives .724: squares of whole segments give .7397,
of the pairable parts of segments .7283, of the same pair by pair .7256, piece by piece .7232. Nearest is .7248: value 5
is seen by two of the three coders, so its expected coincidence is below zero, and counted as none; cut to three
decimals, as the example's |u of .4136 is printed .413, that is .724. An expectation is not corrected here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

Segment = tuple[int, int, Hashable]
"""Start, end (half-open) and value of what one coder marked."""


class OverlappingSegments(ValueError):
    """One coder's segments overlap: compare one code at a time (`per_code`)."""


@dataclass(frozen=True)
class UnitizingAlpha:
    """The family for one set of values. None where a coefficient does not exist.

    u: segments and gaps, with values; binary (|u): where there is a segment at all; cu: the values, where two coders
    both see a segment; per_value ((k)u): how reliably each value is told from the others there.
    """

    u: float | None
    binary: float | None
    cu: float | None
    per_value: dict[Hashable, float | None]
    length: int
    coders: int


@dataclass(frozen=True)
class _Parts:
    """A coder's continuum as parts in order: ends of the parts, and the index of each value (0 is a gap)."""

    ends: np.ndarray
    values: np.ndarray


def unitizing(segments: Mapping[str, Sequence[Segment]], length: int) -> UnitizingAlpha:
    """The alphas of one continuum (a transcript, or several joined) of `length` characters.

    segments: by coder, without overlap within a coder. Raises OverlappingSegments, or ValueError for a segment
    outside the continuum or fewer than two coders.

    >>> same = unitizing({"A": [(0, 5, "x")], "B": [(0, 5, "x")]}, 10)
    >>> same.u, same.binary
    (1.0, 1.0)
    """
    values = sorted({value for own in segments.values() for _, _, value in own}, key=str)
    index = {value: place for place, value in enumerate(values, start=1)}
    parts = [_parts(own, length, index) for own in _checked(segments, length)]
    together = _intersections(parts, len(values) + 1)
    squares = _squares(parts, len(values) + 1)
    valued, paired = together[1:, 1:], _paired_squares(parts, len(values) + 1)[1:]
    return UnitizingAlpha(
        u=_alpha(together, squares),
        binary=_alpha(_collapsed(together), np.array([squares[0], squares[1:].sum()])),
        cu=_alpha(valued, paired),
        per_value={value: _alpha_of_one(valued, paired, index[value] - 1) for value in values},
        length=length, coders=len(segments),
    )  # fmt: skip


def _checked(segments: Mapping[str, Sequence[Segment]], length: int) -> list[list[Segment]]:
    if len(segments) < 2:
        raise ValueError("unitizing needs two coders")
    ordered = [sorted(own, key=lambda one: one[:2]) for own in segments.values()]
    for own in ordered:
        for start, end, _ in own:
            if not 0 <= start < end <= length:
                raise ValueError(f"segment {start}-{end} lies outside the continuum of {length}")
        if any(before[1] > after[0] for before, after in pairwise(own)):
            raise OverlappingSegments("one coder's segments overlap: compare one code at a time")
    return ordered


def _parts(segments: list[Segment], length: int, index: dict[Hashable, int]) -> _Parts:
    ends, values, at = [], [], 0
    for start, end, value in segments:
        if start > at:
            ends.append(start)
            values.append(0)
        ends.append(end)
        values.append(index[value])
        at = end
    if at < length:
        ends.append(length)
        values.append(0)
    return _Parts(np.array(ends, dtype=np.int64), np.array(values, dtype=np.int64))


def _intersections(parts: list[_Parts], many: int) -> np.ndarray:
    """l_ck: lengths that one coder gives c and another k, over ordered pairs of coders, divided by m - 1."""
    total = np.zeros((many, many))
    for one, other in combinations(parts, 2):
        cuts = np.union1d(one.ends, other.ends)
        lengths = np.diff(cuts, prepend=0)
        own = one.values[np.searchsorted(one.ends, cuts, side="left")]
        others = other.values[np.searchsorted(other.ends, cuts, side="left")]
        np.add.at(total, (own, others), lengths)
    return (total + total.T) / (len(parts) - 1)


def _squares(parts: list[_Parts], many: int) -> np.ndarray:
    """S_c: summed squared lengths of the segments of each value; of gaps, their plain lengths."""
    squares = np.zeros(many)
    for one in parts:
        lengths = np.diff(one.ends, prepend=0).astype(float)
        np.add.at(squares, one.values, np.where(one.values == 0, lengths, lengths**2))
    return squares


def _paired_squares(parts: list[_Parts], many: int) -> np.ndarray:
    """As `_squares`, of what of each segment lies where another coder also sees a segment: the pairable lengths."""
    cuts = np.unique(np.concatenate([one.ends for one in parts]))
    lengths = np.diff(cuts, prepend=0)
    owners = [np.searchsorted(one.ends, cuts, side="left") for one in parts]
    valued = np.array([one.values[owner] > 0 for one, owner in zip(parts, owners, strict=True)])
    squares = np.zeros(many)
    for one, owner, own in zip(parts, owners, valued, strict=True):
        pairable = np.where(own & (valued.sum(axis=0) > 1), lengths, 0)
        covered = np.bincount(owner, weights=pairable, minlength=len(one.ends))
        np.add.at(squares, one.values, covered**2)
    return squares


def _collapsed(together: np.ndarray) -> np.ndarray:
    return np.array([[together[0, 0], together[0, 1:].sum()], [together[1:, 0].sum(), together[1:, 1:].sum()]])


def _expected(together: np.ndarray, squares: np.ndarray) -> np.ndarray | None:
    """eps_ck of eq. 34: what would coincide by chance, a segment never with itself; None where there is no chance."""
    marginals, total = together.sum(axis=1), together.sum()
    if total <= 0 or total - squares.sum() / total <= 0:
        return None
    return (np.outer(marginals, marginals) - np.diag(squares)) / (total - squares.sum() / total)


def _alpha(together: np.ndarray, squares: np.ndarray) -> float | None:
    expected = _expected(together, squares)
    if expected is None:
        return None
    observed_off, expected_off = together.sum() - np.trace(together), expected.sum() - np.trace(expected)
    return 1 - float(observed_off / expected_off) if expected_off > 1e-12 else None


def _alpha_of_one(valued: np.ndarray, squares: np.ndarray, value: int) -> float | None:
    """(k)u of eq. 38: one value against all others together."""
    own = valued[value].sum()
    expected = _expected(valued, squares)
    if own <= 0 or expected is None:
        return None
    observed_off, expected_off = own - valued[value, value], own - expected[value, value]
    return 1 - float(observed_off / expected_off) if expected_off > 1e-12 else None


def per_code(segments: Mapping[str, Sequence[Segment]], length: int) -> dict[Hashable, float | None]:
    """|u of each value on its own, for coders who may give one passage several codes.

    Overlapping segments of one coder and value count as one. A value that one coder never used is told too.

    >>> per_code({"A": [(0, 5, "x"), (3, 8, "y")], "B": [(0, 5, "x"), (3, 8, "y")]}, 10)
    {'x': 1.0, 'y': 1.0}
    """
    values = sorted({value for own in segments.values() for _, _, value in own}, key=str)
    return {
        value: unitizing({coder: merged(own, value) for coder, own in segments.items()}, length).binary
        for value in values
    }


def merged(segments: Sequence[Segment], value: Hashable) -> list[Segment]:
    """The segments of one value, those that overlap joined.

    >>> merged([(0, 5, "x"), (3, 8, "x"), (8, 9, "y")], "x")
    [(0, 8, 'x')]
    """
    joined: list[Segment] = []
    for start, end, _ in sorted((*one[:2], value) for one in segments if one[2] == value):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), value)
        else:
            joined.append((start, end, value))
    return joined
