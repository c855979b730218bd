"""The record as people fill it in: a workbook with drop-down lists and help, or CSV files; the same content in both."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from verko.codevelopment.form_help import LISTS, add_help, add_lists, print_wide
from verko.errors import StudyError
from verko.store import write_atomically
from verko.study.files import remember_forms
from verko.tables import empty
from verko.tables.codevelopment import SHEETS as RECORD_SHEETS
from verko.tables.evaluation import SHEETS as EVALUATION_SHEETS
from verko.tables.sheets import Field, Sheet
from verko.tables.vocabularies import VOCABULARIES

HELP = "ohje"
SHEETS = (*RECORD_SHEETS, *EVALUATION_SHEETS)
ROWS_TO_FILL = 2000  # rows below the header that have drop-down lists
LONGEST_CELL = 32_767  # characters; the limit of the xlsx format
_SYNTHETIC = Field("flag", "the row is marked synthetic", "rivi on merkitty synteettiseksi")
_WIDTHS = {"prose": 42, "refs": 26, "choices": 26, "counts": 30, "choice": 20, "word": 16}  # in signs, by kind
_HEAD = PatternFill("solid", fgColor="DCE8ED")
_HEAD_REQUIRED = PatternFill("solid", fgColor="F6D9C4")


def columns_of(sheet: Sheet) -> dict[str, Field]:
    """The columns of a form in order, the synthetic mark last."""
    return {**sheet.written_columns(), "synthetic": _SYNTHETIC}


def to_csv(tables: Mapping[str, pd.DataFrame], sheet: Sheet) -> str:
    """One table as CSV text: comma, header, ISO dates, decimal point.

    >>> from verko.tables.evaluation import SHEETS
    >>> to_csv({}, SHEETS[1]).splitlines()[0][:40]
    'process_id,respondent_group,invited_n,re'
    """
    columns = columns_of(sheet)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in _rows(tables, sheet):
        writer.writerow([_written(row[column]) for column in columns])
    return stream.getvalue()


def to_workbook(tables: Mapping[str, pd.DataFrame], sheets: Sequence[Sheet] = SHEETS) -> bytes:
    """Tables as one xlsx workbook: a sheet each, drop-down lists, and a sheet of help in Finnish and English.

    sheets: which tables; by default those of the record and of the evaluation together.
    Raises StudyError when a text is longer than a cell may be.
    """
    book = Workbook()
    book.remove(book.active)
    add_help(book.create_sheet(HELP), sheets, columns_of)
    places = add_lists(book.create_sheet(LISTS))
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, _rows(tables, sheet), places)
    book.move_sheet(LISTS, offset=len(book.sheetnames))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def lay_out(folder: Path, *, form: Literal["xlsx", "csv"] = "xlsx") -> list[Path]:
    """Empty forms below a study's folder: a workbook of the record and one of the evaluation, or one CSV a table.

    A form counts as material only once it has been changed. Raises StudyError when a file is there already.
    """
    parts = (("codevelopment", "codevelopment", RECORD_SHEETS), ("feedback", "evaluation", EVALUATION_SHEETS))
    files: dict[Path, bytes] = {}
    for part, name, sheets in parts:
        if form == "xlsx":
            files[folder / part / f"{name}.xlsx"] = to_workbook({}, sheets)
        else:
            files |= {folder / part / f"{sheet.name}.csv": to_csv({}, sheet).encode() for sheet in sheets}
    if there := [path for path in files if path.exists()]:
        raise StudyError(f"{there[0]}: is there already: move it away or choose another folder")
    for path, content in files.items():
        write_atomically(path, content)
    for part, _, _ in parts:
        remember_forms(folder / part, [path for path in files if path.parent.name == part])
    return list(files)


def _rows(tables: Mapping[str, pd.DataFrame], sheet: Sheet) -> list[dict[str, Any]]:
    frame = tables.get(sheet.name)
    frame = empty(sheet.name) if frame is None else frame
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _fill(target: Worksheet, sheet: Sheet, rows: list[dict[str, Any]], places: Mapping[str, str]) -> None:
    for number, (column, field) in enumerate(columns_of(sheet).items(), start=1):
        head = target.cell(1, number, column)
        head.font, head.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
        head.fill = _HEAD_REQUIRED if field.required else _HEAD
        letter = get_column_letter(number)
        target.column_dimensions[letter].width = max(_WIDTHS.get(field.kind, 12), len(column) + 3)
        target.add_data_validation(_validation(field, places, f"{letter}2:{letter}{ROWS_TO_FILL}"))
        for line, row in enumerate(rows, start=2):
            _set(target.cell(line, number), field, row[column])
    for line, row in enumerate(rows, start=2):
        target.row_dimensions[line].height = _height(sheet, row)
    target.freeze_panes = "B2"
    print_wide(target)


def _height(sheet: Sheet, row: Mapping[str, Any]) -> float:
    """Points that the longest text of a row needs when it is wrapped: spreadsheets do not all work that out."""
    lines = [len(str(row[column] or "")) // (_WIDTHS["prose"] - 4) + 1
             for column, field in columns_of(sheet).items() if field.kind == "prose"]  # fmt: skip
    return 15.0 * min(max(lines, default=1), 12)


def _set(cell: Cell, field: Field, value: Any) -> None:
    if value is None:
        return
    cell.alignment = Alignment(wrap_text=field.kind == "prose", vertical="top")
    if field.kind == "date":
        cell.value = datetime.date.fromisoformat(value)
        cell.number_format = "yyyy-mm-dd"
        return
    if field.kind in ("number", "whole"):
        cell.value = value
        return
    text = _written(value)
    if len(text) > LONGEST_CELL:
        raise StudyError(f"a text of {len(text)} characters does not fit in a cell of a workbook: keep it in CSV")
    cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)  # what looks like an escaped sign is no sign
    cell.data_type = "s"  # a text that begins with = is no formula
    cell.number_format = "@"


def _validation(field: Field, places: Mapping[str, str], cells: str) -> DataValidation:
    """The cell's help, and its drop-down list where there is one; only the drop-down refuses other values."""
    listed = places.get(field.vocabulary, "") if field.kind == "choice" else ""
    formula = listed or ('"true,false"' if field.kind == "flag" else None)
    kind = "list" if formula else None
    check = DataValidation(type=kind, formula1=formula, allow_blank=True, showErrorMessage=bool(formula))
    check.promptTitle, check.prompt = _shortened(field.fi, 32), _shortened(_hint(field), 250)
    check.showInputMessage = True
    check.errorTitle, check.error = "Luettelo / list", "Valitse arvo luettelosta / choose a value from the list"
    check.add(cells)
    return check


def _hint(field: Field) -> str:
    how = {
        "choices": f"useita: {'|'.join(VOCABULARIES[field.vocabulary]) if field.vocabulary else ''}",
        "counts": "kokemusasiantuntija=5|ammattilainen=3",
        "refs": f"tunnuksia taulusta {field.refers}: A|B",
        "ref": f"tunnus taulusta {field.refers}",
        "date": "2020-01-31 tai 31.1.2020",
    }.get(field.kind, "")
    return " – ".join(part for part in (field.fi, field.en, how) if part)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
