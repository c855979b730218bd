"""Replacements in a text, and the exact way from an offset before to the offset after, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Code points start..end (half-open) of the old text are written as `new`."""

    start: int
    end: int
    new: str


class OffsetMap:
    """Spans of the old text as spans of the new one, and back.

    What lies outside every edit keeps its characters; a span that begins or ends inside an edited place
    is widened to the whole of it, since a part of a replacement has no counterpart.

    edits: in order and without overlap, or ValueError is raised.

    >>> changes = OffsetMap([Edit(0, 5, "[nimi]")])
    >>> changes.apply("Liisa tuli")
    '[nimi] tuli'
    >>> changes.to_new(6, 10), changes.to_old(7, 11)
    ((7, 11), (6, 10))
    >>> changes.to_new(2, 10)
    (0, 11)
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(edits)
        for before, after in zip(self.edits, self.edits[1:], strict=False):
            if after.start < before.end:
                raise ValueError(f"edits overlap at {after.start}")
        self._old = [(edit.start, edit.end) for edit in self.edits]
        self._new = _moved(self.edits)

    def apply(self, text: str) -> str:
        """The new text."""
        pieces, done = [], 0
        for edit in self.edits:
            pieces += [text[done : edit.start], edit.new]
            done = edit.end
        return "".join([*pieces, text[done:]])

    def to_new(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the old text lies in the new one."""
        return _carried(start, end, self._old, self._new)

    def to_old(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the new text came from."""
        return _carried(start, end, self._new, self._old)


def _moved(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    spans, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        spans.append((start, start + len(edit.new)))
        shift += len(edit.new) - (edit.end - edit.start)
    return spans


Spans = list[tuple[int, int]]


def _carried(start: int, end: int, source: Spans, target: Spans) -> tuple[int, int]:
    if start > end:
        raise ValueError(f"a span ends before it begins: {start}, {end}")
    first = _carried_start(start, source, target)
    if start == end:
        return first, first
    return first, _carried_end(end, source, target)


def _carried_start(offset: int, source: Spans, target: Spans) -> int:
    """The last edit that ends at or before `offset` moves it; an edit around it takes it to its own start."""
    index = bisect_right(source, offset, key=lambda span: span[0]) - 1
    if index >= 0 and offset < source[index][1]:
        return target[index][0]
    return offset + (target[index][1] - source[index][1] if index >= 0 else 0)


def _carried_end(offset: int, source: Spans, target: Spans) -> int:
    index = bisect_left(source, offset, key=lambda span: span[0]) - 1
    if index >= 0 and offset <= source[index][1]:
        return target[index][1]
    return offset + (target[index][1] - source[index][1] if index >= 0 else 0)
