"""Identifiers that have a form: identity codes, phone numbers, addresses ... found by pattern.

A hit is not proof and no hit is no promise: what has no form (a rare job, a life story) is for a person to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verko.privacy.identifier_rules import RULES, Check

CATEGORIES: dict[str, dict[str, str]] = {
    "identity_code": {"fi": "henkilötunnus", "en": "identity code"},
    "email": {"fi": "sähköpostiosoite", "en": "e-mail address"},
    "url": {"fi": "verkko-osoite", "en": "web address"},
    "iban": {"fi": "tilinumero", "en": "account number"},
    "birth_date": {"fi": "syntymäaika", "en": "date of birth"},
    "phone": {"fi": "puhelinnumero", "en": "phone number"},
    "postcode": {"fi": "postiosoite", "en": "postal address"},
    "address": {"fi": "osoite", "en": "address"},
    "plate": {"fi": "rekisterinumero", "en": "number plate"},
    "ip": {"fi": "ip-osoite", "en": "IP address"},
    "handle": {"fi": "käyttäjätunnus", "en": "user name"},
}
"""What stands in brackets in place of the identifier."""


@dataclass(frozen=True)
class Hit:
    """One identifier: code points start..end and its category."""

    start: int
    end: int
    category: str


_BLOT = "\ue000"  # a private character that no rule matches
NEED_DIGITS = frozenset({"identity_code", "iban", "birth_date", "phone", "postcode", "address", "plate", "ip"})
"""Categories that have a digit in them: their rules look around digits only, which are few in speech."""
_DIGITS = re.compile(r"\d(?:[^\n\d]{0,60}\d)*")
_NEAR = 100  # characters on either side of a digit that a rule may take in
_SIGNS = {
    "email": [re.compile("@"), re.compile(r"[(\[{<]\s?(?:at|ät|a\s?[)\]}>]|miukumauku)"), re.compile("_at_"),
              re.compile(r"(?<=\w) at (?=\w)"), re.compile(r"ät(?<=\sät)\s"), re.compile("ätmerkki"),
              re.compile("miukumauku")],
    "url": [re.compile(r"\.(?:fi|com|org|net|info|eu|io|app|dev|dk|tv)"), re.compile(r"\.[a-z]{2,6}/"),
            re.compile("http"), re.compile(r"www\.")],
    "handle": [re.compile("@")],
}  # fmt: skip
"""What stands, in small letters, in everything of a category: its slower rules look around these signs only."""
_LONGEST_WORD = 2000
_FAR = 400  # characters on either side of a sign that a rule may take in
# fmt: off
_DIGIT_STEMS = (
    "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple",
    "nolla", "yks", "yhd", "yhe", "kaks", "kah", "kol", "nel", "viis", "viit", "kuu", "sei", "kasi", "ysi",
)
# fmt: on
_SHORTEST_RUN = 4  # words for digits on end: fewer are no number that is told word by word


def identifiers(text: str) -> list[Hit]:
    """The identifiers of `text` in order; where two patterns overlap, the earlier rule of the table wins.

    >>> [(hit.category, hit.start) for hit in identifiers("Soita 040 123 4567 tai kirjoita a.b(at)esimerkki.fi")]
    [('phone', 6), ('email', 32)]
    >>> identifiers("Vuosina 2010-2012 klo 12.30")
    []
    """
    taken: list[Hit] = []
    low = text.lower()
    spoken = [(0, len(text))] if _digits_are_spoken(low) else []
    spans = {category: _around_signs(text, low, signs) for category, signs in _SIGNS.items()}
    spans |= dict.fromkeys(NEED_DIGITS, _around_digits(text))
    for category, pattern, check in RULES:
        in_words = category in NEED_DIGITS and r"\d" not in pattern.pattern
        places = spoken if in_words else spans[category]
        hits = [hit for span in places for hit in _hits(text, span, category, pattern, check)]
        taken += hits
        text = _masked(text, hits)
    return sorted(taken, key=lambda hit: hit.start)


def _around_signs(text: str, low: str, signs: list[re.Pattern[str]]) -> list[tuple[int, int]]:
    """The stretches of the text around any of the signs; the whole text where small letters take another length."""
    if len(low) != len(text):
        return [(0, len(text))]
    found = sorted(match.span() for sign in signs for match in sign.finditer(low))
    return _merged(_to_spaces(text, max(0, start - _FAR), min(len(text), end + _FAR)) for start, end in found)


def _digits_are_spoken(low: str) -> bool:
    """Whether the text, in small letters, has a run of words that may be digits, as in a phone number told by word."""
    run = 0
    for word in re.split(r"\W+", low):
        run = run + 1 if word.startswith(_DIGIT_STEMS) else 0
        if run == _SHORTEST_RUN:
            return True
    return False


def _around_digits(text: str) -> list[tuple[int, int]]:
    """The stretches of the text around its digits: never over a line end, never ending inside a word."""
    return _merged(_widened(text, *match.span()) for match in _DIGITS.finditer(text))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = _to_spaces(text, max(0, start - _NEAR), min(len(text), end + _NEAR))
    line_end = text.find("\n", end, last)
    return max(first, text.rfind("\n", first, start) + 1), last if line_end < 0 else line_end


def _to_spaces(text: str, first: int, last: int) -> tuple[int, int]:
    """A stretch that begins and ends at white space, or at the ends of the text; no word is taken for that long."""
    least, most = max(0, first - _LONGEST_WORD), min(len(text), last + _LONGEST_WORD)
    while first > least and not text[first - 1].isspace():
        first -= 1
    while last < most and not text[last].isspace():
        last += 1
    return first, last


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _masked(text: str, hits: list[Hit]) -> str:
    """The text with what was found blotted out, so that no later rule takes a part of it nor is stopped by it."""
    pieces, done = [], 0
    for hit in hits:
        pieces += [text[done : hit.start], _BLOT * (hit.end - hit.start)]
        done = hit.end
    return "".join([*pieces, text[done:]]) if hits else text


def _hits(text: str, span: tuple[int, int], category: str, pattern: re.Pattern[str], check: Check) -> Iterator[Hit]:
    at, end = span
    while match := pattern.search(text, at, end):
        holds = check(match)
        if holds:
            yield Hit(match.start(), match.end(), category)
        at = match.end() if holds else match.start() + 1  # what is no hit may hide one that begins inside it
