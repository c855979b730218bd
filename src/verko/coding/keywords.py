"""Words that set each interview apart from the others: a way back into the text, with or without codings."""

from __future__ import annotations

import numpy as np
import pandas as pd

from verko.language.concordance import concordance
from verko.language.keyness import keyness
from verko.language.lemmas import content_lemmas, lemmatiser


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


def theme_words(
    passages: pd.DataFrame, documents: pd.DataFrame, turns: pd.DataFrame, *, per_theme: int = 8, least: int = 3,
    likelihood: float = 6.63,
) -> pd.DataFrame:  # fmt: skip
    """Content words (lemmas) of each theme's passages that are rarer in the rest of the participants' talk.

    passages: of `themes.segments`. Columns: theme, lemma, count, documents (of the theme's, with the word), log_ratio,
    log_likelihood. Passages lean on each other's words, so this orders words for reading and is no test.
    """
    words = _placed_words(documents, turns)
    found = [pd.DataFrame(columns=["theme", "lemma", "count", "documents", "log_ratio", "log_likelihood"])]
    for theme, own in passages.groupby("theme", sort=True):
        inside, outside = _parted(words, own)
        keys = keyness(inside, outside, least=least)
        keys = keys[keys["log_likelihood"] >= likelihood].head(per_theme)
        found.append(keys.assign(theme=theme)[found[0].columns])
    return pd.concat([frame for frame in found if len(frame)] or found, ignore_index=True)


def _placed_words(documents: pd.DataFrame, turns: pd.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """The content lemmas that participants say, with their places, by document."""
    spoken = turns[turns["role"] != "interviewer"]
    texts = documents.set_index("document_id")
    return {
        str(document): [
            (start + found.token.start, found.lemma)
            for start, end in zip(own["start"], own["end"], strict=True)
            for found in lemmatiser(str(texts.loc[document, "language"])).content(
                texts.loc[document, "text"][start:end]
            )
        ]
        for document, own in spoken.groupby("document_id")
    }


def _parted(
    words: dict[str, list[tuple[int, str]]], passages: pd.DataFrame
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words inside and outside the passages, by document."""
    inside: dict[str, list[str]] = {}
    outside: dict[str, list[str]] = {}
    spans = {
        document: list(zip(own["start"], own["end"], strict=True)) for document, own in passages.groupby("document_id")
    }
    for document, placed in words.items():
        for place, lemma in placed:
            here = any(start <= place < end for start, end in spans.get(document, ()))
            (inside if here else outside).setdefault(document, []).append(lemma)
    return inside, outside


def lines_of(documents: pd.DataFrame, turns: pd.DataFrame, term: str, *, width: int = 40) -> pd.DataFrame:
    """The concordance of a word in the participants' talk: columns document, left, keyword, right.

    term: a lemma; every form of it is found, and compounds that begin or end with it.
    """
    spoken = turns[turns["role"] != "interviewer"]
    found = []
    for language, own in documents.groupby("language"):
        texts = dict(zip(own["document_id"], own["text"], strict=True))
        found.append(concordance(texts, term, lemmatiser(str(language)), width=width))
    lines = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["document", "start"])
    spans = {document: own[["start", "end"]].to_numpy() for document, own in spoken.groupby("document_id")}
    said = [
        row.document in spans
        and bool(((spans[row.document][:, 0] <= row.start) & (row.start < spans[row.document][:, 1])).any())
        for row in lines.itertuples()
    ]
    return lines.loc[np.array(said, dtype=bool)].reset_index(drop=True)
