"""Checks about people: agreements, fees, participation in several phases, the safeguards of minors."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from verko.codevelopment.hits import Hit, absent, at
from verko.codevelopment.record import EBE, Record, Row

Limit = float | None


def agreements(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C03: each expert by experience agreed no later than on the day of the first event.

    Where the record lists who was present, an actor's own first event counts; otherwise the first of the process.
    """
    events = record.events.loc[record.events["process_id"] == process["id"]]
    if events.empty:
        return
    listed = events["present_ids"].notna().all()
    presence = record.presence.loc[record.presence["process_id"] == process["id"]]
    first_of = presence.groupby("actor_id")["date"].min().to_dict() if listed else {}
    made = {row["actor_id"]: row for row in reversed(record.rows("agreement", process_id=process["id"]))}
    for actor in record.actors_of(process["id"], EBE):
        agreement = made.get(actor["id"])
        first = first_of.get(actor["id"], events["date"].min())
        if agreement is None:
            yield at("actor", actor, "sopimusta ei ole kirjattu", "no agreement is recorded")
        elif agreement["date"] > first:
            fi, en = "sopimus on tehty ensimmäisen tapahtuman jälkeen", "the agreement was made after the first event"
            yield at("agreement", agreement, fi, en)


def fees(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C04: each expert by experience has a fee or has declined it; paid after being agreed, and in time.

    limit: days after the end of the process by which a fee must be paid.
    """
    rows = record.rows("fee", process_id=process["id"])
    having = {row["actor_id"] for row in rows}
    for actor in record.actors_of(process["id"], EBE):
        if actor["id"] not in having:
            yield at("actor", actor, "palkkiota tai kieltäytymistä ei ole kirjattu", "no fee or refusal is recorded")
    for row in rows:
        if not row["declined_by_actor"]:
            yield from _one_fee(row, process, int(limit or 0))


def _one_fee(row: Row, process: Row, days: int) -> Iterator[Hit]:
    if row["amount_eur"] is None:
        yield at("fee", row, "palkkion määrää ei ole kirjattu", "the amount of the fee is not recorded")
    if row["paid_on"] and row["agreed_on"] and row["paid_on"] < row["agreed_on"]:
        yield at("fee", row, "palkkio on maksettu ennen kuin siitä sovittiin", "the fee was paid before it was agreed")
    if process["status"] != "paattynyt" or process["end"] is None:
        return
    last = (datetime.date.fromisoformat(process["end"]) + datetime.timedelta(days=days)).isoformat()
    if row["paid_on"] is None:
        yield at("fee", row, "palkkiota ei ole maksettu", "the fee is not paid")
    elif row["paid_on"] > last:
        fi, en = f"maksettu yli {days} päivää päättymisen jälkeen", f"paid over {days} days after the end"
        yield at("fee", row, fi, en)


def several_phases(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C05: each expert by experience took part in at least `limit` different kinds of phase."""
    presence = record.presence.loc[record.presence["process_id"] == process["id"]]
    phases = presence.groupby("actor_id")["phase"].nunique().to_dict()
    for actor in record.actors_of(process["id"], EBE):
        if (taken := phases.get(actor["id"], 0)) < int(limit or 2):
            fi = f"mukana {taken} vaiheessa: pistemäinen osallistuminen"
            en = f"took part in {taken} {'phase' if taken == 1 else 'phases'}: point-like participation"
            yield at("actor", actor, fi, en)


def minors(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C12: a minor has a guardian's consent and a support person, and ethical review was considered."""
    kinds = record["actor"]["kind"].unique()
    actors = [actor for kind in kinds for actor in record.actors_of(process["id"], kind)]
    young = [actor for actor in actors if actor["is_minor"] or actor["age_band"] in ("alle15", "15-17")]
    consents = {row["actor_id"]: row for row in record.rows("agreement", process_id=process["id"])}
    for actor in young:
        agreement = consents.get(actor["id"])
        if not actor["is_minor"]:
            yield at(
                "actor",
                actor,
                "ikäryhmä on alaikäisen, merkintä is_minor ei",
                "the age band is a minor's, is_minor is not",
            )
        if agreement is None or agreement["consent_guardian"] != "kylla":
            fi, en = "huoltajan suostumusta ei ole kirjattu", "no guardian's consent is recorded"
            yield at("agreement", agreement, fi, en) if agreement else at("actor", actor, fi, en)
        if actor["support_person_id"] is None:
            yield at("actor", actor, "tukihenkilöä ei ole nimetty", "no support person is named")
    if young and process["tenk_flag"] is None:
        yield at(
            "process",
            process,
            "eettisen ennakkoarvioinnin tarvetta ei ole kirjattu",
            "the need of ethical review is not recorded",
        )
    if any(actor["age_band"] == "alle15" for actor in young) and process["tenk_flag"] == "ei_tarpeen":
        fi, en = (
            "alle 15-vuotiaita, mutta ennakkoarviointi merkitty tarpeettomaksi",
            "under-15s, but ethical review marked as not needed",
        )
        yield absent("process", fi, en, name=process["id"])
