"""How evenly a word is spread over the parts of a corpus: said by all, or by one interview again and again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """DP: half the sum of |share of the word in a part - share of the part in the corpus|.

    0: spread just as the words of the parts are; near 1: as unevenly as can be. Gries, S. Th. (2008), Dispersions and
    adjusted frequencies in corpora, International Journal of Corpus Linguistics 13(4), 403-437.
    Raises ValueError for a word that does not occur, and for a part without words.

    >>> round(deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    """
    _check(counts, sizes)
    total, size = sum(counts), sum(sizes)
    return sum(abs(count / total - part / size) for count, part in zip(counts, sizes, strict=True)) / 2


def normalized_deviation(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """DPnorm: DP divided by the most it can be, 1 - the share of the smallest part, so that 1 can be reached.

    Lijffijt, J. & Gries, S. Th. (2012), Correction to Gries (2008), IJCL 17(1), 147-149. 0 where there is one part.

    >>> round(normalized_deviation([2, 1, 0], [100, 100, 100]), 3)
    0.5
    """
    most = 1 - min(sizes) / sum(sizes)
    return deviation_of_proportions(counts, sizes) / most if most else 0.0


def juilland_d(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Juilland's D: 1 - V / sqrt(n - 1), V = deviation of the relative frequencies / their mean; 1 = perfectly even.

    Juilland, A., Brodin, D. & Davidovitch, C. (1970), Frequency dictionary of French words. The deviation is that of
    the whole (divided by n). With many parts it is near 1 for nearly every word: look at DP too.
    Raises ValueError as `deviation_of_proportions`, and for fewer than two parts.

    >>> round(juilland_d([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.785
    """
    _check(counts, sizes)
    if len(counts) < 2:
        raise ValueError("Juilland's D needs at least two parts")
    rates = [count / part for count, part in zip(counts, sizes, strict=True)]
    mean = sum(rates) / len(rates)
    deviation = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates))
    return 1 - deviation / mean / math.sqrt(len(rates) - 1)


def dispersion(documents: Mapping[str, Sequence[str]], *, least: int = 5, most: int | None = None) -> pd.DataFrame:
    """The spread of every word over documents, the commonest words first.

    documents: lemmas by document; those without words are left out. least: fewest occurrences; most: rows given back.
    Columns: lemma, count, documents (with the word), dp, dp_norm, juilland_d. Without rows for fewer than two.

    >>> spread = dispersion({"R01": ["tuki", "tuki", "ryhmä"], "R02": ["tuki", "tuki", "aika"]}, least=2)
    >>> spread[["lemma", "count", "dp", "juilland_d"]].values.tolist()
    [['tuki', 4, 0.0, 1.0]]
    """
    parts = [Counter(words) for words in documents.values() if len(words)]
    sizes = [part.total() for part in parts]
    counts: Counter[str] = sum(parts, Counter())
    rows = []
    for lemma, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if len(parts) > 1 else ():
        if count < least or (most is not None and len(rows) == most):
            break
        own = [part[lemma] for part in parts]
        spread = deviation_of_proportions(own, sizes), normalized_deviation(own, sizes), juilland_d(own, sizes)
        rows.append((lemma, count, sum(part > 0 for part in own), *spread))
    return pd.DataFrame(rows, columns=["lemma", "count", "documents", "dp", "dp_norm", "juilland_d"])


def _check(counts: Sequence[int], sizes: Sequence[int]) -> None:
    if not sum(counts):
        raise ValueError("a word that does not occur has no dispersion")
    if min(sizes) <= 0:
        raise ValueError("a part without words cannot be compared")
