"""Files of a record to tables and accounts: one way for the co-development record and for the questionnaires."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import did_you_mean
from verko.intake.codevelopment.free_text import FreeText
from verko.intake.codevelopment.grids import Grid, GridProblem, Grids, read_grids, sheet_name
from verko.intake.codevelopment.links import Refuse, linked
from verko.intake.codevelopment.rows import Cleaner, Row, Rows, read_rows
from verko.intake.reading import LARGEST_FILE, Reading, files_of, relative
from verko.privacy import NameList, load_names
from verko.study.model import CodevelopmentSet, FeedbackSet, Study
from verko.tables import TABLES
from verko.tables.codevelopment import SHEETS as RECORD_SHEETS
from verko.tables.evaluation import SHEETS as EVALUATION_SHEETS
from verko.tables.sheets import Sheet

_HELP_SHEETS = {"ohje", "help", "ohje-help", "sanasto", "vocabulary", "luettelot", "lists"}
_RECORD, _EVALUATION = (frozenset(sheet.name for sheet in sheets) for sheets in (RECORD_SHEETS, EVALUATION_SHEETS))


@dataclass
class _File:
    account: FileAccount
    rows: list[Rows] = field(default_factory=list)


def read_sheets(
    study: Study,
    sets: Mapping[str, CodevelopmentSet | FeedbackSet],
    sheets: Sequence[Sheet],
    *,
    elsewhere: Mapping[str, set[str]] | None = None,
    passed: Collection[str] = (),
) -> Reading:
    """Every file of `sets` as rows of `sheets`.

    elsewhere: ids of tables that another reader reads and that rows here may name.
    passed: files that the caller reads itself.
    """
    names = load_names(study)
    files: list[tuple[str, _File]] = []
    for set_name, data_set in sets.items():
        paths = [path for path in files_of(study, data_set.files) if relative(study, path) not in passed]
        files += [(set_name, _read_file(study, path, sheets, names)) for path in paths]
    accounts = {file.account.file: file.account for _, file in files}
    lost: dict[str, set[str]] = {}
    for part in (rows for _, file in files for rows in file.rows):
        lost.setdefault(part.sheet.name, set()).update(part.lost)
    kept = linked(sheets, _by_table(files), refuse=_refuser(accounts), elsewhere=elsewhere or {}, lost=lost)
    for rows in kept.values():
        for row in rows:
            accounts[str(row["source_file"])].read += 1
    tables = {sheet.name: _table(sheet.name, kept[sheet.name]) for sheet in sheets}
    reading = Reading(tables=tables)
    for set_name in sets:
        reading.accounts[set_name] = [file.account for name, file in files if name == set_name]
    return reading


def ids_of(study: Study, sets: Mapping[str, CodevelopmentSet], table: str) -> set[str]:
    """The ids that the files of `sets` give to the rows of one table, read without judging the rows."""
    found: set[str] = set()
    for data_set in sets.values():
        for path in files_of(study, data_set.files):
            try:
                grids = _grids_of(path)
            except GridProblem:
                continue
            found |= {
                cells[grid.header.index("id")].strip()
                for grid in grids.grids
                if grid.name == table and "id" in grid.header
                for _, cells in grid.rows
                if len(cells) == len(grid.header)
            }
    return found


def _table(name: str, rows: list[Row]) -> pd.DataFrame:
    """Rows as the table; each value has been checked cell by cell, and the store checks once more when it writes."""
    return TABLES[name].shaped(pd.DataFrame(rows, columns=list(TABLES[name].columns)))


def _by_table(files: list[tuple[str, _File]]) -> dict[str, list[Row]]:
    gathered: dict[str, list[Row]] = {}
    for _, file in files:
        for rows in file.rows:
            gathered.setdefault(rows.sheet.name, []).extend(rows.rows)
    return gathered


def _refuser(accounts: Mapping[str, FileAccount]) -> Refuse:
    def refuse(row: Row, columns: list[str], reason: str) -> None:
        place = f"row {row['source_row']}, column {', '.join(columns)}"
        accounts[str(row["source_file"])].refuse(place, f"{', '.join(columns)} {reason}")

    return refuse


def _read_file(study: Study, path: Path, sheets: Sequence[Sheet], names: NameList) -> _File:
    file = relative(study, path)
    try:
        grids = _grids_of(path)
    except GridProblem as problem:
        return _File(refused_file(file, "rows", problem.reason, place=problem.place))
    account = FileAccount(file, "rows", format=grids.format, encoding=grids.encoding, notes=list(grids.notes))
    result = _File(account)
    clean = FreeText(names)
    for grid in grids.grids:
        _take_grid(study, result, grid, sheets, clean, alone=len(grids.grids) == 1)
    if clean.replaced:
        account.notes.append(f"listed names replaced in {clean.replaced} cells")
    marks = {row["synthetic"] for rows in result.rows for row in rows.rows}
    account.synthetic = None if None in marks or not marks else marks == {True}
    return result


def _grids_of(path: Path) -> Grids:
    if path.stat().st_size > LARGEST_FILE:
        raise GridProblem("is over 512 MB")
    sheets = (*RECORD_SHEETS, *EVALUATION_SHEETS)
    known = {column for sheet in sheets for column in (*sheet.written_columns(), *sheet.fields)}
    return read_grids(path, path.read_bytes(), known=known)


def _take_grid(study: Study, file: _File, grid: Grid, sheets: Sequence[Sheet], clean: Cleaner, *, alone: bool) -> None:
    account = file.account
    sheet = next((sheet for sheet in sheets if sheet.name == grid.name), None)
    if sheet is None and alone:  # a workbook of one sheet, which a spreadsheet has named Sheet1
        sheet = next((sheet for sheet in sheets if sheet.name == sheet_name(Path(account.file).stem)), None)
    if sheet is None:
        _stranger(study, account, grid, sheets, alone=alone)
        return
    try:
        rows = read_rows(grid, sheet, file=account.file, clean=clean, language=study.languages[0])
    except GridProblem as problem:
        account.announced += 1
        account.refuse(_place(grid, problem.place, alone), problem.reason)
        return
    file.rows.append(rows)
    account.announced += rows.announced
    account.notes += rows.notes
    for number, columns, reason in rows.refused:
        column = f", column {', '.join(columns)}" if columns else ""
        account.refuse(_place(grid, f"row {number}{column}", alone), reason)


def _place(grid: Grid, place: str, alone: bool) -> str:
    return place if alone else f"sheet {grid.name}, {place}".removesuffix(", ")


def _stranger(study: Study, account: FileAccount, grid: Grid, sheets: Sequence[Sheet], *, alone: bool) -> None:
    """A grid that is no table of this reader: help, the other reader's, or refused by name."""
    if not alone and (grid.name in _HELP_SHEETS or not grid.rows):
        return
    others = (_RECORD | _EVALUATION) - {sheet.name for sheet in sheets}
    if grid.name in others and not alone and _read_elsewhere(study, account.file, grid.name):
        note = "sheets of the other kind are read with the other data set that names this file"
        account.notes += [note] if note not in account.notes else []
        return
    account.announced += 1
    if grid.name in others:
        reason = f"'{grid.name}' belongs to a data set of kind {_kind_of(grid.name)}: name the file there"
        account.refuse(_place(grid, "", alone), reason)
        return
    hint = did_you_mean(grid.name, [sheet.name for sheet in sheets]) or f": one of {', '.join(s.name for s in sheets)}"
    account.refuse(_place(grid, "", alone), f"'{grid.name}' is no table of the record{hint}")


def _kind_of(table: str) -> str:
    return "feedback" if table in _EVALUATION else "codevelopment"


def _read_elsewhere(study: Study, file: str, table: str) -> bool:
    sets = study.sets(_kind_of(table)).values()
    return any(file == relative(study, path) for data_set in sets for path in files_of(study, data_set.files))
