"""Spoken Finnish: from a spoken form to the written forms it may stand for, by the sound changes of everyday speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDINGS = (  # spoken, written: at the end of a word, or before -n, -t and -ks
    ("ii", "ia"), ("ii", "iä"), ("oo", "oa"), ("öö", "öä"), ("uu", "ua"), ("yy", "yä"), ("ee", "ea"), ("ee", "eä"),
)  # fmt: skip
_LAST = (  # spoken, written: a last sound left out
    ("s", "ssa"), ("s", "ssä"), ("st", "sta"), ("st", "stä"), ("l", "lla"), ("l", "llä"), ("lt", "lta"), ("lt", "ltä"),
    ("ks", "ksi"), ("is", "isi"), ("in", "isin"), ("it", "isit"), ("nu", "nut"), ("ny", "nyt"), ("lu", "lut"),
    ("ly", "lyt"), ("ru", "rut"), ("ry", "ryt"), ("su", "sut"), ("sy", "syt"), ("ks", "tko"), ("ks", "tkö"),
    ("ki", "kin"),
    ("ttii", "ttiin"), ("aa", "aan"), ("ää", "ään"), ("oo", "oon"), ("ee", "een"), ("uu", "uun"), ("ii", "iin"),
)  # fmt: skip
_INNER = (  # spoken, written: anywhere after the first sound
    (r"(?<=[aouäöy])s(?=[ei])", "is"), (r"(?<=[aouäöy])n(?=en$)", "in"), (r"(?<=h)(?=[aeiouyäö])", "d"),
    (r"(?<=[aeiouyäö])(?=[aeiouyäö])", "d"), (r"j(?=[aeiouyäö])", "d"), ("tt", "ts"), (r"(?<=[aou])tt", "itt"),
    ("ee", "ea"), ("ee", "eä"), ("oo", "oa"), ("ii", "ia"), ("ii", "iä"), ("uu", "ua"), (r"(?<=[aou])t(?=[aeu])", "it"),
)  # fmt: skip


def close_forms(word: str) -> list[str]:
    """Written forms that differ from a spoken one in its end alone, or in one sound within.

    >>> [form for form in close_forms("tääl") if form == "täällä"], "ihmisiä" in close_forms("ihmisii")
    (['täällä'], True)
    >>> "meidän" in close_forms("meijän"), "kirjoittaa" in close_forms("kirjottaa")
    (True, True)
    """
    return list(dict.fromkeys([*_ended(word), *_within(word)]))


def loose_forms(word: str) -> list[str]:
    """Written forms that differ in the end and in one sound within: kirjottanu, kattoon."""
    return list(dict.fromkeys(form for ended in _ended(word) for form in _within(ended)))


def _ended(word: str) -> Iterator[str]:
    for spoken, written in _LAST:
        if word.endswith(spoken) and len(word) > len(spoken) + 1:
            yield word.removesuffix(spoken) + written
    for spoken, written in _ENDINGS:
        for after in ("", "n", "t"):
            if word.endswith(spoken + after) and len(word) > 3:
                yield word.removesuffix(spoken + after) + written + after


def _within(word: str) -> Iterator[str]:
    for spoken, written in _INNER:
        for place in re.finditer(spoken, word):
            if place.start() > 0:
                yield word[: place.start()] + written + word[place.end() :]
