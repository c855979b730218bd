"""A word in its contexts (KWIC): every form of a lemma with what stands left and right of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from verko.language.lemmas import Lemmatiser


def concordance(texts: Mapping[str, str], term: str, lemmatiser: Lemmatiser, *, width: int = 40) -> pd.DataFrame:
    """Every place where the lemma `term` stands, or a compound that begins or ends with it.

    texts: text by document id. width: characters of context on either side.
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
                left, right = text[max(0, start - width) : start], text[end : end + width]
                rows.append((document, start, end, _one_line(left), text[start:end], _one_line(right)))
    return pd.DataFrame(rows, columns=["document", "start", "end", "left", "keyword", "right"])


def _matches(lemma: str, term: str) -> bool:
    return lemma == term or (len(term) > 4 and (lemma.startswith(term) or lemma.endswith(term)))


def _one_line(text: str) -> str:
    return " ".join(text.replace("\n", " ").split(" "))
