"""Survey exports that need no mapping: their columns are headed by the study's own questions.

A column is a question's where its heading is the question's text in either language, or its id. The respondent group
is told by a column or by the file's name, and the process by the evaluation round of that group.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from verko.intake.codevelopment.cells import CellProblem
from verko.intake.codevelopment.problems import GridProblem
from verko.intake.survey_headers import Header, Rows, find_header, plain_question
from verko.intake.survey_scales import headed, scale_value
from verko.intake.surveys import MAPPING, PARTS, Mapped, SurveyMapping
from verko.tables.vocabularies import value_of

_GROUPS = {"vastaajaryhmä", "vastaajaryhma", "respondent_group", "respondent group", "ryhmä", "group", "rooli", "role"}
_SUBMITTED = {"submitdate", "submitdate. date submitted", "date submitted", "lähetyspäivä"}
_STEMS = {
    "kokemusasiantuntija": ("kokemusasiantuntij", "kokemustoimij", "experts", "expert_by", "ebe"),
    "hanketyontekija": ("hanketyontekij", "hanketyöntekij", "hanke", "henkilosto", "henkilöstö", "staff"),
    "taustaorganisaatio": ("taustaorganisaatio", "taustaorg", "host", "organisation", "organization", "jarjesto"),
}


def questions_by_heading(questions: pd.DataFrame) -> dict[str, str]:
    """How a column may be headed that holds the answers to a question -> the question's id; no heading of two."""
    found: dict[str, set[str]] = {}
    for row in questions[["id", "text_fi", "text_en"]].itertuples(index=False):
        for text in (row.text_fi, row.text_en):
            if isinstance(text, str) and text.strip():
                found.setdefault(plain_question(text), set()).add(row.id)
        for form in (row.id, *(f"{row.id}{sign}{part}" for sign in "._ " for part in PARTS)):
            found.setdefault(headed(form), set()).add(row.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def recognise(path: Path, rows: Rows, questions: pd.DataFrame, rounds: pd.DataFrame) -> SurveyMapping | None:
    """The mapping of an export whose headings are questions of the study; None when no heading is.

    Raises GridProblem where a question stands twice, or the group or the process cannot be told.
    """
    known = questions_by_heading(questions)
    texts = [text for column in ("text_fi", "text_en") for text in questions[column].dropna()]
    cells = [cell for row in rows[:15] for cell in row if cell.strip()]
    headings = [cell for cell in cells if _question(cell, known)]
    if not headings:
        return None
    header = find_header(rows, [*headings, *(cell for cell in cells if headed(cell) in _GROUPS)], texts=texts)
    mapping = SurveyMapping()
    taken: dict[str, int] = {}
    for place, names in enumerate(header.names):
        if question := next((found for name in names if (found := _question(name, known))), None):
            if taken.setdefault(_slot(names[0], question), place) != place:
                raise GridProblem(f"has the question '{question}' twice: tell in {MAPPING}.csv which is which")
            mapping.columns.append(Mapped(names[0], f"{question}.{_part(rows, header, place, names[0])}"))
        elif role := _role(names):
            mapping.columns.append(Mapped(names[0], role))
    _complete(path, mapping, rounds)
    return mapping


def _question(heading: str, known: Mapping[str, str]) -> str | None:
    return known.get(plain_question(heading)) or known.get(headed(heading))


def _slot(name: str, question: str) -> str:
    """A question may have one column for its scale and one for its words, where the headings say so."""
    part = next((part for part in PARTS if name.endswith(part)), "")
    return f"{question}.{part}"


def _part(rows: Rows, header: Header, place: int, name: str) -> str:
    """Whether a column holds values of a scale or words: as its heading says, or as all its cells look."""
    if told := next((part for part in PARTS if name.endswith(part)), None):
        return told
    cells = [row[place] for row in rows[header.first :] if place < len(row) and row[place].strip()]
    return "scale" if cells and all(_on_scale(cell) for cell in cells) else "answer"


def _on_scale(written: str) -> bool:
    try:
        scale_value(written, labels={})
    except CellProblem:
        return False
    return True


def _role(names: Collection[str]) -> str | None:
    if any(name in _GROUPS for name in names):
        return "respondent_group"
    return "submitted" if any(name in _SUBMITTED for name in names) else None


def _complete(path: Path, mapping: SurveyMapping, rounds: pd.DataFrame) -> None:
    """Tell the group from the file's name, where no column does, and the process from the rounds of the evaluation."""
    told = {mapped.becomes for mapped in mapping.columns}
    if "respondent_group" not in told:
        named = _group_of(path)
        if named is None:
            raise GridProblem(f"does not tell its respondent group: name it in the file's name or in {MAPPING}.csv")
        mapping.fixed["respondent_group"] = named
        own = rounds.loc[rounds["respondent_group"] == named]
        rounds = own if len(own) else rounds
    processes = rounds["process_id"].unique()
    if len(processes) != 1:
        raise GridProblem(f"does not tell its process: name process_id in {MAPPING}.csv")
    mapping.fixed["process_id"] = str(processes[0])


def _group_of(path: Path) -> str | None:
    stem = path.stem.casefold()
    found = {group for group, stems in _STEMS.items() if any(part in stem for part in stems)}
    if len(found) == 1:
        return found.pop()
    return value_of("respondent_group", path.stem)
