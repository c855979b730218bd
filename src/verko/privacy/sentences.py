"""The words of a text as a reader of names sees them: where each stands, and whether a sentence begins with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\[[^\[\]\n]{0,60}\]|\([a-zåäö.,?…][^()\n]{0,40}\)|[^\W_]+(?:[-'’:.&][^\W_]+)*|[^\w\s]|\n")
_OPENS = frozenset('.!?…:;"”“»«–—-*•(\n')


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int
    first: bool  # begins a sentence, a line, a quotation
    near: bool  # only a space or a full stop stands between it and the word before

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> Iterator[Word]:
    near, opens = False, True
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign[0].isalnum():
            yield Word(sign, match.start(), match.end(), opens, near)
            opens = opens and (sign.isdigit() or len(sign) == 1)
            near = True
        else:
            ends = sign[0] in _OPENS and not (sign == "." and _initial_before(text, match.start()))
            opens = ends or (opens and sign[0] in ")[(")
            near = sign == "."


def _initial_before(text: str, at: int) -> bool:
    """A full stop after a single capital: an initial, not the end of a sentence."""
    return at > 0 and text[at - 1].isupper() and (at < 2 or not text[at - 2].isalnum())


def shouted(text: str) -> bytearray:
    """One byte a character: 1 in lines written in capitals throughout, where a capital tells nothing."""
    marks = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        letters = sum(sign.isalpha() for sign in line.group())
        if letters > 12 and sum(sign.isupper() for sign in line.group()) > 0.6 * letters:
            marks[line.start() : line.end()] = b"\x01" * (line.end() - line.start())
    return marks
