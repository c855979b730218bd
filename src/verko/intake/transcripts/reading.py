"""All transcript data sets of a study: documents, turns, and the tables kept beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from verko.account import FileAccount, refused_file
from verko.errors import FileProblem
from verko.intake.ids import stable_ids
from verko.intake.reading import Reading, files_of, relative
from verko.intake.rows import SideTable, side_table
from verko.intake.transcripts.batches import Batch, Outcome, batches, stored_texts
from verko.intake.transcripts.documents import Source, StoredText
from verko.intake.transcripts.sidecars import (
    GUIDE,
    INTERVIEWS,
    PARTICIPANTS,
    Rows,
    guide_rows,
    interview_rows,
    participant_rows,
    stimulus_rows,
    translation_rows,
)
from verko.privacy import NameList, load_names
from verko.store import Store, piece_of
from verko.study import Study, TranscriptSet
from verko.tables import TABLES, empty

Sets = Mapping[str, TranscriptSet]
Accounts = dict[str, list[FileAccount]]
_COLUMNS = {
    "interviews": (("document",), ("data_set", *INTERVIEWS)),
    "participants": (("participant_id", "document", "speaker"), PARTICIPANTS),
    "guide": ((), GUIDE),
    "stimuli": (("stimulus_id",), ("text_fi", "text_en")),
    "translations": (
        ("document", "quote"),
        ("start", "end", "language", "translation", "translation_en", "translation_fi", "translated_by"),
    ),
}


def read(study: Study, sets: Sets, *, store: Store | None = None) -> Reading:
    """Tables documents, turns, participants, stimuli and translations, and an account of every file named.

    store: where documents and turns are written as they are read, so that memory holds a few documents and never
        all; the answer then names them as `written`. Without it they are among the answer's tables.

    A file that cannot be read is refused with its reason and stops no other. Raises FileProblem only for the
    study's own declarations: a pattern that leaves the study's folder, or a list of names that cannot be read.
    """
    names = load_names(study)
    accounts: Accounts = {name: [] for name in sets}
    sources, people = _sources(study, sets, accounts)
    background = _background(study, sets, {source.document_id: source.data_set for source in sources}, names, None)
    translated = frozenset(
        row["document"] for _, table in _side_tables(study, sets, "translations") for row in table.rows
    )
    pieces = batches(sources, names, background, texts_of=translated)
    if store is None:
        read_in = _held(pieces)
        tables = {name: pa.concat_tables(getattr(read_in, name)).to_pandas() for name in ("documents", "turns")}
    else:
        read_in, tables = _written(pieces, store), {}
    return _assembled(study, sets, names, _in_order(sources, read_in.outcomes), people, accounts, tables)


def raw_documents(study: Study, sets: Sets) -> dict[str, StoredText]:
    """Every readable transcript on both sides of the wall, by document id: for readers of codings, no notebook."""
    return {text.document_id: text for text in stored_texts(sources_of(study, sets), load_names(study))}


@dataclass
class _ReadIn:
    """What reading gave: the outcome of every file, and the pieces of the two tables where they are held."""

    outcomes: list[Outcome] = field(default_factory=list)
    documents: list[pa.Table] = field(default_factory=lambda: [piece_of("documents", empty("documents"))])
    turns: list[pa.Table] = field(default_factory=lambda: [piece_of("turns", empty("turns"))])


def _held(pieces: Iterator[Batch]) -> _ReadIn:
    read_in = _ReadIn()
    for piece in pieces:
        read_in.outcomes += piece.outcomes
        read_in.documents.append(piece.documents)
        read_in.turns.append(piece.turns)
    return read_in


def _written(pieces: Iterator[Batch], store: Store) -> _ReadIn:
    read_in = _ReadIn()
    with store.writing("documents") as write_documents, store.writing("turns") as write_turns:
        for piece in pieces:
            read_in.outcomes += piece.outcomes
            write_documents(piece.documents)
            write_turns(piece.turns)
    return read_in


def _in_order(sources: list[Source], outcomes: list[Outcome]) -> list[Outcome]:
    """Outcomes in the order in which study.yml names their files."""
    by_id = {outcome.source.document_id: outcome for outcome in outcomes}
    return [by_id[source.document_id] for source in sources]


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
    study: Study,
    sets: Sets,
    names: NameList,
    outcomes: list[Outcome],
    people: SideTables,
    accounts: Accounts,
    tables: dict[str, pd.DataFrame],
) -> Reading:
    for outcome in outcomes:
        accounts[outcome.source.data_set].append(outcome.account)
    by_id = {outcome.source.document_id: outcome for outcome in outcomes if outcome.read}
    home = {document_id: outcome.source.data_set for document_id, outcome in by_id.items()}
    texts = {document_id: outcome.text for document_id, outcome in by_id.items() if outcome.text}
    background = _background(study, sets, home, names, accounts)
    participants = [row for table in _kept(people, accounts) for row in participant_rows(table, home, names)]
    stimuli = [
        row for table in _kept(_side_tables(study, sets, "stimuli"), accounts) for row in stimulus_rows(table, names)
    ]
    translations = [
        row
        for table in _kept(_side_tables(study, sets, "translations"), accounts)
        for row in translation_rows(table, texts, names)
    ]
    guides = []
    for data_set, table in _side_tables(study, sets, "guide"):
        accounts[data_set].append(table.account)
        shared = [name for name, one in sets.items() if one.guide == sets[data_set].guide]
        guides += guide_rows(table, shared, names)
    rows = {
        "guides": guides,
        "participants": [_with_shown_label(row, by_id) for row in participants],
        "stimuli": stimuli,
        "translations": translations,
    }
    _note_missing_background(sets, by_id, background)
    _note_unknown_stimuli(sets, by_id, {str(row["stimulus_id"]) for row in stimuli})
    written = () if tables else ("documents", "turns")
    return Reading(tables | {name: _frame(name, found) for name, found in rows.items()}, accounts, written)


def _background(
    study: Study, sets: Sets, home: Mapping[str, str], names: NameList, accounts: Accounts | None
) -> dict[str, dict[str, object]]:
    """What the tables of interviews tell of the documents in `home`; what is refused goes into `accounts`, if given."""
    tables = _side_tables(study, sets, "interviews")
    kept = [table for _, table in tables] if accounts is None else _kept(tables, accounts)
    found: dict[str, dict[str, object]] = {}
    for table in kept:
        found |= interview_rows(table, home, names)
    return found


def _kept(tables: SideTables, accounts: Accounts) -> Iterator[SideTable]:
    for data_set, table in tables:
        accounts[data_set].append(table.account)
        yield table


def _with_shown_label(row: dict[str, object], outcomes: Mapping[str, Outcome]) -> dict[str, object]:
    """The participant's row with the label that the stored text uses."""
    shown = outcomes[str(row["document_id"])].shown
    label = str(row["speaker"])
    return {**row, "speaker": shown.get(label, str(row["participant_id"]).rsplit("-", 1)[-1])}


def _note_missing_background(sets: Sets, outcomes: Mapping[str, Outcome], background: Mapping[str, object]) -> None:
    for document_id, outcome in outcomes.items():
        if sets[outcome.source.data_set].interviews and document_id not in background:
            outcome.account.notes.append("has no row in the table of interviews")


def _note_unknown_stimuli(sets: Sets, outcomes: Mapping[str, Outcome], known: set[str]) -> None:
    for outcome in outcomes.values():
        if sets[outcome.source.data_set].stimuli and (strangers := sorted(outcome.stimuli - known)):
            outcome.account.notes.append(f"stimulus {', '.join(strangers)} is not in the table of stimuli")


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    return TABLES[name].conform(pd.DataFrame(rows)) if rows else empty(name)
