"""Fairness: hours given, fees agreed and paid, point-like participation, who was there when decisions were made."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from verko.codevelopment.record import EBE, Record, counted
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
    people = events["n_by_kind"].map(counted)
    everyone, experts = (
        people.map(lambda by_kind: sum(by_kind.values())),
        people.map(lambda by_kind: by_kind.get(EBE, 0)),
    )
    table = events[["id", "process_id", "phase", "kind", "date", "hours", "title_fi", "title_en"]].assign(
        people=everyone, experts=experts
    )
    return table.assign(share=(experts / everyone.where(everyone > 0)).astype(float)).reset_index(drop=True)
