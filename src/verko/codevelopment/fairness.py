"""Fairness: hours given, fees agreed and paid, point-like participation, who was there when decisions were made."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from verko.codevelopment.record import EBE, Record, Row, counted, items
from verko.tables.vocabularies import VOCABULARIES


@dataclass(frozen=True)
class Fees:
    """Fees of experts by experience. people: with a fee; declined, unpaid: of them; euros as agreed and as paid."""

    people: int
    declined: int
    unpaid: int
    agreed_eur: float
    paid_eur: float
    travel_eur: float


def fees(record: Record) -> Fees:
    """Fees of experts by experience, added up; what was paid counts as agreed unless the record says otherwise.

    >>> fees(Record({})).people
    0
    """
    experts = set(record["actor"].loc[record["actor"]["kind"] == EBE, "id"])
    rows = record["fee"].loc[record["fee"]["actor_id"].isin(experts)]
    declined = rows["declined_by_actor"].fillna(False).astype(bool)
    due = rows.loc[~declined]
    paid = due.loc[due["paid_on"].notna()]
    return Fees(
        people=rows["actor_id"].nunique(),
        declined=int(rows.loc[declined, "actor_id"].nunique()),
        unpaid=int(due.loc[due["paid_on"].isna(), "actor_id"].nunique()),
        agreed_eur=float(due["amount_eur"].sum()),
        paid_eur=float(paid["paid_eur"].fillna(paid["amount_eur"]).sum()),
        travel_eur=float(due["travel_eur"].sum()),
    )


def hours_by_kind(record: Record) -> pd.DataFrame:
    """Person-hours given in events by kind of actor: columns kind, events, hours; an event without hours gives none."""
    rows = []
    for event in record.rows("event"):
        for kind, number in counted(event["n_by_kind"]).items():
            rows.append({"kind": kind, "event": event["id"], "hours": (event["hours"] or 0) * number})
    frame = pd.DataFrame(rows, columns=["kind", "event", "hours"])
    table = frame.groupby("kind").agg(events=("event", "nunique"), hours=("hours", "sum"))
    order = [kind for kind in VOCABULARIES["actor_kind"] if kind in table.index]
    return table.reindex(order).reset_index()


def phases_per_expert(record: Record) -> pd.DataFrame:
    """In how many kinds of phase each expert by experience took part: columns process_id, actor_id, phases."""
    rows = []
    for process in record.rows("process"):
        mine = record.presence.loc[record.presence["process_id"] == process["id"]]
        phases = mine.groupby("actor_id")["phase"].nunique().to_dict()
        for actor in record.actors_of(process["id"], EBE):
            rows.append({"process_id": process["id"], "actor_id": actor["id"], "phases": phases.get(actor["id"], 0)})
    return pd.DataFrame(rows, columns=["process_id", "actor_id", "phases"])


def attendance(record: Record) -> pd.DataFrame:
    """Who were there, event by event: date, phase, kind, hours, people, experts, and their share of the people."""
    events = record.events.sort_values(["date", "id"])
    kinds = [counted(cell) for cell in events["n_by_kind"]]
    everyone = pd.Series([sum(by_kind.values()) for by_kind in kinds], index=events.index, dtype="int64")
    experts = pd.Series([by_kind.get(EBE, 0) for by_kind in kinds], index=events.index, dtype="int64")
    table = events[["id", "process_id", "phase", "kind", "date", "hours", "title_fi", "title_en"]].assign(
        people=everyone, experts=experts
    )
    return table.assign(share=(experts / everyone.where(everyone > 0)).astype(float)).reset_index(drop=True)


DECIDERS: dict[str, dict[str, str]] = {
    "together": {"fi": "kokemusasiantuntijat ja muut yhdessä", "en": "experts by experience together with others"},
    "alone": {"fi": "kokemusasiantuntijat keskenään", "en": "experts by experience among themselves"},
    "without": {"fi": "muut ilman kokemusasiantuntijoita", "en": "others without experts by experience"},
    "not_told": {"fi": "päättäjää ei ole kirjattu", "en": "who decided is not recorded"},
}
"""Who decided on a change, as the question of power asks it."""


def deciders(record: Record) -> pd.DataFrame:
    """Changes by who decided on them: columns who, hyvaksytty, osin, ei, all; only rows that hold something.

    >>> deciders(Record({})).empty
    True
    """
    table = record["change"].assign(who=[_who(cell) for cell in record["change"]["decided_by_kind"]])
    counts = table.groupby(["who", "decision"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(VOCABULARIES["decision"]), fill_value=0)
    counts = counts.reindex([who for who in DECIDERS if who in counts.index])
    return counts.assign(all=counts.sum(axis="columns")).rename_axis(columns=None).reset_index()


def _who(cell: object) -> str:
    kinds = items(cell)
    if not kinds:
        return "not_told"
    if EBE not in kinds:
        return "without"
    return "together" if len(kinds) > 1 else "alone"


def decisions_of_events(record: Record) -> pd.DataFrame:
    """Each event with the decisions that came of it: the columns of `attendance`, level, decisions and shared.

    A decision came of the last event at which something that led to it was brought; shared: of these, the decisions in
    which experts by experience took part.
    """
    event_of = dict(zip(record.contributions["id"], record.contributions["event_id"], strict=True))
    date_of = dict(zip(record.contributions["id"], record.contributions["date"], strict=True))
    counts: dict[str, list[int]] = {}
    for change in record.rows("change"):
        named = [name for name in items(change["triggered_by_contribution_ids"]) if name in event_of]
        if named:
            event = event_of[max(named, key=lambda name: date_of[name])]
            count = counts.setdefault(event, [0, 0])
            count[0] += 1
            count[1] += EBE in items(change["decided_by_kind"])
    table = attendance(record)
    levels = record["event"].set_index("id")["level"]
    found = [counts.get(event, [0, 0]) for event in table["id"]]
    return table.assign(level=table["id"].map(levels), decisions=[one for one, _ in found],
                        shared=[own for _, own in found])  # fmt: skip


SAFEGUARDS: dict[str, dict[str, str]] = {
    "consent": {"fi": "huoltajan suostumus", "en": "consent of the guardian"},
    "support": {"fi": "nimetty tukihenkilö", "en": "a named support person"},
    "agreement": {"fi": "sopimus, joka kattaa keskeyttämisen", "en": "an agreement that covers the right to stop"},
    "ethics": {"fi": "arvio eettisen ennakkoarvioinnin tarpeesta", "en": "a consideration of ethical review"},
}
"""What protects a minor who takes part."""


def minors(record: Record) -> list[Row]:
    """Actors under 18, by their mark or their age band."""
    return [row for row in record.rows("actor") if row["is_minor"] or row["age_band"] in ("alle15", "15-17")]


def safeguards(record: Record) -> pd.DataFrame:
    """The safeguards of minors: columns safeguard, state (all, some, none); empty where no minor takes part.

    Told as a state and not as a count: there are seldom enough minors for one.
    """
    young = minors(record)
    agreements = {row["actor_id"]: row for row in record.rows("agreement")}
    told = {row["id"]: row["tenk_flag"] is not None for row in record.rows("process")}
    holds = {
        "consent": [agreements.get(row["id"], {}).get("consent_guardian") == "kylla" for row in young],
        "support": [row["support_person_id"] is not None for row in young],
        "agreement": ["keskeytys" in items(agreements.get(row["id"], {}).get("covers")) for row in young],
        "ethics": [told.get(row["process_id"], all(told.values())) for row in young],
    }
    rows = [{"safeguard": name, "state": "all" if all(each) else "some" if any(each) else "none"}
            for name, each in holds.items() if each]  # fmt: skip
    return pd.DataFrame(rows, columns=["safeguard", "state"])
