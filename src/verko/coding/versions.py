"""Two versions of a codebook: what was added, removed, renamed, moved, redefined, split and merged."""

from __future__ import annotations

import pandas as pd

from verko.coding.codebook import Codebook


def changes(
    old: pd.DataFrame,
    new: pd.DataFrame,
    *,
    old_codings: pd.DataFrame | None = None,
    new_codings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a change: columns change, code_id, before, after.

    old, new: tables of codes. Codes are the same when their ids are. With the codings of both versions, a removed code
    whose passages went to one code is `merged`, to several `split`; without codings they are `removed` and `added`.

    >>> old = pd.DataFrame({"code_id": ["A", "B"], "name_fi": ["Tuki", "Apu"], "parent_id": [None, None]})
    >>> new = pd.DataFrame({"code_id": ["A", "C"], "name_fi": ["Vertaistuki", "Uusi"], "parent_id": [None, "A"]})
    >>> changes(old, new)[["change", "code_id"]].values.tolist()
    [['renamed', 'A'], ['removed', 'B'], ['added', 'C']]
    """
    before, after = Codebook(old), Codebook(new)
    moved_to = _moved(old_codings, new_codings) if old_codings is not None and new_codings is not None else {}
    rows: list[tuple[str, str, str, str]] = []
    for code in before.rows:
        if code in after.rows:
            rows += _changed(code, before, after)
        else:
            targets = [target for target in moved_to.get(code, []) if target in after.rows]
            kind = "removed" if not targets else "merged" if len(targets) == 1 else "split"
            rows.append((kind, code, before.label(code, "fi"), ", ".join(targets)))
    rows += [("added", code, "", after.label(code, "fi")) for code in after.rows if code not in before.rows]
    return pd.DataFrame(rows, columns=["change", "code_id", "before", "after"])


def _changed(code: str, before: Codebook, after: Codebook) -> list[tuple[str, str, str, str]]:
    kinds = {"renamed": ("name_fi", "name_en"), "redefined": ("definition_fi", "definition_en", "include", "exclude"),
             "moved": ("parent_id",), "status": ("status",)}  # fmt: skip
    rows = []
    for kind, columns in kinds.items():
        one, other = (
            " | ".join(_cell(book, code, column) for column in columns).strip(" |") for book in (before, after)
        )
        if one != other:
            rows.append((kind, code, one, other))
    return rows


def _cell(book: Codebook, code: str, column: str) -> str:
    value = book.rows[code].get(column)
    return value if isinstance(value, str) else ""


def _moved(old: pd.DataFrame, new: pd.DataFrame, *, least: float = 0.2) -> dict[str, list[str]]:
    """Where each old code's passages are coded now: the codes that hold at least `least` of them, the largest first."""
    keys = ["document_id", "start", "end", "coder"]
    joined = old[[*keys, "code_id"]].merge(new[[*keys, "code_id"]], on=keys, suffixes=("", "_new"))
    sizes = old["code_id"].value_counts()
    counts = joined.groupby(["code_id", "code_id_new"]).size()
    found: dict[str, list[tuple[int, str]]] = {}
    for (code, target), count in counts.items():
        if count >= least * sizes[code]:
            found.setdefault(code, []).append((-int(count), target))
    return {code: [target for _, target in sorted(targets)] for code, targets in found.items()}
