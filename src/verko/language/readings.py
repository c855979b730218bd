"""What a Finnish word form may be: forms of the dictionary, with clitics, possessive suffixes, compounds and speech."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verko.language.lexicon import BEFORE_POSSESSIVE, Form, lexicon
from verko.language.speech import close_forms, loose_forms

CLITICS = (
    "kaan", "kään", "kaas", "kääs", "kin", "kos", "kös", "han", "hän", "pas", "päs", "pa", "pä", "ko", "kö", "ki",
)  # fmt: skip
POSSESSIVES = {"nsa": "3", "nsä": "3", "mme": "1", "nne": "2", "ni": "1", "si": "2"}
NOMINAL = frozenset("nNaouP")
MODIFYING = frozenset({"", "+sg+nom", "+sg+gen", "+pl+gen", "+nom"})
_PREFIXES = """
epä perus yli ali esi jälki etu taka ala ylä sisä ulko lähi kauko poikki ympäri uudelleen keski itse yhteis yhdys eri
koko moni puoli täys täysi pika video audio bio geo mikro makro multi super hyper anti pseudo neo pre post ex inter
intra kvasi mega mini ultra semi tele auto eko sosio psyko neuro aero hydro agro euro foto elektro pien suur uus vanha
viher kanta nyky alku loppu väli irti pois läpi maahan mukaan kansain monen muun
"""
PREFIXES = frozenset(_PREFIXES.split())
SHORTEST = 3


class Reading(NamedTuple):
    """One way to read a form. marks: what had to be assumed; effort: how unlikely the parts of a compound are."""

    form: Form
    marks: tuple[str, ...] = ()
    effort: float = 0.0


def readings(word: str) -> list[Reading]:
    """All readings of a word in small letters that the dictionary supports, the plainest kind alone.

    >>> sorted({reading.form.lemma for reading in readings("talossammekin")})
    ['talo']
    >>> readings("vertaisryhmätoiminnasta")[0].form.lemma, readings("ihmisii")[0].form.lemma
    ('vertaisryhmätoiminta', 'ihminen')
    """
    return inflected(word) or compounds(word) or spoken(word)


@lru_cache(maxsize=20_000)
def inflected(word: str) -> list[Reading]:
    """Readings as one word, with a possessive suffix and one clitic at most."""
    found = list(_without_clitic(word))
    for clitic in CLITICS:
        base = word.removesuffix(clitic)
        if base != word and len(base) > 1:
            mark = "clitic" if len(clitic) > 2 or clitic in ("ko", "kö") else "rare clitic"
            found += [reading._replace(marks=(*reading.marks, mark)) for reading in _without_clitic(base)]
    if len(word) > 4 and word.endswith("s") and not found:
        asked = [reading for reading in _without_clitic(word[:-1]) if reading.form.kind in "drcv"]
        found += [reading._replace(marks=(*reading.marks, "rare clitic")) for reading in asked]
    return found


def _without_clitic(word: str) -> Iterator[Reading]:
    for form in lexicon().forms(word):
        if not form.tag.endswith(BEFORE_POSSESSIVE):
            yield Reading(form)
    for ending, person in POSSESSIVES.items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield from _possessed(word[: -len(ending)], f"possessive {person}")
    if len(word) > 4 and word[-1] == "n" and word[-2] == word[-3]:  # talossa-an, taloksi: talokse-en
        for reading in _possessed(word[:-2], "possessive 3"):
            if reading.form.tag.removesuffix(BEFORE_POSSESSIVE)[-3:] not in ("nom", "gen", "ill"):
                yield reading


def _possessed(stem: str, mark: str) -> Iterator[Reading]:
    for form in lexicon().forms(stem):
        if form.tag.endswith(BEFORE_POSSESSIVE):
            yield Reading(form._replace(tag=form.tag.removesuffix(BEFORE_POSSESSIVE)), (mark,))


@lru_cache(maxsize=2_000)
def compounds(word: str) -> list[Reading]:
    """Readings as a compound of two or three parts, of which only the last is inflected."""
    found = []
    for cut in range(2, len(word) - 2):
        first, last = word[:cut], word[cut:]
        effort = _modifying(first)
        for reading in inflected(last) if effort is not None else ():
            form = reading.form
            derived = form.kind == "v" and any(part in form.tag for part in ("part_", "inf4", "deriv"))
            if form.kind in "nNa" or derived:
                short = 1.0 if len(last) < 4 and len(form.lemma) < 4 else 0.0
                whole = form._replace(lemma=first + form.lemma)
                found.append(Reading(whole, (*reading.marks, "compound"), effort + short))
    return found


@lru_cache(maxsize=50_000)
def _modifying(first: str) -> float | None:
    """How unlikely `first` is as the beginning of a compound; None where it is no word, nor two."""
    if (effort := _one_modifier(first)) is not None:
        return effort + 0.7
    pairs = [
        (_one_modifier(first[:cut]), _one_modifier(first[cut:])) for cut in range(2, len(first) - 2) if len(first) >= 5
    ]
    efforts = [one + two for one, two in pairs if one is not None and two is not None]
    return min(efforts) + 1.4 if efforts else None


@lru_cache(maxsize=50_000)
def _one_modifier(first: str) -> float | None:
    if first in PREFIXES:
        return 0.0
    efforts = [effort for form in lexicon().forms(first) if (effort := _as_modifier(form, first)) is not None]
    if first.endswith("s") and any(form.lemma == f"{first[:-1]}nen" for form in lexicon().forms(f"{first[:-1]}nen")):
        efforts.append(0.2)
    return min(efforts) if efforts else None


def _as_modifier(form: Form, first: str) -> float | None:
    if form.kind in NOMINAL | {"p"} and (form.tag in MODIFYING or form.kind == "u"):
        effort = 0.0 if form.tag in ("+sg+nom", "") else 0.3
        return effort + (1.0 if form.kind in "pP" else 0.0) + (1.0 if len(first) < SHORTEST + 1 else 0.0)
    return 1.5 if form.kind == "d" and len(first) > SHORTEST else None


def spoken(word: str) -> list[Reading]:
    """Readings as a spoken form: one change of sound away from a written one, two where one explains nothing."""
    for mark, forms, read in (
        ("spoken", close_forms, inflected),
        ("loosely spoken", loose_forms, inflected),
        ("spoken", close_forms, compounds),
    ):
        if found := [_marked(reading, mark) for form in forms(word) for reading in read(form)]:
            return found
    return []


def _marked(reading: Reading, mark: str) -> Reading:
    return reading._replace(marks=(*reading.marks, mark))
