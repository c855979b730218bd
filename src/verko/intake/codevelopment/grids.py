"""Files as grids of text: a CSV is one grid, a spreadsheet one per sheet."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.decode import decode, plain_lines

DELIMITERS = (",", ";", "\t")


class GridProblem(ValueError):
    """Why a file is no grid; place is a row, or empty when the whole file is meant."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason, place)
        self.reason, self.place = reason, place


@dataclass(frozen=True)
class Grid:
    """One table as written. rows: number in the file (header is row 1) and cells; empty rows are left out."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Grids:
    """What one file holds, and how it was read."""

    format: str
    encoding: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


def read_grids(path: Path, data: bytes, *, known: Iterable[str]) -> Grids:
    """The grids of a CSV or xlsx file, told by its content and not by its ending.

    known: column names that may stand in a header; the delimiter is the one that yields most of them.
    Raises GridProblem when the file is neither, or is cut off.

    >>> read_grids(Path("actor.csv"), "id;kind\\nK01;johto\\n;\\n".encode(), known=["id", "kind"]).grids
    (Grid(name='actor', header=('id', 'kind'), rows=((2, ('K01', 'johto')),)),)
    """
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise GridProblem("is an old .xls or a file with a password: save it as .xlsx without one, or as CSV")
    try:
        decoded = decode(data)
    except ValueError as error:
        raise GridProblem(str(error)) from None
    text = plain_lines(decoded.text)
    delimiter = _delimiter(text, set(known))
    notes = () if decoded.certain else (f"encoding guessed: {decoded.encoding}",)
    grid = _grid(path.stem.strip().lower(), _csv_rows(text, delimiter))
    return Grids(f"csv ({_DELIMITER_NAMES[delimiter]})", decoded.encoding, (grid,), notes)


_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}


def _delimiter(text: str, known: set[str]) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")

    def fitting(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])]
        return sum(cell in known for cell in cells), len(cells)

    return max(DELIMITERS, key=fitting)


def _csv_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise GridProblem(f"is no whole CSV: {error}", f"row {len(rows) + 1}") from None
    return rows


def _grid(name: str, rows: Sequence[Sequence[str]]) -> Grid:
    """Cut the header from the rows; cells beyond the header stay when they hold something."""
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise GridProblem("has no header row", "row 1")
    header = tuple(cell.strip().lower() for cell in _without_empty_end(rows[0], 0))
    body = [(number, _without_empty_end(row, len(header))) for number, row in enumerate(rows[1:], start=2)]
    return Grid(name, header, tuple((number, tuple(row)) for number, row in body if any(cell.strip() for cell in row)))


def _without_empty_end(row: Sequence[str], least: int) -> list[str]:
    cells = list(row)
    while len(cells) > least and not cells[-1].strip():
        cells.pop()
    return cells


def _workbook(data: bytes) -> Grids:
    try:
        open_archive(data)
    except ArchiveProblem as problem:
        raise GridProblem(str(problem)) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = {name: [[_cell(value) for value in row] for row in book[name].iter_rows(values_only=True)]
                      for name in book.sheetnames}  # fmt: skip
        except Exception as error:
            raise GridProblem(f"is no whole xlsx workbook ({type(error).__name__})") from None
    filled = {name: rows for name, rows in sheets.items() if rows and any(cell.strip() for cell in rows[0])}
    return Grids("xlsx", "", tuple(_grid(name.strip().lower(), _rectangle(rows)) for name, rows in filled.items()))


def _rectangle(rows: list[list[str]]) -> list[list[str]]:
    """Rows as wide as the header: a spreadsheet has no ragged rows, only cells that nobody filled in."""
    width = len(_without_empty_end(rows[0], 0))
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return plain_lines(str(value))
