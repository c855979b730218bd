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
    decisions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a change: columns change, code_id, before, after.

    old, new: tables of codes. Codes are the same when their ids are. A removed code whose passages went to one code is
    `merged`, to several `split`: as the codings of both versions show, or where they are missing, as the decisions say
    (column `into`); else it is `removed`. A code that others were split or merged into and that is new is `added`.

    >>> old = pd.DataFrame({"code_id": ["A", "B"], "name_fi": ["Tuki", "Apu"], "parent_id": [None, None]})
    >>> new = pd.DataFrame({"code_id": ["A", "C"], "name_fi": ["Vertaistuki", "Uusi"], "parent_id": [None, "A"]})
    >>> changes(old, new)[["change", "code_id"]].values.tolist()
    [['renamed', 'A'], ['removed', 'B'], ['added', 'C']]
    """
    before, after = Codebook(old), Codebook(new)
    moved_to = _decided(decisions)
    if old_codings is not None and new_codings is not None:
        moved_to |= _moved(old_codings, new_codings)
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


def _decided(decisions: pd.DataFrame | None) -> dict[str, list[str]]:
    """Where the decisions say that codes went."""
    if decisions is None:
        return {}
    told = decisions[decisions["change"].isin(["split", "merged"])].dropna(subset=["into"])
    return {row.code_id: [part.strip() for part in row.into.split("|") if part.strip()] for row in told.itertuples()}


def decided(found: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """The changes, each with the decision behind it: date, reason, reason_en, author; missing where none was logged.

    A code that is new because another was split or merged into it rests on that decision.

    >>> found = pd.DataFrame({"change": ["renamed"], "code_id": ["A"], "before": ["x"], "after": ["y"]})
    >>> log = {"change": ["renamed"], "code_id": ["A"], "into": [None], "date": ["2020-01-31"], "reason": ["selkeys"],
    ...        "reason_en": [None], "author": ["KA"]}
    >>> decided(found, pd.DataFrame(log))["reason"].tolist()
    ['selkeys']
    """
    told = ["date", "reason", "reason_en", "author"]
    known = {(row["change"], row["code_id"]): row for row in decisions.to_dict("records")}
    for row in decisions.to_dict("records"):
        for target in str(row["into"] or "").split("|"):
            known.setdefault(("added", target.strip()), row)
    rows = [known.get((row.change, row.code_id), {}) for row in found.itertuples()]
    return found.assign(**{name: [row.get(name) for row in rows] for name in told})


def version_checks(found: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Where codebook and log disagree: columns check, code_id. found: of `decided`.

    undecided: a change without a decision; not_done: a decision that no change shows.
    """
    made = set(zip(found["change"], found["code_id"], strict=True))
    rows = [("undecided", row.code_id) for row in found.itertuples() if not isinstance(row.reason, str)]
    rows += [("not_done", row.code_id) for row in decisions.itertuples() if (row.change, row.code_id) not in made]
    return pd.DataFrame(rows, columns=["check", "code_id"])
