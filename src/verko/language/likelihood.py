"""How common the forms of Finnish words are: shares of inflectional tags, counted in a treebank.

The counts in `finnish_tags.tsv` are sums over the 15,726 words of the development part of UD_Finnish-FTB
(FIN-CLARIN, CC BY 4.0): how often a noun, a verb and so on stands in each form. The file holds no text of it.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from importlib import resources

_COUNTED_AS = {"p": "n", "P": "n", "N": "n", "i": "d"}


@cache
def log_share(kind: str, tag: str) -> float:
    """Natural logarithm of the share of a tag among the forms of a kind of word; unseen tags count a little.

    >>> log_share("n", "+sg+nom") > log_share("n", "+pl+abe")
    True
    """
    counts, totals = _counts()
    if kind == "N" and "+sg" not in tag and "+pl" not in tag:
        tag = f"+pl{tag}"
    kind = _COUNTED_AS.get(kind, kind)
    return math.log((counts[kind, tag] + 0.3) / (totals[kind] + 50))


@cache
def _counts() -> tuple[Counter[tuple[str, str]], Counter[str]]:
    listed = resources.files("verko.language").joinpath("finnish_tags.tsv").read_text(encoding="utf-8")
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for line in listed.splitlines():
        if not line.startswith("#"):
            kind, tag, count = line.split("\t")
            counts[kind, tag] += float(count)  # type: ignore[assignment]
            totals[kind] += float(count)  # type: ignore[assignment]
    return counts, totals
