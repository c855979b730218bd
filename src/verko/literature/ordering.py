"""Order what is left to screen: the likeliest first, learned from the decisions so far.

The constants are those of ASReview's ELAS u4 (TF-IDF of one and two words, linear support vectors), so that a batch
of one gives the ranking ASReview gives. No stop words are taken out: that costs up to 13 points of WSS@95.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

NGRAMS = (1, 2)
MAX_DF = 0.95
C = 0.11
BALANCE = 9.8
"""All irrelevant together weigh 1 / BALANCE of what all relevant do."""


@dataclass(frozen=True)
class Features:
    """Titles and abstracts as numbers, and the words behind the columns."""

    matrix: csr_matrix
    words: np.ndarray


def features_of(records: pd.DataFrame) -> Features:
    """The features of records with columns `title` and `abstract`, one row each. Made once, used at every re-ranking.

    Raises ValueError when no record has any text.
    """
    texts = records["title"].fillna("").astype(str) + " " + records["abstract"].fillna("").astype(str)
    vectorizer = TfidfVectorizer(ngram_range=NGRAMS, sublinear_tf=True, max_df=MAX_DF if len(texts) > 1 else 1.0)
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:
        raise ValueError("no record has words in its title or abstract: there is nothing to order by") from None
    return Features(matrix, vectorizer.get_feature_names_out())


def scores(features: Features, labels: np.ndarray) -> np.ndarray:
    """A score per record, higher for what is likelier to be relevant.

    labels: 1 relevant, 0 irrelevant, -1 not decided. Without at least one of each decided, all score 0.
    """
    known = labels >= 0
    if len(np.unique(labels[known])) < 2:
        return np.zeros(len(labels))
    return _fitted(features, labels).decision_function(features.matrix)


def _fitted(features: Features, labels: np.ndarray) -> LinearSVC:
    known = np.flatnonzero(labels >= 0)
    y = labels[known]
    relevant, irrelevant = int((y == 1).sum()), int((y == 0).sum())
    weights = np.where(y == 1, 1.0, relevant / irrelevant / BALANCE)
    weights *= len(y) / weights.sum()
    model = LinearSVC(C=C, loss="squared_hinge", random_state=0)
    return model.fit(features.matrix[known], y, sample_weight=weights)


def queue(records: pd.DataFrame, decided: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """What is left to screen, likeliest first: record_id, title, score.

    records: with record_id, title, abstract. decided: record_id and outcome (include or exclude) at the first stage.
    While there is not one of each yet, the order is drawn by `rng`: any other order would favour some database.
    """
    outcome = decided.set_index("record_id")["outcome"].map({"include": 1, "exclude": 0})
    labels = records["record_id"].map(outcome).fillna(-1).astype(int).to_numpy()
    scored = records.assign(score=scores(features_of(records), labels), _tie=rng.permutation(len(records)))
    left = scored[labels < 0]
    return left.sort_values(["score", "_tie"], ascending=[False, True])[["record_id", "title", "score"]].reset_index(
        drop=True
    )


def telling_words(features: Features, labels: np.ndarray, *, most: int = 20) -> list[str]:
    """The words that speak most for relevance, to highlight while screening; none before there is one of each."""
    known = labels >= 0
    if len(np.unique(labels[known])) < 2:
        return []
    weights = _fitted(features, labels).coef_[0]
    return [str(word) for word in features.words[np.argsort(-weights)[:most]] if weights.max() > 0]


def labels_from(outcomes: Sequence[str]) -> np.ndarray:
    """Labels for `scores` from outcomes.

    >>> labels_from(["include", "", "exclude"])
    array([ 1, -1,  0])
    """
    return np.array([{"include": 1, "exclude": 0}.get(outcome, -1) for outcome in outcomes])
