"""Impact: from a contribution to the decision on it, the version it went into, and the output that came of it."""

from __future__ import annotations

import datetime

import pandas as pd

from verko.codevelopment.record import EBE, Record, items
from verko.tables.vocabularies import VOCABULARIES

OUTCOMES: dict[str, dict[str, str]] = {
    "hyvaksytty": {"fi": "hyväksytty", "en": "accepted"},
    "osin": {"fi": "osin hyväksytty", "en": "partly accepted"},
    "ei": {"fi": "ei hyväksytty", "en": "not accepted"},
    "koosteessa": {"fi": "mukana koosteessa", "en": "taken into the synthesis"},
    "ei_vastausta": {"fi": "ei kirjattua vastausta", "en": "no recorded answer"},
}
"""What became of a contribution: a decision, a place in a version without a decision of its own, or neither."""

OTHER = "muu_taho"
COLUMNS = (
    "process_id", "contribution_id", "date", "phase", "actor_kind", "shown_kind", "knowledge_type", "text_fi",
    "text_en", "outcome", "change_id", "reason_fi", "reason_en", "decided_by_kind", "answered_on", "days", "version",
    "output_ids",
)  # fmt: skip


def trace(record: Record) -> pd.DataFrame:
    """One row per contribution and decision on it; a contribution without a decision has one row as well.

    actor_kind: kind of the one who brought it; shown_kind: the same, or `muu_taho` where fewer than k of that kind
    take part. answered_on: the day of the decision, or the first return of the version it went into; days: from the
    event to that day, missing where either is not known. version: the version it went into or would have.
    """
    return record.remembered("trace", lambda: _trace(record))


def _trace(record: Record) -> pd.DataFrame:
    decided, placed = _decisions(record), _placed(record)
    shown = {kind: shown_kind(record, kind) for kind in VOCABULARIES["actor_kind"]}
    rows = []
    for row in record.contribution_rows.values():
        found = decided.get(row["id"]) or [placed.get(row["id"], {"outcome": "ei_vastausta"})]
        rows += [_traced(row, answer, shown) for answer in found]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"days": "Int64", "version": "Int64"})


def outcomes_by(traced: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many contributions of each `column` value had each outcome: one row a value, one column an outcome, `all`.

    A contribution with several decisions counts once for each different outcome, and once in `all`.
    """
    once = traced.drop_duplicates([column, "contribution_id", "outcome"])
    table = pd.crosstab(once[column], once["outcome"]).reindex(columns=list(OUTCOMES), fill_value=0)
    return table.assign(all=traced.groupby(column)["contribution_id"].nunique()).rename_axis(columns=None).reset_index()


def flow(traced: pd.DataFrame) -> pd.DataFrame:
    """The flow from kind of knowledge to outcome to version: columns knowledge_type, outcome, version, contributions.

    Version 0 stands for what went into no version: refused, or never answered.
    """
    version = traced["version"].fillna(0).mask(traced["outcome"].isin(["ei", "ei_vastausta"]), 0).astype(int)
    counted = (
        traced.assign(version=version).groupby(["knowledge_type", "outcome", "version"])["contribution_id"].nunique()
    )
    return counted.rename("contributions").reset_index()


def answer_times(traced: pd.DataFrame) -> dict[str, float | int]:
    """Days from contribution to its first answer: median, longest, and how many had an answer and how many did not."""
    first = traced.groupby("contribution_id")["days"].min()
    answered = first.dropna()
    times = {"answered": len(answered), "unanswered": int(first.isna().sum())}
    if len(answered):
        times |= {"median": float(answered.median()), "longest": int(answered.max())}
    return times


def answer_times_by(traced: pd.DataFrame, column: str = "outcome") -> pd.DataFrame:
    """Days from contribution to answer by outcome: columns <column>, contributions, answered, median, longest.

    A contribution counts once in each of its outcomes, with the shortest time to it; without an answer it has none.
    """
    first = traced.groupby([column, "contribution_id"])["days"].min().astype("Float64").reset_index()
    table = first.groupby(column)["days"].agg(contributions="size", answered="count", median="median", longest="max")
    order = [value for value in OUTCOMES if value in table.index] if column == "outcome" else list(table.index)
    return table.reindex(order).rename_axis(column).reset_index()


def return_loops(record: Record) -> int:
    """How many times a mirroring (P4) was followed by a return (P5) of the same round, over all processes.

    >>> return_loops(Record({}))
    0
    """
    phases = record["phase"]
    rounds = [set(phases.loc[phases["type"] == kind, ["process_id", "iteration"]].itertuples(index=False, name=None))
              for kind in ("P4", "P5")]  # fmt: skip
    return len(rounds[0] & rounds[1])


def decisions_shared(record: Record) -> tuple[int, int]:
    """In how many of the changes experts by experience were among those who decided, and of how many that is known.

    >>> decisions_shared(Record({}))
    (0, 0)
    """
    deciders = record["change"]["decided_by_kind"].dropna()
    return sum(EBE in items(written) for written in deciders), len(deciders)


def impact_log(record: Record) -> pd.DataFrame:
    """The impact log: one row a change, with when and how it came about, what it aimed at, what changed and why.

    The columns answer what public impact logs ask: when, brought by, contributions, proposal, decision, reason,
    decided by, versions before and after, outputs that rest on it, reviews that lean on it.
    """
    brought_by = record.contribution_rows
    shown = {kind: shown_kind(record, kind) for kind in VOCABULARIES["actor_kind"]}
    version = record["synthesis"].set_index("id")["version"].to_dict()
    outputs, reviews = _outputs(record), _reviews(record)
    rows = []
    for change in record.rows("change"):
        brought = [name for name in items(change["triggered_by_contribution_ids"]) if name in brought_by]
        days = [brought_by[name]["date"] for name in brought]
        rows.append({
            "change_id": change["id"], "first_brought": min(days, default=None),
            "kinds": "|".join(sorted({shown[brought_by[name]["actor_kind"]] for name in brought})),
            "contributions": change["triggered_by_contribution_ids"], "change_fi": change["change_fi"],
            "change_en": change["change_en"], "decision": change["decision"], "reason_fi": change["reason_fi"],
            "reason_en": change["reason_en"], "decided_by_kind": change["decided_by_kind"],
            "decided_on": change["decided_on"], "version_from": version.get(change["synthesis_from"]),
            "version_to": version.get(change["synthesis_to"]),
            "output_ids": "|".join(outputs.get(change["synthesis_to"], [])),
            "review_ids": "|".join(reviews.get(change["id"], [])),
        })  # fmt: skip
    return pd.DataFrame(rows)


def shown_kind(record: Record, kind: str) -> str:
    """The kind of an actor as it may be told: `muu_taho` where fewer than k of that kind take part."""
    return kind if record.people_of_kind(kind) >= record.k else OTHER


def _decisions(record: Record) -> dict[str, list[dict]]:
    """Decisions by contribution."""
    version = record["synthesis"].set_index("id")["version"].to_dict()
    outputs, first_return = _outputs(record), _first_return(record)
    found: dict[str, list[dict]] = {}
    for change in record.rows("change"):
        answer = {
            "outcome": change["decision"], "change_id": change["id"], "reason_fi": change["reason_fi"],
            "reason_en": change["reason_en"], "decided_by_kind": change["decided_by_kind"],
            "answered_on": change["decided_on"] or first_return.get(change["synthesis_to"]),
            "version": version[change["synthesis_to"]],
            "output_ids": "" if change["decision"] == "ei" else "|".join(outputs.get(change["synthesis_to"], [])),
        }  # fmt: skip
        for contribution in items(change["triggered_by_contribution_ids"]):
            found.setdefault(contribution, []).append(answer)
    return found


def _placed(record: Record) -> dict[str, dict]:
    """The first version that names a contribution among its sources, by contribution."""
    outputs, first_return = _outputs(record), _first_return(record)
    found: dict[str, dict] = {}
    for row in sorted(record.rows("synthesis"), key=lambda row: row["version"]):
        for contribution in items(row["from_contribution_ids"]):
            found.setdefault(contribution, {
                "outcome": "koosteessa", "answered_on": first_return.get(row["id"]), "version": row["version"],
                "output_ids": "|".join(outputs.get(row["id"], [])),
            })  # fmt: skip
    return found


def _traced(row: dict, answer: dict, shown: dict[str, str]) -> dict:
    return {
        "process_id": row["process_id"], "contribution_id": row["id"], "date": row["date"], "phase": row["phase"],
        "actor_kind": row["actor_kind"], "shown_kind": shown[row["actor_kind"]],
        "knowledge_type": row["knowledge_type"], "text_fi": row["text_summary_fi"], "text_en": row["text_summary_en"],
        "days": _days(row["date"], answer.get("answered_on")),
    } | answer  # fmt: skip


def _days(start: str, end: str | None) -> int | None:
    if end is None:
        return None
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def _first_return(record: Record) -> dict[str, str]:
    """The first day on which each version was returned."""
    return record["return"].groupby("synthesis_id")["date"].min().to_dict()


def _outputs(record: Record) -> dict[str, list[str]]:
    """Outputs that rest on each version or on one made from it; an output that names none rests on the last."""
    versions = record.rows("synthesis")
    last: dict[str, dict] = {}
    for row in versions:
        if row["version"] >= last.get(row["process_id"], row)["version"]:
            last[row["process_id"]] = row
    number = {(row["process_id"], row["version"]): row for row in versions}
    by_id = {row["id"]: row for row in versions}
    found: dict[str, list[str]] = {}
    for output in record.rows("output"):
        step = by_id.get(output["synthesis_id"]) or last.get(output["process_id"])
        while step is not None:
            found.setdefault(step["id"], []).append(output["id"])
            step = number.get((step["process_id"], step["parent_version"]))
    return found


def _reviews(record: Record) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for review in record.rows("impact_review"):
        for change in items(review["evidence_change_ids"]):
            found.setdefault(change, []).append(review["id"])
    return found
