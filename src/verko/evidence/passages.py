"""Quotes are looked up in the store, and their text is proven by its hash."""

from __future__ import annotations

from typing import Any

import pandas as pd

from verko.errors import StudyError
from verko.hashing import text_hash
from verko.store import Store


def passage_of(
    store: Store, name: str, *, coding: str | None, document: str | None, start: int | None, end: int | None
) -> dict[str, Any]:
    """The words at a coding or at offsets of a document, with speaker, turn and hashes.

    Raises StudyError when they are not there, or when the text is no longer the one that was coded.
    """
    if coding is not None:
        row = _one(store.read("codings"), "coding_id", coding, name)
        document, start, end = row["document_id"], int(row["start"]), int(row["end"])
    if document is None or start is None or end is None:
        raise StudyError(f"quote '{name}': give a coding, or document, start and end")
    source = _one(store.read("documents"), "document_id", document, name)
    if text_hash(source["text"]) != source["text_hash"]:
        raise StudyError(f"quote '{name}': the text of {document} is not the one that was stored: run the intake again")
    if not 0 <= start < end <= len(source["text"]):
        raise StudyError(f"quote '{name}': {document} has no characters {start} to {end}")
    words = source["text"][start:end]
    return {
        "document": document, "start": start, "end": end, "text": words, "text_hash": text_hash(words),
        "coding": coding, "language": source["language"],
    } | _speaker(store, document, start) | _translation(store, document, start, end)  # fmt: skip


def _one(table: pd.DataFrame, column: str, value: str, name: str) -> pd.Series:
    found = table.loc[table[column] == value]
    if len(found) != 1:
        raise StudyError(f"quote '{name}': there is no {column} '{value}' in the store")
    return found.iloc[0]


def _speaker(store: Store, document: str, start: int) -> dict[str, Any]:
    turns = store.read("turns")
    turn = turns.loc[(turns["document_id"] == document) & (turns["start"] <= start) & (turns["end"] > start)]
    if turn.empty:
        return {"speaker": "", "turn": ""}
    speaker = turn.iloc[0]["speaker"]
    return {"speaker": speaker if pd.notna(speaker) else "", "turn": turn.iloc[0]["turn_id"]}


def _translation(store: Store, document: str, start: int, end: int) -> dict[str, Any]:
    """The study's translation of a passage whose letters are the same, white space and ends apart."""
    table = store.read("translations") if store.allows("translations") else None
    if table is None or table.empty:
        return {"translation": {}, "translated_by": ""}
    near = table.loc[(table["document_id"] == document) & (table["start"] == start) & (table["end"] == end)]
    return {
        "translation": dict(zip(near["language"], near["translation"], strict=True)),
        "translated_by": "; ".join(sorted(set(near["translated_by"].dropna()))),
    }
