"""What stays on the raw side of the wall: the change log, and the list of words that may still be names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from verko.intake.transcripts.documents import Document, read_document
from verko.intake.transcripts.reading import read, sources_of
from verko.privacy import load_names
from verko.privacy.coarsening import write_rare
from verko.privacy.key import Change, write_key
from verko.privacy.review import write_review
from verko.study import Study, TranscriptSet

Sets = Mapping[str, TranscriptSet]


def change_log(study: Study, sets: Sets) -> Iterator[Change]:
    """Every replacement made in every readable transcript, with what stood there. Never to be written unencrypted."""
    for document in _documents(study, sets):
        raw, document_id = document.text.raw, document.source.document_id
        for change in document.changed.replacements:
            if change.category != "markup":
                original = raw[change.start : change.end]
                yield Change(document_id, change.start, change.end, original, change.new, change.category, change.rule)


def seal_key(study: Study, sets: Sets, path: Path, passphrase: str) -> int:
    """Write the study's key to `path` (outside outputs/) and give back how many changes it holds."""
    return write_key(path, change_log(study, sets), passphrase)


def list_for_review(study: Study, sets: Sets) -> tuple[Path, int]:
    """Write the study's review list of words that may be names; the file, and how many words wait for a decision.

    What the list of names and earlier decisions already replace is no longer there to be found.
    """
    found = [(document.source, document.text.stored) for document in _documents(study, sets)]
    texts = {source.document_id: text for source, text in found}
    return write_review(study, texts, languages={source.document_id: source.settings.language for source, _ in found})


def list_rare(study: Study, sets: Sets) -> tuple[Path, int]:
    """Write the study's list of backgrounds that few people share; the file, and how many there are."""
    return write_rare(study, read(study, sets).tables["participants"])


def _documents(study: Study, sets: Sets) -> Iterator[Document]:
    names = load_names(study)
    for source in sources_of(study, sets):
        document, _ = read_document(source, names)
        if document:
            yield document
