"""Looking words up in the index of the transcripts: any form of a word finds every form of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

MARKS = ("\x02", "\x03")  # around each word that was found, in `Passage.words`
_SHOWN, _COUNTED = 50, 1000
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_FIND = f"""
select turns.turn, turns.document, turns.number, turns.speaker, turns.first, turns.last,
       snippet(search, 0, '{MARKS[0]}', '{MARKS[1]}', '…', 40)
from search join turns on turns.id = search.rowid where search match ? order by search.rowid limit {_SHOWN}
"""  # noqa: S608 - built of constants
_COUNT = f"select count(*) from (select 1 from search where search match ? limit {_COUNTED})"  # noqa: S608


@dataclass(frozen=True)
class Passage:
    """A turn of the talk. words: its text, or the part around what was found, with MARKS around each hit."""

    turn: str
    document: str
    number: int
    speaker: str
    start: int
    end: int
    words: str

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it was found.

        >>> list(Passage("R01-1", "R01", 1, "A1", 0, 9, "no \\x02tuki\\x03 on").parts())
        [('no ', False), ('tuki', True), (' on', False)]
        """
        for number, piece in enumerate(re.split(f"[{''.join(MARKS)}]", self.words)):
            if piece:
                yield piece, number % 2 == 1


@dataclass(frozen=True)
class Passages:
    """What a search found. count: all there are, up to a thousand; shown: the first fifty, in the order of the talk."""

    count: int
    shown: list[Passage]

    @property
    def many(self) -> bool:
        """Whether there are more than were counted."""
        return self.count >= _COUNTED


def find_passages(database: Path, query: str) -> Passages:
    """Turns that hold every word of the query, in any form the lemmas know; "in quotes" only as written; tuk* by start.

    Control characters and the signs of FTS5's own language mean nothing here; a query without words finds nothing.
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        terms = [term for term in _TERM.findall(query) if _has_word("".join(term))]
        wanted = " AND ".join(_expression(connection, *term) for term in terms)
        if not wanted:
            return Passages(0, [])
        count = connection.execute(_COUNT, (wanted,)).fetchone()[0]
        return Passages(count, [Passage(*row) for row in connection.execute(_FIND, (wanted,))])


def turns_of(database: Path, document: str) -> list[Passage]:
    """All turns of one transcript, in order."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        sql = "select turn, document, number, speaker, first, last, words from turns where document = ? order by first"
        return [Passage(*row) for row in connection.execute(sql, (document,))]


def _has_word(term: str) -> bool:
    return any(letter.isalnum() for letter in term)


def _expression(connection: sqlite3.Connection, phrase: str, word: str) -> str:
    if phrase:
        return _literal(phrase)
    if word.endswith("*"):
        return f"{_literal(word.rstrip('*'))} *"
    forms = connection.execute(
        "select distinct word from forms where lemma in (select lemma from forms where word in (?, ?) union select ?)",
        (word, word.casefold(), word.casefold()),
    )
    return "(" + " OR ".join(map(_literal, sorted({word, *(form for (form,) in forms)}))) + ")"


def _literal(text: str) -> str:
    """An FTS5 string: whatever it holds is words to look for, never an operator."""
    return '"' + text.replace('"', " ").replace("\x00", " ") + '"'
