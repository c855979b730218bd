"""The course of the process as tables for people: phases (T11), roles and responsibilities (T12)."""

from __future__ import annotations

import pandas as pd

from verko.codevelopment.record import Record, counted
from verko.tables.vocabularies import VOCABULARIES, term


def phases(record: Record) -> pd.DataFrame:
    """One row a phase in the order it was gone through, with what it left behind.

    Columns phase, iteration, name_fi, name_en, planned, started, ended, events, contributions, versions.
    """
    table = record["phase"].sort_values(["process_id", "started", "planned", "id"], na_position="last")
    events = record["event"].groupby("phase_id").size()
    owner = record["event"].set_index("id")["phase_id"]
    brought = record["contribution"]["event_id"].map(owner).value_counts()
    versions = record["synthesis"].groupby("phase_id").size()
    columns = {"events": events, "contributions": brought, "versions": versions}
    left = {name: table["id"].map(counts).fillna(0).astype(int) for name, counts in columns.items()}
    names = {
        f"name_{lang}": table["type"].map(lambda kind, lang=lang: term("phase", kind, lang)) for lang in ("fi", "en")
    }
    kept = table[["process_id", "type", "iteration", "planned", "started", "ended"]].rename(columns={"type": "phase"})
    return kept.assign(**names, **left).reset_index(drop=True)


def loop(record: Record) -> pd.DataFrame:
    """One row for each of P0 to P9: how many rounds, events and contributions; zeros where nothing is recorded."""
    gone = (
        phases(record)
        .groupby("phase")
        .agg(rounds=("iteration", "size"), events=("events", "sum"), contributions=("contributions", "sum"))
    )
    return gone.reindex(list(VOCABULARIES["phase"]), fill_value=0).rename_axis("phase").reset_index()


def roles(record: Record) -> pd.DataFrame:
    """One row a kind of actor: how many, what they were responsible for, what they brought, decided and attended.

    people is missing where fewer than k, and so are then the contributions: `few` says so.
    """
    contributions = record.contributions["actor_kind"].value_counts()
    kind_of = record["actor"].set_index("id")["kind"]
    duties = record["responsibility"].assign(kind=record["responsibility"]["actor_id"].map(kind_of))
    deciding = record["change"]["decided_by_kind"].dropna().str.split("|").explode().value_counts()
    present = pd.Series(
        [kind for cell in record["event"]["n_by_kind"] for kind in counted(cell)], dtype="str"
    ).value_counts()
    rows = []
    for kind in VOCABULARIES["actor_kind"]:
        people = record.people_of_kind(kind)
        if people == 0:
            continue
        few = people < record.k
        mine = duties.loc[duties["kind"] == kind]
        rows.append({
            "kind": kind, "name_fi": term("actor_kind", kind, "fi"), "name_en": term("actor_kind", kind, "en"),
            "people": None if few else people, "few": few,
            "responsible": ", ".join(f"{row.phase_from}–{row.phase_to}" for row in mine.itertuples()),
            "contributions": None if few else int(contributions.get(kind, 0)),
            "decisions": int(deciding.get(kind, 0)), "events": int(present.get(kind, 0)),
        })  # fmt: skip
    columns = ["kind", "name_fi", "name_en", "people", "few", "responsible", "contributions", "decisions", "events"]
    return pd.DataFrame(rows, columns=columns).astype({"people": "Int64", "contributions": "Int64"})


def timeline(record: Record) -> pd.DataFrame:
    """Everything with a day: columns date, end, what (phase, event, return, output), label_fi, label_en, phase."""
    bars = [
        {"date": row["started"] or row["planned"], "end": row["ended"] or row["started"] or row["planned"],
         "what": "phase", "phase": row["type"], "iteration": row["iteration"]} | _named("phase", row["type"])
        for row in record.rows("phase") if row["started"] or row["planned"]
    ]  # fmt: skip
    of_event = record.events.set_index("id")["phase"].to_dict()
    events = [
        {"date": row["date"], "end": row["date"], "what": "event", "phase": of_event[row["id"]]}
        | _named("event_kind", row["kind"]) for row in record.rows("event")
    ]  # fmt: skip
    phase_of = record["phase"].set_index("id")["type"].to_dict()
    made_in = {row["id"]: phase_of[row["phase_id"]] for row in record.rows("synthesis")}
    returns = [
        {"date": row["date"], "end": row["date"], "what": "return", "phase": made_in[row["synthesis_id"]],
         "label_fi": "palautus", "label_en": "return"} for row in record.rows("return")
    ]  # fmt: skip
    outputs = [
        {"date": row["published_on"], "end": row["published_on"], "what": "output", "phase": "P6",
         "label_fi": row["title_fi"] or row["title_en"], "label_en": row["title_en"] or row["title_fi"]}
        for row in record.rows("output") if row["published_on"]
    ]  # fmt: skip
    columns = ["date", "end", "what", "phase", "iteration", "label_fi", "label_en"]
    table = pd.DataFrame([*bars, *events, *returns, *outputs], columns=columns)
    return table.sort_values(["date", "end", "what", "phase"], ignore_index=True, kind="stable")


def _named(vocabulary: str, value: str) -> dict[str, str]:
    return {f"label_{language}": term(vocabulary, value, language) for language in ("fi", "en")}
