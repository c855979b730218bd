"""Words that set each interview apart from the others: a way back into the text, with or without codings."""

from __future__ import annotations

import pandas as pd

from verko.language.keyness import keyness
from verko.language.lemmas import content_lemmas


def typical_words(
    documents: pd.DataFrame, turns: pd.DataFrame, *, per_document: int = 6, least: int = 4, likelihood: float = 6.63
) -> pd.DataFrame:
    """Content words (lemmas) that participants use more in one document than in all the others together.

    Columns: document_id, lemma, count, log_ratio, log_likelihood. likelihood: smallest log-likelihood (6.63 is p < 0.01
    for one word looked at alone; here it only orders words for reading). Without rows for fewer than two documents.
    """
    texts = documents.set_index("document_id")[["text", "language"]]
    spoken = turns[turns["role"] != "interviewer"]
    lemmas = {
        document: content_lemmas(
            [texts.loc[document, "text"][start:end] for start, end in zip(own["start"], own["end"], strict=True)],
            str(texts.loc[document, "language"]),
        )
        for document, own in spoken.groupby("document_id")
    }
    found = [pd.DataFrame(columns=["document_id", "lemma", "count", "log_ratio", "log_likelihood"])]
    for document, own in lemmas.items() if len(lemmas) > 1 else ():
        others = {name: words for name, words in lemmas.items() if name != document}
        keys = keyness({document: own}, others, least=least)
        keys = keys[keys["log_likelihood"] >= likelihood].head(per_document)
        found.append(keys.assign(document_id=document)[found[0].columns])
    kept = [frame for frame in found if len(frame)] or found
    return pd.concat(kept, ignore_index=True)


def word_lists(words: pd.DataFrame) -> pd.DataFrame:
    """One row a document: its typical words in one cell, the most telling first."""
    listed = words.groupby("document_id", sort=True)["lemma"].agg(", ".join)
    return pd.DataFrame({"document": listed.index, "words_list": listed.to_numpy()})
