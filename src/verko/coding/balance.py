"""Which passages to quote, and whether the quotes are spread: over documents, over speakers, over themes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd


def candidates(
    coded: pd.DataFrame, documents: pd.DataFrame, turns: pd.DataFrame, translations: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Passages that may be quoted: theme, document_id, start, end, coders, translated, speaker, words, text.

    Codings, and translated passages that a coding overlaps by half; each within one participant's turn.
    """
    passages = coded.groupby(["theme", "document_id", "start", "end"], as_index=False)["coder"].nunique()
    passages = passages.rename(columns={"coder": "coders"}).assign(translated=False)
    if translations is not None and len(translations):
        passages = pd.concat([passages, _translated(coded, translations)], ignore_index=True)
    placed = [_turn_of(passage, turns) for passage in _with_turns(passages, turns)]
    texts = documents.set_index("document_id")["text"]
    made = pd.DataFrame([row for row in placed if row is not None], columns=[*passages.columns, "speaker"])
    quoted = [texts[row.document_id][row.start : row.end] for row in made.itertuples()]
    return made.assign(words=[len(text.split()) for text in quoted], text=quoted)


def _translated(coded: pd.DataFrame, translations: pd.DataFrame) -> pd.DataFrame:
    spans = translations[["document_id", "start", "end"]].drop_duplicates()
    both = spans.merge(coded, on="document_id", suffixes=("", "_coded"))
    shared = np.minimum(both["end"], both["end_coded"]) - np.maximum(both["start"], both["start_coded"])
    shorter = np.minimum(both["end"] - both["start"], both["end_coded"] - both["start_coded"])
    kept = both[shared >= 0.5 * shorter]
    made = kept.groupby(["theme", "document_id", "start", "end"], as_index=False)["coder"].nunique()
    return made.rename(columns={"coder": "coders"}).assign(translated=True)


def _with_turns(passages: pd.DataFrame, turns: pd.DataFrame):
    by_document = {document: own.sort_values("start") for document, own in turns.groupby("document_id")}
    for row in passages.itertuples(index=False):
        yield row, by_document.get(row.document_id)


def _turn_of(passage: tuple, _turns: pd.DataFrame) -> tuple | None:
    row, own = passage
    if own is None:
        return None
    place = int(np.searchsorted(own["start"].to_numpy(), row.start, side="right")) - 1
    if place < 0 or row.end > own["end"].iloc[place] + 1 or own["role"].iloc[place] == "interviewer":
        return None
    speaker = own["speaker"].iloc[place]
    return (*row, speaker if isinstance(speaker, str) else "")


def choose(passages: pd.DataFrame, *, per_theme: int = 2, fewest_words: int = 8, most_words: int = 60) -> pd.DataFrame:
    """Up to `per_theme` passages for each theme, spread: a document and a speaker quoted least come first.

    Themes with fewest passages choose first, so that they are not left without. A translation outweighs one earlier
    quote from the same document. Of passages that serve the spread alike, translated ones come first, then those both
    coders marked, then those of middle length. No passage twice.
    """
    fit = passages[passages["words"].between(fewest_words, most_words)]
    sizes = fit["theme"].value_counts()
    by_document: Counter[str] = Counter()
    by_speaker: Counter[tuple[str, str]] = Counter()
    taken: list[tuple[str, int, int]] = []
    chosen = []
    for _ in range(per_theme):
        for theme in sorted(sizes.index, key=lambda one: (sizes[one], str(one))):
            free = [row for row in fit[fit["theme"] == theme].itertuples(index=False) if not _overlaps(row, taken)]
            if not free:
                continue
            own = Counter(row.document_id for row in chosen if row.theme == theme)
            best = min(free, key=lambda row: (
                own[row.document_id], by_document[row.document_id] + (not row.translated), not row.translated,
                by_speaker[row.document_id, row.speaker], -row.coders, abs(row.words - 25), row.document_id, row.start,
            ))  # fmt: skip
            chosen.append(best)
            taken.append((best.document_id, best.start, best.end))
            by_document[best.document_id] += 1
            by_speaker[best.document_id, best.speaker] += 1
    return pd.DataFrame(chosen, columns=list(passages.columns)).sort_values(["theme", "document_id"], ignore_index=True)


def _overlaps(row, taken: list[tuple[str, int, int]]) -> bool:
    return any(document == row.document_id and row.start < end and start < row.end for document, start, end in taken)


def gini(counts: list[int]) -> float | None:
    """How unevenly quotes are spread: 0 all alike, towards 1 all from one. None without any quote.

    >>> gini([2, 2, 2]), round(gini([6, 0, 0]), 2), gini([0, 0])
    (0.0, 0.67, None)
    """
    values = np.sort(np.asarray(counts, dtype=float))
    if values.sum() == 0:
        return None
    ranks = np.arange(1, len(values) + 1)
    return float((2 * ranks - len(values) - 1) @ values / (len(values) * values.sum()))


def spread(chosen: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Quotes per document: columns document_id, quotes, speakers_quoted, speakers, never_quoted."""
    people = turns[turns["role"] != "interviewer"].groupby("document_id")["speaker"].nunique()
    quoted = chosen.groupby("document_id").agg(quotes=("start", "size"), speakers_quoted=("speaker", "nunique"))
    table = quoted.reindex(people.index, fill_value=0).assign(speakers=people)
    return table.assign(never_quoted=table["speakers"] - table["speakers_quoted"]).reset_index()
