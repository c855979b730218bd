"""Finnish lemmas: of all readings of a form the likeliest, and a guess by analogy where no dictionary knows the word.

The evidence: the inflecting dictionary (`lexicon`), compounds and the sounds of speech (`readings`), how common a form
of the word class is (`likelihood`), what simplemma's list of forms says, and a short list of forms written by hand.
Lemmas follow the convention of Universal Dependencies: a participle has the lemma of its verb, a comparative that of
its positive; -minen, -ja, -maton and -sti make words of their own.
"""

from __future__ import annotations

import simplemma

from verko.language.guess import guessed
from verko.language.lexicon import Form
from verko.language.likelihood import log_share
from verko.language.plain import exceptions, particles, word_list
from verko.language.readings import Reading, readings

VERSION = 1
"""Rises with every change of a rule or a list that may change a lemma, so that lemmas kept from before are not used."""

MARKS = {
    "clitic": 0.6, "rare clitic": 1.8, "possessive 1": 0.3, "possessive 2": 2.4, "possessive 3": 0.6,
    "compound": 0.9, "spoken": 0.0, "loosely spoken": 0.0,
}  # fmt: skip
"""The price of what a reading assumes."""
TAGS = {
    "+imper": 1.6, "+poten": 2.0, "+ins": 1.5, "+rare": 1.2, "+nstd": 1.5, "+poet": 2.5, "+arch": 2.5, "+dial": 1.0,
    "+optat": 2.0, "+deriv_agent": 0.5, "+part_ma": 0.3, "+inf4": -0.5,
}  # fmt: skip
"""The price of forms that are seldom meant where another reading is at hand."""
KINDS = {"r": -1.2, "c": -0.8, "x": -0.8, "d": 0.0, "i": 1.2}
"""The price of a kind of word: pronouns, conjunctions and adverbs are commoner than their number in the dictionary."""
NAME_MEANT, NAME_UNMARKED = -1.5, 3.0
VOTE = -1.7
COMMONNESS = 0.25
_NAMES = frozenset("pP")


class FinnishAnalyser:
    """The best reading of each form.

    >>> analyser = FinnishAnalyser()
    >>> [analyser.lemma(word, name=False) for word in ("vertaistuesta", "puhuttiin", "nopeammin", "tääl", "meijän")]
    ['vertaistuki', 'puhua', 'nopeasti', 'täällä', 'me']
    >>> analyser.lemma("Kuvitteelassa", name=True)
    'kuvitteela'
    """

    def __init__(self) -> None:
        self.backend = f"verko-fi {VERSION} + simplemma {simplemma.__version__}"

    def lemma(self, word: str, *, name: bool) -> str:
        """The lemma of one word in small letters. name: the word has a capital where no sentence begins."""
        small = word.casefold().strip("-–'’") or word
        if (told := exceptions().get(small)) is not None and not name:
            return told
        if not any(sign.isalpha() for sign in small):
            return small
        if ":" in small:
            return small.split(":")[0] or small
        vote = _vote(word, small, name=name)
        found = readings(small)
        if found and not (name and any("spoken" in mark for mark in found[0].marks)):
            return likeliest(found, name=name, vote=vote).lemma
        return vote or self._unknown(small, name=name)

    def _unknown(self, small: str, *, name: bool) -> str:
        before, hyphen, last = small.rpartition("-")
        if hyphen and last:
            return f"{before}-{self.lemma(last, name=False)}"
        return guessed(small, name=name) or small


def likeliest(found: list[Reading], *, name: bool, vote: str) -> Form:
    """The reading with the lowest price; of equals the shortest lemma, then the first by alphabet."""
    prices = [(price(reading, name=name, vote=vote), len(reading.form.lemma), reading.form) for reading in found]
    return min(prices)[2]


def price(reading: Reading, *, name: bool, vote: str) -> float:
    """How unlikely a reading is, roughly in natural logarithms."""
    form = reading.form
    total = reading.effort + sum(MARKS[mark] for mark in reading.marks)
    total += sum(cost for tag, cost in TAGS.items() if tag in form.tag)
    total += KINDS.get(form.kind, 0.0) - COMMONNESS * log_share(form.kind, form.tag)
    if form.kind in _NAMES:
        total += NAME_MEANT if name else NAME_UNMARKED
    return total + (VOTE if form.lemma == vote else 0.0)


def _vote(word: str, small: str, *, name: bool) -> str:
    """What simplemma's list says of the form as it is written; empty where it does not hold it."""
    listed = word_list("fi")
    told = listed.get(word if name else small) or (listed.get(small) if name else None)
    if told is None and small in particles():
        return small
    return (told or "").casefold()
