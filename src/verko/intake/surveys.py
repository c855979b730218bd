"""Exports of survey tools (Webropol, LimeSurvey, REDCap, Microsoft Forms) as evaluation answers.

The tools differ in delimiter, header and extra columns, but all give one row a respondent and one column a question.
What each column becomes is told once, in `evaluation_mapping.csv` beside the export:

    file,column,becomes,value
    export.csv,,process_id,PR1
    export.csv,,respondent_group,kokemusasiantuntija
    export.csv,Vastaajanumero,respondent_id,
    export.csv,1. Mikä merkitys ...,EQ1.answer,
    export.csv,2. Kuinka hyvin ...,EQ1.scale,Huonosti=1|Hyvin=5
    export.csv,submitdate,submitted,
    export.csv,,synthetic,true
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verko.account import FileAccount
from verko.intake.codevelopment.cells import CellProblem, Value, parse
from verko.intake.codevelopment.grids import Grid, GridProblem
from verko.intake.codevelopment.rows import Row
from verko.tables.sheets import Field
from verko.tables.vocabularies import value_of

MAPPING = "evaluation_mapping"
_ROLES = ("process_id", "respondent_group", "respondent_id", "submitted", "synthetic", "ignore")
_NUMBER = Field("number", "value on the scale", "asteikon arvo")
_TELLING = re.compile(r"e-?mail|sähköposti|\bip\b|ip.?address|nimi\b|\bname\b|puhelin|phone|token", re.IGNORECASE)


@dataclass
class SurveyMapping:
    """What the columns of one export become. fixed: for every respondent; columns: header -> what it becomes."""

    fixed: dict[str, str] = field(default_factory=dict)
    columns: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)


def headed(name: str) -> str:
    """A header as it is compared: case, non-breaking spaces and line breaks do not matter.

    >>> headed("Mikä\\u00a0 toimi?\\n")
    'mikä toimi?'
    """
    return " ".join(name.replace("\u00a0", " ").split()).casefold()


def mappings(grid: Grid) -> dict[str, SurveyMapping]:
    """The mapping of each export, by file name. Raises GridProblem with the row that cannot be understood."""
    if missing := {"file", "column", "becomes"} - set(grid.header):
        raise GridProblem(f"has no column '{sorted(missing)[0]}': columns are file,column,becomes,value", "row 1")
    found: dict[str, SurveyMapping] = {}
    for number, cells in grid.rows:
        row = {name: cell.strip() for name, cell in zip(grid.header, cells, strict=False)}
        becomes, value = row.get("becomes", ""), row.get("value", "")
        question, _, part = becomes.rpartition(".")
        if becomes not in _ROLES and not (question and part in ("answer", "scale")):
            known = ", ".join(_ROLES)
            raise GridProblem(f"becomes one of {known}, <question>.answer, <question>.scale", f"row {number}")
        of_file = found.setdefault(row["file"], SurveyMapping())
        if row["column"]:
            of_file.columns[headed(row["column"])] = (becomes, _labels(value))
        else:
            of_file.fixed[becomes] = value
    return found


def _labels(written: str) -> dict[str, str]:
    """`Huonosti=1|Hyvin=5` as label -> number."""
    pairs = (item.rpartition("=") for item in written.split("|") if "=" in item)
    return {headed(label): number.strip() for label, _, number in pairs}


def read_export(
    grid: Grid, mapping: SurveyMapping, account: FileAccount, clean: Callable[[str], str], processes: set[str]
) -> list[Row]:
    """Answers of one export, one row a question answered; the account counts respondents.

    A respondent whose answers cannot be read is refused whole; one who has not submitted is refused by that name.
    Columns that are not mapped are told in the notes; those that may tell who answered are never read.
    """
    columns = _understood(grid, mapping, account)
    account.unit = "respondents"
    account.announced += len(grid.rows)
    answers: list[Row] = []
    for number, cells in grid.rows:
        try:
            by_column = dict(zip(columns, cells, strict=False))
            found = _respondent(Path(account.file).stem, number, by_column, mapping, clean)
            if strange := {str(row["process_id"]) for row in found} - processes:
                raise CellProblem(f"process_id names '{sorted(strange)[0]}', which is no id in process")
            answers += found
            account.read += 1
        except CellProblem as problem:
            account.refuse(f"row {number}", str(problem))
    for answer in answers:
        answer["source_file"] = account.file
    return answers


def _understood(grid: Grid, mapping: SurveyMapping, account: FileAccount) -> list[str]:
    columns = [headed(name) for name in grid.header]
    if lost := [name for name in mapping.columns if name not in columns]:
        raise GridProblem(f"has no column '{lost[0]}', which {MAPPING}.csv names", "row 1")
    for needed in ("process_id", "respondent_group"):
        if needed not in mapping.fixed and needed not in {becomes for becomes, _ in mapping.columns.values()}:
            raise GridProblem(f"{MAPPING}.csv does not tell its {needed}")
    strangers = [name for name in columns if name and name not in mapping.columns]
    telling = [name for name in strangers if _TELLING.search(name)]
    if telling:
        account.notes.append(f"{len(telling)} columns may tell who answered and were not read")
    if len(strangers) > len(telling):
        account.notes.append(f"{len(strangers) - len(telling)} columns are not in {MAPPING}.csv and were not read")
    return columns


def _respondent(
    stem: str, number: int, cells: Mapping[str, str], mapping: SurveyMapping, clean: Callable[[str], str]
) -> list[Row]:
    told = dict(mapping.fixed)
    given: dict[str, dict[str, Value]] = {}
    for column, (becomes, labels) in mapping.columns.items():
        written = cells.get(column, "").strip()
        question, _, part = becomes.rpartition(".")
        if becomes in _ROLES:
            told[becomes] = written or told.get(becomes, "")
        elif written:
            given.setdefault(question, {})[part] = _value(column, part, written, labels, clean)
    if "submitted" in told and not told["submitted"]:
        raise CellProblem("was begun and not submitted")
    group = value_of("respondent_group", told["respondent_group"])
    if group is None:
        raise CellProblem("respondent_group is none of the respondent groups")
    respondent = f"{stem}-{number}"
    shared = {
        "process_id": told["process_id"], "respondent_id": respondent, "respondent_group": group,
        "synthetic": True if told.get("synthetic") == "true" else None, "source_row": number,
    }  # fmt: skip
    return [
        shared | {"id": f"{respondent}-{question}", "question_id": question, "scale": parts.get("scale"),
                  "answer_fi": parts.get("answer")}
        for question, parts in given.items()
    ]  # fmt: skip


def _value(column: str, part: str, written: str, labels: Mapping[str, str], clean: Callable[[str], str]) -> Value:
    """The value of an answer; a scale label becomes its number, and `4 - Samaa mieltä` becomes 4."""
    try:
        if part == "answer":
            return clean(written)
        leading = re.match(r"-?\d+(?:[.,]\d+)?(?=\s*(?:$|[-–:.)=]\s*\D))", written)
        return parse(_NUMBER, labels.get(headed(written)) or (leading.group() if leading else written))
    except CellProblem as problem:
        raise CellProblem(f"column '{column[:40]}' {problem}") from None
