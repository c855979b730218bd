"""What word lists say of a Finnish word with a capital: an ordinary word, a name, a first name, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from verko.language.plain import PlainAnalyser, particles
from verko.privacy.forms import case_forms

_PLACES = (
    "mäki", "niemi", "lahti", "järvi", "koski", "salo", "saari", "kangas", "ranta", "vaara", "harju", "joki", "oja",
    "pelto", "kylä", "aho", "lampi", "vuori", "kallio", "korpi", "virta", "silta", "luoto", "nummi", "rinne",
)  # fmt: skip
_ORDINARY_END = re.compile(
    r"(?:(?:t[uy]|neen|n[uy]t)(?:aan|ään|ani|äni|asi|äsi)|[ei]mm(?:at|ät|ist[aä]|iss[aä]|[aä]n)|(?:lu|ly)je[nt]"
    r"|[aeiouyäö]t[uy](?:jen|ist[aä]|ille|t)|(?:neis)?uus|(?:neis)?yys|(?:ttav|ttäv)[aä]\w{0,4}|(?:ma|mä)tt?om\w{0,5}"
    r"|(?:va|vä)t|k(?:aa|ää)(?:s|mme)|isi(?:n|t|mme)?k[oö])$"
)
"""Ends of verb forms and derived words, which names do not have: Päästyään, Halvimmat, Saatujen."""
_WORDS_TOO = frozenset({
    "pian", "sama", "samaa", "ainoa", "ainoan", "anna", "annan", "alan", "totta", "johan", "sade", "uskon", "usko",
    "kaino", "ilta", "maa", "koira", "aurinko", "taivas", "hevonen", "suomalainen", "pohja", "veli", "silmä", "lehti",
    "kivi", "meri", "tuuli", "pilvi", "metsä", "järvi", "mies", "äiti", "isä", "poika", "tyttö", "lapsi", "koti",
})  # fmt: skip
"""Ordinary words that lists of names hold too: at the beginning of a sentence they are seldom a name."""
_CASES_THAT_BEGIN = frozenset({"nominative", "genitive", "partitive", "adessive", "ablative", "allative"})
_CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän|pa|pä|ks|kos|kös)$")
_POSSESSIVE = re.compile(r"(?:ni|si|nsa|nsä|mme|nne|(?<=a)an|(?<=ä)än)$")


@lru_cache(maxsize=200_000)
def common_word(word: str) -> bool:
    """Whether the word in small letters is an ordinary word, a compound of such, or one with a clitic.

    >>> common_word("Ryhmissäkin"), common_word("Ilpon")
    (True, False)
    """
    small, analyser = word.casefold(), _analyser()
    if analyser.common(small) or _ORDINARY_END.search(small):
        return True
    if small.endswith(("sti", "minen", "mista", "misen")) and not listed_name(word):
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
def first_name_forms() -> frozenset[str]:
    """Common first names in the cases in which a sentence often begins with one, in small letters.

    >>> "sirkulla" in first_name_forms(), "sirkus" in first_name_forms()
    (True, False)
    """
    listed = resources.files("verko.privacy").joinpath("first_names.txt").read_text(encoding="utf-8")
    names = [name for line in listed.splitlines() if not line.startswith("#") for name in line.split()]
    forms = {form.casefold() for name in names for form, case in case_forms(name).items() if case in _CASES_THAT_BEGIN}
    return frozenset(forms - particles() - _WORDS_TOO)


@lru_cache(maxsize=1)
def _analyser() -> PlainAnalyser:
    return PlainAnalyser("fi")


def name_by_itself(word: str) -> bool:
    """A first name in its base form that is also an ordinary word (Kaisa, Mikko): the list holds both as they are."""
    small = word.casefold()
    return small not in _WORDS_TOO and _analyser().lemma_of(word) == word and _analyser().lemma_of(small) == small


def lemma_in_list(word: str) -> str | None:
    """What the word list says of the word in small letters; None where it does not hold it.

    >>> lemma_in_list("Komission"), lemma_in_list("Zorbertin")
    ('komissio', None)
    """
    return _analyser().lemma_of(word.casefold())


@lru_cache(maxsize=100_000)
def common_english(word: str) -> bool:
    """Whether the word in small letters is an ordinary English word.

    >>> common_english("Family"), common_english("Tuulikki")
    (True, False)
    """
    return _english().common(word.casefold().split("-")[0])


@lru_cache(maxsize=1)
def _english() -> PlainAnalyser:
    return PlainAnalyser("en")
