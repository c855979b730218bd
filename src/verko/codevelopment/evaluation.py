"""The evaluation: response rates, answers by group and question, directions and themes, small cells suppressed."""

from __future__ import annotations

import pandas as pd

from verko.codevelopment.record import Record, items
from verko.tables.codings import code_order
from verko.tables.vocabularies import VOCABULARIES

GROUPS = tuple(VOCABULARIES["respondent_group"])
DIRECTIONS = tuple(VOCABULARIES["direction"])
UNCLASSIFIED = "ei_suuntaa"
CRITICAL = ("kielteinen", "kehittamisehdotus")
"""Directions that a summary may never leave out."""


def response_rates(record: Record) -> pd.DataFrame:
    """One row a respondent group that was asked: invited, responded, rate (0 to 1); rounds of a group are added up."""
    rounds = record["evaluation_round"].groupby("respondent_group")[["invited_n", "responded_n"]].sum()
    rates = rounds.reindex([group for group in GROUPS if group in rounds.index]).reset_index()
    shares = rates["responded_n"].astype(float) / rates["invited_n"].astype(float).where(rates["invited_n"] > 0)
    return rates.assign(rate=shares)


def answers_by_cell(record: Record) -> pd.DataFrame:
    """One row per question x group with answers: respondents, answers, and how many answers of each direction.

    Not suppressed: what is shown of it goes through `matrix`. Answers without an id of a respondent count one each.
    """
    questions = record["evaluation_question"][["id", "eq"]].rename(columns={"id": "question_id"})
    answers = _with_respondent(record).merge(questions, on="question_id", validate="many_to_one")
    answers = answers.assign(direction=answers["direction"].fillna(UNCLASSIFIED))
    grouped = answers.groupby(["eq", "respondent_group"])
    cells = grouped.agg(respondents=("respondent", "nunique"), answers=("id", "size"))
    ways = answers.pivot_table(
        index=["eq", "respondent_group"], columns="direction", values="id", aggfunc="count", fill_value=0
    ).reindex(columns=[*DIRECTIONS, UNCLASSIFIED], fill_value=0)
    return cells.join(ways).reset_index()


def direction_counts(record: Record) -> pd.DataFrame:
    """How many answers there are of each direction over all groups: columns direction, answers."""
    answers = record["evaluation_response"]["direction"].fillna(UNCLASSIFIED).value_counts()
    return pd.DataFrame({"direction": [*DIRECTIONS, UNCLASSIFIED]}).assign(
        answers=lambda frame: frame["direction"].map(answers).fillna(0).astype(int)
    )


def cell_states(record: Record) -> pd.Series:
    """What may be told of each question x group: `shown`, `suppressed` (fewer than k respondents) or `withheld`.

    All answers together are counted, so that a single suppressed cell could be worked out from what the others show.
    Where there is just one, the smallest of the others is withheld with it: of equals one without criticism first.
    """
    cells = answers_by_cell(record).set_index(["eq", "respondent_group"])
    states = pd.Series("shown", index=cells.index, dtype="object").mask(cells["respondents"] < record.k, "suppressed")
    others = cells.loc[states == "shown"]
    if (states == "suppressed").sum() == 1 and len(others):
        criticism = others[[way for way in DIRECTIONS if way in CRITICAL]].sum(axis="columns")
        order = others.assign(criticism=criticism).sort_values(["respondents", "criticism"], kind="stable")
        states[order.index[0]] = "withheld"
    return states


def matrix(record: Record) -> pd.DataFrame:
    """The evaluation matrix: one row per evaluation question x respondent group.

    Columns eq, respondent_group, respondents (missing unless shown), state (shown, suppressed, withheld, none) and one
    column a direction: True where somebody answered so. Directions are told as present or not, since counts of them
    would be small cells in nearly every table of this size; in a cell that is not shown nothing is told.
    """
    asked = [theme for theme in VOCABULARIES["evaluation_theme"] if theme in set(record["evaluation_question"]["eq"])]
    full = pd.MultiIndex.from_product([asked, GROUPS], names=["eq", "respondent_group"])
    table = answers_by_cell(record).set_index(["eq", "respondent_group"]).reindex(full)
    state = cell_states(record).reindex(full).fillna("none")
    respondents = table["respondents"].where(state == "shown").astype("Int64")
    ways = {way: (table[way].fillna(0) > 0) & (state == "shown") for way in (*DIRECTIONS, UNCLASSIFIED)}
    return pd.DataFrame({"respondents": respondents, "state": state} | ways).reset_index()


def themes_by_group(record: Record) -> pd.DataFrame:
    """Respondents by code and group: columns code_id, respondent_group, respondents, suppressed.

    A respondent counts under each code that was given to any of their answers.
    """
    answers = _with_respondent(record)
    coded = answers.assign(code_id=answers["code_ids"].map(items)).explode("code_id").dropna(subset="code_id")
    present = [group for group in GROUPS if group in set(coded["respondent_group"])]
    full = pd.MultiIndex.from_product([sorted(coded["code_id"].unique(), key=code_order), present],
                                      names=["code_id", "respondent_group"])  # fmt: skip
    return _people(coded, ["code_id", "respondent_group"]).reindex(full, fill_value=0).pipe(_hidden, record.k)


def scale_distribution(record: Record) -> pd.DataFrame:
    """Values on the scale by evaluation question and group: median and n, where n reaches k and the cell is shown.

    Columns eq, respondent_group, n, median, suppressed (nothing is told), small (because n is below k).
    """
    answers = record["evaluation_response"].dropna(subset="scale")
    questions = record["evaluation_question"][["id", "eq"]].rename(columns={"id": "question_id"})
    answers = answers.merge(questions, on="question_id", validate="many_to_one")
    cells = answers.groupby(["eq", "respondent_group"])["scale"].agg(n="size", median="median").reset_index()
    states = cell_states(record)
    hidden = [states.get((row.eq, row.respondent_group)) != "shown" for row in cells.itertuples()]
    few = cells["n"] < record.k
    untold = few | pd.Series(hidden, index=cells.index, dtype=bool)
    told = {"n": cells["n"].mask(untold).astype("Int64"), "median": cells["median"].mask(untold)}
    return cells.assign(suppressed=untold, small=few, **told)


def _with_respondent(record: Record) -> pd.DataFrame:
    answers = record["evaluation_response"]
    return answers.assign(respondent=answers["respondent_id"].fillna(answers["id"]))


def _people(answers: pd.DataFrame, by: list[str]) -> pd.Series:
    return answers.groupby(by)["respondent"].nunique()


def _hidden(counts: pd.Series, k: int) -> pd.DataFrame:
    """Counts of people as columns `respondents` (missing from 1 to k-1) and `suppressed`."""
    small = (counts > 0) & (counts < k)
    return pd.DataFrame({"respondents": counts.astype("Int64").mask(small), "suppressed": small}).reset_index()
