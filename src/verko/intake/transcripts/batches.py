"""Transcripts read a few at a time, so that memory follows the largest document and several processes can work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd
import pyarrow as pa

from verko.account import FileAccount
from verko.hashing import text_hash
from verko.intake.side_by_side import in_order, workers_here
from verko.intake.transcripts.documents import Document, Source, StoredText, read_document
from verko.privacy import NameList
from verko.privacy.wall import Wall
from verko.store import piece_of
from verko.tables import empty

BATCH_BYTES = 4 * 1024**2  # files of one batch together; a larger file is a batch of its own
WORTH_SHARING = 8 * 1024**2  # less than this is read sooner than further processes start

Background = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Outcome:
    """What became of one file. shown: label -> label in the stored text; text: only where it was asked for."""

    source: Source
    account: FileAccount
    read: bool
    shown: Mapping[str, str] = field(default_factory=dict)
    stimuli: frozenset[str] = frozenset()
    text: StoredText | None = None


@dataclass(frozen=True)
class Batch:
    """The rows of a few documents, ready to be stored, and what became of their files."""

    documents: pa.Table
    turns: pa.Table
    outcomes: list[Outcome]


def batches(
    sources: Sequence[Source], names: NameList, background: Background, *, texts_of: frozenset[str]
) -> Iterator[Batch]:
    """All sources, read in the order of their document ids; in several processes where that is worth it.

    background: what the table of interviews tells, by document id. texts_of: documents whose texts are kept.
    """
    read = partial(read_batch, names=names, background=background, texts_of=texts_of)
    parts, workers = shares(sources)
    yield from in_order(read, parts, workers=workers)


def stored_texts(sources: Sequence[Source], names: NameList) -> Iterator[StoredText]:
    """Every readable transcript on both sides of the wall, in the order of their document ids."""
    parts, workers = shares(sources)
    for texts in in_order(partial(_texts, names=names), parts, workers=workers):
        yield from texts


def shares(sources: Sequence[Source]) -> tuple[list[list[Source]], int]:
    """Sources in batches of like size, in the order of their ids, and how many processes are worth starting."""
    parts: list[list[Source]] = []
    whole = held = 0
    for source in sorted(sources, key=lambda source: source.document_id):
        size = _size(source)
        if not parts or held + size > BATCH_BYTES:
            parts.append([])
            held = 0
        parts[-1].append(source)
        held, whole = held + size, whole + size
    return parts, workers_here() if whole > WORTH_SHARING else 1


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _texts(sources: list[Source], names: NameList) -> list[StoredText]:
    read = (read_document(source, names)[0] for source in sources)
    return [document.text for document in read if document]


def read_batch(sources: list[Source], names: NameList, background: Background, texts_of: frozenset[str]) -> Batch:
    """A few documents, read one after the other."""
    documents: list[dict[str, object]] = []
    turns: list[dict[str, object]] = []
    outcomes: list[Outcome] = []
    for source in sources:
        document, account = read_document(source, names)
        if document:
            documents.append(_completed(document, background))
            turns += document.turns
        outcomes.append(_outcome(source, document, account, texts_of))
    wall = Wall(names)
    return Batch(_piece("documents", documents, wall), _piece("turns", turns, wall), outcomes)


def _outcome(source: Source, document: Document | None, account: FileAccount, texts_of: frozenset[str]) -> Outcome:
    if document is None:
        return Outcome(source, account, read=False)
    stimuli = frozenset(str(turn["stimulus_id"]) for turn in document.turns if turn["stimulus_id"])
    text = document.text if source.document_id in texts_of else None
    return Outcome(source, account, True, document.speakers.shown, stimuli, text)


def _completed(document: Document, background: Background) -> dict[str, object]:
    text = document.text.stored
    told = background.get(document.source.document_id, {})
    return {**document.row, "text_hash": text_hash(text), "characters": len(text), **told}


def _piece(name: str, rows: list[dict[str, object]], wall: Wall) -> pa.Table:
    """Rows as a piece of their table, behind the wall: what ids are made of was looked at with the file's name."""
    frame = pd.DataFrame(rows) if rows else empty(name)
    told = [name for name in frame.columns if not name.endswith(("_id", "hash")) or name == "stimulus_id"]
    return piece_of(name, frame.assign(**wall.tables({name: frame[told]})[name]))
