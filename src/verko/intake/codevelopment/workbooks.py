"""The sheets of an xlsx workbook as rows of text; a formula without a value does not pass as an empty cell."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile

from openpyxl import Workbook, load_workbook

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.codevelopment.problems import GridProblem
from verko.intake.decode import plain_lines

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes signs that XML cannot hold
NOT_CALCULATED = "#FORMULA!"
"""Stands for a formula that holds no value: whoever wrote the file has not let a spreadsheet calculate it."""


def read_workbook(data: bytes) -> dict[str, list[list[str]]]:
    """The rows of every sheet that holds something, by the sheet's name, as wide as their widest row.

    Raises GridProblem when the file is no whole workbook.
    """
    try:
        open_archive(data)
    except ArchiveProblem as problem:
        raise GridProblem(str(problem)) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            sheets = _rows(load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False))
            if _has_formulas(data):
                written = _rows(load_workbook(io.BytesIO(data), read_only=True, keep_links=False))
                sheets = {name: _with_formulas(rows, written[name]) for name, rows in sheets.items()}
        except Exception as error:
            raise GridProblem(f"is no whole xlsx workbook ({type(error).__name__})") from None
    filled = {name: _without_empty_rows(rows) for name, rows in sheets.items()}
    return {name: _rectangle(rows) for name, rows in filled.items() if rows}


def _rows(book: Workbook) -> dict[str, list[list[str]]]:
    found = {sheet.title: [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
             for sheet in book.worksheets}  # fmt: skip
    book.close()
    return found


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in (text := archive.read(name)) or b"<f " in text for name in sheets)


def _with_formulas(rows: list[list[str]], written: list[list[str]]) -> list[list[str]]:
    """The values, with a mark where a formula has none."""
    return [
        [NOT_CALCULATED if not value and formula.startswith("=") else value
         for value, formula in zip(row, formulas, strict=True)]
        for row, formulas in zip(rows, written, strict=True)
    ]  # fmt: skip


def _without_empty_rows(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the empty ones at the end, of which a spreadsheet may hold a million."""
    kept = list(rows)
    while kept and not any(cell.strip() for cell in kept[-1]):
        kept.pop()
    return kept


def _rectangle(rows: list[list[str]]) -> list[list[str]]:
    """Rows of the same width: a spreadsheet has no ragged rows, only cells that nobody filled in."""
    width = max(map(len, rows))
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
    return plain_lines(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))
