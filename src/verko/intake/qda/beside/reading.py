"""The files beside the codings, each read by its own reader, with an account each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import FileProblem
from verko.intake.qda.beside.decisions import read_decisions
from verko.intake.qda.beside.framework import read_summaries
from verko.intake.qda.beside.reductions import read_reductions
from verko.intake.qda.codebook import read_codebook
from verko.intake.qda.codes import CodeRegister
from verko.intake.qda.matching import Documents
from verko.intake.qda.rows import Rows, header_key, read_rows
from verko.study import CodingSet, Study
from verko.study.files import relative, side_file
from verko.tables import TABLES

FILES = {"earlier_codebook": "earlier_codes", "decisions": "decisions", "summaries": "summaries",
         "reductions": "reductions"}  # fmt: skip
"""The keys of study.yml and the tables they become."""


def side_files(study: Study, sets: Mapping[str, CodingSet]) -> dict[Path, tuple[str, str]]:
    """The files beside the codings: data set and key by path. Those that are not there are left to the reader."""
    found = {}
    for name, data_set in sets.items():
        for key in FILES:
            if (path := getattr(data_set, key)) is not None:
                try:
                    found[side_file(study, path)] = (name, key)
                except FileProblem:
                    continue
    return found


def read_side_files(
    study: Study, sets: Mapping[str, CodingSet], *, documents: Documents, register: CodeRegister,
    cases: pd.DataFrame, clean: Callable[[str], str],
) -> tuple[dict[str, pd.DataFrame], dict[str, list[FileAccount]]]:  # fmt: skip
    """The tables summaries, reductions, earlier_codes and decisions, and the accounts by data set.

    cases: the table of cases. A file that cannot be read is refused with its reason and stops no other.
    """
    reading = _Reading(study, documents, register, _cases(documents, cases), clean)
    frames: dict[str, list[pd.DataFrame]] = {table: [] for table in FILES.values()}
    accounts: dict[str, list[FileAccount]] = {name: [] for name in sets}
    for key, table in FILES.items():
        for name, data_set in sets.items():
            if (path := getattr(data_set, key)) is not None:
                frame, account = reading.read(key, path)
                frames[table].append(frame)
                accounts[name].append(account)
    return {table: _joined(table, found) for table, found in frames.items()}, accounts


def _joined(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    columns = list(TABLES[table].columns)
    whole = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)
    if "number" in columns:
        whole["number"] = range(1, len(whole) + 1)
    return TABLES[table].conform(whole)


def _cases(documents: Documents, cases: pd.DataFrame) -> dict[str, str]:
    """What each name means: a document, or a case; a case of one document is that document."""
    found = {name.casefold(): name for name in documents.names()}
    own = cases[cases["variable"] == "document"] if len(cases) else cases
    for case, rows in own.groupby("case_id"):
        held = rows["value"].dropna().unique()
        found.setdefault(str(case).casefold(), str(held[0]) if len(held) == 1 else str(case))
    return found


class _Reading:
    def __init__(
        self, study: Study, documents: Documents, register: CodeRegister, cases: Mapping[str, str],
        clean: Callable[[str], str],
    ) -> None:  # fmt: skip
        self.study, self.documents, self.register, self.cases, self.clean = study, documents, register, cases, clean
        self.earlier: set[str] = set()

    def read(self, key: str, path: Path) -> tuple[pd.DataFrame, FileAccount]:
        """The rows of one file, or none and why."""
        try:
            there = side_file(self.study, path)
            return self._rows(key, read_rows(there.read_bytes()), relative(self.study, there))
        except (ValueError, OSError, FileProblem) as error:
            reason = error.problem if isinstance(error, FileProblem) else str(error)
            reason = reason.replace(f" below {self.study.folder}", " below the study's folder")
            account = refused_file(path.as_posix(), "rows", reason, format=path.suffix[1:])
            return pd.DataFrame(columns=list(TABLES[FILES[key]].columns)), account

    def _rows(self, key: str, rows: Rows, file: str) -> tuple[pd.DataFrame, FileAccount]:
        if key == "earlier_codebook":
            codes, account = read_codebook(rows, file)
            self.earlier |= set(codes["code_id"])
            return codes, account
        if key == "decisions":
            return read_decisions(rows, file, codes={*self.register.rows, *self.earlier}, clean=self.clean)
        if key == "reductions":
            return read_reductions(rows, file, documents=self.documents, clean=self.clean)
        named = _by_header(self.register)
        return read_summaries(
            rows, file, cases=self.cases, themes=self.register.rows, clean=self.clean,
            find=lambda path: self.register.find(path) or named.get(header_key(path[-1])),
        )  # fmt: skip


def _by_header(register: CodeRegister) -> dict[str, str]:
    """The code that a column's header means: its id, its name, or both, whatever the case."""
    found: dict[str, str] = {}
    for code, row in register.rows.items():
        names = [str(row[key]) for key in ("name_fi", "name_en") if row.get(key)]
        for text in (code, *names, *(f"{code} {name}" for name in names)):
            found.setdefault(header_key(text), code)
    return found
