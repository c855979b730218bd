"""Tables of fairness and of time as a report shows them: who was present, who decided, minors, hours, answers."""

from __future__ import annotations

import pandas as pd

from verko.codevelopment.fairness import (
    DECIDERS,
    SAFEGUARDS,
    deciders,
    decisions_of_events,
    hours_by_kind,
    safeguards,
)
from verko.codevelopment.impact import OUTCOMES, answer_times_by
from verko.codevelopment.record import Record
from verko.codevelopment.shown import LANGUAGES, either, in_both

_STATES = {
    "all": {"fi": "kaikilla", "en": "for all"},
    "some": {"fi": "osalta puuttuu", "en": "lacking for some"},
    "none": {"fi": "puuttuu", "en": "lacking"},
}


def decider_table(record: Record) -> pd.DataFrame:
    """Who decided, and what they decided."""
    table = deciders(record)
    names = {f"who_{lang}": [DECIDERS[who][lang] for who in table["who"]] for lang in LANGUAGES}
    return table.drop(columns="who").assign(**names)


def presence_table(record: Record) -> pd.DataFrame:
    """Who were present at each event, at which level they took part, and the decisions that came of it."""
    table = decisions_of_events(record)
    kinds = in_both(table["kind"], "kind", "event_kind")
    titles = {f"event_{lang}": [title or kind for title, kind in zip(either(table, "title")[f"title_{lang}"],
                                                                     kinds[f"kind_{lang}"], strict=True)]
              for lang in LANGUAGES}  # fmt: skip
    shared = [f"{row.shared}/{row.decisions}" if row.decisions else "–" for row in table.itertuples()]
    return table[["id", "date"]].assign(
        **titles, **in_both(table["level"], "present_level", "level"), shared=shared,
        experts=[_few(count, record.k) for count in table["experts"]],
        others=[_few(count, record.k) for count in table["people"] - table["experts"]],
    )  # fmt: skip


def _few(count: int, k: int) -> str:
    return f"< {k}" if 0 < count < k else str(count)


def safeguard_table(record: Record) -> pd.DataFrame:
    """The safeguards of minors, as states."""
    table = safeguards(record)
    return pd.DataFrame({
        f"{column}_{lang}": [words[value][lang] for value in table[column]]
        for column, words in (("safeguard", SAFEGUARDS), ("state", _STATES)) for lang in LANGUAGES
    })  # fmt: skip


def latency_table(traced: pd.DataFrame) -> pd.DataFrame:
    """How long it took from contribution to answer, by what the answer was."""
    table = answer_times_by(traced)
    names = {f"outcome_{lang}": [OUTCOMES[name][lang] for name in table["outcome"]] for lang in LANGUAGES}
    return table.drop(columns="outcome").assign(**names)


def hours_table(record: Record) -> pd.DataFrame:
    """Person-hours given in events by kind of actor; none of a kind that is too small to be counted."""
    table = hours_by_kind(record)
    hidden = table["kind"].isin(record.hidden_kinds)
    kept = table.drop(columns="kind").assign(hours=table["hours"].astype("Float64").mask(hidden))
    return kept.assign(**in_both(table["kind"], "kind", "actor_kind"))
