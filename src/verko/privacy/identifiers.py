"""Identifiers that have a form: identity codes, phone numbers, addresses ... found by pattern.

A hit is not proof and no hit is no promise: what has no form (a rare job, a life story) is for a person to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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


_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_WORD = "A-Za-zÅÄÖåäö"
_ROAD = (
    "katu|kadu|tie|tien|kuja|polku|polu|kaari|kaare|raitti|raiti|väylä|ranta|ranna|rinne|rintee|aukio|tori"
    "|puistikko|bulevardi|mäki|mäe|penger|portti|porti|laituri|esplanadi|gatan|vägen|gränden|stigen|street|road|avenue"
)
_DIGIT_WORD = (
    r"(?:nolla|yks[i]?|kaks[i]?|kolme|kol|neljä|nel|viis[i]?|kuus[i]?|seitsemän|seittemän|seiska|kahdeksan|kaheksan"
    r"|kasi|yhdeksän|yheksän|ysi)"
)
_BLOT = "\ue000"  # a private character that no rule matches
_GAP = r"[ \t\u00a0\-–]"
_NOT_PLATES = frozenset(
    [
        "ISO",
        "UTF",
        "DVD",
        "CSS",
        "MIT",
        "PDF",
        "EAN",
        "USB",
        "WHO",
        "HIV",
        "RGB",
        "DIN",
        "SFS",
        "SHA",
        "VAT",
        "COV",
        "VTT",
    ]
)


def _valid_date(code: str) -> bool:
    return 1 <= int(code[0:2]) <= 31 and 1 <= int(code[2:4]) <= 12


def _checked(code: str) -> bool:
    """The check character of a Finnish identity code: the nine digits modulo 31."""
    return _CHECK_CHARACTERS[int(code[:6] + code[-4:-1]) % 31] == code[-1].upper()


def _is_identity_code(match: re.Match[str]) -> bool:
    code = re.sub(r"[ \t]", "", match.group())
    if not _valid_date(code):
        return False
    with_sign = len(code) == 11 and not match.group()[6].isspace()
    return with_sign or _checked(code)


def _is_iban(match: re.Match[str]) -> bool:
    code = re.sub(r"\s", "", match.group()).upper()
    if code.startswith("FI"):
        return len(code) == 18
    rotated = code[4:] + code[:4]
    return 15 <= len(code) <= 34 and int("".join(str(int(sign, 36)) for sign in rotated)) % 97 == 1


def _is_phone(match: re.Match[str]) -> bool:
    digits = sum(sign.isdigit() for sign in match.group())
    return 7 <= digits <= 15


def _is_plate(match: re.Match[str]) -> bool:
    return match.group().split("-")[0] not in _NOT_PLATES


def _is_ip(match: re.Match[str]) -> bool:
    return all(int(part) < 256 for part in match.group().split("."))


def _always(match: re.Match[str]) -> bool:
    return True


Check = Callable[[re.Match[str]], bool]
_AT = r"(?:@|\s?\((?:at|ät|ätmerkki)\)\s?|\s?\[(?:at|ät)\]\s?|\s(?:ät|miukumauku)\s)"
_DOT = r"(?:\.|\s?\((?:dot|piste)\)\s?|\s?\[(?:dot|piste)\]\s?|\spiste\s)"

NEED_DIGITS = frozenset({"identity_code", "iban", "birth_date", "phone", "postcode", "address", "plate", "ip"})
"""Categories that have a digit in them: their rules look around digits only, which are few in speech."""
_DIGITS = re.compile(r"\d(?:[^\n\d]{0,60}\d)*")
_NEAR = 100  # characters on either side of a digit that a rule may take in
_SIGNS = {
    "email": [re.compile(r"[@(\[](?:(?<=@)|ät|at)"), re.compile(r"[._]\w{1,40} at "), re.compile(r"ät(?<=\sät)\s"),
              re.compile("miukumauku")],
    "url": [re.compile(r"\.(?:fi|com|org|net|info|eu)"), re.compile("http"), re.compile(r"www\.")],
    "handle": [re.compile("@")],
}  # fmt: skip
"""What stands, in small letters, in everything of a category: its slower rules look around these signs only."""
_LONGEST_WORD = 2000
_FAR = 400  # characters on either side of a sign that a rule may take in
_DIGIT_STEMS = ("nolla", "yks", "kaks", "kol", "nel", "viis", "kuu", "sei", "kah", "kasi", "yh", "ysi")

RULES: list[tuple[str, re.Pattern[str], Check]] = [
    (
        "identity_code",
        re.compile(r"(?<![\w])\d{6}[ \t]?[-–−+A-FU-Ya-fu-y]?[ \t]?\d{3}[0-9A-FHJ-NPR-Ya-fhj-npr-y](?![\w])"),
        _is_identity_code,
    ),
    ("email", re.compile(rf"(?<![\w.])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}", re.I), _always),
    (
        "email",
        re.compile(rf"(?<![\w.])\w{{1,40}}[._]\w{{1,40}} at [\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,3}}", re.I),
        _always,
    ),
    ("url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"'\[\]]+[^\s<>\"'\[\].,;:!?)]", re.I), _always),
    (
        "url",
        re.compile(r"(?<![\w@.])[a-zåäö0-9-]{2,63}\.(?:fi|com|org|net|info|eu)(?:/[^\s<>\"'\[\]]*)?(?!\w)", re.I),
        _always,
    ),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[0-9A-Z]{4}){2,7}(?:[ ]?[0-9A-Z]{1,4})?\b"), _is_iban),
    ("iban", re.compile(r"\bfi\d{2}(?:[ ]?\d{4}){3}[ ]?\d{2}\b", re.I), _is_iban),
    (
        "birth_date",
        re.compile(r"\b(?:synt\.|syntynyt|s\.|born)\s?\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}(?!\d)", re.I),
        _always,
    ),
    (
        "phone",
        re.compile(
            rf"(?<![\w.,:/-])(?:\+\d{{1,3}}|00[1-9]\d{{0,2}}|\(?0[1-9]\d{{0,3}}\)?)\d{{0,10}}"
            rf"(?:{_GAP}{{1,3}}\d{{1,9}}|{_GAP}{{0,3}}\(\d{{1,4}}\){_GAP}?\d{{0,9}}){{0,6}}(?![\w:]|\.\d)"
        ),
        _is_phone,
    ),
    ("phone", re.compile(rf"\b(?:{_DIGIT_WORD}[ ,-]{{1,3}}){{6,}}{_DIGIT_WORD}\b", re.I), _always),
    ("postcode", re.compile(rf"(?<![\w.,])(?:FI-)?\d{{5}}\s[A-ZÅÄÖ][{_WORD}-]{{2,}}\b"), _always),
    ("postcode", re.compile(r"\bPL\s?\d{1,5}(?:,?\s\d{5}\s\w+)?\b"), _always),
    (
        "address",
        re.compile(
            rf"\b[A-ZÅÄÖ][{_WORD}-]{{0,40}}(?:(?:\s|-)?(?:{_ROAD}))(?:lla|llä|lta|ltä|lle|ssa|ssä|sta|stä|n|a|ä|lt|l)?"
            r"\s\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:\s?[A-Za-z](?![A-Za-zåäö])(?:\s?\d{1,3})?)?(?![\w.]*\d)"
        ),
        _always,
    ),
    ("plate", re.compile(r"(?<![\w-])[A-ZÅÄÖ]{3}-\d{1,3}(?![\w-])"), _is_plate),
    ("ip", re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"), _is_ip),
    ("handle", re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{1,28}\w"), _always),
]


def identifiers(text: str) -> list[Hit]:
    """The identifiers of `text` in order; where two patterns overlap, the earlier rule of the table wins.

    >>> [(hit.category, hit.start) for hit in identifiers("Soita 040 123 4567 tai kirjoita a.b(at)esimerkki.fi")]
    [('phone', 6), ('email', 32)]
    >>> identifiers("Vuosina 2010-2012 klo 12.30")
    []
    """
    taken: list[Hit] = []
    low, whole = text.lower(), [(0, len(text))]
    spans = {category: _around_signs(text, low, signs) for category, signs in _SIGNS.items()}
    spans |= dict.fromkeys(NEED_DIGITS, _around_digits(text))
    for category, pattern, check in RULES:
        in_words = "nolla" in pattern.pattern
        places = (whole if _digits_are_spoken(low) else []) if in_words else spans[category]
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
    """Whether the text has seven words that may be digits: as many as the shortest spoken phone number."""
    return sum(low.count(stem) for stem in _DIGIT_STEMS) > 6


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
    for match in pattern.finditer(text, *span):
        if check(match):
            yield Hit(match.start(), match.end(), category)
