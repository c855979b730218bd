"""What a tool's offsets count: found by trying the known conventions against the text, since tools differ.

The standard says code points. NVivo for Windows counts UTF-16 units, QualCoder (for MAXQDA) and ATLAS.ti
count a line end as one character while the file holds two, Taguette counts UTF-8 bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from verko.intake.decode import plain_lines

MARGIN = 3  # boundary points by which the best convention must lead before another is ruled out
_NAME_POINTS = 4  # the excerpt stored beside a selection is worth two clean boundaries each side


@dataclass(frozen=True)
class Convention:
    """unit: what one position is; folded: whether CR LF counts as one position."""

    unit: str
    folded: bool

    def __str__(self) -> str:
        return f"{self.unit}{', line end as one' if self.folded else ''}"


STANDARD = Convention("code points", folded=False)
CONVENTIONS = tuple(Convention(unit, folded) for unit in ("code points", "UTF-16 units") for folded in (False, True))
BYTES = Convention("UTF-8 bytes", folded=False)


@dataclass(frozen=True)
class Selection:
    """Two positions in a tool's own counting, and the excerpt the tool stored beside them, if any."""

    start: int
    end: int
    excerpt: str = ""


class RawText:
    """A text as the tool stored it, and the plain text (LF, composed) that the study keeps.

    >>> RawText("a\\r\\n😀b").span(Selection(5, 6), Convention("UTF-16 units", False))
    (3, 4)
    """

    def __init__(self, text: str) -> None:
        self.raw = text.removeprefix("\ufeff")
        self.plain = plain_lines(self.raw)

    @cached_property
    def _points(self) -> np.ndarray:
        return np.frombuffer(self.raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)

    @cached_property
    def _plain_index(self) -> np.ndarray:
        """For each code point of the raw text, and one past the last, its index in the plain text."""
        points = self._points
        kept = np.ones(len(points) + 1, dtype=np.int64)
        kept[:-2][(points[:-1] == 13) & (points[1:] == 10)] = 0
        to_lf = np.concatenate([[0], np.cumsum(kept)[:-1]])
        return _composed_index(self.raw.replace("\r\n", "\n").replace("\r", "\n"), len(self.plain))[to_lf]

    def _ends(self, convention: Convention) -> np.ndarray:
        """How many positions of the convention lie before each code point, and before the end."""
        points = self._points
        width = np.ones(len(points), dtype=np.int64)
        if convention.unit == "UTF-16 units":
            width += points > 0xFFFF
        elif convention.unit == "UTF-8 bytes":
            width += (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
        if convention.folded and len(points):
            width[:-1][(points[:-1] == 13) & (points[1:] == 10)] = 0
        return np.concatenate([[0], np.cumsum(width)])

    def spans(self, selections: Sequence[Selection], convention: Convention) -> list[tuple[int, int] | None]:
        """Where the selections lie in the plain text; None where they lie outside it or are turned round."""
        ends = self._ends(convention)
        last = int(ends[-1])
        asked = np.array([(one.start, one.end) for one in selections], dtype=np.int64).reshape(-1, 2)
        found = self._plain_index[np.searchsorted(ends, np.clip(asked, 0, last), side="left")]
        valid = (asked[:, 0] >= 0) & (asked[:, 1] <= last) & (asked[:, 0] < asked[:, 1])
        return [(int(a), int(b)) if ok and a < b else None for (a, b), ok in zip(found, valid, strict=True)]

    def span(self, selection: Selection, convention: Convention) -> tuple[int, int] | None:
        """Where one selection lies in the plain text."""
        return self.spans([selection], convention)[0]


def _composed_index(text: str, composed_length: int) -> np.ndarray:
    """For each code point of `text`, and one past the last, its index once the text is composed (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return np.arange(len(text) + 1)
    index = np.zeros(len(text) + 1, dtype=np.int64)
    done = at = 0
    starts = [i for i, char in enumerate(text) if i == 0 or not _may_join(char)]
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        size = len(unicodedata.normalize("NFC", text[begin:end]))
        index[begin:end] = at
        at, done = at + size, end
    index[done:] = composed_length
    return index


def _may_join(char: str) -> bool:
    """Whether a character can melt into the one before it."""
    return unicodedata.combining(char) > 0 or "\u1161" <= char <= "\u11ff" or unicodedata.category(char) == "Mc"


@dataclass(frozen=True)
class Detected:
    """The convention of a project, the span of every selection, and whether each is sure."""

    convention: Convention
    spans: list[list[tuple[int, int] | None]]
    certain: list[list[bool]]


def detect(
    texts: Sequence[RawText],
    selections: Sequence[Sequence[Selection]],
    *,
    conventions: Sequence[Convention] = CONVENTIONS,
) -> Detected:
    """The convention under which most selections begin and end cleanly; the standard on a tie.

    selections: one list for each text. A span is certain when every convention that is not clearly
    worse (by MARGIN boundary points over the whole project) gives the same span.

    >>> text = RawText("😀 one two three. four five six")
    >>> found = detect([text], [[Selection(3, 6), Selection(7, 10), Selection(18, 22)]])
    >>> str(found.convention), [text.plain[a:b] for a, b in found.spans[0]]
    ('UTF-16 units', ['one', 'two', 'four'])
    """
    spans = {c: [text.spans(chosen, c) for text, chosen in zip(texts, selections, strict=True)] for c in conventions}
    scores = {c: sum(map(_score, texts, selections, spans[c])) for c in conventions}
    best = max(conventions, key=lambda c: scores[c])
    rivals = [c for c in conventions if scores[best] - scores[c] < MARGIN]
    certain = [
        [all(spans[rival][i][j] == span for rival in rivals) for j, span in enumerate(found)]
        for i, found in enumerate(spans[best])
    ]
    return Detected(best, spans[best], certain)


def _score(text: RawText, selections: Sequence[Selection], spans: Sequence[tuple[int, int] | None]) -> int:
    return sum(
        clean_ends(text.plain, *span) + _NAME_POINTS * _says(text.plain[slice(*span)], selection.excerpt)
        for selection, span in zip(selections, spans, strict=True)
        if span is not None
    )


def clean_ends(text: str, start: int, end: int) -> int:
    """How many ends of a span fall beside a word and not inside it or on white space: 0, 1 or 2.

    >>> clean_ends("one two", 4, 7), clean_ends("one two", 3, 6)
    (2, 0)
    """
    first, last = text[start], text[end - 1]
    begins = not first.isspace() and not (first.isalnum() and start > 0 and text[start - 1].isalnum())
    finishes = not last.isspace() and not (last.isalnum() and end < len(text) and text[end].isalnum())
    return begins + finishes


def _says(words: str, excerpt: str) -> bool:
    """Whether a span holds the excerpt, white space and a cut-off end apart."""
    wanted = "".join(excerpt.split()).rstrip(".…")[:200]
    return bool(wanted) and "".join(words.split()).startswith(plain_lines(wanted))
