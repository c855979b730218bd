"""A coded project meets the study: its sources become documents, its codes the codebook's, its offsets the store's."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from verko.account import FileAccount, Refusal
from verko.errors import did_you_mean
from verko.hashing import text_hash
from verko.intake.qda.coders import Coders
from verko.intake.qda.codes import PATH, CodeRegister
from verko.intake.qda.context import Context
from verko.intake.qda.locate import Found
from verko.intake.qda.matching import Documents, Placer, StoredText, name_key
from verko.intake.qda.project import REDUCED, QdaCoding, QdaProject, QdaSource
from verko.tables import TABLES

Row = dict[str, Any]
Bring = Callable[[QdaSource, str], StoredText]
"""Makes a document of the study out of a source that only the project brings (second argument: the file)."""


class Linker:
    """Collects the rows of all projects of a study.

    clean: takes names and identifiers out of memos and titles.
    """

    def __init__(
        self,
        documents: Documents,
        codes: CodeRegister,
        coders: Coders,
        *,
        clean: Callable[[str], str],
        language: str = "fi",
    ) -> None:
        self.documents, self.codes, self.coders = documents, codes, coders
        self.clean, self._language = clean, language
        self.context = Context(clean)
        self._codings: list[Row] = []
        self._seen: dict[tuple, str] = {}
        self._running: Counter[tuple[str, str]] = Counter()

    def add(self, project: QdaProject, file: str, *, bring: Bring, strict: bool = False) -> FileAccount:
        """Take one project in and give the account of its codings.

        bring: makes a document of a text that only the project has.
        strict: a code that is not in the codebook is refused (tables of codings), instead of added (QDA projects).
        """
        account = FileAccount(file, "codings", announced=project.announced, format=project.tool)
        account.synthetic, account.encoding = project.synthetic, project.encoding
        account.refusals += project.refused
        account.notes += _summed(project.notes)
        ids = self._code_ids(project, file, strict=strict)
        places = self._places(project, file, bring, account)
        first, coding_ids = len(self._codings), {}
        reduced = {memo.target: memo.text for memo in project.memos if memo.title == REDUCED}
        for coding in project.codings:
            if told := reduced.get(coding.id):
                coding = replace(coding, reduced=told)
            made = self._coding(project, coding, ids.get(coding.code), places.get(coding.source), file)
            if isinstance(made, Refusal):
                account.refusals.append(made)
            else:
                coding_ids[coding.id] = coding_ids[coding.place] = made
        account.read = len(self._codings) - first
        targets = {**coding_ids, **ids, **{one: place.document.document_id for one, place in places.items()}}
        self.context.add(project, file, targets, self.coders)
        self._note(account, project, self._codings[first:])
        return account

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables codes, codings, memos, cases and code_sets."""
        codings = pd.DataFrame(self._codings, columns=list(TABLES["codings"].columns))
        return {"codes": self.codes.frame(), "codings": TABLES["codings"].conform(codings), **self.context.tables()}

    def add_codes(self, project: QdaProject, file: str) -> None:
        """Take in the codes of a codebook file (.qdc), without codings."""
        self._code_ids(project, file, strict=False)
        self.codes.has_codebook = True

    def _code_ids(self, project: QdaProject, file: str, *, strict: bool) -> dict[str, str | None]:
        """The study's id for each code of the project; None for one that a table names and the codebook lacks."""
        ids: dict[str, str | None] = {}
        codes = {code.id: code for code in project.codes}
        for code_id, path in project.code_paths().items():
            code = codes[code_id]
            if strict:
                ids[code_id] = self.codes.find(path)
            else:
                ids[code_id] = self.codes.add_code(code, path, tool=project.tool, file=file, language=self._language)
        return ids

    def _places(self, project: QdaProject, file: str, bring: Bring, account: FileAccount) -> dict[str, Placer]:
        """For each source, the document it is and the way there; texts that are new become documents."""
        found: dict[str, Placer] = {}
        for source in project.sources:
            document = self.documents.find(source.name, source.text)
            if document is None and source.text and source.text.strip():
                document = bring(source, file)
                self.documents.add(document)
                account.notes.append(f"{document.document_id}: the text comes from this file")
            if document is not None:
                found[source.id] = Placer(source, document)
        return found

    def _coding(
        self, project: QdaProject, coding: QdaCoding, code: str | None, placer: Placer | None, file: str
    ) -> str | Refusal:
        """The id of the coding's row, or why it cannot be a row."""
        if code is None:
            path = project.code_paths().get(coding.code, (coding.code,))
            hint = self.codes.nearest(path)
            return Refusal(coding.place, f"code '{PATH.join(path)[:60]}' is not in the codebook{hint}")
        if placer is None:
            name = project.source(coding.source).name
            hint = did_you_mean(name, self.documents.names())
            return Refusal(coding.place, f"its document is not among the study's transcripts{hint}")
        found = placer.place(coding)
        if found is None:
            return Refusal(coding.place, f"its words are not found in {placer.document.document_id}")
        row = self._row(coding, code, placer.document, found, file, project.tool)
        same = (row["document_id"], row["start"], row["end"], code, row["coder"])
        if same in self._seen:
            return Refusal(coding.place, f"the same segment, code and coder as in {self._seen[same]}")
        self._seen[same] = f"{file}: {coding.place}"
        self._running[row["document_id"], row["coder"]] += 1
        row["reference"] = f"{row['document_id']}:{row['coder']}:{self._running[row['document_id'], row['coder']]}"
        self._codings.append(row)
        return row["coding_id"]

    def _row(self, coding: QdaCoding, code: str, document: StoredText, found: Found, file: str, tool: str) -> Row:
        start, end = found.start, found.end
        coder = self.coders.called(coding.coder) if coding.coder else name_key(file.rpartition("/")[2])
        identity = "|".join((document.document_id, str(start), str(end), code, coder))
        sure = found.certain and (coding.certain or coding.start is None)
        return {
            "coding_id": f"{document.document_id}:{coder}:{hashlib.sha256(identity.encode()).hexdigest()[:10]}",
            "document_id": document.document_id, "start": start, "end": end, "code_id": code, "coder": coder,
            "source_tool": tool, "source_file": file, "created": coding.created or None,
            "memo": self.clean(coding.memo) or None,
            "reduced": self.clean(coding.reduced) or None, "text_hash": text_hash(document.stored),
            "certainty": "certain" if sure else "uncertain",
            "located_by": coding.located_by if found.how == "offsets" else f"quote: {found.how}",
        }  # fmt: skip

    def _note(self, account: FileAccount, project: QdaProject, rows: list[Row]) -> None:
        """Say what a person should know of this file: what is unsure, and what stands for the coder."""
        unsure = sum(row["certainty"] == "uncertain" for row in rows)
        loose = Counter(
            row["located_by"]
            for row in rows
            if row["located_by"].startswith("quote: ") and row["located_by"] != "quote: exact"
        )
        if unsure:
            account.notes.append(f"{unsure} codings lie where their offsets or words leave room for doubt")
        account.notes += [f"{count} codings located by {how}" for how, count in sorted(loose.items())]
        if project.codings and not all(coding.coder for coding in project.codings):
            account.notes.append("codings without a coder: the file's name stands for the coder")
        if self.coders.renamed:
            account.notes.append("full names of coders are replaced by 'coder 1', 'coder 2' ...")


def _summed(notes: list[str]) -> list[str]:
    """The notes, with a long row of the same kind cut to its first three and a count."""
    kinds: dict[str, list[str]] = {}
    for note in notes:
        kinds.setdefault(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27,}", "…", note), []).append(note)
    many = (same if len(same) < 4 else [f"{same[0]} (and {len(same) - 1} more)"] for same in kinds.values())
    return [line for lines in many for line in lines]
