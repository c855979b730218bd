"""Find a quote in a transcript: word for word, then white space apart, then letters only, then by its two ends.

What stands between in the transcript (page furniture, line ends, hyphens, transcriber's marks) is part of the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from verko.intake.decode import plain_lines

ANCHOR = 24  # letters at each end of a quote by which it is found when its middle differs
LEAST_ALIKE = 0.80  # share of the quote's letters that must be found again, in order
MOST_ADDED = 600  # letters of furniture that may stand inside a passage
SHORTEST_LOOSE = 12  # letters; shorter quotes are found only word for word


@dataclass(frozen=True)
class Found:
    """Where a quote lies. how: exact, spacing, letters, ends or alike; certain: False where it could be elsewhere."""

    start: int
    end: int
    how: str
    certain: bool


@dataclass(frozen=True)
class _Squeezed:
    """A text without the characters that do not count, and where each kept character came from."""

    text: str
    index: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.index[start], self.index[end - 1] + 1


def _squeeze(text: str, *, letters: bool) -> _Squeezed:
    """Without white space; or, `letters`, without all but letters and digits, and in lower case."""
    kept: list[str] = []
    index: list[int] = []
    for place, char in enumerate(text):
        if char.isalnum() if letters else not char.isspace():
            low = char.casefold() if letters else char
            kept.append(low)
            index += [place] * len(low)
    return _Squeezed("".join(kept), index)


class Locator:
    """Finds quotes in one text.

    >>> found = Locator("A1: Ku joku\\ntoinen sa-\\nnoo sen.").find("joku toinen sanoo")
    >>> found.start, found.end, found.how
    (7, 26, 'letters')
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _spacing(self) -> _Squeezed:
        return _squeeze(self.text, letters=False)

    @cached_property
    def _letters(self) -> _Squeezed:
        return _squeeze(self.text, letters=True)

    def find(self, quote: str, *, near: int | None = None) -> Found | None:
        """The passage of the text that the quote is of, or None.

        near: where the tool says that it begins; of several equal passages the nearest is taken.
        A quote that stands in several places without `near` is given at the first, as not certain.
        """
        quote = plain_lines(quote).strip()
        if not quote:
            return None
        return (
            _among(self.text, quote, near)
            or self._squeezed("spacing", self._spacing, _squeeze(quote, letters=False).text, near)
            or self._loosely(quote, near)
        )

    def _squeezed(self, how: str, text: _Squeezed, quote: str, near: int | None) -> Found | None:
        place = None if near is None else bisect_left(text.index, near)
        found = _among(text.text, quote, place) if quote else None
        if found is None:
            return None
        start, end = text.span(found.start, found.end)
        return Found(start, end, how, found.certain)

    def _loosely(self, words: str, near: int | None) -> Found | None:
        """By the letters alone; the full stop or quotation mark that ends the quote ends the passage too."""
        text, quote = self._letters, _squeeze(words, letters=True).text
        if len(quote) < SHORTEST_LOOSE:
            return None
        found = self._squeezed("letters", text, quote, near)
        if found is None and (span := _by_ends(text.text, quote) or _alike(text.text, quote)):
            found = Found(*text.span(*span[:2]), span[2], span[2] == "ends")
        if found is None or words[-1].isalnum():
            return found
        return replace(found, end=_with_closing(self.text, found.end))


def _with_closing(text: str, end: int) -> int:
    """The end moved over the full stop or quotation mark that follows the last word."""
    closing = re.compile(r"[.!?…,;:)\]”\"'’]*").match(text, end)
    return closing.end() if closing and text[end : closing.end()].strip(",;:") else end


def _among(text: str, quote: str, near: int | None) -> Found | None:
    """Where the quote stands word for word: the nearest place, or the first, as uncertain when there are several."""
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    if not places:
        return None
    start = places[0] if near is None else min(places, key=lambda place: abs(place - near))
    return Found(start, start + len(quote), "exact", len(places) == 1 or near is not None)


def _by_ends(text: str, quote: str) -> tuple[int, int, str] | None:
    """The passage between the quote's first and last letters, when most of the quote stands between them in order."""
    if len(quote) < 2 * ANCHOR:
        return None
    head, tail = quote[:ANCHOR], quote[-ANCHOR:]
    start = text.find(head)
    while start >= 0:
        last = text.find(tail, start + ANCHOR, start + len(quote) + MOST_ADDED)
        while last >= 0:
            end = last + ANCHOR
            if _share_found(quote, text[start:end]) >= LEAST_ALIKE:
                return start, end, "ends"
            last = text.find(tail, last + 1, start + len(quote) + MOST_ADDED)
        start = text.find(head, start + 1)
    return None


def _share_found(quote: str, passage: str) -> float:
    """Share of the quote's letters found in the passage in the same order (longest common subsequence)."""
    kept = (len(quote) + len(passage) - Indel.distance(quote, passage)) / 2
    return kept / len(quote)


def _alike(text: str, quote: str) -> tuple[int, int, str] | None:
    """The most similar passage, widened by furniture that may stand inside it; None when too little is alike."""
    best = fuzz.partial_ratio_alignment(quote, text, score_cutoff=60)
    if best is None:
        return None
    begin = max(0, best.dest_start - MOST_ADDED)
    window = text[begin : min(len(text), best.dest_end + MOST_ADDED)]
    same = [block for block in Indel.opcodes(quote, window) if block.tag == "equal"]
    blocks = [block for block in same if block.src_end - block.src_start >= 4]
    if not blocks:
        return None
    start, end = _densest(blocks, len(quote))
    if _share_found(quote, window[start:end]) < LEAST_ALIKE or end - start > len(quote) + MOST_ADDED:
        return None
    return begin + start, begin + end, "alike"


def _densest(blocks: list, length: int) -> tuple[int, int]:
    """From the first to the last equal block, leaving out lone early or late ones that stretch the passage."""
    start, end = blocks[0].dest_start, blocks[-1].dest_end
    while len(blocks) > 1 and end - start > 1.5 * length:
        gap_first = blocks[1].dest_start - blocks[0].dest_end
        gap_last = blocks[-1].dest_start - blocks[-2].dest_end
        blocks = blocks[1:] if gap_first >= gap_last else blocks[:-1]
        start, end = blocks[0].dest_start, blocks[-1].dest_end
    return start, end
