"""The words of the transcripts in a SQLite full-text index, turn by turn, made once for each state of the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from verko.atomic import atomic_path
from verko.errors import StudyError
from verko.hashing import text_hash
from verko.store import Store

_SHAPE = 1  # changed when the tables of the index change, so that an older one is made again
_DOCUMENTS_AT_ONCE = 64
_MAKE = """
create table made_of (state text);
create table turns (id integer primary key, turn text, document text, number integer, speaker text,
                    first integer, last integer, words text);
create index turns_of on turns (document, first);
create table forms (word text, lemma text);
create virtual table search using fts5 (words, content='turns', content_rowid='id',
                                        tokenize='unicode61 remove_diacritics 0', prefix='3');
"""
_FILL = "insert into turns (turn, document, number, speaker, first, last, words) values (?, ?, ?, ?, ?, ?, ?)"
_FINISH = """
insert into search (search) values ('rebuild');
create index forms_by_word on forms (word);
create index forms_by_lemma on forms (lemma);
"""


def up_to_date_index(tables: Path, database: Path) -> Path:
    """The index of these tables, made now unless it is there already; memory stays with a few documents at a time.

    tables: the folder `outputs/<study>/tables`. Raises StudyError when there are no tables yet.
    """
    listing = tables / "index.json"
    if not listing.is_file():
        raise StudyError(f"{tables}: there are no tables yet: run `make report` first")
    hashes = json.loads(listing.read_text("utf-8"))
    state = text_hash(json.dumps([_SHAPE, *(hashes.get(name) for name in ("documents", "turns", "lemmas"))]))
    if _state(database) != state:
        _make(Store(tables), database, state)
    return database


def _state(database: Path) -> str | None:
    if not database.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("select state from made_of").fetchone()[0]
    except (sqlite3.Error, TypeError):
        return None


def _make(store: Store, database: Path, state: str) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    with atomic_path(database) as temporary, closing(sqlite3.connect(temporary)) as connection:
        connection.execute("pragma journal_mode = off")
        connection.executescript(_MAKE)
        connection.executemany(_FILL, _turns(store))
        connection.executemany("insert into forms values (?, ?)", _forms(store))
        connection.executescript(_FINISH)
        connection.execute("insert into made_of values (?)", (state,))
        connection.commit()


def _turns(store: Store) -> Iterator[tuple]:
    columns = ["document_id", "turn_id", "number", "speaker", "start", "end"]
    turns = store.read("turns")[columns].sort_values(["document_id", "start"])
    turns["speaker"] = turns["speaker"].fillna("")
    by_document = dict(list(turns.groupby("document_id", sort=False)))
    for document, text in _texts(store):
        for turn in by_document.get(document, turns.iloc[:0]).itertuples():
            yield (turn.turn_id, document, int(turn.number), turn.speaker, int(turn.start), int(turn.end),
                   text[turn.start : turn.end])  # fmt: skip


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    path = store.path("documents")
    if not path.is_file():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_DOCUMENTS_AT_ONCE, columns=["document_id", "text"]):
            yield from zip(batch["document_id"].to_pylist(), batch["text"].to_pylist(), strict=True)


def _forms(store: Store) -> Iterator[tuple[str, str]]:
    lemmas: pd.DataFrame = store.read("lemmas")[["word", "lemma"]].drop_duplicates()
    return zip(lemmas["word"], lemmas["lemma"], strict=True)
