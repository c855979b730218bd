"""The review's records for another tool: RIS for reference managers and CSV for spreadsheets, with what was decided."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from verko.literature.screening import outcomes
from verko.literature.writing import safe_csv, to_ris
from verko.store import Store

MARK = "SYNTEETTINEN AINEISTO – ei tutkimustuloksia"


def export_records(store: Store, *, synthetic: bool) -> dict[str, str]:
    """`.ris` and `.csv` of all records, each with the outcome of its screening; nothing where there are no records.

    store: the study's tables `records` and `screening`. synthetic: every record is marked as invented.
    """
    records, screening = store.read("records"), store.read("screening")
    if not len(records):
        return {}
    told = decided(screening)
    sheet = records.assign(screening=records["record_id"].map(told))
    if synthetic:
        sheet["synthetic"] = "true"
        told = {name: "; ".join(filter(None, [MARK, told.get(name)])) for name in records["record_id"]}
    return {".ris": to_ris(records, notes=told), ".csv": safe_csv(sheet)}


def decided(screening: pd.DataFrame) -> dict[str, str]:
    """What was decided on each record, by record id.

    >>> rows = [("r-1", "title_abstract", "a", "include", None), ("r-1", "full_text", "a", "exclude", "X1")]
    >>> decided(pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision", "reason"]))
    {'r-1': 'title_abstract: include; full_text: exclude (X1)'}
    """
    told: defaultdict[str, list[str]] = defaultdict(list)
    table = outcomes(screening).sort_values("stage", ascending=False, kind="stable")  # title_abstract before full_text
    for row in table.itertuples(index=False):
        reason = f" ({row.reason})" if isinstance(row.reason, str) else ""
        told[row.record_id].append(f"{row.stage}: {row.outcome}{reason}")
    return {record: "; ".join(parts) for record, parts in told.items()}
