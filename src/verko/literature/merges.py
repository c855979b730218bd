"""A person's decisions on possible duplicates, kept in a CSV in the study and honoured on every run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from verko.account import FileAccount
from verko.intake.bibliography.sheets import read_sheet

COLUMNS = ("kept_source", "merged_source", "decision", "decided_by")
_SAME = {"merge": True, "merged": True, "same": True, "sama": True, "apart": False, "kept_apart": False, "eri": False}


def read_merges(path: Path, name: str, sources: set[str]) -> tuple[dict[frozenset[str], tuple[bool, str]], FileAccount]:
    """Decisions by pair of source ids, and the account of the file.

    Columns: kept_source, merged_source (ids as in the queue), decision (merge or apart), decided_by. A row without a
    decision is not decided yet and counts as read.
    """
    rows, account = read_sheet(path, name, needs=("kept_source", "merged_source", "decision"))
    decided: dict[frozenset[str], tuple[bool, str]] = {}
    for row in rows:
        pair = frozenset((row.get("kept_source"), row.get("merged_source")))
        decision = row.get("decision").lower()
        if decision and decision not in _SAME:
            account.refuse(f"line {row.line}", "the decision is neither merge nor apart")
        elif len(pair) != 2 or not pair <= sources:
            account.refuse(
                f"line {row.line}", "names a source that is not among the exports: take the ids from the queue"
            )
        else:
            account.read += 1
            if decision:
                decided[pair] = (_SAME[decision], row.get("decided_by") or "person")
    return decided, account


def queue_sheet(duplicates: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The queue as a table for a person: likeliest first, both references side by side, an empty decision to fill in.

    duplicates, sources: the tables `duplicates` and `record_sources`.
    """
    queue = duplicates[duplicates["decision"] == "queued"].sort_values("score", ascending=False, kind="stable")
    told = sources.set_index("source_id")[["title", "year", "doi"]]
    for side in ("kept", "merged"):
        queue = queue.join(told.add_suffix(f"_{side}"), on=f"{side}_source")
    queue = queue.assign(decision="", decided_by="")
    order = [
        *COLUMNS,
        "title_kept",
        "title_merged",
        "year_kept",
        "year_merged",
        "doi_kept",
        "doi_merged",
        "score",
        "rule",
    ]
    return queue[order].reset_index(drop=True)
