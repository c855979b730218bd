"""Which document of the study a source of a QDA project is, and where its spans lie there."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from verko.intake.qda.locate import Found, Locator
from verko.intake.qda.project import QdaCoding, QdaSource


class StoredText(Protocol):
    """A document on both sides of the wall: as it came, as it is stored, and the way between their offsets."""

    @property
    def document_id(self) -> str: ...

    @property
    def raw(self) -> str: ...

    @property
    def stored(self) -> str: ...

    def to_stored(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that a span of the raw text became."""
        ...


def name_key(name: str) -> str:
    """A source's or file's name as it is compared: the stem, composed, without case.

    >>> name_key("Interviews/R01.docx"), name_key("R01")
    ('r01', 'r01')
    """
    path = PurePosixPath(unicodedata.normalize("NFC", name.strip().replace("\\", "/")))
    known = path.suffix.lower().removeprefix(".") in _TEXT_KINDS
    return " ".join((path.stem if known else path.name).replace("_", " ").casefold().split())


_TEXT_KINDS = ("txt", "md", "docx", "doc", "odt", "rtf", "pdf", "html", "htm", "csv", "vtt", "srt")


class Documents:
    """The study's documents, found by their text (white space apart) or by their name."""

    def __init__(self, documents: Mapping[str, StoredText]) -> None:
        self.by_id = dict(documents)
        self._by_name = {name_key(name): name for name in self.by_id}
        self._by_text: dict[int, str] = {}
        for document in self.by_id.values():
            self._index(document)

    def find(self, name: str, text: str | None) -> StoredText | None:
        """The document that has this text, as it came or as it is stored, or else this name.

        A document of this name with quite another text is another one.
        """
        squeezed = _without_space(text) if text else ""
        same = self._by_text.get(hash(squeezed)) if squeezed else None
        if same is not None and squeezed in map(_without_space, (self.by_id[same].raw, self.by_id[same].stored)):
            return self.by_id[same]
        named = self._by_name.get(name_key(name))
        if named is None or (squeezed and not _akin(squeezed, self.by_id[named])):
            return None
        return self.by_id[named]

    def add(self, document: StoredText) -> None:
        """Take in a document that a QDA project brings."""
        self.by_id[document.document_id] = document
        self._by_name.setdefault(name_key(document.document_id), document.document_id)
        self._index(document)

    def _index(self, document: StoredText) -> None:
        for text in (document.raw, document.stored):
            self._by_text.setdefault(hash(_without_space(text)), document.document_id)

    def names(self) -> list[str]:
        """The ids of all documents."""
        return list(self.by_id)


def _akin(squeezed: str, document: StoredText) -> bool:
    """Whether a text is an edition of a document: of twenty pieces of it, at least four stand there word for word."""
    texts = [_without_space(document.raw), _without_space(document.stored)]
    step = max(len(squeezed) // 20, 1)
    pieces = [squeezed[start : start + 20] for start in range(0, len(squeezed), step)]
    return sum(any(piece in text for text in texts) for piece in pieces) >= min(4, len(pieces))


def _without_space(text: str) -> str:
    return "".join(text.split())


class Placer:
    """Carries codings of one source over to one document: letter by letter where the texts are the same
    (white space apart), by looking for the quote where they are not.

    A source that has the stored text, as `verko export` writes it, is carried over to that; any other to the raw text.
    """

    def __init__(self, source: QdaSource, document: StoredText) -> None:
        self.source, self.document = source, document
        own = None if source.text is None else _without_space(source.text)
        came = _without_space(document.raw)
        self._stored = own is not None and own != came and own == _without_space(document.stored)
        self._text = document.stored if self._stored else document.raw
        self._locator = Locator(self._text)
        self._same = own is not None and own == _without_space(self._text)
        self._from = _letters(source.text or "") if self._same else []
        self._to = _letters(self._text) if self._same else []

    def place(self, coding: QdaCoding) -> Found | None:
        """Where the coding lies in the document's stored text, or None when it cannot be found there."""
        found = self._found(coding)
        if found is None:
            return None if self._stored or not coding.quote else self._as_stored.find(coding.quote)
        if self._stored:
            return found
        start, end = self.document.to_stored(found.start, found.end)
        return replace(found, start=start, end=end)

    @cached_property
    def _as_stored(self) -> Locator:
        return Locator(self.document.stored)

    def _found(self, coding: QdaCoding) -> Found | None:
        """Where the coding lies in the text that the source is of."""
        if coding.start is None or coding.end is None:
            return self._locator.find(coding.quote)
        if self.source.text is None:
            return self._by_given_offsets(coding)
        if self._same:
            return self._carried(coding.start, coding.end)
        near = round(coding.start * len(self._text) / max(len(self.source.text), 1))
        return self._locator.find(self.source.text[coding.start : coding.end], near=near)

    def _carried(self, start: int, end: int) -> Found | None:
        if self.source.text == self._text:
            return Found(start, end, "offsets", True)
        first, last = bisect_left(self._from, start), bisect_left(self._from, end) - 1
        return Found(self._to[first], self._to[last] + 1, "offsets", True) if first <= last else None

    def _by_given_offsets(self, coding: QdaCoding) -> Found | None:
        """Offsets without a text of their own: taken when they lie in the document and say what the quote says."""
        start, end = int(coding.start or 0), int(coding.end or 0)
        words = self._text[start:end]
        same = not coding.quote or _without_space(words) == _without_space(coding.quote)
        if end <= len(self._text) and same:
            return Found(start, end, "offsets", bool(coding.quote))
        return self._locator.find(coding.quote, near=start) if coding.quote else None


def _letters(text: str) -> list[int]:
    """Where the characters that are no white space stand."""
    return [place for place, char in enumerate(text) if not char.isspace()]
