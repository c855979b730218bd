"""Files as grids of text: a CSV is one grid, a spreadsheet one per sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from verko.intake.codevelopment.problems import GridProblem
from verko.intake.codevelopment.workbooks import read_workbook
from verko.intake.decode import decode, plain_lines

__all__ = ["Grid", "GridProblem", "Grids", "Raw", "named", "read_grids", "read_raw", "sheet_name"]

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Grid:
    """One table as written. rows: number in the file (from 1) and cells; empty rows are left out.

    top: the number of the header's row.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    top: int = 1


@dataclass(frozen=True)
class Grids:
    """What one file holds, and how it was read."""

    format: str
    encoding: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raw:
    """What one file holds before its headers are looked for: rows of cells by sheet."""

    format: str
    encoding: str
    sheets: dict[str, list[list[str]]]
    notes: tuple[str, ...] = ()


def read_grids(path: Path, data: bytes, *, known: Iterable[str]) -> Grids:
    """The grids of a CSV or xlsx file, told by its content and not by its ending.

    known: column names that may stand in a header: the delimiter is the one that yields most of them, and rows of
        titles above the header are passed over.
    Raises GridProblem when the file is neither, or is cut off.

    >>> read_grids(Path("actor.csv"), "id;kind\\nK01;johto\\n;\\n".encode(), known=["id", "kind"]).grids
    (Grid(name='actor', header=('id', 'kind'), rows=((2, ('K01', 'johto')),), top=1),)
    """
    names = {named(name) for name in known}
    raw = read_raw(path, data, known=names)
    grids, notes = [], list(raw.notes)
    for name, rows in raw.sheets.items():
        grids.append(_grid(sheet_name(name), rows, _header_row(rows, names)))
        if above := sum(any(cell.strip() for cell in row) for row in rows[: grids[-1].top - 1]):
            notes.append(f"{grids[-1].name}: {above} rows above the header were passed over")
    return Grids(raw.format, raw.encoding, tuple(grids), tuple(notes))


def read_raw(path: Path, data: bytes, *, known: Iterable[str]) -> Raw:
    """The rows of a CSV or xlsx file as they stand. Raises GridProblem."""
    if data[:4] == b"PK\x03\x04":
        return Raw("xlsx", "", read_workbook(data))
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise GridProblem("is an old .xls or a file with a password: save it as .xlsx without one, or as CSV")
    try:
        decoded = decode(data)
    except ValueError as error:
        raise GridProblem(str(error)) from None
    text = plain_lines(decoded.text)
    delimiter, text = _delimiter(text, set(known))
    notes = () if decoded.certain else (f"encoding guessed: {decoded.encoding}",)
    name = path.stem.rpartition(" - ")[2]  # Google Sheets names a file `<book> - <sheet>.csv`
    return Raw(f"csv ({_DELIMITER_NAMES[delimiter]})", decoded.encoding, {name: _csv_rows(text, delimiter)}, notes)


def named(header: str) -> str:
    """A column's name as it is compared: case and blanks do not matter.

    >>> named(" Process ID\\n"), named("synthesis-from")
    ('process_id', 'synthesis_from')
    """
    return re.sub(r"[\s\u00a0\-]+", "_", header.strip().casefold())


def sheet_name(written: str) -> str:
    """The name of a sheet or file as a table's name.

    >>> sheet_name(" Impact review ")
    'impact_review'
    """
    return named(written)


_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
_TITLES = 15  # rows among which the header is looked for


def _delimiter(text: str, known: set[str]) -> tuple[str, str]:
    """The delimiter, and the text without a `sep=;` line that spreadsheets write for each other."""
    first, _, rest = text.partition("\n")
    if (told := re.fullmatch(r"\ufeff?sep=(.)", first.strip())) and told[1] in DELIMITERS:
        return told[1], f"\n{rest}"
    lines = [line for line in text.split("\n", 4 * _TITLES)[: 4 * _TITLES] if line.strip()][:_TITLES]

    def fitting(delimiter: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
        return max(((sum(named(cell) in known for cell in row), len(row)) for row in rows), default=(0, 0))

    return max(DELIMITERS, key=fitting), text


def _header_row(rows: Sequence[Sequence[str]], known: set[str]) -> int:
    """The row of the header, from 0: the first that is not empty, unless only a later one has names that are known."""
    hits = [len({named(cell) for cell in row} & known) for row in rows[:_TITLES]]
    first = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    best = max(hits, default=0)
    return hits.index(best) if best > 1 and (first >= len(hits) or hits[first] < 2) else first


def _csv_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise GridProblem(f"is no whole CSV: {error}", f"row {len(rows) + 1}") from None
    return rows


def _grid(name: str, rows: Sequence[Sequence[str]], top: int = 0) -> Grid:
    """Cut the header from the rows; cells beyond the header stay when they hold something."""
    if len(rows) <= top or not any(cell.strip() for cell in rows[top]):
        raise GridProblem("has no header row", "row 1")
    header = tuple(named(cell) for cell in _without_empty_end(rows[top], 0))
    body = [(number, _without_empty_end(row, len(header))) for number, row in enumerate(rows[top + 1 :], top + 2)]
    filled = tuple((number, tuple(row)) for number, row in body if any(cell.strip() for cell in row))
    return Grid(name, header, filled, top + 1)


def _without_empty_end(row: Sequence[str], least: int) -> list[str]:
    cells = list(row)
    while len(cells) > least and not cells[-1].strip():
        cells.pop()
    return cells
