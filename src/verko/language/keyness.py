"""Which words set one group of texts apart from another: log-likelihood with an effect size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

CRITICAL = 15.13
"""Log-likelihood at p < 0.0001 with one degree of freedom (Rayson & Garside 2000)."""


def log_likelihood(a: int, b: int, size_a: int, size_b: int) -> float:
    """G2 of a word met `a` times in `size_a` words and `b` times in `size_b` words.

    Rayson, P. & Garside, R. (2000), Comparing corpora using frequency profiling: G2 = 2 (a ln(a/E1) + b ln(b/E2)).
    Raises ValueError when either size is 0.

    >>> round(log_likelihood(20, 5, 1000, 1000), 2)
    9.64
    """
    if size_a <= 0 or size_b <= 0:
        raise ValueError("a corpus without words cannot be compared")
    e1 = size_a * (a + b) / (size_a + size_b)
    e2 = size_b * (a + b) / (size_a + size_b)
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in ((a, e1), (b, e2)) if seen)


def log_ratio(a: int, b: int, size_a: int, size_b: int) -> float:
    """Binary logarithm of the ratio of relative frequencies (Hardie 2014), 0 counted as a half; 1 = twice as common.

    >>> log_ratio(20, 5, 1000, 1000)
    2.0
    """
    return math.log2(((a or 0.5) / size_a) / ((b or 0.5) / size_b))


def keyness(
    target: Mapping[str, Sequence[str]], reference: Mapping[str, Sequence[str]], *, least: int = 3
) -> pd.DataFrame:
    """Words that are commoner in `target` than in `reference`, the most telling first.

    target, reference: lemmas by document. least: fewest occurrences in the target.
    Columns: lemma, count, reference_count, documents (of the target, where the word stands), per_1000,
    reference_per_1000, log_likelihood, log_ratio. Without rows when either side has no words.

    >>> keyness({"a": ["tuki"] * 3 + ["ja"]}, {"b": ["ja"] * 9})["lemma"].tolist()
    ['tuki']
    """
    ours, theirs = (Counter(word for words in side.values() for word in words) for side in (target, reference))
    n, m = ours.total(), theirs.total()
    spread = Counter(word for words in target.values() for word in set(words))
    rows = [
        (word, count, theirs[word], spread[word], count / n * 1000, theirs[word] / m * 1000,
         log_likelihood(count, theirs[word], n, m), log_ratio(count, theirs[word], n, m))
        for word, count in ours.items()
        if m and count >= least and count / n > theirs[word] / m
    ]  # fmt: skip
    columns = ["lemma", "count", "reference_count", "documents", "per_1000", "reference_per_1000"]
    frame = pd.DataFrame(rows, columns=[*columns, "log_likelihood", "log_ratio"])
    return frame.sort_values(["log_likelihood", "lemma"], ascending=[False, True], ignore_index=True)
