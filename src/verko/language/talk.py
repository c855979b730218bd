"""What is said in interviews, word by word: display tables from the store's `documents` and `turns`.

Start with `said`, which gives one row a content word with its document, turn and speaker; the other functions take
that table, or parts of it, and give tables to look at or to record as evidence.

    words = said(own.documents, own.turns)
    typical(words, by="document", most=6)               # keyness: words that set each document apart
    typical(words.merge(people), by="sector")           # ... or each value of any column joined to it
    spread(words, most=20)                              # dispersion over interviews: DP, Juilland's D
    neighbours(words, "tuki", span=4)                   # collocates of a word within a turn
    pairs(words, least=3)                               # pairs of words that stand side by side
    in_context(own.documents, own.turns, "vertaistuki") # concordance with turn and speaker

Interviews' words are pseudonymised, but a context is a quotation all the same: in a published report `in_context`
belongs only through the evidence's quotes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from verko.language.collocations import collocations
from verko.language.concordance import concordance
from verko.language.dispersion import dispersion
from verko.language.keyness import keyness, log_likelihood
from verko.language.lemmas import lemmatiser

SPEAKING = ("participant", "unknown")
SAID = ["document", "turn", "number", "speaker", "start", "end", "word", "lemma"]


def said(documents: pd.DataFrame, turns: pd.DataFrame, *, roles: Iterable[str] = SPEAKING) -> pd.DataFrame:
    """Every content word of the turns, in order; the interviewer's are left out unless `roles` names them.

    Columns: document, turn (its id), number (of the turn), speaker, start, end (in the document's text), word, lemma.

    >>> text = "A1: Vertaistuki auttaa. H: Miten?"
    >>> documents = pd.DataFrame({"document_id": ["R01"], "text": [text], "language": ["fi"]})
    >>> turns = pd.DataFrame({"document_id": ["R01"], "turn_id": ["R01-0001"], "number": [1], "speaker": ["A1"],
    ...                       "role": ["participant"], "start": [4], "end": [23]})
    >>> said(documents, turns)[["turn", "speaker", "lemma"]].values.tolist()
    [['R01-0001', 'A1', 'vertaistuki'], ['R01-0001', 'A1', 'auttaa']]
    """
    heard = turns[turns["role"].isin(list(roles))]
    texts = documents.set_index("document_id")[["text", "language"]]
    frames = [_said_in(*texts.loc[document], own) for document, own in heard.groupby("document_id", sort=False)]
    frames = [frame for frame in frames if len(frame)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=SAID)


def _said_in(text: str, language: str, turns: pd.DataFrame) -> pd.DataFrame:
    """The content words of one document's turns: documents one by one, so that memory holds tables and no objects."""
    tool = lemmatiser(str(language))
    rows = [
        (turn.document_id, turn.turn_id, turn.number, turn.speaker, turn.start + token.start, turn.start + token.end,
         token.text, found.lemma)
        for turn in turns.itertuples()
        for found in tool.content(text[turn.start : turn.end])
        for token in (found.token,)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=SAID)


def typical(
    words: pd.DataFrame, by: str = "document", *, most: int = 8, least: int = 3, likelihood: float = 6.63
) -> pd.DataFrame:
    """Keyness: the words that each value of column `by` uses more than all the others together.

    Columns: group (the value), then those of `verko.language.keyness`: lemma, count, reference_count, documents,
    per_1000, reference_per_1000, log_likelihood (how sure), log_ratio (how large; 1 = twice as common).
    likelihood: the smallest log-likelihood shown; 6.63 is p < 0.01 for one word looked at alone.
    """
    frames = []
    for group, own in words.groupby(by, sort=True):
        found = keyness(_by_document(own), _by_document(words[words[by] != group]), least=least)
        frames.append(found[found["log_likelihood"] >= likelihood].head(most).assign(group=group))
    columns = ["group", *keyness({}, {}).columns]
    kept = [frame for frame in frames if len(frame)]
    return pd.concat(kept, ignore_index=True)[columns] if kept else pd.DataFrame(columns=columns)


def spread(words: pd.DataFrame, by: str = "document", *, most: int = 30, least: int = 5) -> pd.DataFrame:
    """Dispersion: how evenly the commonest words are spread over the values of column `by` (document, speaker, ...).

    Columns: lemma, count, documents, dp, dp_norm, juilland_d, as `verko.language.dispersion` tells them.
    """
    return dispersion(_by(words, by), least=least, most=most)


def neighbours(words: pd.DataFrame, term: str, *, span: int = 4, least: int = 3, most: int = 20) -> pd.DataFrame:
    """Collocates: content words within `span` content words of `term` in the same turn.

    Columns: lemma, count (of times near it), total, documents, log_likelihood (near it against elsewhere; how sure),
    log_dice (14 at most; Rychlý 2008; how exclusive). Only words that are commoner near the term than elsewhere.
    """
    near: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    total, hits = Counter(words["lemma"]), 0
    for (document, _), turn in words.groupby(["document", "turn"], sort=False)["lemma"]:
        lemmas = turn.tolist()
        places = [place for place, lemma in enumerate(lemmas) if lemma == term]
        hits += len(places)
        close = {other for place in places for other in range(max(0, place - span), place + span + 1)}
        for other in sorted(close - set(places)):
            if other < len(lemmas):
                near[lemmas[other]] += 1
                where.setdefault(lemmas[other], set()).add(str(document))
    inside, outside = near.total(), len(words) - near.total() - hits
    rows = [
        (lemma, count, total[lemma], len(where[lemma]), log_likelihood(count, total[lemma] - count, inside, outside),
         14 + math.log2(2 * count / (total[term] + total[lemma])))
        for lemma, count in near.items()
        if count >= least and outside > 0 and count / inside > (total[lemma] - count) / outside
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["lemma", "count", "total", "documents", "log_likelihood", "log_dice"])
    return frame.sort_values(["log_likelihood", "lemma"], ascending=[False, True], ignore_index=True).head(most)


def pairs(words: pd.DataFrame, *, least: int = 3, most: int = 30) -> pd.DataFrame:
    """Pairs of content words that stand side by side in a turn, as `verko.language.collocations` gives them.

    Columns: first, second, count, documents (here: interviews), log_likelihood, pmi.
    """
    found = collocations(_by(words, "turn"), least=least, most=most)
    documents = words.drop_duplicates("turn").set_index("turn")["document"]
    following = words.assign(second=words.groupby("turn", sort=False)["lemma"].shift(-1)).dropna(subset=["second"])
    following = following.assign(document=following["turn"].map(documents))
    where = following.groupby(["lemma", "second"])["document"].nunique()
    found["documents"] = [
        int(where[first, second]) for first, second in zip(found["first"], found["second"], strict=True)
    ]
    return found


def in_context(
    documents: pd.DataFrame, turns: pd.DataFrame, term: str, *, width: int = 40, roles: Iterable[str] = SPEAKING
) -> pd.DataFrame:
    """Concordance (KWIC): every place where `term` is said, with its turn and speaker; contexts end with the turn.

    term: a lemma; every form of it is found, and compounds that begin or end with it.
    Columns: document, turn, number, speaker, start, end, left, keyword, right.
    """
    texts = documents.set_index("document_id")[["text", "language"]]
    columns = ["document", "turn", "number", "speaker", "start", "end", "left", "keyword", "right"]
    rows = []
    for turn in turns[turns["role"].isin(list(roles))].itertuples():
        text, language = texts.loc[turn.document_id]
        tool = lemmatiser(str(language))
        for line in concordance({turn.turn_id: text[turn.start : turn.end]}, term, tool, width=width).itertuples():
            place = (turn.document_id, turn.turn_id, turn.number, turn.speaker)
            rows.append((*place, turn.start + line.start, turn.start + line.end, line.left, line.keyword, line.right))
    return pd.DataFrame(rows, columns=columns)


def _by_document(words: pd.DataFrame) -> dict[str, list[str]]:
    return _by(words, "document")


def _by(words: pd.DataFrame, column: str) -> dict[str, list[str]]:
    return {str(name): own.tolist() for name, own in words.groupby(column, sort=False)["lemma"]}
