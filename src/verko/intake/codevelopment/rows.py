"""A grid to rows of one table: the header understood, every cell read, every row taken or refused with its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from verko.errors import did_you_mean
from verko.intake.codevelopment.cells import CellProblem, Value, parse
from verko.intake.codevelopment.grids import Grid, GridProblem
from verko.tables.sheets import Field, Sheet

Row = dict[str, Value]
Cleaner = Callable[[str], str]

_SYNTHETIC = Field("flag", "the row is marked synthetic", "rivi on merkitty synteettiseksi")
_IN_ORDER = {  # table -> columns whose values may not go down from left to right
    "process": ("start", "end"),
    "phase": ("started", "ended"),
    "responsibility": ("phase_from", "phase_to"),
    "evaluation_round": ("responded_n", "invited_n"),
}


@dataclass
class Rows:
    """Rows of one table from one grid. refused: row number, columns, reason; lost: ids that refused rows had."""

    sheet: Sheet
    announced: int = 0
    rows: list[Row] = field(default_factory=list)
    refused: list[tuple[int, list[str], str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read_rows(grid: Grid, sheet: Sheet, *, file: str, clean: Cleaner, language: str = "fi") -> Rows:
    """Every row of `grid` as a row of `sheet`, or its refusal.

    clean: takes free text, gives it without listed names, and raises CellProblem where it may not pass.
    language: what an undivided column of free text (`answer`) is written in.
    Raises GridProblem when the header does not fit.
    """
    columns, notes = _understood_header(grid, sheet, language)
    _no_values_without_heading(grid)
    result = Rows(sheet, announced=len(grid.rows), notes=notes)
    for number, cells in grid.rows:
        if len(cells) != len(grid.header):
            reason = f"has {len(cells)} cells, the header has {len(grid.header)}"
            result.refused.append((number, [], reason))
            continue
        row, problems = _read_row(sheet, dict(zip(columns, cells, strict=True)), clean)
        if problems:
            reasons = "; ".join(f"{column} {reason}" if column else reason for column, reason in problems)
            result.refused.append((number, [column for column, _ in problems if column], reasons))
            result.lost.add(str(row.get("id")))
        else:
            result.rows.append(row | {"source_file": file, "source_row": number})
    return result


def _understood_header(grid: Grid, sheet: Sheet, language: str) -> tuple[list[str], list[str]]:
    """The store's column for every column of the grid (its own name where none), and notes on those not read."""
    known = {**sheet.written_columns(), "synthetic": _SYNTHETIC}
    undivided = {
        name: f"{name}_{language}" for name, field in sheet.fields.items()
        if field.languages and f"{name}_{language}" not in grid.header
    }  # fmt: skip
    columns = [undivided.get(name, name) for name in grid.header]
    if doubled := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise GridProblem(f"has the column '{doubled[0]}' twice", f"row {grid.top}")
    strangers = [name for name in columns if name not in known]
    for name in strangers:
        if name and (hint := did_you_mean(name, set(known) - set(columns))):
            raise GridProblem(f"has an unknown column '{name}'{hint}: rename or remove it", f"row {grid.top}")
    if missing := _missing(sheet, columns):
        raise GridProblem(f"has no column '{missing[0]}': columns are {', '.join(known)}", f"row {grid.top}")
    return columns, [f"column '{name}' is not in the record and was not read" for name in strangers if name]


def _no_values_without_heading(grid: Grid) -> None:
    """A column that holds something and has no heading, as a merged heading leaves beside it, is a mistake."""
    for place, name in enumerate(grid.header):
        filled = [number for number, cells in grid.rows if not name and len(cells) > place and cells[place].strip()]
        if filled:
            what = f"column {get_column_letter(place + 1)} has no heading and holds something in row {filled[0]}"
            raise GridProblem(f"{what}: name it, part merged headings, or empty it", f"row {grid.top}")


def _missing(sheet: Sheet, columns: list[str]) -> list[str]:
    return [
        name for name, field in sheet.fields.items()
        if field.required and not any(column in columns for column in field.columns(name))
    ]  # fmt: skip


def _read_row(sheet: Sheet, cells: dict[str, str], clean: Cleaner) -> tuple[Row, list[tuple[str, str]]]:
    row: Row = {}
    problems: list[tuple[str, str]] = []
    for name, field_ in sheet.fields.items():
        for column in field_.columns(name):
            written = cells.get(column, "").strip() or field_.default
            try:
                row[column] = _value(field_, written, clean) if written else None
            except CellProblem as problem:
                problems.append((column, str(problem)))
                row[column] = written
        if field_.required and all(row[column] is None for column in field_.columns(name)):
            problems.append((next(iter(field_.columns(name))), "is empty and must be filled in"))
    marked = cells.get("synthetic", "").strip()
    try:
        row["synthetic"] = parse(_SYNTHETIC, marked) if marked else None
    except CellProblem as problem:
        problems.append(("synthetic", str(problem)))
    return row, problems or _out_of_order(sheet, row)


def _value(field_: Field, written: str, clean: Cleaner) -> Value:
    value = parse(field_, written)
    return clean(str(value)) if field_.kind in ("prose", "word") else value


def _out_of_order(sheet: Sheet, row: Row) -> list[tuple[str, str]]:
    first, last = _IN_ORDER.get(sheet.name, ("", ""))
    if first and row[first] is not None and row[last] is not None and row[first] > row[last]:  # type: ignore[operator]
        return [(last, f"is less than {first}")]
    return []
