"""Finnish lemmas from Voikko's analyses, for comparison: libvoikko where it loads, else pyvoikko, with rules of ours.

Both give the same analyses; pyvoikko is GPL and therefore an extra that a user installs knowingly. Lemmas follow
the convention of Universal Dependencies: a participle has the lemma of its verb, -minen and -sti forms are their own.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata

from verko.language.plain import PlainAnalyser, exceptions, particles, word_list

_NAMES = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
_CLOSED = frozenset({"seikkasana", "sidesana", "asemosana", "suhdesana", "huudahdussana", "kieltosana"})
_VERB_BASE = re.compile(r"\[Lt\](?:\[[A-Za-z]+\])*\[Xp\](.*?)\[X\]([^\[]*)")
_CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän)$")
_MINEN_STEM = re.compile(r"\[X\]([^\[]*)\[Tn4\]")


@dataclass(frozen=True)
class Reading:
    """One reading of a form, the same from either library. kind: word class in Finnish; parts: of a compound."""

    base: str
    kind: str
    mood: str
    participle: str
    case: str
    possessive: str
    output: str

    @property
    def parts(self) -> int:
        return self.output.count("[Bc]") + 1


Analyse = Callable[[str], list[Reading]]


class VoikkoAnalyser:
    """The best reading of each form, or what the plain analyser says where Voikko knows none."""

    def __init__(self, analyse: Analyse, backend: str) -> None:
        self._analyse, self._plain = analyse, PlainAnalyser("fi")
        self.backend = f"{backend} with own rules and {self._plain.backend.split(' with')[0]}"

    def lemma(self, word: str, *, name: bool) -> str:
        """The lemma of one word in small letters."""
        small = word.casefold().strip("-'’") or word
        if (told := exceptions().get(small)) is not None and not name:
            return told
        if small in particles() and not name:
            return small
        readings = self._analyse(small)
        if not readings:
            return self._plain.lemma(word, name=name)
        vote = word_list("fi").get(word if name else small) or ""
        best = min(readings, key=lambda reading: _penalty(reading, small, name=name, vote=vote.casefold()))
        return lemma_of(best, small)


def lemma_of(reading: Reading, form: str) -> str:
    """The lemma of a reading by the convention of Universal Dependencies.

    >>> doing = Reading("tekevä", "laatusana", "", "present_active", "omanto", "", "[Lt][Xp]tehdä[X]teke[Ll]v")
    >>> lemma_of(doing, "tekevien")
    'tehdä'
    """
    if reading.participle and not _is_adjective(reading.base) and (verb := _VERB_BASE.findall(reading.output)):
        return verb[-1][0].replace("=", "").casefold()
    if reading.mood == "MINEN-infinitive" and (stem := _MINEN_STEM.search(reading.output)):
        return f"{stem[1]}minen".replace("=", "").casefold()
    if reading.kind == "seikkasana":
        return _CLITIC.sub("", form) if len(form) > 5 else form
    if reading.case == "kerrontosti" and "sti" in form:
        return form[: form.rindex("sti") + 3]
    return reading.base.replace("=", "").replace("--", "-").casefold()


def _is_adjective(base: str) -> bool:
    """A participle that has become an adjective: the word list holds and compares it (merkittävä, merkittävämpi)."""
    return word_list("fi").get(base) == base and word_list("fi").get(f"{base[:-1]}{base[-1]}mpi") is not None


def _penalty(reading: Reading, form: str, *, name: bool, vote: str) -> float:
    """The lower the likelier: names where a capital says so, few parts, common forms, and simplemma's opinion."""
    named = reading.kind in _NAMES
    penalty = 0.3 * reading.parts
    penalty += (-2.0 if named else 0.5) if name else (3.0 if named else 0.0)
    penalty += 1.5 * (reading.mood in ("imperative", "potential"))
    penalty += 2.0 * reading.possessive.startswith("2")
    penalty += 1.5 * (reading.case == "keinonto")
    penalty -= 0.7 * (reading.kind in _CLOSED)
    return penalty - 1.2 * (bool(vote) and lemma_of(reading, form) == vote)


def installed_voikko() -> VoikkoAnalyser | None:
    """Voikko as it is installed here; None where neither library loads."""
    return _libvoikko() or _pyvoikko()


def _libvoikko() -> VoikkoAnalyser | None:
    try:
        library = importlib.import_module("libvoikko")
        voikko = library.Voikko("fi")
        version = voikko.getVersion()
    except Exception:  # absent, or without its dictionary: each kind of failure means "not here"
        return None

    def analyse(form: str) -> list[Reading]:
        return [_from_mapping(found) for found in voikko.analyze(form)]

    return VoikkoAnalyser(analyse, f"libvoikko {version}")


def _pyvoikko() -> VoikkoAnalyser | None:
    try:
        importlib.import_module("kfst_rs")  # without it pyvoikko is ten times slower than its own peer
        library = importlib.import_module("pyvoikko")
        version = metadata.version("pyvoikko")
    except Exception:
        return None

    def analyse(form: str) -> list[Reading]:
        return _distinct(_from_object(found) for found in library.analyse(form))

    return VoikkoAnalyser(analyse, f"pyvoikko {version}")


def _from_mapping(found: dict[str, str]) -> Reading:
    return Reading(
        found.get("BASEFORM", ""), found.get("CLASS", ""), found.get("MOOD", ""), found.get("PARTICIPLE", ""),
        found.get("SIJAMUOTO", ""), found.get("POSSESSIVE", ""), found.get("FSTOUTPUT", ""),
    )  # fmt: skip


def _from_object(found: object) -> Reading:
    told = {name: getattr(found, name, None) or "" for name in
            ("BASEFORM", "CLASS", "MOOD", "PARTICIPLE", "SIJAMUOTO", "POSSESSIVE", "FSTOUTPUT")}  # fmt: skip
    return _from_mapping(told)


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    return list(dict.fromkeys(readings))
