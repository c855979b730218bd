"""The evaluation: questions, rounds and answers, filled in by hand or exported from a survey tool, to tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.intake.codevelopment.free_text import FreeText
from verko.intake.codevelopment.grids import Grid, GridProblem, read_grids
from verko.intake.codevelopment.reading import ids_of, read_sheets
from verko.intake.codevelopment.rows import Row
from verko.intake.reading import Reading, files_of, relative
from verko.intake.surveys import MAPPING, SurveyMapping, mappings, read_export
from verko.privacy import load_names
from verko.study.model import FeedbackSet, Study
from verko.tables import TABLES
from verko.tables.evaluation import SHEETS


def read(study: Study, sets: Mapping[str, FeedbackSet]) -> Reading:
    """Questions, rounds and answers, each row with its file and row, and the account of every file.

    Rows may name only processes of the study's co-development record. Exports of survey tools are read as
    `evaluation_mapping.csv` tells; direction and codes of their answers come from `evaluation_coding`.
    """
    processes = ids_of(study, study.sets("codevelopment"), "process")
    maps = [path for path in _files(study, sets) if path.stem.lower() == MAPPING]
    exports = _mapped(study, sets, maps)
    passed = {relative(study, path) for path in [*maps, *exports]}
    reading = read_sheets(study, sets, SHEETS, elsewhere={"process": processes}, passed=passed)
    questions = set(reading.tables["evaluation_question"]["id"])
    answers: list[Row] = []
    for name, data_set in sets.items():
        for path in files_of(study, data_set.files):
            if path in maps:
                reading.accounts[name].append(_mapping_account(study, path))
            elif path in exports:
                account, found = _export(study, path, exports[path], processes, questions)
                reading.accounts[name].append(account)
                answers += found
    reading.tables["evaluation_response"] = _with_answers(reading, answers)
    return reading


def _files(study: Study, sets: Mapping[str, FeedbackSet]) -> list[Path]:
    return [path for data_set in sets.values() for path in files_of(study, data_set.files)]


def _mapped(study: Study, sets: Mapping[str, FeedbackSet], maps: list[Path]) -> dict[Path, SurveyMapping]:
    """The exports that lie beside a mapping that names them."""
    found: dict[Path, SurveyMapping] = {}
    for path in maps:
        try:
            named = mappings(_first_grid(path, {"file", "column", "becomes", "value"})[0])
        except GridProblem:
            continue
        found |= {other: named[other.name] for other in _files(study, sets)
                  if other.parent == path.parent and other.name in named}  # fmt: skip
    return found


def _first_grid(path: Path, known: set[str]) -> tuple[Grid, str, str, list[str]]:
    grids = read_grids(path, path.read_bytes(), known=known)
    more = [f"only the first sheet of {len(grids.grids)} was read"] if len(grids.grids) > 1 else []
    return grids.grids[0], grids.format, grids.encoding, [*grids.notes, *more]


def _mapping_account(study: Study, path: Path) -> FileAccount:
    file = relative(study, path)
    try:
        grid, form, encoding, notes = _first_grid(path, {"file", "column", "becomes", "value"})
        mappings(grid)
    except GridProblem as problem:
        return refused_file(file, "rows", problem.reason, place=problem.place)
    rows = len(grid.rows)
    return FileAccount(file, "rows", announced=rows, read=rows, format=form, encoding=encoding, notes=notes)


def _export(
    study: Study, path: Path, mapping: SurveyMapping, processes: set[str], questions: set[str]
) -> tuple[FileAccount, list[Row]]:
    file = relative(study, path)
    try:
        asked = {becomes.rpartition(".")[0] for becomes, _ in mapping.columns.values()} - {""}
        if unknown := sorted(asked - questions):
            raise GridProblem(f"{MAPPING}.csv names question '{unknown[0]}', which is no id in evaluation_question")
        if mapping.fixed.get("process_id", "") not in processes | {""}:
            raise GridProblem(f"{MAPPING}.csv names a process that is no id in process")
        grid, form, encoding, notes = _first_grid(path, set(mapping.columns))
        account = FileAccount(file, "respondents", format=form, encoding=encoding, notes=notes)
        return account, read_export(grid, mapping, account, FreeText(load_names(study)), processes)
    except GridProblem as problem:
        return refused_file(file, "respondents", problem.reason, place=problem.place), []


def _with_answers(reading: Reading, answers: list[Row]) -> pd.DataFrame:
    """The answers filled in by hand and those exported, the latter with the team's directions and codes."""
    coded = reading.tables["evaluation_coding"].set_index("id")
    filled = reading.tables["evaluation_response"]
    if not answers:
        return filled
    table = TABLES["evaluation_response"]
    exported = table.shaped(pd.DataFrame(answers, columns=list(table.columns)))
    for column in ("direction", "code_ids"):
        exported[column] = exported["id"].map(coded[column]).astype("str")
    return table.shaped(pd.concat([frame for frame in (filled, exported) if len(frame)], ignore_index=True))
