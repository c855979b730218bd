"""What is wrong in the log of decisions, record by record: a flow may be proven only when this is said beside it.

A contradiction cannot be counted anywhere: the record waits in a box of its own until a person has mended the log.
A gap is counted as the log says, and named.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.decisions import ADJUDICATION, STAGES
from verko.literature.screening import Vote, both_stages, votes_of

Text = dict[str, str]
Problem = tuple[str, str, str]

CONTRADICTIONS: dict[str, Text] = {
    "after_exclusion": {
        "fi": "poissuljettu otsikon perusteella, mutta kokotekstistä on ratkaisu",
        "en": "excluded by title and abstract, yet decided at full text",
    },
    "two_answers": {
        "fi": "sama lukija on ratkaissut kahdella tavalla",
        "en": "one reviewer has decided in two ways",
    },
    "retrieved_or_not": {
        "fi": "yhden mukaan kokotekstiä ei saatu, toinen on arvioinut sen",
        "en": "not retrieved according to one reviewer, assessed by another",
    },
    "unknown_record": {
        "fi": "ratkaisu viitteestä, jota ei ole yhdistettyjen viitteiden joukossa",
        "en": "a decision on a record that is not among the records",
    },
}
GAPS: dict[str, Text] = {
    "no_first_stage": {
        "fi": "kokoteksti ratkaistu, mutta otsikkoa ja tiivistelmää ei",
        "en": "decided at full text without a decision by title and abstract",
    },
    "one_reviewer": {"fi": "vain yksi lukija on ratkaissut", "en": "decided by one reviewer only"},
    "adjudicated_alone": {
        "fi": "erimielisyys ratkaistu, mutta lukijoiden ratkaisut puuttuvat",
        "en": "adjudicated, yet no reviewer has decided",
    },
    "no_reason": {"fi": "kokoteksti poissuljettu ilman syytä", "en": "excluded at full text without a reason"},
    "early_loss": {
        "fi": "syynä kokotekstin puuttuminen jo otsikon perusteella",
        "en": "not retrieved, given as a reason by title and abstract",
    },
    "reason_on_inclusion": {
        "fi": "otettu mukaan, mutta poissulkemisen syy on merkitty",
        "en": "included, yet a reason for exclusion is given",
    },
}  # fmt: skip


def log_problems(
    screening: pd.DataFrame, *, records: pd.DataFrame | None = None, protocol: Protocol | None = None
) -> pd.DataFrame:
    """One row per problem: record_id, stage, kind (contradiction or gap), problem, text_fi, text_en.

    screening: the `screening` table. records: the `records` table; without it, unknown records are not looked for.
    A second reviewer is missed where the protocol names two, or where two have decided on some other record.

    >>> rows = [("r-1", "title_abstract", "a", "exclude", None), ("r-1", "full_text", "a", "include", None)]
    >>> table = pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision", "reason"])
    >>> log_problems(table)[["record_id", "problem"]].values.tolist()
    [['r-1', 'after_exclusion']]
    """
    told = protocol or Protocol()
    lost = {code for code, reason in told.exclusion_reasons.items() if reason.not_retrieved}
    found = [*_between_stages(screening), *_unknown(screening, records)]
    reviewers = _reviewers(screening, told)
    for (record, stage), votes in votes_of(screening).items():
        found += [(record, stage, problem) for problem in _within(stage, votes, lost, reviewers)]
    rows = [(*each, *_words(each[2])) for each in sorted(set(found))]
    return pd.DataFrame(rows, columns=["record_id", "stage", "problem", "kind", "text_fi", "text_en"])


def contradictions(
    screening: pd.DataFrame, *, records: pd.DataFrame | None = None, protocol: Protocol | None = None
) -> pd.DataFrame:
    """The problems that no count can hold."""
    found = log_problems(screening, records=records, protocol=protocol)
    return found[found["kind"] == "contradiction"].reset_index(drop=True)


def _words(problem: str) -> tuple[str, str, str]:
    kind = "contradiction" if problem in CONTRADICTIONS else "gap"
    text = (CONTRADICTIONS | GAPS)[problem]
    return kind, text["fi"], text["en"]


def _between_stages(screening: pd.DataFrame) -> Iterator[Problem]:
    table = both_stages(screening)
    staged = table["title_abstract"].notna().any()
    for row in table.dropna(subset=["full_text"]).itertuples(index=False):
        if row.title_abstract == "exclude":
            yield row.record_id, STAGES[0], "after_exclusion"
        elif staged and not isinstance(row.title_abstract, str):
            yield row.record_id, STAGES[1], "no_first_stage"


def _unknown(screening: pd.DataFrame, records: pd.DataFrame | None) -> Iterator[Problem]:
    known = set(screening["record_id"]) if records is None else set(records["record_id"])
    for row in screening[~screening["record_id"].isin(known)].itertuples(index=False):
        yield row.record_id, row.stage, "unknown_record"


def _reviewers(screening: pd.DataFrame, protocol: Protocol) -> int:
    """How many reviewers each record should have: those that the protocol names, or those that some record has."""
    own = (sum(vote.reviewer != ADJUDICATION for vote in votes) for votes in votes_of(screening).values())
    return min(2, len(protocol.screening.reviewers) or max(own, default=0))


def _within(stage: str, votes: list[Vote], lost: set[str], reviewers: int) -> Iterator[str]:
    """The problems of one record at one stage."""
    own = [vote for vote in votes if vote.reviewer != ADJUDICATION]
    settled = [vote for vote in votes if vote.reviewer == ADJUDICATION]
    names = {vote.reviewer for vote in own}
    if not settled:
        if len({(vote.reviewer, vote.decision) for vote in own}) > len(names):
            yield "two_answers"
        if stage == STAGES[1] and _had_and_not(own, lost):
            yield "retrieved_or_not"
    if not own:
        yield "adjudicated_alone"
    elif len(names) < reviewers:
        yield "one_reviewer"
    yield from _reasons(stage, settled or own, lost, any(vote.reason for vote in votes))


def _had_and_not(own: list[Vote], lost: set[str]) -> bool:
    """Whether all exclude, but some since the report could not be had and others for what it says."""
    return all(vote.decision == "exclude" for vote in own) and len({vote.reason in lost for vote in own}) > 1


def _reasons(stage: str, decided: list[Vote], lost: set[str], told: bool) -> Iterator[str]:
    """The problems of the reasons given with what was decided. told: whether anybody gave one."""
    decisions = {vote.decision for vote in decided}
    if decisions == {"include"} and any(vote.reason for vote in decided):
        yield "reason_on_inclusion"
    if decisions == {"exclude"} and stage == STAGES[1] and not told:
        yield "no_reason"
    if decisions == {"exclude"} and stage == STAGES[0] and any(vote.reason in lost for vote in decided):
        yield "early_loss"
