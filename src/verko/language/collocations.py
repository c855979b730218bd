"""Words that keep company: pairs of neighbouring lemmas, scored by log-likelihood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd


def collocations(documents: Mapping[str, Sequence[str]], *, least: int = 3, most: int = 50) -> pd.DataFrame:
    """Neighbouring pairs within a document, never across two.

    documents: content lemmas by document. least: fewest occurrences of a pair; most: rows given back.
    Columns: first, second, count, documents, log_likelihood (Dunning 1993), pmi (bits).

    >>> pairs = collocations({"a": ["oma", "kokemus", "jakaa"] * 3, "b": ["oma", "kokemus"]}, least=4)
    >>> pairs[["first", "second", "count"]].values.tolist()
    [['oma', 'kokemus', 4]]
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder  # slow to import, and seldom needed

    finder = BigramCollocationFinder.from_documents(list(documents.values()))
    finder.apply_freq_filter(least)
    finder.apply_ngram_filter(lambda first, second: first is None or second is None)
    pmi = dict(finder.score_ngrams(BigramAssocMeasures.pmi))
    scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    rows = [
        (*pair, finder.ngram_fd[pair], _spread(documents, pair), score, pmi[pair])
        for pair, score in sorted(scored, key=lambda one: (-one[1], one[0]))[:most]
    ]
    return pd.DataFrame(rows, columns=["first", "second", "count", "documents", "log_likelihood", "pmi"])


def _spread(documents: Mapping[str, Sequence[str]], pair: tuple[str, str]) -> int:
    """In how many documents the pair stands."""
    return sum(pair in pairwise(words) for words in documents.values())
