"""What stands around the codings of a QDA project: memos, cases with their variables, sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from verko.intake.qda.coders import Coders
from verko.intake.qda.project import REDUCED, QdaCase, QdaMemo, QdaProject
from verko.intake.transcripts.turns import is_synthetic
from verko.tables import TABLES

Targets = Mapping[str, str | None]


class Context:
    """Rows of the tables memos, cases and code_sets. clean: takes names and identifiers out of a text."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        self._clean = clean
        self._memos: list[dict[str, Any]] = []
        self._cases: list[dict[str, Any]] = []
        self._sets: list[dict[str, Any]] = []

    def add(self, project: QdaProject, file: str, targets: Targets, coders: Coders) -> None:
        """Take in what a project holds beside its codings; targets: the study's ids by the project's."""
        for number, memo in enumerate(_with_descriptions(project), start=1):
            self._memos.append(self._memo(memo, f"{file}#{number}", file, targets, coders))
        for case in project.cases:
            self._add_case(project, case, file, targets)
        for source in project.sources:
            document = targets.get(source.id)
            if document and source.values:
                self._add_values(project, document, source.values, file)
        for one in project.sets:
            for kind, members in (("code", one.codes), ("document", one.sources), ("memo", one.notes)):
                self._sets += [
                    {"set": self._clean(one.name), "number": number, "member_kind": kind,
                     "member": targets.get(member) or member, "source_file": file}
                    for number, member in enumerate(members, start=1)
                ]  # fmt: skip

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables memos, cases and code_sets."""
        rows = {"memos": self._memos, "cases": _numbered(self._cases), "code_sets": _numbered(self._sets, "set")}
        return {
            name: TABLES[name].conform(pd.DataFrame(made, columns=list(TABLES[name].columns)))
            for name, made in rows.items()
        }

    def _memo(self, memo: QdaMemo, own: str, file: str, targets: Targets, coders: Coders) -> dict[str, Any]:
        return {
            "memo_id": own, "target_kind": memo.target_kind,
            "target_id": targets.get(memo.target) or memo.target or None,
            "title": self._clean(memo.title) or None, "text": self._clean(memo.text),
            "author": coders.called(memo.author) if memo.author else None, "created": memo.created or None,
            "source_file": file,
        }  # fmt: skip

    def _add_case(self, project: QdaProject, case: QdaCase, file: str, targets: Targets) -> None:
        name = self._clean(case.name) or case.id
        for kind, members in (("document", case.sources), ("code", case.codes)):
            self._cases += [_row(name, kind, targets.get(member) or member, file) for member in members]
        self._add_values(project, name, case.values, file)
        if not (case.sources or case.codes or case.values):
            self._cases.append(_row(name, "document", None, file))

    def _add_values(self, project: QdaProject, name: str, values: tuple[tuple[str, str], ...], file: str) -> None:
        names = {variable.id: variable.name for variable in project.variables}
        self._cases += [_row(name, names.get(key, key), self._clean(value), file) for key, value in values]


def _with_descriptions(project: QdaProject) -> list[QdaMemo]:
    """The memos, and the descriptions of sources, cases and sets as memos."""
    described = [("document", one) for one in project.sources] + [("case", one) for one in project.cases]
    described += [("set", one) for one in project.sets]
    extra = [QdaMemo(f"{one.id}-about", kind, one.id, one.description) for kind, one in described if one.description]
    told = [memo for memo in project.memos if memo.title != REDUCED and not _is_mark(memo)]
    return [*told, *extra]


def _is_mark(memo: QdaMemo) -> bool:
    """A description that only says that the project is synthetic: kept as the mark of the material, not as a memo."""
    return memo.target_kind == "project" and is_synthetic(memo.text) and "\n" not in memo.text.strip()


def _row(case: str, variable: str, value: str | None, file: str) -> dict[str, Any]:
    return {"case_id": case, "variable": variable, "value": value, "source_file": file}


def _numbered(rows: list[dict[str, Any]], name: str = "case_id") -> list[dict[str, Any]]:
    """The rows with a running number within each case and variable (or set and kind of member)."""
    counts: dict[tuple, int] = {}
    for row in rows:
        key = (row[name], row.get("variable") or row.get("member_kind"))
        counts[key] = counts.get(key, 0) + 1
        row["number"] = counts[key]
    return rows
