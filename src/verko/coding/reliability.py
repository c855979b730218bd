"""From codings to the units on which coders are compared: the participants' turns, code by code, and the characters.

Agreement belongs to approaches that call for it (content analysis, codebook and coding-reliability thematic analysis);
under reflexive thematic analysis nothing here is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from verko.coding.agreement import Agreement, agreement
from verko.coding.ratings import Ratings
from verko.coding.unitizing import merged, unitizing


def compared_documents(codings: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The documents that at least two coders coded, and those coders, the busiest first.

    >>> compared_documents(pd.DataFrame({"document_id": ["R01", "R01", "R02"], "coder": ["A", "B", "A"]}))
    (['R01'], ['A', 'B'])
    """
    known = codings.dropna(subset=["coder"])
    coders = known.groupby("document_id")["coder"].nunique()
    documents = sorted(coders.index[coders > 1])
    inside = known.loc[known["document_id"].isin(documents), "coder"].value_counts()
    return documents, sorted(inside.index, key=lambda coder: (-inside[coder], coder))


def turn_ratings(
    coded: pd.DataFrame, turns: pd.DataFrame, theme: str, *, documents: Sequence[str], coders: Sequence[str]
) -> Ratings:
    """Whether each coder used the theme in each participant's turn; missing where the coder did not code the document.

    A turn counts as coded when a coding with the theme overlaps it.
    """
    units = turns[turns["document_id"].isin(documents) & (turns["role"] != "interviewer")]
    worked = set(zip(coded["document_id"], coded["coder"], strict=True))
    table = pd.DataFrame(index=units.index)
    for coder in coders:
        own = coded[(coded["coder"] == coder) & (coded["theme"] == theme)]
        used = _overlapped(units, own)
        here = np.array([(document, coder) in worked for document in units["document_id"]], dtype=bool)
        table[coder] = pd.Series(np.where(here, used, None), index=units.index, dtype=object)
    return Ratings(table)


def _overlapped(units: pd.DataFrame, own: pd.DataFrame) -> np.ndarray:
    """Which turns some coding overlaps."""
    hit = np.zeros(len(units), dtype=bool)
    for document, codings in own.groupby("document_id"):
        here = np.flatnonzero((units["document_id"] == document).to_numpy())
        starts, ends = units["start"].to_numpy()[here], units["end"].to_numpy()[here]
        for start, end in zip(codings["start"], codings["end"], strict=True):
            hit[here[(starts < end) & (ends > start)]] = True
    return hit


def by_theme(
    coded: pd.DataFrame,
    turns: pd.DataFrame,
    lengths: pd.Series,
    themes: Sequence[str],
    *,
    bootstrap: int = 1000,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Agreement on each theme over participants' turns, and over characters (|u).

    Columns: theme, turns, used (turns in which some coder used it), percent, alpha, low, high, gwet, binary_u,
    undefined. Coefficients that do not exist are missing, with the reason in `undefined`.
    lengths: characters of each document.
    """
    documents, coders = compared_documents(coded)
    rows = []
    for theme in themes:
        ratings = turn_ratings(coded, turns, theme, documents=documents, coders=coders)
        alpha = agreement(ratings, "alpha", bootstrap=bootstrap, rng=rng)
        percent, gwet = agreement(ratings, "percent"), agreement(ratings, "gwet")
        used = int((np.where(ratings.codes >= 0, _is_true(ratings), False)).any(axis=1).sum())
        characters = character_agreement(coded, theme, lengths, documents=documents, coders=coders)
        values = (percent.value, alpha.value, alpha.low, alpha.high, gwet.value, characters)
        rows.append((theme, ratings.units, used, *values, alpha.undefined))
    columns = ["theme", "turns", "used", "percent", "alpha", "low", "high", "gwet", "binary_u", "undefined"]
    return pd.DataFrame(rows, columns=columns).astype({name: "float64" for name in columns[3:9]})


def _is_true(ratings: Ratings) -> np.ndarray:
    truth = np.array([bool(category) for category in ratings.categories] or [False])
    return truth[np.clip(ratings.codes, 0, None)] if len(ratings.codes) else np.zeros_like(ratings.codes, dtype=bool)


def overall(
    coded: pd.DataFrame,
    turns: pd.DataFrame,
    themes: Sequence[str],
    coefficient: str = "alpha",
    *,
    bootstrap: int = 1000,
    rng: np.random.Generator,
) -> Agreement:
    """One coefficient over all pairs of turn and theme; the bootstrap draws such pairs."""
    documents, coders = compared_documents(coded)
    tables = [turn_ratings(coded, turns, theme, documents=documents, coders=coders) for theme in themes]
    joined = [
        pd.DataFrame(np.where(one.codes >= 0, _is_true(one), None), columns=coders[: one.codes.shape[1]])
        for one in tables
    ]
    table = pd.concat(joined, ignore_index=True) if joined else pd.DataFrame(columns=coders)
    return agreement(Ratings(table), coefficient, bootstrap=bootstrap, rng=rng)


def character_agreement(
    coded: pd.DataFrame, theme: str, lengths: pd.Series, *, documents: Sequence[str], coders: Sequence[str]
) -> float | None:
    """|u of one theme over the characters of the documents that all these coders coded, joined end to end.

    None where it does not exist, as when nobody used the theme.
    """
    worked = coded.groupby("document_id")["coder"].unique()
    shared = [document for document in documents if set(coders) <= set(worked[document])]
    if not shared or len(coders) < 2:
        return None
    begins = dict(
        zip(shared, np.concatenate([[0], np.cumsum([int(lengths[one]) for one in shared])[:-1]]), strict=True)
    )
    own = coded[(coded["theme"] == theme) & coded["document_id"].isin(shared)]
    segments = {
        coder: merged([
            (int(begins[row.document_id] + row.start), int(begins[row.document_id] + row.end), theme)
            for row in own[own["coder"] == coder].itertuples()
        ], theme)
        for coder in coders
    }  # fmt: skip
    return unitizing(segments, int(sum(lengths[one] for one in shared))).binary
