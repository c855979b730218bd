"""All transcript data sets of a study: documents, turns, and the tables kept beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import FileProblem
from verko.hashing import text_hash
from verko.intake.ids import stable_ids
from verko.intake.reading import Reading, files_of, relative
from verko.intake.rows import SideTable, side_table
from verko.intake.transcripts.documents import Document, Source, StoredText, read_document
from verko.intake.transcripts.sidecars import (
    INTERVIEWS,
    PARTICIPANTS,
    Rows,
    interview_rows,
    participant_rows,
    stimulus_rows,
    translation_rows,
)
from verko.privacy import NameList, load_names
from verko.study import Study, TranscriptSet
from verko.tables import TABLES, empty

Sets = Mapping[str, TranscriptSet]
Accounts = dict[str, list[FileAccount]]
_COLUMNS = {
    "interviews": (("document",), ("data_set", *INTERVIEWS)),
    "participants": (("participant_id", "document", "speaker"), PARTICIPANTS),
    "stimuli": (("stimulus_id",), ("text_fi", "text_en")),
    "translations": (
        ("document", "quote"),
        ("start", "end", "language", "translation", "translation_en", "translation_fi", "translated_by"),
    ),
}


def read(study: Study, sets: Sets) -> Reading:
    """Tables documents, turns, participants, stimuli and translations, and an account of every file named.

    A file that cannot be read is refused with its reason and stops no other. Raises FileProblem only for the
    study's own declarations: a pattern that leaves the study's folder, or a list of names that cannot be read.
    """
    names = load_names(study)
    accounts: Accounts = {name: [] for name in sets}
    sources, people = _sources(study, sets, accounts)
    documents = []
    for source in sources:
        document, account = read_document(source, names)
        accounts[source.data_set].append(account)
        if document:
            documents.append(document)
    return _assembled(study, sets, names, documents, people, accounts)


def raw_documents(study: Study, sets: Sets) -> dict[str, StoredText]:
    """Every readable transcript on both sides of the wall, by document id: for readers of codings, no notebook."""
    names = load_names(study)
    read = (read_document(source, names)[0] for source in sources_of(study, sets))
    return {document.source.document_id: document.text for document in read if document}


def sources_of(study: Study, sets: Sets) -> list[Source]:
    """Every transcript file that the sets name, with its document id and what the participants table tells of it."""
    return _sources(study, sets, {name: [] for name in sets})[0]


def _sources(study: Study, sets: Sets, accounts: Accounts) -> tuple[list[Source], SideTables]:
    """The files to read, with what the participants table tells of their speakers."""
    files: list[tuple[str, Path]] = []
    for data_set, settings in sets.items():
        for pattern in settings.files:
            try:
                files += [(data_set, path) for path in files_of(study, [pattern])]
            except FileProblem as problem:
                accounts[data_set].append(refused_file(pattern, "documents", _without_path(study, problem)))
    ids = stable_ids(list(dict.fromkeys(files)))
    people = _side_tables(study, sets, "participants")
    told = _told(people)
    return [
        Source(
            ids[data_set, path],
            path,
            relative(study, path),
            data_set,
            sets[data_set],
            told.get(ids[data_set, path], {}),
        )
        for data_set, path in ids
    ], people


def _without_path(study: Study, problem: FileProblem) -> str:
    return problem.problem.replace(f" below {study.folder}", " below the study's folder")


SideTables = list[tuple[str, SideTable]]


def _side_tables(study: Study, sets: Sets, key: str) -> SideTables:
    """The side tables of one kind, each file once, under the first data set that names it."""
    seen: dict[Path, None] = {}
    found: SideTables = []
    for data_set, settings in sets.items():
        told = getattr(settings, key)
        if told is None or told in seen:
            continue
        seen[told] = None
        needs, knows = _COLUMNS[key]
        try:
            path = files_of(study, [told.as_posix()])[0]
            found.append((data_set, side_table(path, relative(study, path), needs=needs, knows=knows)))
        except FileProblem as problem:
            found.append(
                (data_set, SideTable([], refused_file(told.as_posix(), "rows", _without_path(study, problem))))
            )
    return found


def _told(people: SideTables) -> dict[str, dict[str, str]]:
    """Document -> label -> participant id, before any row is checked: labels help to find speakers."""
    told: dict[str, dict[str, str]] = {}
    for _, table in people:
        for row in table.rows:
            if row["speaker"]:
                told.setdefault(row["document"], {})[row["speaker"]] = row["participant_id"]
    return told


def _assembled(
    study: Study, sets: Sets, names: NameList, documents: list[Document], people: SideTables, accounts: Accounts
) -> Reading:
    by_id = {document.source.document_id: document for document in documents}
    home = {document_id: document.source.data_set for document_id, document in by_id.items()}
    texts = {document_id: document.text for document_id, document in by_id.items()}
    background: dict[str, dict[str, object]] = {}
    for table in _kept(_side_tables(study, sets, "interviews"), accounts):
        background |= interview_rows(table, home, names)
    participants = [row for table in _kept(people, accounts) for row in participant_rows(table, home, names)]
    stimuli = [
        row for table in _kept(_side_tables(study, sets, "stimuli"), accounts) for row in stimulus_rows(table, names)
    ]
    translations = [
        row
        for table in _kept(_side_tables(study, sets, "translations"), accounts)
        for row in translation_rows(table, texts, names)
    ]
    tables = {
        "documents": [_completed(document, background) for document in documents],
        "turns": [turn for document in documents for turn in document.turns],
        "participants": [_with_shown_label(row, by_id) for row in participants],
        "stimuli": stimuli,
        "translations": translations,
    }
    _note_missing_background(sets, documents, background, accounts)
    _note_unknown_stimuli(sets, documents, {str(row["stimulus_id"]) for row in stimuli}, accounts)
    return Reading({name: _frame(name, rows) for name, rows in tables.items()}, accounts)


def _kept(tables: SideTables, accounts: Accounts) -> Iterator[SideTable]:
    for data_set, table in tables:
        accounts[data_set].append(table.account)
        yield table


def _completed(document: Document, background: Mapping[str, dict[str, object]]) -> dict[str, object]:
    text = document.text.stored
    told = background.get(document.source.document_id, {})
    return {**document.row, "text_hash": text_hash(text), "characters": len(text), **told}


def _with_shown_label(row: dict[str, object], documents: Mapping[str, Document]) -> dict[str, object]:
    """The participant's row with the label that the stored text uses."""
    shown = documents[str(row["document_id"])].speakers.shown
    label = str(row["speaker"])
    return {**row, "speaker": shown.get(label, str(row["participant_id"]).rsplit("-", 1)[-1])}


def _note_missing_background(
    sets: Sets, documents: list[Document], background: Mapping[str, object], accounts: Accounts
) -> None:
    for document in documents:
        source = document.source
        if sets[source.data_set].interviews and source.document_id not in background:
            account = next(account for account in accounts[source.data_set] if account.file == source.file)
            account.notes.append("has no row in the table of interviews")


def _note_unknown_stimuli(sets: Sets, documents: list[Document], known: set[str], accounts: Accounts) -> None:
    for document in documents:
        used = {str(turn["stimulus_id"]) for turn in document.turns if turn["stimulus_id"]}
        if sets[document.source.data_set].stimuli and (strangers := sorted(used - known)):
            account = next(a for a in accounts[document.source.data_set] if a.file == document.source.file)
            account.notes.append(f"stimulus {', '.join(strangers)} is not in the table of stimuli")


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    return TABLES[name].conform(pd.DataFrame(rows)) if rows else empty(name)
