"""Disclosure control: which combinations of background tell who somebody is, and which cells may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from verko.privacy.linked import protect, protect_parts


def small_combinations(people: pd.DataFrame, columns: Sequence[str], k: int) -> pd.DataFrame:
    """Combinations of background values that fewer than `k` people share: each of them may point to a person.

    people: one row per person. Columns of the answer: `columns` and `people`, the smallest first.
    A missing value counts as a value.

    >>> people = pd.DataFrame({"sector": ["a", "a", "a", "b"], "age": ["40-49"] * 4})
    >>> small_combinations(people, ["sector", "age"], 3).values.tolist()
    [['b', '40-49', 1]]
    """
    if people.empty or not columns:
        return pd.DataFrame(columns=[*columns, "people"])
    counts = people.groupby(list(columns), dropna=False, sort=True).size().rename("people").reset_index()
    small = counts[counts["people"] < k]
    return small.sort_values(["people", *columns], ignore_index=True)


def suppressed(counts: Sequence[int], k: int, *, total_told: bool = True) -> list[bool]:
    """Which cells of one row of counts must not be shown; True = hidden. Zeros may be shown.

    Cells of 1 to k-1 are hidden. Where the total is told, as few and as small further cells are hidden as it takes
    that no hidden number can be worked out from the others.

    >>> suppressed([12, 2, 7], 3), suppressed([12, 2, 1, 7], 3), suppressed([12, 0, 7], 3)
    ([False, True, True], [False, True, True, False], [False, False, False])
    """
    return protect(list(counts), [(range(len(counts)), sum(counts))] if total_told else [], k)


def suppressed_cross_table(counts: pd.DataFrame, k: int) -> pd.DataFrame:
    """Which cells of a cross table with published margins must not be shown; a frame of True (hidden) and False.

    Small cells are hidden, then further ones until no hidden number can be worked out from rows and columns.

    >>> table = pd.DataFrame({"x": [1, 9], "y": [8, 7]}, index=["a", "b"])
    >>> suppressed_cross_table(table, 3).values.tolist()
    [[True, True], [True, True]]
    """
    values = counts.to_numpy(dtype=int)
    cells = np.arange(values.size).reshape(values.shape)
    sums = [(list(line), int(values.ravel()[line].sum())) for line in (*cells, *cells.T)]
    hidden = np.array(protect(values.ravel().tolist(), sums, k), dtype=bool).reshape(values.shape)
    return pd.DataFrame(hidden, index=counts.index, columns=counts.columns)


def shown_count(count: int, hidden: bool, k: int) -> str:
    """A count as a published table shows it: hidden small cells as `< k`, hidden larger ones as `–`.

    Below 3, `< k` would tell the number itself: then every hidden cell is `–`.

    >>> shown_count(2, True, 3), shown_count(9, True, 3), shown_count(9, False, 3)
    ('< 3', '–', '9')
    """
    if not hidden:
        return str(count)
    return f"< {k}" if 0 < count < k and k > 2 else "–"


def one_way(
    people: pd.DataFrame, columns: Sequence[str], k: int, *, parts: pd.Series | None = None, show: str = ""
) -> pd.DataFrame:
    """Background of people, one variable at a time, small cells hidden: columns variable, value, people.

    parts: to which part of the whole each of the people belongs, where the report has such tables of parts too; then
    what is hidden is chosen for all of them together. show: the part to show; the whole where it is empty.
    Values are sorted; a variable that nobody has is left out. Values whose own name would tell are no concern of
    this function: the tables hold coarse classes only.

    >>> one_way(pd.DataFrame({"sector": ["a"] * 4 + ["b"] * 5}), ["sector"], 3).values.tolist()
    [['sector', 'a', '4'], ['sector', 'b', '5']]
    """
    belongs = pd.Series("whole", index=people.index) if parts is None else parts
    rows = []
    for column in columns:
        counts = pd.crosstab(people[column], belongs).sort_index()
        if counts.empty:
            continue
        hidden = protect_parts(counts, k)[show or "whole"]
        shown = counts[show] if show else counts.sum(axis=1)
        for value, count in shown.items():
            if count or hidden[value]:
                rows.append((column, value, shown_count(int(count), bool(hidden[value]), k)))
    return pd.DataFrame(rows, columns=["variable", "value", "people"])


def analysis_of(people: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """The analysis (group interviews, managers) to whose tables each of the people belongs, by their document.

    >>> documents = pd.DataFrame({"document_id": ["R1"], "analysis": ["interviews"]})
    >>> analysis_of(pd.DataFrame({"document_id": ["R1"]}), documents).tolist()
    ['interviews']
    """
    return people["document_id"].map(documents.set_index("document_id")["analysis"]).fillna("other")


def part_of_all(people: pd.DataFrame, everyone: pd.DataFrame, documents: pd.DataFrame) -> dict[str, Any]:
    """What `one_way` needs to show some of the study's people so that the tables of the others tell nothing of them.

    people: one analysis' participants, each once; everyone: all participants of the study.
    """
    missing = everyone["document_id"].isin(people["document_id"]) & ~everyone["participant_id"].isin(
        people["participant_id"]
    )
    whole = everyone[~missing].drop_duplicates("participant_id")
    parts = analysis_of(whole, documents)
    own = parts[whole["participant_id"].isin(people["participant_id"])]
    return {"people": whole, "parts": parts, "show": own.mode().iloc[0]} if len(own) else {}


def over_quoted(quotes: pd.DataFrame, speakers: int, *, most_share: float = 0.25) -> pd.DataFrame:
    """Speakers whose quotes are over `most_share` of all: a voice that leads, and that can be pieced together.

    quotes: columns document_id and speaker. Nothing is told of fewer than four quotes, nor of fewer than four speakers.

    >>> quotes = pd.DataFrame({"document_id": ["J01"] * 3 + ["J02"], "speaker": ["J"] * 4})
    >>> over_quoted(quotes, 6)[["document_id", "share"]].values.tolist()
    [['J01', 0.75]]
    """
    counts = quotes.groupby(["document_id", "speaker"], dropna=False).size().rename("quotes").reset_index()
    counts["share"] = counts["quotes"] / max(len(quotes), 1)
    if len(quotes) < 4 or speakers < 4:
        return counts.iloc[0:0]
    return counts[counts["share"] > most_share].sort_values("share", ascending=False, ignore_index=True)
