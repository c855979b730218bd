"""Transcripts kept in a table (.csv, .xlsx): one row a turn, with a column for what was said and one for who."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

import openpyxl

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.transcripts.lines import seconds_of
from verko.intake.transcripts.spoken import Spoken

_SAID = (
    "statement",
    "text",
    "utterance",
    "words",
    "content",
    "transcript",
    "teksti",
    "puhe",
    "sisältö",
    "lausuma",
    "message",
)
_WHO = ("speaker", "name", "who", "participant", "puhuja", "nimi", "osallistuja", "role", "rooli")
_WHEN = ("timestamp", "time", "start", "begin", "aika", "aikaleima", "alku", "start time", "start_time")
MOST_ROWS = 500_000


def csv_rows(text: str) -> list[list[str]]:
    """The rows of a delimited text; the delimiter is the one of , ; tab that the first line holds most."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error as error:
        raise ArchiveProblem(f"is no whole CSV: {error}") from None


def xlsx_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet of a workbook, values as text. Raises ArchiveProblem with the reason."""
    open_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [
            [_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS)
        ]
    except Exception as error:
        raise ArchiveProblem(f"is no whole workbook ({type(error).__name__})") from None
    return [row for row in rows if any(row)]


def spoken_rows(rows: Sequence[Sequence[str]]) -> list[Spoken]:
    """Rows as things said. Raises ArchiveProblem when no column is the speech.

    >>> spoken_rows([["timestamp", "speaker", "statement"], ["0:01", "A", "Hei"]])
    [Spoken(speaker='A', text='Hei', seconds=1.0)]
    """
    if not rows:
        raise ArchiveProblem("is empty")
    heads = [head.strip().casefold() for head in rows[0]]
    said, who, when = (_column(heads, names) for names in (_SAID, _WHO, _WHEN))
    if said is None:
        raise ArchiveProblem(f"has no column of what was said: name one of its columns {', '.join(_SAID[:4])}")
    found = []
    for row in rows[1:]:
        cells = [*row, *[""] * (len(heads) - len(row))]
        if text := " ".join(cells[said].split()):
            time = seconds_of(cells[when]) if when is not None else None
            found.append(Spoken(" ".join(cells[who].split()) if who is not None else "", text, time))
    if not found:
        raise ArchiveProblem("holds no row with words")
    return found


def _column(heads: list[str], names: Iterable[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _cell(value: object) -> str:
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return "" if value is None else str(value)
