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

_DELIMITERS = (",", ";", "\t")


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
    if data[:4] == b"PK\x03\x04":
        names = open_archive(data).namelist()
        return _named(_word_tables(data), "docx") if "word/document.xml" in names else _named(_sheet(data), "xlsx")
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


def _word_tables(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a .docx's tables, those of further tables under the first one's header when it is theirs too."""
    try:
        tables = docx.Document(io.BytesIO(data)).tables
        cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OpcError):
        raise ArchiveProblem("is a zip file but no whole .docx document") from None
    if not cells or not cells[0]:
        raise ArchiveProblem("holds no table: export the coded segments as a table")
    header = cells[0][0]
    rows = [row for table in cells if table and table[0] == header for row in table[1:]]
    return list(enumerate([header, *rows], start=1))


def _sheet(data: bytes) -> list[tuple[int, list[str]]]:
    open_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            (number, ["" if cell is None else str(cell) for cell in row])
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        ]
    except (KeyError, ValueError, IndexError, zipfile.BadZipFile, TypeError, AttributeError):
        raise ArchiveProblem("is a zip file but no whole .xlsx workbook") from None


def _named(cells: list[tuple[int, list[str]]], encoding: str) -> Rows:
    filled = [(line, row) for line, row in cells if any(cell.strip() for cell in row)]
    if not filled:
        raise ValueError("is empty")
    headers = tuple(header_key(header) for header in filled[0][1])
    rows = tuple(
        (line, {header: plain_lines(cell).strip() for header, cell in zip(headers, row, strict=False) if header})
        for line, row in filled[1:]
    )
    return Rows(headers, rows, encoding, _synthetic(headers, rows))


def _synthetic(headers: tuple[str, ...], rows: tuple[tuple[int, dict[str, str]], ...]) -> bool | None:
    if "synthetic" not in headers:
        return None
    return all(row.get("synthetic", "").casefold() in ("true", "1", "yes", "kyllä") for _, row in rows)
