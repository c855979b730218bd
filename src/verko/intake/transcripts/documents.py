"""One transcript file to a stored document: parsed, its speakers and names pseudonymised, offsets carried over."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from verko.account import FileAccount, refused_file
from verko.intake.reading import LARGEST_FILE
from verko.intake.transcripts.formats import Parsed, parse
from verko.intake.transcripts.naming import SpeakerNames, speaker_names
from verko.intake.transcripts.turns import RawTurn
from verko.language.tokens import count_words
from verko.privacy import (
    NameList,
    OffsetMap,
    Pseudonymised,
    Replacement,
    clean,
    pseudonymise,
    tells_a_name,
    without_capitals,
)
from verko.privacy.brackets import bracket_notes
from verko.study import TranscriptSet

_ESCAPE = re.compile(r"\\([\\\[\](){}*_`#+.!<>|~-])")


@dataclass(frozen=True)
class Source:
    """One file to read: where it lies, what it is called, the data set it belongs to, what the tables tell of it.

    told: labels of the participants table, each with the participant's id.
    """

    document_id: str
    path: Path
    file: str
    data_set: str
    settings: TranscriptSet
    told: dict[str, str]


@dataclass(frozen=True)
class StoredText:
    """One document on both sides of the wall. Offsets count code points, spans are half-open."""

    document_id: str
    data_set: str
    file: str
    raw: str
    stored: str
    map: OffsetMap

    def to_stored(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the raw text lies in the stored one; a span that cuts a replacement is widened to it."""
        return self.map.to_new(start, end)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the stored text came from."""
        return self.map.to_old(start, end)


@dataclass(frozen=True)
class Document:
    """What one file gave: its rows, its text on both sides, and what was changed."""

    source: Source
    text: StoredText
    row: dict[str, object]
    turns: list[dict[str, object]]
    speakers: SpeakerNames
    changed: Pseudonymised


def read_document(source: Source, names: NameList) -> tuple[Document | None, FileAccount]:
    """The document in a file and its account; None where the file is refused."""
    kind = source.path.suffix.lower().removeprefix(".")
    if tells_a_name(source.document_id, names):
        reason = "the file's name holds a listed name or an identifier: rename it to an id such as R01"
        return None, refused_file(source.file, "documents", reason, format=kind)
    try:
        if source.path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"is over {LARGEST_FILE // 1024**2} MB")
        parsed = parse(
            source.path.read_bytes(), source.path.suffix, known=[*source.told, *source.settings.interviewers]
        )
    except OSError as error:
        return None, refused_file(source.file, "documents", f"cannot be opened: {error.strerror}", format=kind)
    except (ValueError, RecursionError) as error:
        return None, refused_file(source.file, "documents", str(error) or type(error).__name__, format=kind)
    document = document_of(source, parsed, names)
    return document, _account(document, parsed)


def _account(document: Document, parsed: Parsed) -> FileAccount:
    account = FileAccount(document.source.file, "documents", announced=1, read=1, format=parsed.format)
    account.encoding, account.synthetic = parsed.encoding, parsed.transcript.synthetic
    account.notes += [*parsed.transcript.notes, *document.speakers.notes]
    account.notes += bracket_notes(document.text.stored, {change.new for change in document.changed.replacements})
    if without_capitals(document.text.stored):
        account.notes.append("has next to no capitals: names cannot be found safely, so a person must read it whole")
    if changes := Counter(change.category for change in document.changed.replacements if change.category != "markup"):
        account.notes.append(
            "replaced: " + ", ".join(f"{category} {number}" for category, number in sorted(changes.items()))
        )
    return account


def document_of(source: Source, parsed: Parsed, names: NameList) -> Document:
    transcript, settings = parsed.transcript, source.settings
    speakers = speaker_names(transcript.turns, told=source.told, interviewers=settings.interviewers, names=names)
    edits = [*_label_edits(transcript.turns, speakers), *(_unescaped(transcript.text) if parsed.format == "md" else [])]
    listed = names.also(speakers.as_names())
    changed = pseudonymise(transcript.text, names=listed, language=settings.language, also=edits)
    text = StoredText(source.document_id, source.data_set, source.file, transcript.text, changed.text, changed.map)
    turns = _turn_rows(text, transcript.turns, speakers)
    row = {
        "document_id": source.document_id,
        "data_set": source.data_set,
        "analysis": settings.analysis,
        "unit": settings.unit,
        "file": source.file,
        "format": parsed.format,
        "title": clean(transcript.title, names=listed, language=settings.language) or None,
        "language": settings.language,
        "text": changed.text,
        "words": sum(int(str(turn["words"])) for turn in turns),
        "synthetic": transcript.synthetic,
    }
    return Document(source, text, row, turns, speakers, changed)


def _label_edits(turns: tuple[RawTurn, ...], speakers: SpeakerNames) -> list[Replacement]:
    return [
        Replacement(turn.label_start, turn.label_end, speakers.shown[turn.label], "speaker", "speaker label")
        for turn in turns
        if turn.label and speakers.shown[turn.label] != turn.label
    ]


def _unescaped(text: str) -> list[Replacement]:
    return [Replacement(hit.start(), hit.end(), hit[1], "markup", "markdown escape") for hit in _ESCAPE.finditer(text)]


def _turn_rows(text: StoredText, turns: tuple[RawTurn, ...], speakers: SpeakerNames) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    width = max(4, len(str(len(turns))))
    for number, turn in enumerate(turns, start=1):
        start, end = text.to_stored(turn.start, turn.end)
        rows.append({
            "turn_id": f"{text.document_id}-{number:0{width}}",
            "document_id": text.document_id,
            "number": number,
            "speaker": speakers.shown[turn.label] if turn.label else None,
            "role": speakers.roles.get(turn.label, "unknown"),
            "start": start,
            "end": end,
            "words": count_words(text.stored[start:end]),
            "seconds": turn.seconds,
            "stimulus_id": turn.stimulus or None,
        })  # fmt: skip
    return rows
