"""Lemmas from simplemma's word list, for Finnish and English: what is always installed.

For Finnish three kinds of evidence of our own are added: a list of closed-class and spoken forms, compounds
analysed by their last part, and case endings of names that no list knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import simplemma
from simplemma.strategies import LOW_MEMORY_DICTIONARY_FACTORY

_ENDINGS = (  # of names that end in a vowel or take -i-; the longest first
    "issa", "issä", "ista", "istä", "illa", "illä", "ilta", "iltä", "ille", "ssa", "ssä", "sta", "stä", "lla", "llä",
    "lta", "ltä", "lle", "ksi", "iin", "ien", "in", "na", "nä", "ia", "iä", "an", "än", "on", "ön", "un", "yn", "en",
    "a", "ä", "n",
)  # fmt: skip
_VOWELS = "aeiouyäöå"
SHORTEST_PART = 3


class PlainAnalyser:
    """simplemma with evidence of our own.

    >>> analyser = PlainAnalyser("fi")
    >>> [analyser.lemma(word, name=False) for word in ("vertaistuesta", "meijän", "aikana")]
    ['vertaistuki', 'me', 'aika']
    >>> analyser.lemma("Kuvitteelassa", name=True)
    'kuvitteela'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.backend = f"simplemma {simplemma.__version__}" + (" with own rules" if language == "fi" else "")

    def lemma(self, word: str, *, name: bool) -> str:
        """The lemma of one word in small letters. name: the word has a capital where no sentence begins."""
        small = word.casefold().strip("-'’") or word
        if self.language != "fi":
            return _looked_up(word if name else small, self.language).casefold()
        if (told := exceptions().get(small)) is not None:
            return told
        if small in particles() and not name:
            return small
        if ":" in small:
            return small.split(":")[0]
        if name and not (self.known(word) or self.known(small)):
            return _name_lemma(small)
        found = _looked_up(word if name else small, "fi").casefold()
        if found != small or self.known(small):
            return found
        return self.compound(small) or found

    def known(self, word: str) -> bool:
        """Whether the word list holds the word exactly as it is written, capital or not."""
        return word_list(self.language).get(word) is not None or (self.language == "fi" and word in particles())

    def common(self, word: str) -> bool:
        """Whether a word in small letters is an ordinary word: the list holds it, and not as a name written small."""
        lemma = word_list(self.language).get(word)
        return word in particles() if lemma is None else not lemma[:1].isupper()

    def lemma_of(self, word: str) -> str | None:
        """What the word list itself says of a form exactly as it is written; None where it does not hold it."""
        return word_list(self.language).get(word)

    def compound(self, word: str) -> str | None:
        """Analysed by the longest known last part, when what stands before is a word too: vertais-ryhmä-toiminnasta."""
        if "-" in word:
            before, _, last = word.rpartition("-")
            return f"{before}-{self.lemma(last, name=False)}" if last else None
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
            first, last = word[:cut], word[cut:]
            if self.common(last) and self._modifies(first):
                return first + _looked_up(last, "fi").casefold()
        return None

    def _modifies(self, first: str) -> bool:
        """Whether a part can begin a compound: a word, or a word in -nen in its form for compounds (vertais-)."""
        return self.common(first) or (first.endswith("s") and self.common(first[:-1] + "nen"))


@cache
def word_list(language: str) -> Mapping[str, str]:
    """simplemma's own list of forms, by form as it is written; names stand in it with their capital."""
    return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)


@cache
def particles() -> frozenset[str]:
    """Finnish words without inflection, which lists of forms leave out: `particles_fi.txt` beside this file."""
    listed = resources.files("verko.language").joinpath("particles_fi.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


@cache
def exceptions() -> dict[str, str]:
    """Form -> lemma of closed classes and common spoken forms, from `finnish_forms.tsv` beside this file."""
    listed = resources.files("verko.language").joinpath("finnish_forms.tsv").read_text(encoding="utf-8")
    pairs = [line.split("\t") for line in listed.splitlines() if line and not line.startswith("#")]
    return {form: lemma for lemma, forms in pairs for form in forms.split()}


def _looked_up(word: str, language: str) -> str:
    return simplemma.lemmatize(word, lang=language, low_memory=True)


_STEMS = (("se", "nen"), ("kse", "s"))
_AFTER_STEM = ("lla", "llä", "lle", "lta", "ltä", "sta", "stä", "ssa", "ssä", "en", "n")


def _name_lemma(name: str) -> str:
    """An unknown name without its case ending: -nen and -s by their stems, others by the ending alone."""
    for stem, nominative in _STEMS:
        for ending in _AFTER_STEM:
            before = name.removesuffix(stem + ending)
            if before != name and len(before) > 2 and (nominative == "s" or before[-1] in _VOWELS):
                return before + nominative
    for ending in _ENDINGS:
        before = name.removesuffix(ending)
        if before != name and len(before) > 2 and (ending[0] == "i" or before[-1] in _VOWELS):
            return before
    return name
