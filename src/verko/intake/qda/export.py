"""The study's codings as a project that a team can go on with in its QDA tool; texts are the pseudonymised ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from verko.intake.qda.project import (
    OWN_TOOL,
    REDUCED,
    QdaCase,
    QdaCode,
    QdaCoding,
    QdaMemo,
    QdaProject,
    QdaSet,
    QdaSource,
    QdaVariable,
)
from verko.intake.qda.writing import write_qdc, write_qdpx
from verko.store import Store

ABOUT_SYNTHETIC = "SYNTEETTINEN AINEISTO – ei tutkimustuloksia. SYNTHETIC MATERIAL – not research results."

_BACKGROUND = ("data_set", "interview_type", "group_id", "sector", "region", "period")
_PERSON = ("role", "sector", "profession", "age_band", "region")
_DEFINITION = (("include", "Include: "), ("exclude", "Exclude: "))


def study_project(store: Store, *, name: str, language: str = "fi") -> QdaProject:
    """The tables of a study as one project: documents, codes with their definitions, all coders' codings, memos, cases.

    Participants become cases with their coarse background, data sets become sets of sources, reduced expressions notes
    on their codings. language: in which code names and definitions are written where the codebook has both.
    """
    documents = store.read("documents")
    texts = dict(zip(documents["document_id"], documents["text"], strict=True))
    project = QdaProject(tool=OWN_TOOL, name=name)
    project.codes = [_code(row, language) for row in _rows(store.read("codes"))]
    project.variables = [QdaVariable(column, column) for column in _BACKGROUND if documents[column].notna().any()]
    project.sources = [_source(row, project.variables) for row in _rows(documents)]
    coded = sorted(_rows(store.read("codings")), key=lambda row: int(row["reference"].rpartition(":")[2]))
    project.codings = [_coding(row, texts) for row in coded]
    project.memos = [_memo(row) for row in _rows(store.read("memos"))]
    project.memos += [_reduction(row) for row in coded if row["reduced"]]
    if documents["synthetic"].any():
        project.memos.append(QdaMemo("project", "project", "", ABOUT_SYNTHETIC))
    _add_cases(project, store.read("cases"))
    _add_people(project, store.read("participants"))
    project.sets = [*_sets(store.read("code_sets")), *_data_sets(documents)]
    return project


def export_qdpx(store: Store, *, name: str, language: str = "fi") -> bytes:
    """The study's codings as .qdpx."""
    return write_qdpx(study_project(store, name=name, language=language))


def export_qdc(store: Store, *, language: str = "fi") -> bytes:
    """The study's codebook as .qdc."""
    return write_qdc([_code(row, language) for row in _rows(store.read("codes"))])


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.astype(object).where(table.notna(), "").to_dict("records")


def _code(row: dict[str, Any], language: str) -> QdaCode:
    other = "en" if language == "fi" else "fi"
    own, label = row["code_id"], row[f"name_{language}"] or row[f"name_{other}"] or row["code_id"]
    short = re.fullmatch(r"[A-Za-zÅÄÖåäö]{1,3}\d+(\.\d+)*", own)
    definition = [row[f"definition_{language}"] or row[f"definition_{other}"]]
    definition += [f"{word}{row[column]}" for column, word in _DEFINITION if row[column]]
    text = "\n".join(part for part in definition if part)
    name = f"{own} {label}" if short and label != own else label
    return QdaCode(own, name, row["parent_id"], text, codable=row["status"] != "heading")


def _source(row: dict[str, Any], variables: list[QdaVariable]) -> QdaSource:
    values = tuple((one.id, str(row[one.id])) for one in variables if row[one.id] != "")
    return QdaSource(row["document_id"], row["document_id"], row["text"], values=values)


def _coding(row: dict[str, Any], texts: dict[str, str]) -> QdaCoding:
    start, end = int(row["start"]), int(row["end"])
    return QdaCoding(
        row["coding_id"], row["document_id"], row["code_id"], start, end, quote=texts[row["document_id"]][start:end],
        coder=row["coder"], created=row["created"], memo=row["memo"], place=row["coding_id"],
    )  # fmt: skip


def _memo(row: dict[str, Any]) -> QdaMemo:
    return QdaMemo(
        row["memo_id"], row["target_kind"], row["target_id"], row["text"], row["title"], row["author"], row["created"]
    )


def _reduction(row: dict[str, Any]) -> QdaMemo:
    own = row["coding_id"]
    return QdaMemo(f"reduced/{own}", "coding", own, row["reduced"], REDUCED, row["coder"])


def _add_cases(project: QdaProject, table: pd.DataFrame) -> None:
    """The cases that QDA projects brought, with their documents, codes and values."""
    for name, own in table.dropna(subset=["value"]).groupby("case_id", sort=True):
        pairs = list(zip(own["variable"], own["value"], strict=True))
        for variable in dict.fromkeys(variable for variable, _ in pairs if variable not in ("document", "code")):
            _add_variable(project, variable)
        project.cases.append(QdaCase(
            f"case-{name}", str(name), values=tuple(pair for pair in pairs if pair[0] not in ("document", "code")),
            sources=tuple(value for variable, value in pairs if variable == "document"),
            codes=tuple(value for variable, value in pairs if variable == "code"),
        ))  # fmt: skip


def _add_people(project: QdaProject, table: pd.DataFrame) -> None:
    """Each participant as a case of the document they speak in."""
    taken = {case.name for case in project.cases}
    for row in _rows(table):
        values = tuple((column, str(row[column])) for column in _PERSON if row.get(column))
        for column, _ in values:
            _add_variable(project, column)
        if row["participant_id"] not in taken:
            own = row["participant_id"]
            project.cases.append(QdaCase(f"person-{own}", own, values=values, sources=(row["document_id"],)))


def _add_variable(project: QdaProject, name: str) -> None:
    if all(variable.id != name for variable in project.variables):
        project.variables.append(QdaVariable(name, name))


def _sets(table: pd.DataFrame) -> Iterator[QdaSet]:
    for name, own in table.groupby("set", sort=True):
        members = {kind: tuple(rows["member"]) for kind, rows in own.groupby("member_kind")}
        yield QdaSet(
            f"set-{name}", str(name), "", members.get("code", ()), members.get("document", ()), members.get("memo", ())
        )


def _data_sets(documents: pd.DataFrame) -> Iterator[QdaSet]:
    for name, own in documents.groupby("data_set", sort=True):
        yield QdaSet(f"data-set-{name}", str(name), sources=tuple(own["document_id"]))
