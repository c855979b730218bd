"""Turns that a code might fit, for a person to look at: never written among the codings, and off unless asked for.

Two plain ways: words of the code's definition and name (dictionary), and likeness to passages already coded (tf-idf,
Salton & Buckley 1988). Each comes with its precision: how many of the turns it would name in the coded interviews a
person did code so; by likeness, each interview is judged by the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from verko.coding.codebook import Codebook
from verko.language.lemmas import content_lemmas

ORIGIN = "machine suggestion"
LIKENESS, DICTIONARY = f"{ORIGIN}: likeness", f"{ORIGIN}: dictionary"


@dataclass(frozen=True)
class Suggested:
    """turns: columns document_id, turn_id, likeness, origin, the likeliest first.

    precision: 0 to 1 over `judged` turns; None where too little is coded to judge.
    """

    turns: pd.DataFrame
    precision: float | None
    judged: int


def suggest(
    theme: str, coded: pd.DataFrame, turns: pd.DataFrame, texts: pd.Series, *, most: int = 10, least: float = 0.1
) -> Suggested:
    """Turns of participants most like those coded with the theme, among turns that nobody coded with it.

    coded: codings with theme and turn_id; texts: words of each turn by turn_id, as lemmas or as they stand.
    least: smallest likeness (cosine) that is told.
    """
    spoken = turns[turns["role"] != "interviewer"].reset_index(drop=True)
    labels = spoken["turn_id"].isin(coded.loc[coded["theme"] == theme, "turn_id"]).to_numpy()
    empty = pd.DataFrame(columns=["document_id", "turn_id", "likeness", "origin"])
    if labels.sum() < 2 or len(spoken) < 4:
        return Suggested(empty, None, 0)
    matrix = TfidfVectorizer(sublinear_tf=True, min_df=1).fit_transform(
        texts.reindex(spoken["turn_id"]).fillna("no words")
    )
    likeness = _to_examples(matrix, labels)
    order = [place for place in np.argsort(-likeness, kind="stable") if not labels[place] and likeness[place] >= least]
    found = spoken.iloc[order[:most]][["document_id", "turn_id"]].assign(
        likeness=likeness[order[:most]], origin=LIKENESS
    )
    precision, judged = _precision(matrix, labels, spoken["document_id"].to_numpy(), most, least)
    return Suggested(found.reset_index(drop=True), precision, judged)


def _to_examples(matrix, labels: np.ndarray) -> np.ndarray:
    """Each turn's likeness to the mean of the coded turns."""
    centre = np.asarray(matrix[labels].mean(axis=0)).ravel()
    length = np.linalg.norm(centre)
    return np.asarray(matrix @ centre).ravel() / length if length else np.zeros(matrix.shape[0])


def _precision(matrix, labels: np.ndarray, documents: np.ndarray, most: int, least: float) -> tuple[float | None, int]:
    """Share of right ones among what each interview would be suggested from the others' codings."""
    hits = told = 0
    for document in sorted(set(documents)):
        here = documents == document
        if not labels[~here].any():
            continue
        likeness = np.where(here, _to_examples(matrix, labels & ~here), -1)
        best = [place for place in np.argsort(-likeness, kind="stable")[:most] if likeness[place] >= least]
        hits, told = hits + int(labels[best].sum()), told + len(best)
    return (hits / told, told) if told else (None, 0)


def suggest_by_words(
    theme: str, wanted: Collection[str], coded: pd.DataFrame, turns: pd.DataFrame, words: Mapping[str, Collection[str]],
    *, most: int = 10, least: int = 2,
) -> Suggested:  # fmt: skip
    """Turns of participants that hold at least `least` of the wanted lemmas, among turns nobody coded with the theme.

    wanted: lemmas of the code's name and definition. words: the content lemmas of each turn by turn_id.
    The turns with most of them come first; `likeness` is the share of the wanted lemmas that the turn holds.
    """
    spoken = turns[turns["role"] != "interviewer"].reset_index(drop=True)
    labels = spoken["turn_id"].isin(coded.loc[coded["theme"] == theme, "turn_id"]).to_numpy()
    dictionary = set(wanted)
    held = np.array([len(dictionary & set(words.get(turn, ()))) for turn in spoken["turn_id"]], dtype=float)
    likeness = held / max(len(dictionary), 1)
    named = held >= least
    order = [place for place in np.argsort(-held, kind="stable") if named[place] and not labels[place]]
    found = spoken.iloc[order[:most]][["document_id", "turn_id"]].assign(
        likeness=likeness[order[:most]], origin=DICTIONARY
    )
    coded_turns = spoken["document_id"].isin(coded["document_id"]).to_numpy() & named
    judged = int(coded_turns.sum())
    precision = float(labels[coded_turns].mean()) if judged else None
    return Suggested(found.reset_index(drop=True), precision, judged)


def dictionary(book: Codebook, theme: str, *, language: str = "fi") -> list[str]:
    """The content lemmas of a theme's name and definition, and of those below it."""
    codes = [code for code in book.rows if theme in book.lineage(code)]
    cells = [book.rows[code].get(f"{column}_{language}") for code in codes for column in ("name", "definition")]
    texts = [text for text in cells if isinstance(text, str)]
    return sorted(set(content_lemmas(texts, language)))


def turn_words(documents: pd.DataFrame, turns: pd.DataFrame) -> pd.Series:
    """The content lemmas of each turn, by turn_id."""
    texts = documents.set_index("document_id")[["text", "language"]]
    found = {
        row.turn_id: content_lemmas(
            [texts.loc[row.document_id, "text"][row.start : row.end]], str(texts.loc[row.document_id, "language"])
        )
        for row in turns.itertuples()
    }
    return pd.Series(found, dtype=object)
