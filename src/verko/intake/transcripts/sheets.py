"""Transcripts kept in a table (.csv, .xlsx): one row a turn, with a column for what was said and one for who."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.transcripts.lines import seconds_of
from verko.intake.transcripts.spoken import Spoken, transcript_of
from verko.intake.transcripts.turns import Transcript
from verko.intake.transcripts.wordtext import LARGEST_TEXT
from verko.language.tokens import count_words

_SAID = ("statement", "text", "utterance", "words", "content", "transcript", "teksti", "puhe", "sisältö", "lausuma",
         "message", "puheenvuoro", "litteraatti", "transcription", "speech", "vastaus", "segment text", "dialogue",
         "annotation", "sanottu")  # fmt: skip
_WHO = ("speaker", "speaker name", "speaker_name", "name", "who", "participant", "puhuja", "nimi", "osallistuja",
        "role", "rooli", "tier", "speaker label", "speaker_label", "speaker id", "speaker_id", "henkilö")  # fmt: skip
_WHEN = ("timestamp", "time", "start", "begin", "aika", "aikaleima", "alku", "start time", "start_time", "timecode",
         "begin time", "in", "starttime", "begin time - hh:mm:ss.ms")  # fmt: skip
MOST_ROWS = 500_000


def csv_rows(text: str) -> list[list[str]]:
    """The rows of a delimited text; the delimiter is the one of , ; tab that the first line holds most."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error as error:
        raise ArchiveProblem(f"is no whole CSV: {error}") from None


def is_spoken_table(text: str) -> bool:
    """Whether a plain text is a table with tabs whose head names a column of speech, or an export of ELAN.

    >>> is_spoken_table("Puhuja\\tAlku\\tTeksti\\nA1\\t0:01\\tHei\\n"), is_spoken_table("A1\\tHei\\n")
    (True, False)
    """
    lines = text.split("\n", 12)[:12]
    heads = [head.strip().casefold() for head in lines[0].split("\t")]
    named = len(heads) > 1 and any(name in heads for name in _SAID) and any(name in heads for name in (*_WHO, *_WHEN))
    return named or _elan_columns([line.split("\t") for line in lines if line.strip()]) is not None


def _elan_columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Columns of who, when and what in a table without a head: tier, (nothing), begin, end, duration, annotation."""
    width = min((len(row) for row in rows), default=0)
    if width < 4 or len(rows) < 2:
        return None
    timed = [at for at in range(1, width - 1) if all(seconds_of(row[at]) is not None for row in rows)]
    worded = all(row[0].strip() and seconds_of(row[0]) is None for row in rows)
    return (0, timed[0], width - 1) if len(timed) >= 2 and worded else None


def xlsx_rows(data: bytes) -> tuple[list[list[str]], list[str]]:
    """The rows of the sheet that holds the talk, values as text, and notes. Raises ArchiveProblem with the reason.

    It is the first sheet whose head names a column of speech, else the first; the others are noted with their words.
    """
    open_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [_sheet_rows(sheet) for sheet in book.worksheets]
    except ArchiveProblem:
        raise
    except Exception as error:
        raise ArchiveProblem(f"is no whole workbook ({type(error).__name__})") from None
    chosen = next((place for place, rows in enumerate(sheets) if rows and _speech_column(rows[0]) is not None), 0)
    notes = [
        f"sheet {place + 1} was not read, words: {words}"
        for place, rows in enumerate(sheets)
        if place != chosen and (words := sum(count_words(" ".join(row)) for row in rows))
    ]
    return (sheets[chosen] if sheets else []), notes


def _sheet_rows(sheet: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    characters = 0
    for values in sheet.iter_rows(values_only=True):
        row = [_cell(value) for value in values]
        characters += sum(map(len, row))
        if len(rows) >= MOST_ROWS or characters > LARGEST_TEXT:
            raise ArchiveProblem(f"holds over {MOST_ROWS} rows or {LARGEST_TEXT // 1024**2} million characters")
        if any(row):
            rows.append(row)
    return rows


def said_in_rows(rows: Sequence[Sequence[str]], notes: Iterable[str] = ()) -> Transcript:
    """The transcript that a table holds; rows without words and columns that are not used are noted."""
    spoken = spoken_rows(rows)
    elan = _elan_columns(rows)
    body = rows if elan else rows[1:]
    told = list(notes)
    if empty := len(body) - len(spoken):
        told.append(f"rows without words: {empty}")
    heads = [head.strip().casefold() for head in rows[0]]
    used = set(elan or (at for names in (_SAID, _WHO, _WHEN) if (at := _column(heads, names)) is not None))
    unused = [at for at in range(len(heads)) if at not in used and not elan]
    for at in unused:
        if words := sum(count_words(row[at]) for row in body if at < len(row)):
            told.append(f"column {at + 1} was not read, words: {words}")
    return transcript_of(spoken, told)


def _speech_column(heads: Sequence[str]) -> int | None:
    return _column([head.strip().casefold() for head in heads], _SAID)


def spoken_rows(rows: Sequence[Sequence[str]]) -> list[Spoken]:
    """Rows as things said. Raises ArchiveProblem when no column is the speech.

    >>> spoken_rows([["timestamp", "speaker", "statement"], ["0:01", "A", "Hei"]])
    [Spoken(speaker='A', text='Hei', seconds=1.0)]
    """
    if not rows:
        raise ArchiveProblem("is empty")
    heads = [head.strip().casefold() for head in rows[0]]
    said, who, when = (_column(heads, names) for names in (_SAID, _WHO, _WHEN))
    body = rows[1:]
    if said is None and (elan := _elan_columns(rows)):
        (who, when, said), body = elan, rows
    if said is None:
        raise ArchiveProblem(f"has no column of what was said: name one of its columns {', '.join(_SAID[:4])}")
    found = []
    for row in body:
        cells = [*row, *[""] * (len(heads) - len(row))]
        if text := " ".join(cells[said].split()):
            time = _seconds(cells[when]) if when is not None else None
            found.append(Spoken(" ".join(cells[who].split()) if who is not None else "", text, time))
    if not found:
        raise ArchiveProblem("holds no row with words")
    return found


def _seconds(cell: str) -> float | None:
    """A time stamp, or a plain number of seconds."""
    if (told := seconds_of(cell)) is not None:
        return told
    return float(cell.replace(",", ".")) if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", cell.strip()) else None


def _column(heads: list[str], names: Iterable[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _cell(value: object) -> str:
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return "" if value is None else str(value)
