"""SQLite databases of QDA tools: opened from memory, read only, rows as plain dictionaries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from verko.account import Refusal
from verko.intake.decode import plain_lines
from verko.intake.qda.locate import Locator
from verko.intake.qda.offsets import CONVENTIONS, Convention, RawText, Selection, detect
from verko.intake.qda.project import QdaCoding, QdaProject

Row = dict[str, object]
_DATE_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%a %b %d %H:%M:%S %Y", "%Y-%m-%dT%H:%M:%S")
_MOST_STEPS = 50_000_000  # virtual machine steps of one statement, so that a hostile view cannot run for ever


class Database:
    """The tables of one file. A table or column that is not there is empty: versions of a tool differ."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.tables = frozenset(str(name) for (name,) in found)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, with lower-case column names."""
        if table not in self.tables:
            return
        cursor = self._connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the name is one of ours
        names = [column[0].casefold() for column in cursor.description]
        for values in cursor:
            yield dict(zip(names, values, strict=True))


@contextmanager
def opened(data: bytes) -> Iterator[Database]:
    """The database in `data`. Raises ValueError with the reason when it is none, or is damaged anywhere it is read."""
    data = _without_log(data)
    if _is_cut_off(data):
        raise ValueError("is a damaged database, or one cut off half-way")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.set_progress_handler(_StepLimit(), 100_000)
        yield Database(connection)
    except (sqlite3.Error, OverflowError):
        raise ValueError("is a damaged database, or one cut off half-way") from None
    finally:
        connection.close()


def _without_log(data: bytes) -> bytes:
    """The file marked as one without a write-ahead log (bytes 18, 19), which cannot be opened from memory.

    What a tool had still in its log beside the file is not in the file.
    """
    return data[:18] + b"\x01\x01" + data[20:] if data[18:20] == b"\x02\x02" else data


def _is_cut_off(data: bytes) -> bool:
    """Whether the file is shorter than its header says (page size at byte 16, pages at byte 28, 0 where not kept)."""
    size = int.from_bytes(data[16:18], "big")
    return len(data) < 100 or len(data) < (65536 if size == 1 else size) * int.from_bytes(data[28:32], "big")


class _StepLimit:
    def __init__(self) -> None:
        self.left = _MOST_STEPS // 100_000

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def text_of(row: Row, column: str) -> str:
    """A cell as text, line ends as LF; empty where it is missing.

    >>> text_of({"memo": None, "name": "a"}, "memo"), text_of({"name": "a"}, "name")
    ('', 'a')
    """
    value = row.get(column)
    if isinstance(value, bytes):
        return plain_lines(value.decode("utf-8", "replace"))
    return "" if value is None else plain_lines(str(value))


def id_of(row: Row, column: str, kind: str = "") -> str:
    """An id with the kind of thing it names, so that ids of different tables never meet; empty where it is missing.

    >>> id_of({"cid": 3.0}, "cid", "code")
    'code-3'
    """
    value = row.get(column)
    if value is None or value == "":
        return ""
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    return f"{kind}-{plain}" if kind else str(plain)


def when_of(row: Row, column: str) -> str:
    """A date and time as ISO 8601 where its form is known, else as it stands.

    >>> when_of({"date": "2026-01-01 10:00:00"}, "date"), when_of({"date": "Wed Mar 19 18:00:55 2014"}, "date")
    ('2026-01-01T10:00:00', '2014-03-19T18:00:55')
    """
    told = text_of(row, column).strip()
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(told, form).replace(microsecond=0).isoformat()  # tools tell no zone
        except ValueError:
            continue
    return told


def number_of(row: Row, column: str) -> int:
    """A position; -1 where it is missing or no whole number."""
    value = row.get(column)
    try:
        return int(value) if value is not None and float(value) == int(value) else -1  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return -1


def place_codings(
    project: QdaProject,
    texts: dict[str, RawText],
    codings: Sequence[tuple[QdaCoding, Selection]],
    *,
    conventions: Sequence[Convention] = CONVENTIONS,
) -> None:
    """Give every coding its span, and check it against the words that the tool stored beside it.

    Where they differ the words are looked for near the place; a coding found by neither is refused.
    """
    sources = list(texts)
    asked = [[(coding, chosen) for coding, chosen in codings if coding.source == source] for source in sources]
    found = detect(
        [texts[one] for one in sources], [[chosen for _, chosen in own] for own in asked], conventions=conventions
    )
    if codings:
        project.notes.append(f"offsets count {found.convention}")
    for source, own, spans, certain in zip(sources, asked, found.spans, found.certain, strict=True):
        locator = Locator(texts[source].plain)
        for (coding, chosen), span, sure in zip(own, spans, certain, strict=True):
            placed = _checked(coding, chosen, span, sure, locator, str(found.convention))
            if placed is None:
                project.refused.append(Refusal(coding.place, "neither its offsets nor its words lie in the text"))
            else:
                project.codings.append(placed)
    for coding, _ in codings:
        if coding.source not in texts:
            project.refused.append(Refusal(coding.place, "its source is not in the database, or has no text"))


def _checked(
    coding: QdaCoding, chosen: Selection, span: tuple[int, int] | None, sure: bool, locator: Locator, convention: str
) -> QdaCoding | None:
    words = chosen.excerpt
    if span is not None and (not words or _alike(locator.text[slice(*span)], words)):
        certain = sure or bool(words)
        return replace(coding, start=span[0], end=span[1], certain=certain, located_by=f"offsets: {convention}")
    found = locator.find(words, near=max(chosen.start, 0)) if words else None
    if found is None:
        return None
    return replace(coding, start=found.start, end=found.end, certain=found.certain, located_by=f"quote: {found.how}")


def _alike(passage: str, words: str) -> bool:
    return "".join(passage.split()) == "".join(words.split())
