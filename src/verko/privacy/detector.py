"""Words that may be names though nobody has listed them: for a person to decide on, not to be replaced unseen.

Finnish writes names with a capital and other words without, so a capital inside a sentence tells a lot; at the
beginning of a sentence a word is suspect when no word list knows it, or when it is a name elsewhere in the text.
A text without capitals cannot be searched this way: `without_capitals` tells such a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verko.language.plain import PlainAnalyser
from verko.language.stopwords import is_stop_word

_TOKEN = re.compile(r"\[[^\[\]\n]{0,60}\]|\([a-zåäö.,?…][^()\n]{0,40}\)|[^\W_]+(?:[-'’:.&][^\W_]+)*|[^\w\s]|\n")
_OPENS = frozenset('.!?…:;"”“»«–—-*•(\n')
_INITIAL = re.compile(r"[A-ZÅÄÖ]\Z")
_ACRONYM = re.compile(r"[A-ZÅÄÖ0-9&]{2,6}(?:[:-][a-zåäö]+)?\Z|[A-Za-z]:\w+\Z")
_ROMAN = re.compile(r"[IVX]{1,5}(?::\w+)?\Z")
_LINKS = frozenset({"von", "van", "de", "der", "den", "af", "da", "di", "la", "le", "bin", "al", "del", "ten"})
_PLACES = (
    "mäki", "niemi", "lahti", "järvi", "koski", "salo", "saari", "kangas", "ranta", "vaara", "harju", "joki", "oja",
    "pelto", "kylä", "aho", "lampi", "vuori", "kallio", "korpi", "virta", "silta", "luoto", "nummi", "rinne",
)  # fmt: skip
_CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän|pa|pä|ks|kos|kös)$")
_POSSESSIVE = re.compile(r"(?:ni|si|nsa|nsä|mme|nne|(?<=a)an|(?<=ä)än)$")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Suspect:
    """One word that may be a name: code points start..end and why.

    reason: inside (a capital in a sentence), listed (the word list holds it as a name only), unknown (no list holds
    it), first_name (a first name and an ordinary word), elsewhere (a name elsewhere in the text), beside (next to one).
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    first: bool  # begins a sentence, a line, a quotation
    near: bool  # only a space or a full stop stands between it and the word before

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def suspects(text: str) -> list[Suspect]:
    """Words of a Finnish text that may be names, in order. Words inside [brackets] and acronyms are none.

    >>> text = "Kuusi tuli Eskolanmäen kanssa. Eskolanmäki sanoi niin."
    >>> [text[word.start:word.end] for word in suspects(text)]
    ['Eskolanmäen', 'Eskolanmäki']
    """
    shouted = _shouted(text)
    found = [word for word in _words(text) if not (word.capital and shouted[word.start])]
    reasons = {
        number: "inside"
        for number, word in enumerate(found)
        if word.capital and not word.first and _suspect_inside(word.text)
    }
    stems = {_stem(found[number].text) for number in reasons if not common_word(found[number].text)}
    for number, word in enumerate(found):
        if word.capital and word.first and (reason := _reason_first(found, number, reasons, stems)):
            reasons[number] = reason
    for number in _beside(found, reasons):
        reasons[number] = "beside"
    return [Suspect(found[number].start, found[number].end, reason) for number, reason in sorted(reasons.items())]


def _words(text: str) -> Iterator[_Word]:
    near, opens = False, True
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign[0].isalnum():
            yield _Word(sign, match.start(), match.end(), opens, near)
            opens = opens and (sign.isdigit() or len(sign) == 1)
            near = True
        else:
            ends = sign[0] in _OPENS and not (sign == "." and _initial_before(text, match.start()))
            opens = ends or (opens and sign[0] in ")[(")
            near = sign == "."


def _initial_before(text: str, at: int) -> bool:
    """A full stop after a single capital: an initial, not the end of a sentence."""
    return at > 0 and text[at - 1].isupper() and (at < 2 or not text[at - 2].isalnum())


def _shouted(text: str) -> bytearray:
    """One byte a character: 1 in lines written in capitals throughout, where a capital tells nothing."""
    marks = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        letters = sum(sign.isalpha() for sign in line.group())
        if letters > 12 and sum(sign.isupper() for sign in line.group()) > 0.6 * letters:
            marks[line.start() : line.end()] = b"\x01" * (line.end() - line.start())
    return marks


def _suspect_inside(word: str) -> bool:
    if _ACRONYM.match(word) or _INITIAL.match(word) or _ROMAN.match(word):
        return False
    shouted = len(word) > 1 and word.isupper() and common_word(word)
    return not (shouted or is_stop_word(word, "fi"))


def _reason_first(found: Sequence[_Word], number: int, reasons: dict[int, str], stems: set[str]) -> str:
    """Why a word that begins a sentence is suspect; empty where it is not."""
    word = found[number].text
    if _ACRONYM.match(word) or _ROMAN.match(word) or is_stop_word(word, "fi") or len(word) < 3:
        return ""
    if not common_word(word):
        return "listed" if listed_name(word) else "unknown"
    if _stem(word) in stems:
        return "elsewhere"
    follows = found[number + 1] if number + 1 < len(found) else None
    named = follows is not None and follows.near and reasons.get(number + 1) == "inside"
    if named and listed_name(word):
        return "beside"
    return "first_name" if _name_by_itself(word) else ""


def _name_by_itself(word: str) -> bool:
    """A first name in its base form that is also an ordinary word (Kaisa, Mikko): the list holds both as they are."""
    return _analyser().lemma_of(word) == word and _analyser().lemma_of(word.casefold()) == word.casefold()


def _beside(found: Sequence[_Word], reasons: dict[int, str]) -> Iterator[int]:
    """Initials before a name, small words inside one (von, de), and numerals after one (II)."""
    for number, word in enumerate(found):
        if number in reasons:
            continue
        after = number + 1 in reasons and found[number + 1].near
        before = number - 1 in reasons and word.near
        initial = after and _INITIAL.match(word.text)
        numeral = before and _ROMAN.match(word.text)
        if initial or numeral or (after and before and word.text.casefold() in _LINKS):
            yield number


def _stem(word: str) -> str:
    """The beginning of a word that all its case forms share, roughly: for telling forms of one name together."""
    plain = re.split(r"[:'’]", word.casefold())[0]
    return plain[: max(_SHORTEST_STEM, len(plain) - 3)] if len(plain) > _SHORTEST_STEM else plain


@lru_cache(maxsize=200_000)
def common_word(word: str) -> bool:
    """Whether the word in small letters is an ordinary word, a compound of such, or one with a clitic.

    >>> common_word("Ryhmissäkin"), common_word("Ilpon")
    (True, False)
    """
    small, analyser = word.casefold(), _analyser()
    if analyser.common(small) or small.endswith(("sti", "minen", "mista", "misen")):
        return True
    if any(len(shorter) > 2 and analyser.common(shorter) for shorter in _without_endings(small)):
        return True
    return len(small) > 6 and not listed_name(word) and _ordinary_compound(analyser.compound(small) or "")


def _without_endings(word: str) -> Iterator[str]:
    """The word without a clitic, and without a possessive ending (mielessäni, päästyään)."""
    shorter = _CLITIC.sub("", word)
    if shorter != word:
        yield shorter
    if (bare := _POSSESSIVE.sub("", shorter)) != shorter:
        yield bare
        yield bare + "n"


def _ordinary_compound(lemma: str) -> bool:
    """Whether a compound is no likely surname or village: those end in a word for a place (Saramäki, Kotiniemi)."""
    return bool(lemma) and not lemma.endswith(_PLACES)


@lru_cache(maxsize=50_000)
def listed_name(word: str) -> bool:
    """Whether the word list holds the word with its capital: a form of a first name, a surname, a place."""
    return _analyser().known(word)


@lru_cache(maxsize=1)
def _analyser() -> PlainAnalyser:
    return PlainAnalyser("fi")
