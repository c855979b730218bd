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

A column that stands twice is mapped as `text (1)` and `text (2)`, or by two rows in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verko.account import FileAccount
from verko.intake.codevelopment.cells import CellProblem, Value
from verko.intake.codevelopment.grids import Grid, GridProblem
from verko.intake.codevelopment.rows import Row
from verko.intake.survey_headers import Header, Rows, find_header
from verko.intake.survey_scales import NO_OPINION, headed, scale_value
from verko.tables.vocabularies import value_of

MAPPING = "evaluation_mapping"
PARTS = ("answer", "scale")
_ROLES = ("process_id", "respondent_group", "respondent_id", "submitted", "synthetic", "ignore")
_NOT_SUBMITTED = {"", "0", "[not completed]", "incomplete", "n/a"}
_TELLING = re.compile(r"e-?mail|sähköposti|\bip\b|ip.?address|nimi\b|\bname\b|puhelin|phone|token|identifier|osoite|"
                      r"referr|refurl|location|latitude|longitude|sijainti", re.IGNORECASE)  # fmt: skip
_METADATA = re.compile(r"\btime\b|timestamp|aika(leima)?\b|aloitus|valmistumis|päättymis|startdate|datestamp|lastpage|"
                       r"startlanguage|seed|device|laite|selain|browser|user.?agent|duration|kesto|_complete$|^id$|"
                       r"^tunnus$|vastaaja(numero|.?id)|response.?id|record_id|last modified|language|kieli",
                       re.IGNORECASE)  # fmt: skip

Scales = Mapping[str, tuple[float | None, float | None]]
"""Question -> the lowest and highest value of its scale, where it has been told."""


@dataclass(frozen=True)
class Mapped:
    """One column of an export: what it becomes, and the study's own labels of its scale."""

    name: str
    becomes: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass
class SurveyMapping:
    """What the columns of one export become. fixed: for every respondent; columns: as the mapping lists them."""

    fixed: dict[str, str] = field(default_factory=dict)
    columns: list[Mapped] = field(default_factory=list)


def mappings(grid: Grid) -> dict[str, SurveyMapping]:
    """The mapping of each export, by file name. Raises GridProblem with the row that cannot be understood."""
    if missing := {"file", "column", "becomes"} - set(grid.header):
        raise GridProblem(f"has no column '{sorted(missing)[0]}': columns are file,column,becomes,value", "row 1")
    found: dict[str, SurveyMapping] = {}
    for number, cells in grid.rows:
        row = {name: cell.strip() for name, cell in zip(grid.header, cells, strict=False)}
        becomes, value = row.get("becomes", ""), row.get("value", "")
        question, _, part = becomes.rpartition(".")
        if becomes not in _ROLES and not (question and part in PARTS):
            known = ", ".join(_ROLES)
            raise GridProblem(f"becomes one of {known}, <question>.answer, <question>.scale", f"row {number}")
        of_file = found.setdefault(row["file"], SurveyMapping())
        if row["column"]:
            of_file.columns.append(Mapped(row["column"], becomes, _labels(value)))
        else:
            of_file.fixed[becomes] = value
    return found


def _labels(written: str) -> dict[str, str]:
    """`Huonosti=1|Hyvin=5` as label -> number."""
    pairs = (item.rpartition("=") for item in written.split("|") if "=" in item)
    return {headed(label): number.strip() for label, _, number in pairs}


def read_export(
    rows: Rows,
    mapping: SurveyMapping,
    account: FileAccount,
    *,
    clean: Callable[[str], str],
    processes: Collection[str],
    scales: Scales,
    texts: Collection[str] = (),
) -> list[Row]:
    """Answers of one export, one row a question answered; the account counts respondents.

    A respondent whose answers cannot be read is refused whole; one who has not submitted is refused by that name.
    Columns that are not mapped are told in the notes; those that may tell who answered are never read.
    """
    header = find_header(rows, [column.name for column in mapping.columns], texts=texts)
    placed = _placed(header, mapping)
    account.notes += [*header.notes, *_unread(header, set(placed))]
    answers: list[Row] = []
    for number, cells in enumerate(rows[header.first :], start=header.first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        account.announced += 1
        try:
            told = [(mapped, cells[place].strip() if place < len(cells) else "") for place, mapped in placed.items()]
            found = _respondent(Path(account.file).stem, number, told, mapping.fixed, clean, scales)
            if strange := {str(row["process_id"]) for row in found} - set(processes):
                raise CellProblem(f"process_id names '{sorted(strange)[0]}', which is no id in process")
            answers += found
            account.read += 1
        except CellProblem as problem:
            account.refuse(f"row {number}", str(problem))
    for answer in answers:
        answer["source_file"] = account.file
    return answers


def _placed(header: Header, mapping: SurveyMapping) -> dict[int, Mapped]:
    """Which column of the file each mapped column is; two rows of one name mean the first and the second."""
    names = [headed(mapped.name) for mapped in mapping.columns]
    placed = {}
    for at, mapped in enumerate(mapping.columns):
        nth = names[: at + 1].count(names[at])
        placed[header.place(mapped.name, of=names.count(names[at]), nth=nth)] = mapped
    for needed in ("process_id", "respondent_group"):
        if needed not in mapping.fixed and needed not in {mapped.becomes for mapped in mapping.columns}:
            raise GridProblem(f"{MAPPING}.csv does not tell its {needed}")
    return placed


def _unread(header: Header, placed: Collection[int]) -> list[str]:
    """What is told of the columns that were not read: how many may tell who answered, how many are metadata."""
    strangers = [names[0] for place, names in enumerate(header.names) if names and place not in placed]
    telling = [name for name in strangers if _TELLING.search(name)]
    metadata = [name for name in strangers if name not in telling and _METADATA.search(name)]
    others = [name for name in strangers if name not in telling and name not in metadata]
    notes = []
    if telling:
        notes.append(f"{len(telling)} columns may tell who answered and were not read")
    if metadata:
        notes.append(f"{len(metadata)} columns of metadata were not read")
    if others:
        named = ", ".join(f"'{name[:40]}'" for name in others[:5])
        notes.append(f"{len(others)} columns are not in {MAPPING}.csv and were not read: {named}")
    return notes


def _respondent(
    stem: str,
    number: int,
    cells: list[tuple[Mapped, str]],
    fixed: Mapping[str, str],
    clean: Callable[[str], str],
    scales: Scales,
) -> list[Row]:
    told = dict(fixed)
    given: dict[str, dict[str, Value]] = {}
    for mapped, written in cells:
        question, _, part = mapped.becomes.rpartition(".")
        if mapped.becomes in _ROLES:
            told[mapped.becomes] = written or told.get(mapped.becomes, "")
        elif written:
            _give(given.setdefault(question, {}), mapped, part, written, clean, scales.get(question, (None, None)))
    if "submitted" in told and told["submitted"].casefold() in _NOT_SUBMITTED:
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
                  "answer_fi": parts.get("answer"), "direction": _direction(parts)}
        for question, parts in given.items()
    ]  # fmt: skip


def _give(
    parts: dict[str, Value],
    mapped: Mapped,
    part: str,
    written: str,
    clean: Callable[[str], str],
    ends: tuple[float | None, float | None],
) -> None:
    """Add one cell to the answer: two worded cells of a question are joined."""
    try:
        value = scale_value(written, labels=mapped.labels, low=ends[0], high=ends[1]) if part == "scale" else None
        if value is not None:
            parts["scale"] = value
            return
        said = clean(written)
        parts["answer"] = f"{parts['answer']} {said}" if parts.get("answer") else said
    except CellProblem as problem:
        raise CellProblem(f"column '{headed(mapped.name)[:40]}' {problem}") from None


def _direction(parts: Mapping[str, Value]) -> str | None:
    """An answer that only says that the respondent cannot say is neutral; any other waits for the team's judgement."""
    return "neutraali" if headed(str(parts.get("answer"))) in NO_OPINION and "scale" not in parts else None
