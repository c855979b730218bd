"""Where each record ended in the flow: one place a record, so that every box can be opened and read."""

from __future__ import annotations

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.decisions import STAGES
from verko.literature.log_problems import contradictions
from verko.literature.screening import both_stages

PLACES = (
    "not_screened", "contradictory", "unresolved", "excluded", "not_assessed", "contradictory_full", "not_retrieved",
    "unresolved_full", "excluded_full", "included",
)  # fmt: skip


def fates(records: pd.DataFrame, screening: pd.DataFrame, protocol: Protocol | None = None) -> pd.DataFrame:
    """One row per record of `records`: record_id, place (one of PLACES), reason (at full text, else empty).

    A record with a decision at full text but none before counts as gone on at the first stage. A record whose log
    contradicts itself has the place `contradictory`, or `contradictory_full`, and no other.

    >>> rows = [("r-1", "title_abstract", "a", "include", None)]
    >>> table = pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision", "reason"])
    >>> fates(pd.DataFrame({"record_id": ["r-1", "r-2"]}), table)["place"].tolist()
    ['not_assessed', 'not_screened']
    """
    reasons = (protocol or Protocol()).exclusion_reasons
    lost = {code for code, reason in reasons.items() if reason.not_retrieved}
    wrong = contradictions(screening, protocol=protocol)
    wrong_at = {stage: set(wrong[wrong["stage"] == stage]["record_id"]) for stage in STAGES}
    told = both_stages(screening).set_index("record_id").reindex(records["record_id"])
    rows = []
    for row in told.itertuples():
        place = _place(row.title_abstract, row.full_text, row.reason in lost)
        if row.Index in wrong_at[STAGES[0]]:
            place = "contradictory"
        elif row.Index in wrong_at[STAGES[1]]:
            place = "contradictory_full"
        rows.append((row.Index, place, row.reason if place == "excluded_full" and isinstance(row.reason, str) else ""))
    return pd.DataFrame(rows, columns=["record_id", "place", "reason"])


def _place(first: object, full: object, lost: bool) -> str:
    """The place that the outcomes of the two stages tell."""
    if not isinstance(first, str):
        first = "include" if isinstance(full, str) else ""
    match first, full:
        case "", _:
            return "not_screened"
        case "exclude", _:
            return "excluded"
        case "unresolved", _:
            return "unresolved"
        case _, "include":
            return "included"
        case _, "exclude":
            return "not_retrieved" if lost else "excluded_full"
        case _, "unresolved":
            return "unresolved_full"
    return "not_assessed"
