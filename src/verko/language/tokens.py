"""Words and sentences of a text with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’:.&/][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"”'’)\]]*(?=\s+[\"“”'(\[–-]*[^\W\d_a-zåäö])|\n\s*\n|\n(?=[-*#•]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:esim|ym|yms|mm|ks|vrt|eli|so|nk|ns|tms|jne|ml|klo|n|s|v|nro|puh|toim|prof|dos|tri|mr|mrs|dr|etc|e\.g|i\.e|[A-ZÅÄÖ])$",
)


class Token(NamedTuple):
    """One word: its text and code points start..end (half-open)."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Token]:
    """The words of a text. Case endings after a colon or an apostrophe stay with their word (EU:n).

    >>> [token.text for token in words("EU:n 3,5 vertaisryhmää – ei 10-vuotias?")]
    ['EU:n', '3', '5', 'vertaisryhmää', 'ei', '10-vuotias']
    """
    return [Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def distinct_words(text: str) -> set[str]:
    """The words of a text, each once, as they are written: ten times as fast as `words`.

    >>> sorted(distinct_words("Tuki, tuki ja tuki"))
    ['Tuki', 'ja', 'tuki']
    """
    return set(_WORD.findall(text))


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as spans without outer white space.

    >>> [(start, end) for start, end in sentences("Hyvä, esim. tämä. Ja se!")]
    [(0, 17), (18, 24)]
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().strip() and _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        if (span := _stripped(text, start, match.end())) is not None:
            yield span
        start = match.end()
    if (span := _stripped(text, start, len(text))) is not None:
        yield span


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
