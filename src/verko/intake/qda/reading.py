"""All coding data sets of a study: codes, codings, memos, cases, and the texts that only a QDA project brings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import FileProblem
from verko.intake.qda.beside.reading import read_side_files, side_files
from verko.intake.qda.brought import Brought
from verko.intake.qda.codebook import read_codebook
from verko.intake.qda.coders import Coders
from verko.intake.qda.codes import CodeRegister
from verko.intake.qda.formats import read_file
from verko.intake.qda.linking import Linker
from verko.intake.qda.matching import Documents, StoredText
from verko.intake.qda.project import QdaProject
from verko.intake.qda.rows import Rows
from verko.intake.reading import LARGEST_FILE, Reading
from verko.privacy import NameList, clean, load_names
from verko.study import CodingSet, Study
from verko.study.files import files_of, relative
from verko.tables import TABLES

Sets = Mapping[str, CodingSet]


def read(study: Study, sets: Sets, documents: Mapping[str, StoredText], *, names: NameList | None = None) -> Reading:
    """Tables codes, codings, memos, cases, code_sets; documents and turns of texts that only a QDA project brings;
    summaries, reductions, earlier_codes and decisions of the files that a person keeps beside them.

    documents: the study's transcripts on both sides of the wall (`verko.intake.transcripts.raw_documents`).
    A source whose text is a transcript's (white space apart), or that bears its name, is that transcript.
    A file that cannot be read is refused with its reason and stops no other.
    """
    return _Intake(study, sets, documents, load_names(study) if names is None else names).read()


class _Intake:
    def __init__(self, study: Study, sets: Sets, documents: Mapping[str, StoredText], names: NameList) -> None:
        self.study, self.sets, self.names = study, sets, names
        self.register, self.known = CodeRegister(), Documents(documents)
        self.accounts: dict[str, list[FileAccount]] = {name: [] for name in sets}
        self.brought: list[Brought] = []
        self.linker = Linker(
            self.known, self.register, Coders(study.coders),
            clean=lambda text: clean(text, names=names) if text else "", language=study.languages[0],
        )  # fmt: skip

    def read(self) -> Reading:
        """Codebooks first, so that every coding meets the codebook's codes; then the files in their order."""
        books = {path: self._read_codebook(name, path) for name, path in self._codebooks()}
        beside = side_files(self.study, self.sets)
        for name, data_set in self.sets.items():
            self.brought.append(Brought(self.study, name, self.names, set(self.known.names())))
            for path in self._files(name, data_set.files):
                if path not in books and path not in beside:
                    self.accounts[name].append(self._read_file(path))
        tables = self.linker.tables()
        for table in ("documents", "turns"):
            frames = [one.tables()[table] for one in self.brought]
            tables[table] = TABLES[table].conform(pd.concat(frames, ignore_index=True)) if frames else pd.DataFrame()
        own, accounts = read_side_files(
            self.study, self.sets, documents=self.known, register=self.register, cases=tables["cases"],
            clean=self.linker.clean,
        )  # fmt: skip
        for name, of_set in accounts.items():
            self.accounts[name] += of_set
        return Reading(tables | own, self.accounts)

    def _codebooks(self) -> list[tuple[str, Path]]:
        named = [(name, str(one.codebook)) for name, one in self.sets.items() if one.codebook is not None]
        return [(name, path) for name, pattern in named for path in self._files(name, [pattern])]

    def _files(self, name: str, patterns: list[str]) -> list[Path]:
        """The files of a data set; a pattern without any is refused by its name."""
        found: dict[Path, None] = {}
        for pattern in patterns:
            try:
                found |= dict.fromkeys(files_of(self.study, [pattern]))
            except FileProblem as problem:
                reason = problem.problem.replace(f" below {self.study.folder}", " below the study's folder")
                self.accounts[name].append(refused_file(pattern, "codings", reason))
        return list(found)

    def _read_codebook(self, name: str, path: Path) -> None:
        """A codebook named in study.yml: a table, a .qdc, or any project whose codes are meant."""
        file = relative(self.study, path)
        try:
            content = self._content(path)
        except (ValueError, OSError, RecursionError) as error:
            self.accounts[name].append(refused_file(file, "codes", _reason(error), format=path.suffix[1:]))
            return
        if isinstance(content, Rows):
            account = self._codes_of_table(content, file)
        else:
            account = self._codes_of_project(content, file)
        self.accounts[name].append(account)

    def _codes_of_table(self, rows: Rows, file: str) -> FileAccount:
        codes, account = read_codebook(rows, file)
        self.register.add_codebook(codes)
        return account

    def _codes_of_project(self, project: QdaProject, file: str) -> FileAccount:
        self.linker.add_codes(project, file)
        count = len(project.codes)
        return FileAccount(file, "codes", announced=count, read=count, format=project.tool, notes=project.notes)

    def _content(self, path: Path) -> QdaProject | Rows:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"is over {LARGEST_FILE // 1024**2} MB")
        return read_file(path.read_bytes(), fallback_texts=self._text_named)

    def _text_named(self, source: str) -> str | None:
        document = self.known.find(source, None)
        return None if document is None else document.raw

    def _read_file(self, path: Path) -> FileAccount:
        file = relative(self.study, path)
        try:
            content = self._content(path)
        except (ValueError, OSError, RecursionError) as error:
            return refused_file(file, "codings", _reason(error), format=path.suffix[1:])
        if isinstance(content, Rows):
            return self._codes_of_table(content, file)
        if not content.announced and not content.sources and content.codes:
            return self._codes_of_project(content, file)
        strict = self.register.has_codebook and content.from_table
        return self.linker.add(content, file, bring=self.brought[-1].bring, strict=strict)


def _reason(error: Exception) -> str:
    return str(error) or f"cannot be read ({type(error).__name__})"
