"""Marks in square brackets: what was changed, what the transcriber noted, and brackets that are neither.

The Finnish Social Science Data Archive asks that every change is marked [so], or [[so]] where single brackets are the
transcriber's own marks. A bracket that holds neither a known category nor a note may hold what should not be there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from verko.privacy.identifiers import CATEGORIES
from verko.privacy.names import KINDS

_OF_OURS = {word for labels in (*KINDS.values(), *CATEGORIES.values()) for word in labels.values()}
CHANGED = frozenset(_OF_OURS) | frozenset({
    "kunta", "kaupunki", "maakunta", "alue", "järjestö", "yhdistys", "organisaatio", "palvelu", "koulu", "päiväkoti",
    "yksikkö", "työntekijä", "esihenkilö", "ammattilainen", "lapsi", "nuori", "vanhempi", "äiti", "isä", "asiakas",
    "perhe", "ikä", "ajankohta", "päivämäärä", "vuosi", "ammatti", "diagnoosi", "sairaus", "kieli", "maa", "child",
    "town", "municipality", "region", "association", "service", "school", "worker", "manager", "young person", "parent",
    "mother", "father", "client", "family", "age", "date", "year", "profession", "country", "muutettu", "poistettu",
    "changed", "removed",
})  # fmt: skip
"""What stands in brackets in place of something identifying."""
_NOTE = re.compile(r"[a-zåäö(.\d:…\-–—,!? ][^\[\]A-ZÅÄÖ]*\Z")
_BRACKET = re.compile(r"\[+([^\[\]\n]*)\]+")
_NAMED = re.compile(r"(?:virike|stimulus|huom|note)\b.*", re.I)


def odd_brackets(text: str, known: Collection[str] = ()) -> tuple[int, int]:
    """How many brackets hold neither a known category nor a note in small letters, and how many are not closed.

    known: what this program has written in brackets itself, such as `[Maijalle]`.

    >>> odd_brackets("[kunta] ja [naurua] ja [Maijalle] ja [Eskolanmäki] ja [auki", ["[Maijalle]"])
    (1, 1)
    """
    odd = sum(
        match.group() not in known and not _is_told(match[1]) for match in _BRACKET.finditer(text) if match[1].strip()
    )
    closed = _BRACKET.sub("", text)
    return odd, max(closed.count("["), closed.count("]"))


def _is_told(inside: str) -> bool:
    words = inside.strip()
    return words.casefold().rstrip(" 0123456789") in CHANGED or bool(_NOTE.match(words) or _NAMED.match(words))


def bracket_notes(text: str, known: Collection[str] = ()) -> list[str]:
    """What the account says of brackets that a person should look at; never what stands in them.

    >>> bracket_notes("Kävin [Eskolanmäki] kanssa")
    ['brackets with a capital that hold no known category, to be looked at: 1']
    """
    odd, unclosed = odd_brackets(text, known)
    notes = [f"brackets with a capital that hold no known category, to be looked at: {odd}"] if odd else []
    return notes + ([f"square brackets that are not closed: {unclosed}"] if unclosed else [])
