"""Replace what tells who is spoken of: listed names in every case form, and identifiers that have a form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from verko.privacy.identifiers import CATEGORIES, identifiers
from verko.privacy.names import NameList
from verko.privacy.offsets import Edit, OffsetMap

_CAPITAL_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_a-zåäö][^\W\d_]")


@dataclass(frozen=True)
class Replacement:
    """One change: code points start..end of the raw text became `new`. rule: listed name, pattern, label ...

    What stood there is not kept here; it goes to the encrypted change log alone.
    """

    start: int
    end: int
    new: str
    category: str
    rule: str


@dataclass(frozen=True)
class Pseudonymised:
    """The text that may be stored, what was changed, and the exact way between the offsets of both texts."""

    text: str
    replacements: tuple[Replacement, ...]
    map: OffsetMap


def pseudonymise(
    text: str, *, names: NameList | None = None, language: str = "fi", also: Iterable[Replacement] = ()
) -> Pseudonymised:
    """`text` with listed names and identifiers replaced by what stands in brackets.

    also: further replacements decided elsewhere (speaker labels, decisions on a review list); they win.
    It is pseudonymised, not anonymous: what no rule knows stays in.

    >>> from verko.privacy.names import Name
    >>> pseudonymise("Sirkun numero on 040 123 4567.", names=NameList((Name("Sirkku", "Maija"),))).text
    '[Maijan] numero on [puhelinnumero].'
    """
    names = names or NameList()
    found = [*also, *_listed(text, names, language), *_by_pattern(text, language)]
    kept = _without_overlap(text, found)
    changes = OffsetMap(Edit(change.start, change.end, change.new) for change in kept)
    return Pseudonymised(changes.apply(text), tuple(kept), changes)


def clean(value: str, *, names: NameList, language: str = "fi") -> str:
    """A short value (a title, a cell of a table) without listed names and identifiers."""
    return pseudonymise(value, names=names, language=language).text


def tells_a_name(file_name: str, names: NameList) -> bool:
    """Whether a file's name holds a listed name, in any form and any case, or an identity code, phone or e-mail.

    >>> from verko.privacy.names import Name
    >>> tells_a_name("haastattelu_sirkun_2019", NameList((Name("Sirkku"),))), tells_a_name("R01", NameList())
    (True, False)
    """
    words = re.sub(r"[_\W]+", " ", file_name)
    told = {hit.category for hit in identifiers(file_name)} & {"identity_code", "phone", "email"}
    return bool(names.find(words, any_case=True) or told)


def without_capitals(text: str) -> bool:
    """True when a text of some length has next to no capitals: names cannot be told from other words by form.

    >>> without_capitals("sitten me mentiin sinne ja " * 20), without_capitals("Sitten me mentiin. " * 20)
    (True, False)
    """
    some = len(text) // 400 + 1  # capitals of which no text of this length has few
    found = islice(_CAPITAL_WORD.finditer(text), some)
    capitals = sum(match.group()[0].isupper() for match in found)
    if capitals == some:
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 50 and capitals < len(words) / 200


def _listed(text: str, names: NameList, language: str) -> list[Replacement]:
    found = names.find(text, any_case=without_capitals(text))
    return [
        Replacement(hit.start, hit.end, hit.name.written(hit.case, language), hit.name.kind, "listed name")
        for hit in found
    ]


def _by_pattern(text: str, language: str) -> list[Replacement]:
    words = {category: labels.get(language, labels["fi"]) for category, labels in CATEGORIES.items()}
    return [
        Replacement(hit.start, hit.end, f"[{words[hit.category]}]", hit.category, "pattern")
        for hit in identifiers(text)
    ]


def _without_overlap(text: str, found: list[Replacement]) -> list[Replacement]:
    """Earlier in the list wins, except that a wider hit of a later kind (an e-mail around a name) takes it in."""
    covered, kept = bytearray(len(text)), []
    patterns = [hit for hit in found if hit.rule == "pattern"]
    inside = _inside(text, patterns)
    for hit in found:
        swallowed = hit.rule == "listed name" and all(inside[hit.start : hit.end])
        if hit.start == hit.end or swallowed or any(covered[hit.start : hit.end]):
            continue
        covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _inside(text: str, hits: list[Replacement]) -> bytearray:
    inside = bytearray(len(text))
    for hit in hits:
        inside[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    return inside
