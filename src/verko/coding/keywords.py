"""Words that set interviews, and the passages of a theme, apart: a way back into the text, with or without codings.

The words come from `verko.language.talk.said`: one row a content word, with its document, turn, speaker and place.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from verko.language.keyness import keyness


def word_lists(found: pd.DataFrame) -> pd.DataFrame:
    """One row a document: its typical words in one cell, the most telling first. found: of `talk.typical`.

    >>> word_lists(pd.DataFrame({"group": ["R01", "R01"], "lemma": ["lapsi", "ero"]})).values.tolist()
    [['R01', 'lapsi, ero']]
    """
    listed = found.groupby("group", sort=True)["lemma"].agg(", ".join)
    return pd.DataFrame({"document": listed.index, "words_list": listed.to_numpy()})


def theme_words(
    passages: pd.DataFrame, words: pd.DataFrame, *, per_theme: int = 8, least: int = 3, likelihood: float = 6.63
) -> pd.DataFrame:
    """Content words (lemmas) of each theme's passages that are rarer in the rest of the participants' talk.

    passages: of `themes.segments`. Columns: theme, lemma, count, documents (of the theme's, with the word), log_ratio,
    log_likelihood. Passages lean on each other's words, so this orders words for reading and is no test.

    >>> words = pd.DataFrame({"document": "R01", "start": range(8), "lemma": ["ero"] * 3 + ["koulu"] * 5})
    >>> passages = pd.DataFrame({"theme": ["U1"], "document_id": ["R01"], "start": [0], "end": [3]})
    >>> theme_words(passages, words, likelihood=3.84)["lemma"].tolist()
    ['ero']
    """
    columns = ["theme", "lemma", "count", "documents", "log_ratio", "log_likelihood"]
    found = [pd.DataFrame(columns=columns)]
    for theme, own in passages.groupby("theme", sort=True):
        here = _inside(words, own)
        keys = keyness(_by_document(words[here]), _by_document(words[~here]), least=least)
        keys = keys[keys["log_likelihood"] >= likelihood].head(per_theme)
        found.append(keys.assign(theme=theme)[columns])
    return pd.concat([frame for frame in found if len(frame)] or found, ignore_index=True)


def turns_with(turns: pd.DataFrame, words: pd.DataFrame, term: str) -> pd.DataFrame:
    """The turns that hold the word or a compound of it; all of them when it carries no content of its own.

    >>> words = pd.DataFrame({"turn": ["R01-1", "R01-2"], "lemma": ["vertaistuki", "ero"]})
    >>> turns_with(pd.DataFrame({"turn_id": ["R01-1", "R01-2"]}), words, "tuki")["turn_id"].tolist()
    ['R01-1']
    """
    held = words.loc[words["lemma"].str.contains(term, regex=False), "turn"]
    return turns[turns["turn_id"].isin(held)] if len(held) else turns


def _inside(words: pd.DataFrame, passages: pd.DataFrame) -> np.ndarray:
    """Which of the words stand in the passages, which do not overlap each other."""
    here = np.zeros(len(words), dtype=bool)
    documents, places = words["document"].to_numpy(), words["start"].to_numpy(dtype=np.int64)
    for document, own in passages.sort_values("start").groupby("document_id"):
        rows = np.flatnonzero(documents == document)
        nearest = np.searchsorted(own["start"].to_numpy(dtype=np.int64), places[rows], side="right") - 1
        ends = own["end"].to_numpy(dtype=np.int64)
        here[rows] = (nearest >= 0) & (places[rows] < ends[np.maximum(nearest, 0)])
    return here


def _by_document(words: pd.DataFrame) -> dict[str, list[str]]:
    return {str(name): own.tolist() for name, own in words.groupby("document", sort=False)["lemma"]}
