"""Turns that a code might fit, for a person to look at: never written among the codings, and off unless asked for.

Two plain ways: words of the code's definition and name (dictionary), and likeness to passages already coded (tf-idf,
Salton & Buckley 1988). Each comes with its precision: how many of the turns it would name in the coded interviews a
person did code so, each interview judged by the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

ORIGIN = "machine suggestion"


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
    found = spoken.iloc[order[:most]][["document_id", "turn_id"]].assign(likeness=likeness[order[:most]], origin=ORIGIN)
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
