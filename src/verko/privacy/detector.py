"""Words that may be names though nobody has listed them: for a person to decide on, not to be replaced unseen.

Finnish writes names with a capital and other words without, so a capital inside a sentence tells a lot; at the
beginning of a sentence a word is suspect when no word list knows it, or when it is a name elsewhere in the text.
A text without capitals cannot be searched this way: `without_capitals` tells such a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verko.language.stopwords import is_stop_word
from verko.privacy.sentences import Word, shouted, words_of
from verko.privacy.wordlists import (
    common_english,
    common_word,
    first_name_forms,
    lemma_in_list,
    listed_name,
    name_by_itself,
)

_INITIAL = re.compile(r"[A-ZÅÄÖ]\Z")
_ACRONYM = re.compile(r"[A-ZÅÄÖ0-9&]{2,6}(?:[:-][a-zåäö]+)?\Z|[A-Za-z]:\w+\Z|[A-ZÅÄÖ]-[a-zåäö]+|.*\d")
_ROMAN = re.compile(r"[IVX]{1,5}(?::\w+)?\Z")
_NOBLE = frozenset({"von", "van", "de", "der", "den", "af", "da", "di", "du", "al", "bin", "ibn"})
_LINKS = _NOBLE | {"la", "le", "del", "ten", "y", "i"}
_INITIALS = re.compile(r"[A-ZÅÄÖ](?:\.?-[A-ZÅÄÖ])?\Z")
_SURNAME_IN_CAPITALS = re.compile(r"[A-ZÅÄÖÉ]{4,}(?:-[A-ZÅÄÖÉ]{3,})?\Z")
_DOUBLE = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+-[A-ZÅÄÖ][a-zåäöé]+\Z")
_MARKS = "\"”“»«'’"
_OPENING, _CLOSING = re.compile(r"\s*[\"”“»«'’]\s*"), re.compile(r"\s*[.,]?\s*[\"”“»«'’]\s*")
_TITLES = frozenset({
    "herra", "rouva", "neiti", "arvoisa", "puheenjohtaja", "varapuheenjohtaja", "komissio", "neuvosto", "parlamentti",
    "valiokunta",
})  # fmt: skip
_ENGLISH_CAPITALS = frozenset({
    "i", "ok", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "english",
    "finnish", "swedish", "finland", "finns", "european", "christmas", "easter", "god", "internet", "mr", "mrs", "ms",
    "dr",
})  # fmt: skip
"""Words that English writes with a capital and that are nobody's name."""
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Suspect:
    """One word that may be a name: code points start..end and why.

    reason: inside (a capital in a sentence), listed (the word list holds it as a name only), unknown (no list holds
    it), first_name (a first name and an ordinary word), double (both parts with a capital), elsewhere (a name elsewhere
    in the text), beside (next to one).
    """

    start: int
    end: int
    reason: str


def suspects(text: str, language: str = "fi") -> list[Suspect]:
    """Words of a Finnish or English text that may be names, in order. Words in [brackets] and acronyms are none.

    >>> text = "Kuusi tuli Eskolanmäen kanssa. Eskolanmäki sanoi niin."
    >>> [text[word.start:word.end] for word in suspects(text)]
    ['Eskolanmäen', 'Eskolanmäki']
    >>> text = "Then I met Tuulikki Oja. The family lived in Kuvitteela."
    >>> [text[word.start:word.end] for word in suspects(text, "en")]
    ['Tuulikki', 'Oja', 'Kuvitteela']
    """
    loud = shouted(text)
    found = [word for word in words_of(text) if not (word.capital and loud[word.start])]
    rules = _FINNISH if language == "fi" else _ENGLISH
    reasons = {
        number: "inside"
        for number, word in enumerate(found)
        if word.capital and not word.first and rules.inside(word.text)
    }
    stems = {_stem(found[number].text) for number in reasons if not rules.common(found[number].text)}
    for number, word in enumerate(found):
        if word.capital and word.first and (reason := rules.first(found, number, reasons, stems)):
            reasons[number] = reason
    _add_beside(found, reasons)
    words = [Suspect(found[number].start, found[number].end, reason) for number, reason in sorted(reasons.items())]
    return _with_nicknames(text, words)


def _suspect_inside(word: str) -> bool:
    if _ACRONYM.match(word) or _INITIAL.match(word) or _ROMAN.match(word):
        return False
    in_capitals = len(word) > 1 and word.isupper() and common_word(word)
    titled = lemma_in_list(word) in _TITLES
    return not (in_capitals or titled or is_stop_word(word, "fi"))


def _reason_first(found: Sequence[Word], number: int, reasons: dict[int, str], stems: set[str]) -> str:
    """Why a word that begins a sentence is suspect; empty where it is not."""
    word = found[number].text
    if _ACRONYM.match(word) or _ROMAN.match(word) or is_stop_word(word, "fi") or len(word) < 3:
        return ""
    if not common_word(word):
        return _unknown(word, found[number + 1] if number + 1 < len(found) else None)
    if _stem(word) in stems:
        return "elsewhere"
    if _DOUBLE.match(word):
        return "double"
    follows = found[number + 1] if number + 1 < len(found) else None
    named = follows is not None and follows.near and reasons.get(number + 1) == "inside"
    if named and listed_name(word):
        return "beside"
    return "first_name" if word.casefold() in first_name_forms() or name_by_itself(word) else ""


def _unknown(word: str, follows: Word | None) -> str:
    """Why a word that no list holds as an ordinary one is suspect; a short one (Hei, Nam) only before a capital."""
    if listed_name(word):
        return "listed"
    short = len(word) < 4 and word.casefold() not in first_name_forms()
    return "" if short and not (follows and follows.near and follows.capital) else "unknown"


def _add_beside(found: Sequence[Word], reasons: dict[int, str]) -> None:
    """Initials before a name, small words before or inside one (von, de), surnames in capitals and numerals after one.

    From the last word to the first, so that a chain is followed to its beginning: J. K. Oja, van den Oja.
    """
    for number in reversed(range(len(found))):
        word = found[number]
        if number in reasons:
            continue
        after = number + 1 in reasons and found[number + 1].near
        before = number - 1 in reasons and word.near
        link = after and word.text.casefold() in _LINKS and (before or word.text.casefold() in _NOBLE)
        little = after and word.capital and not word.first and is_stop_word(word.text, "fi")  # Kai, Te: a name here
        if (after and _INITIAL.match(word.text)) or (before and _ROMAN.match(word.text)) or link or little:
            reasons[number] = "beside"
        elif word.near and _SURNAME_IN_CAPITALS.match(word.text) and (before or _initial_or_link(found, number - 1)):
            reasons[number] = "beside"
            _add_initials(found, reasons, number - 1)


def _initial_or_link(found: Sequence[Word], number: int) -> bool:
    return number >= 0 and bool(_INITIALS.match(found[number].text) or found[number].text.casefold() in _NOBLE)


def _add_initials(found: Sequence[Word], reasons: dict[int, str], number: int) -> None:
    while number not in reasons and _initial_or_link(found, number):
        reasons[number] = "beside"
        number -= 1


def _with_nicknames(text: str, words: list[Suspect]) -> list[Suspect]:
    """The names; a nickname between two of them goes with its quotation marks, which are part of the name."""
    found = []
    for number, word in enumerate(words):
        before = text[words[number - 1].end : word.start] if number else ""
        after = text[word.end : words[number + 1].start] if number + 1 < len(words) else ""
        if _OPENING.fullmatch(before) and _CLOSING.fullmatch(after):
            start, end = word.start - len(before.lstrip()), word.end + len(after.rstrip())
            found.append(Suspect(start, end, word.reason))
        else:
            found.append(word)
    return found


def _stem(word: str) -> str:
    """The beginning of a word that all its case forms share, roughly: for telling forms of one name together."""
    plain = re.split(r"[:'’]", word.casefold())[0]
    return plain[: max(_SHORTEST_STEM, len(plain) - 3)] if len(plain) > _SHORTEST_STEM else plain


def _inside_english(word: str) -> bool:
    plain = re.split(r"['’]", word)[0].casefold()
    return not (_ACRONYM.match(word) or _INITIAL.match(word) or _ROMAN.match(word) or plain in _ENGLISH_CAPITALS)


def _first_english(found: Sequence[Word], number: int, reasons: dict[int, str], stems: set[str]) -> str:
    """Why a word that begins an English sentence is suspect."""
    word = re.split(r"['’]", found[number].text)[0]
    if len(word) < 3 or not _inside_english(word):
        return ""
    if not common_english(word):
        return "unknown"
    follows = found[number + 1] if number + 1 < len(found) else None
    named = follows is not None and follows.near and reasons.get(number + 1) == "inside"
    if word.casefold() in first_name_forms() and (named or _stem(word) in stems):
        return "first_name"
    return ""


@dataclass(frozen=True)
class _Rules:
    """How a language tells names: inside a sentence, at its beginning, and which words are ordinary ones."""

    inside: Callable[[str], bool]
    first: Callable[[Sequence[Word], int, dict[int, str], set[str]], str]
    common: Callable[[str], bool]


_FINNISH = _Rules(_suspect_inside, _reason_first, common_word)
_ENGLISH = _Rules(_inside_english, _first_english, common_english)
