"""Rows of a spreadsheet or CSV file, whatever its delimiter and the language of its headers."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

import docx
import openpyxl
from docx.opc.exceptions import OpcError

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.decode import decode, plain_lines
from verko.intake.qda.headers import names_columns

_DELIMITERS = (",", ";", "\t")
_TITLES = 10  # rows among which a header is looked for
_HIGHLIGHT = re.compile(r"\S+: ?(.+?)\s+(?:Tags|Étiquettes|Etiquetas|Tag|Tunnisteet): ?(.*)", re.DOTALL)
"""The line below a passage in Taguette's highlights, in the languages of the tool."""


@dataclass(frozen=True)
class Rows:
    """A table as it stands. rows: (line or row number in the file, cell by lower-case header)."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    encoding: str
    synthetic: bool | None


def read_rows(data: bytes) -> Rows:
    """The rows of a CSV or .xlsx file, or of the tables of a .docx that have its first table's header.

    Raises ValueError with the reason when it is none of them, or has no header.
    """
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise ValueError("is an old .xls or .doc file: save it as .xlsx or .docx")
    if data[:4] == b"PK\x03\x04":
        names = open_archive(data).namelist()
        return _named(_word(data), "docx") if "word/document.xml" in names else _named(_sheet(data), "xlsx")
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    delimiter = _delimiter(text.split("\n", 1)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells, line = [], 1
    try:
        for row in reader:
            cells.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"is no whole CSV file: line {line}: {error}") from None
    return _named(cells, decoded.encoding)


def header_key(header: str) -> str:
    """A header as it is compared: lower case, words joined by one space.

    >>> header_key(" Start_Position ")
    'start position'
    """
    return re.sub(r"[\s_\-]+", " ", header).strip().casefold()


def _delimiter(first_line: str) -> str:
    return max(_DELIMITERS, key=first_line.count)


def _word(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a .docx's tables, those of further tables under the first one's header when it is theirs too.

    Without a table: Taguette's highlights, each a passage and a line 'Document: … Tags: …'.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        paragraphs = [(one.text.strip(), str(one.style.name if one.style else "")) for one in document.paragraphs]
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OpcError):
        raise ArchiveProblem("is a zip file but no whole .docx document") from None
    if not cells or not cells[0]:
        return _highlights(paragraphs)
    header = cells[0][0]
    rows = [row for table in cells if table and table[0] == header for row in table[1:]]
    return list(enumerate([header, *rows], start=1))


def _highlights(paragraphs: list[tuple[str, str]]) -> list[tuple[int, list[str]]]:
    rows, passage = [["document", "content", "tags"]], []
    for text, style in paragraphs:
        if match := _HIGHLIGHT.fullmatch(text):
            rows.append([match[1], "\n".join(passage), match[2].replace(",", ";")])
        if match or style.startswith(("Heading", "Title")):
            passage = []
        elif text:
            passage.append(text)
    if len(rows) == 1:
        raise ArchiveProblem("holds no table: export the coded segments as a table")
    return list(enumerate(rows, start=1))


def _sheet(data: bytes) -> list[tuple[int, list[str]]]:
    """The first sheet that has a header of codings, or else the first sheet."""
    open_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [
            [(number, ["" if cell is None else str(cell) for cell in row])
             for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)]
            for sheet in book.worksheets
        ]  # fmt: skip
    except (KeyError, ValueError, IndexError, zipfile.BadZipFile, TypeError, AttributeError):
        raise ArchiveProblem("is a zip file but no whole .xlsx workbook") from None
    told = (rows for rows in sheets if any(names_columns(row) for _, row in rows[:_TITLES]))
    return next(told, sheets[0] if sheets else [])


def _named(cells: list[tuple[int, list[str]]], encoding: str) -> Rows:
    filled = [(line, row) for line, row in cells if any(cell.strip() for cell in row)]
    if not filled:
        raise ValueError("is empty")
    filled = filled[_header_row([row for _, row in filled[:_TITLES]]) :]
    headers = tuple(header_key(header) for header in filled[0][1])
    rows = tuple(
        (line, {header: plain_lines(cell).strip() for header, cell in zip(headers, row, strict=False) if header})
        for line, row in filled[1:]
    )
    return Rows(headers, rows, encoding, _synthetic(headers, rows))


def _header_row(rows: list[list[str]]) -> int:
    """Which of the first rows is the header: the first, unless titles with fewer cells stand above one of codings."""
    width = sum(bool(cell.strip()) for cell in rows[0])
    for number, row in enumerate(rows):
        if names_columns(row):
            return number if number == 0 or sum(bool(cell.strip()) for cell in row) > width else 0
    return 0


def _synthetic(headers: tuple[str, ...], rows: tuple[tuple[int, dict[str, str]], ...]) -> bool | None:
    if "synthetic" not in headers:
        return None
    return all(row.get("synthetic", "").casefold() in ("true", "1", "yes", "kyllä") for _, row in rows)
