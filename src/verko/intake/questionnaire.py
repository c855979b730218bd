"""The evaluation: questions, rounds and answers, filled in by hand or exported from a survey tool, to tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import did_you_mean
from verko.intake.codevelopment.free_text import FreeText
from verko.intake.codevelopment.grids import Grid, GridProblem, Raw, read_grids, read_raw, sheet_name
from verko.intake.codevelopment.reading import ids_of, read_sheets
from verko.intake.codevelopment.rows import Row
from verko.intake.reading import Reading, files_of, relative
from verko.intake.survey_recognition import questions_by_heading, recognise
from verko.intake.surveys import MAPPING, SurveyMapping, mappings, read_export
from verko.privacy import load_names
from verko.study.model import FeedbackSet, Study
from verko.tables import TABLES
from verko.tables.codevelopment import SHEETS as RECORD_SHEETS
from verko.tables.evaluation import SHEETS

_TABLE_NAMES = {sheet.name for sheet in (*RECORD_SHEETS, *SHEETS)}
_MAPPING_COLUMNS = {"file", "column", "becomes", "value"}


@dataclass(frozen=True)
class _Asked:
    """What an export is held against: questions and rounds of the study, and its processes."""

    questions: pd.DataFrame
    rounds: pd.DataFrame
    processes: set[str]


def read(study: Study, sets: Mapping[str, FeedbackSet]) -> Reading:
    """Questions, rounds and answers, each row with its file and row, and the account of every file.

    Rows may name only processes of the study's co-development record. Exports of survey tools are read as
    `evaluation_mapping.csv` tells, or without it where their headings are the study's own questions; direction and
    codes of their answers come from `evaluation_coding`.
    """
    processes = ids_of(study, study.sets("codevelopment"), "process")
    maps = [path for path in _files(study, sets) if path.stem.lower() == MAPPING]
    mapped = _mapped(study, sets, maps)
    exports = {path for path in _files(study, sets) if path in mapped or _may_be_export(path, maps)}
    passed = {relative(study, path) for path in (*maps, *exports)}
    reading = read_sheets(study, sets, SHEETS, elsewhere={"process": processes}, passed=passed)
    asked = _Asked(reading.tables["evaluation_question"], reading.tables["evaluation_round"], processes)
    answers: list[Row] = []
    for name, data_set in sets.items():
        for path in files_of(study, data_set.files):
            if path in maps:
                reading.accounts[name].append(_mapping_account(study, path))
            elif path in exports:
                account, found = _export(study, path, mapped.get(path), asked)
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
            named = mappings(_first_grid(path)[0])
        except GridProblem:
            continue
        found |= {other: named[other.name] for other in _files(study, sets)
                  if other.parent == path.parent and other.name in named}  # fmt: skip
    return found


def _may_be_export(path: Path, maps: list[Path]) -> bool:
    """Whether a file is neither a table of the record nor a workbook of such tables."""
    if path in maps or sheet_name(path.stem.rpartition(" - ")[2]) in _TABLE_NAMES:
        return False
    try:
        raw = read_raw(path, path.read_bytes(), known=())
    except GridProblem:
        return False
    return not any(sheet_name(name) in _TABLE_NAMES for name in raw.sheets)


def _first_grid(path: Path) -> tuple[Grid, str, str, list[str]]:
    grids = read_grids(path, path.read_bytes(), known=_MAPPING_COLUMNS)
    return grids.grids[0], grids.format, grids.encoding, list(grids.notes)


def _mapping_account(study: Study, path: Path) -> FileAccount:
    file = relative(study, path)
    try:
        grid, form, encoding, notes = _first_grid(path)
        mappings(grid)
    except GridProblem as problem:
        return refused_file(file, "rows", problem.reason, place=problem.place)
    rows = len(grid.rows)
    return FileAccount(file, "rows", announced=rows, read=rows, format=form, encoding=encoding, notes=notes)


def _export(study: Study, path: Path, mapping: SurveyMapping | None, asked: _Asked) -> tuple[FileAccount, list[Row]]:
    file = relative(study, path)
    try:
        raw = _raw(path, mapping, asked)
        rows = next(iter(raw.sheets.values()), [])
        mapping = mapping or recognise(path, rows, asked.questions, asked.rounds)
        if mapping is None:
            names = [sheet.name for sheet in SHEETS]
            near = did_you_mean(sheet_name(path.stem), names) or f": one of {', '.join(names)}"
            unmapped = f"no question of evaluation_question in its headings: map it in {MAPPING}.csv"
            raise GridProblem(f"is no table of the record{near}; and as an export of a survey tool it has {unmapped}")
        _check(mapping, asked)
        account = FileAccount(file, "respondents", format=raw.format, encoding=raw.encoding, notes=list(raw.notes))
        if len(raw.sheets) > 1:
            account.notes.append(f"only the first sheet of {len(raw.sheets)} was read")
        texts = [text for column in ("text_fi", "text_en") for text in asked.questions[column].dropna()]
        found = read_export(rows, mapping, account, clean=FreeText(load_names(study)), processes=asked.processes,
                            scales=_scales(asked), texts=texts)  # fmt: skip
    except GridProblem as problem:
        return refused_file(file, "respondents", problem.reason, place=problem.place), []
    return account, found


def _scales(asked: _Asked) -> dict[str, tuple[float | None, float | None]]:
    """The ends of each question's scale, where they have been told."""
    ends = asked.questions[["id", "scale_min", "scale_max"]]
    return {row.id: tuple(None if pd.isna(end) else float(end) for end in (row.scale_min, row.scale_max))
            for row in ends.itertuples(index=False)}  # fmt: skip


def _raw(path: Path, mapping: SurveyMapping | None, asked: _Asked) -> Raw:
    """The rows of an export; the headings that are looked for tell a CSV's delimiter."""
    named = [mapped.name for mapped in mapping.columns] if mapping else list(questions_by_heading(asked.questions))
    return read_raw(path, path.read_bytes(), known={sheet_name(name) for name in named})


def _check(mapping: SurveyMapping, asked: _Asked) -> None:
    """Refuse a mapping that names a question or a process that the study does not have."""
    named = {mapped.becomes.rpartition(".")[0] for mapped in mapping.columns} - {""}
    if unknown := sorted(named - set(asked.questions["id"])):
        raise GridProblem(f"{MAPPING}.csv names question '{unknown[0]}', which is no id in evaluation_question")
    if mapping.fixed.get("process_id", "") not in asked.processes | {""}:
        raise GridProblem(f"{MAPPING}.csv names a process that is no id in process")


def _with_answers(reading: Reading, answers: list[Row]) -> pd.DataFrame:
    """The answers filled in by hand and those exported, the latter with the team's directions and codes."""
    coded = reading.tables["evaluation_coding"].set_index("id")
    filled = reading.tables["evaluation_response"]
    if not answers:
        return filled
    table = TABLES["evaluation_response"]
    exported = table.shaped(pd.DataFrame(answers, columns=list(table.columns)))
    judged = {name: coded[name].dropna().to_dict() for name in ("direction", "code_ids")}
    for name, given in judged.items():
        own = zip(exported["id"], exported[name], strict=True)
        exported[name] = pd.Series(
            [given.get(answer, value) for answer, value in own], index=exported.index, dtype="str"
        )
    return table.shaped(pd.concat([frame for frame in (filled, exported) if len(frame)], ignore_index=True))
