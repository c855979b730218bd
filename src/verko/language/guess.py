"""The lemma of a Finnish word that no dictionary has: the paradigm that words with such an ending follow."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from verko.language.lexicon import Form, Lexicon, Paradigm, lemma_ending, lexicon
from verko.language.likelihood import log_share

LONGEST = 6
LETTER = 2.6
"""What each letter of a lemma costs: letters that the paradigm explains need not be guessed."""
ATTESTED = 1.8
"""What each letter of the lemma's end is worth that words of the paradigm share."""
UNATTESTED = 4.0
"""The price of a paradigm whose words never end like this one."""
FEWEST = 4
PRODUCTIVE = (
    "oida", "öidä", "ata", "ätä", "ella", "ellä", "ttaa", "ttää", "staa", "stää", "eta", "etä", "ota", "ötä",
    "ua", "yä",
)  # fmt: skip
"""Ends of verbs that come into the language; others are all in the dictionary."""


class Guess(NamedTuple):
    """One lemma that a word may have, the likelier the higher the score."""

    score: float
    form: Form


class Guesser:
    """Guesses by analogy with a dictionary.

    >>> guesser().best("kluivertille", name=True), guesser().best("iglesiaksessa", name=True)
    ('kluivert', 'iglesias')
    >>> guesser().best("someterapioihin", name=False)
    'someterapia'
    """

    def __init__(self, words: Lexicon) -> None:
        self._paradigms = [paradigm for paradigm in words.paradigms if _is_open(paradigm)]
        self._by_ending: dict[str, dict[str, list[tuple[int, str, float]]]] = defaultdict(lambda: defaultdict(list))
        self._ends: dict[str, Counter[int]] = defaultdict(Counter)
        for place, paradigm in enumerate(self._paradigms):
            for ending, tags in paradigm.tags.items():
                if likely := _likeliest(paradigm.kind, tags):
                    self._by_ending[ending][paradigm.ending].append((place, *likely))
            for stem in paradigm.stems:
                lemma = stem + paradigm.ending
                for size in range(1, LONGEST + 1):
                    self._ends[lemma[-size:]][place] += 1

    def best(self, word: str, *, name: bool) -> str | None:
        """The likeliest lemma of a word in small letters; None for a word of one or two letters or with signs in it."""
        found = self.guesses(word, name=name)
        return found[0].form.lemma if found else None

    def guesses(self, word: str, *, name: bool) -> list[Guess]:
        """All lemmas the word may have, the likeliest first. name: it has a capital where no sentence begins."""
        if len(word) < 3 or not word.isalpha():
            return []
        best: dict[str, Guess] = {}
        for guess in self._all(word, name=name):
            if guess.form.lemma not in best or guess > best[guess.form.lemma]:
                best[guess.form.lemma] = guess
        return sorted(best.values(), reverse=True)

    def _all(self, word: str, *, name: bool) -> Iterator[Guess]:
        for cut in range(len(word), 1, -1):
            for lemma_end, candidates in self._by_ending.get(word[cut:], {}).items():
                lemma = word[:cut] + lemma_end
                ends = self._ends_of(lemma)
                for place, tag, log_prior in candidates:
                    paradigm = self._paradigms[place]
                    if _is_possible(paradigm.kind, lemma, name=name):
                        score = log_prior + _preference(paradigm.kind, name=name)
                        score += _likeness(ends, place, min(len(lemma_end) + 2, len(lemma))) - LETTER * len(lemma)
                        yield Guess(score, Form(word[:cut] + lemma_ending(paradigm, tag), paradigm.kind, tag))

    def _ends_of(self, lemma: str) -> list[Counter[int]]:
        """How many words of each paradigm end as the lemma does: in its last letter, its last two, and so on."""
        found = []
        for size in range(1, min(LONGEST, len(lemma)) + 1):
            if (known := self._ends.get(lemma[-size:])) is None:
                break
            found.append(known)
        return found


def _likeness(ends: list[Counter[int]], place: int, needed: int) -> float:
    """How well a lemma with these ends fits among the words of a paradigm."""
    best, attested = -20.0, 0
    for size, counts in enumerate(ends, start=1):
        known = counts.get(place)
        if known is None:
            break
        best, attested = max(best, math.log(known - 0.7) + ATTESTED * size), size
    return best - (UNATTESTED if attested < needed else 0.0)


def _is_open(paradigm: Paradigm) -> bool:
    return paradigm.kind in "npav" and len(paradigm.stems) >= FEWEST


def _likeliest(kind: str, tags: tuple[str, ...]) -> tuple[str, float] | None:
    marked = ("rare", "nstd", "poet", "dial", "+s")
    usual = [tag for tag in tags if not any(mark in tag.split("+") or tag.endswith(mark) for mark in marked)]
    return max(((tag, log_share(kind, tag)) for tag in usual), key=lambda one: one[1], default=None)


def _is_possible(kind: str, lemma: str, *, name: bool) -> bool:
    if len(lemma) < 3 or (name and kind in "va"):
        return False
    return kind != "v" or (len(lemma) > 4 and lemma.endswith(PRODUCTIVE))


def _preference(kind: str, *, name: bool) -> float:
    return {"n": -1.5}.get(kind, 0.0) if name else {"p": -1.0, "v": -1.0, "a": -0.5}.get(kind, 0.0)


@cache
def guesser() -> Guesser:
    """The guesser of the dictionary, made where the first unknown word is met (half a second)."""
    return Guesser(lexicon())


@lru_cache(maxsize=2_000)
def guessed(word: str, *, name: bool) -> str | None:
    """The likeliest lemma of an unknown word in small letters.

    >>> guessed("Arduinolla".casefold(), name=True)
    'arduino'
    """
    return guesser().best(word, name=name)
