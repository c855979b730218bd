"""A word in its contexts (KWIC): every form of a lemma with what stands left and right of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from verko.language.lemmas import Lemmatiser

_SPACE = re.compile(r"\s+")
_FIRST_WORD, _LAST_WORD = re.compile(r"^\w+"), re.compile(r"\w+$")


def concordance(texts: Mapping[str, str], term: str, lemmatiser: Lemmatiser, *, width: int = 40) -> pd.DataFrame:
    """Every place where the lemma `term` stands, or a compound that begins or ends with it.

    texts: text by document id. width: most characters of context on either side, in whole words.
    Columns: document, start, end, left, keyword, right; white space in contexts is one space.

    >>> from verko.language.plain import PlainAnalyser
    >>> lines = concordance({"W1": "Ryhmä antaa vertaistukea."}, "vertaistuki", Lemmatiser("fi", PlainAnalyser("fi")))
    >>> lines[["document", "left", "keyword"]].values.tolist()
    [['W1', 'Ryhmä antaa ', 'vertaistukea']]
    """
    rows = []
    for document, text in texts.items():
        for found in lemmatiser.lemmas(text):
            if _matches(found.lemma, term.casefold()):
                start, end = found.token.start, found.token.end
                rows.append(
                    (document, start, end, _before(text, start, width), text[start:end], _after(text, end, width))
                )
    return pd.DataFrame(rows, columns=["document", "start", "end", "left", "keyword", "right"])


def _matches(lemma: str, term: str) -> bool:
    return lemma == term or (len(term) > 4 and (lemma.startswith(term) or lemma.endswith(term)))


def _before(text: str, start: int, width: int) -> str:
    left = text[max(0, start - width) : start]
    cut_through = start > width and text[start - width - 1].isalnum()
    return _SPACE.sub(" ", _FIRST_WORD.sub("", left, count=1) if cut_through else left)


def _after(text: str, end: int, width: int) -> str:
    right = text[end : end + width]
    cut_through = end + width < len(text) and text[end + width].isalnum()
    return _SPACE.sub(" ", _LAST_WORD.sub("", right, count=1) if cut_through else right)
