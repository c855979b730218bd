"""The study's codings as a project that a team can go on with in its QDA tool; texts are the pseudonymised ones."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from verko.intake.qda.project import QdaCase, QdaCode, QdaCoding, QdaMemo, QdaProject, QdaSource, QdaVariable
from verko.intake.qda.writing import write_qdc, write_qdpx
from verko.store import Store

_BACKGROUND = ("data_set", "interview_type", "group_id", "sector", "region", "period")
_DEFINITION = (("include", "Include: "), ("exclude", "Exclude: "))


def study_project(store: Store, *, name: str, language: str = "fi") -> QdaProject:
    """The tables of a study as one project: documents, codes with their definitions, codings, memos, cases.

    language: in which code names and definitions are written where the codebook has both.
    """
    documents, codes = store.read("documents"), store.read("codes")
    texts = dict(zip(documents["document_id"], documents["text"], strict=True))
    project = QdaProject(tool="VerKo compendium", name=name)
    project.codes = [_code(row, language) for row in _rows(codes)]
    project.variables = [QdaVariable(column, column) for column in _BACKGROUND if documents[column].notna().any()]
    project.sources = [_source(row, project.variables) for row in _rows(documents)]
    project.codings = [_coding(row, texts) for row in _rows(store.read("codings"))]
    project.memos = [_memo(row) for row in _rows(store.read("memos"))]
    project.cases = _cases(store.read("cases"))
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


def _cases(table: pd.DataFrame) -> list[QdaCase]:
    made = []
    for name, own in table.groupby("case_id", sort=True):
        documents = own.loc[(own["variable"] == "document") & own["value"].notna(), "value"]
        made.append(QdaCase(f"case-{name}", str(name), sources=tuple(documents)))
    return made
