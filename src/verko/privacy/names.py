"""The study's own list of names to replace, `names.csv`, and where its names stand in a text in any case form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from verko.errors import FileProblem
from verko.intake.decode import decode
from verko.intake.reading import relative, side_file
from verko.privacy.forms import case_forms, in_case, without_clitics
from verko.privacy.spreadsheets import rows_of
from verko.privacy.wordlists import common_word
from verko.study.model import Study

KINDS: dict[str, dict[str, str]] = {
    "person": {"fi": "nimi", "en": "name"},
    "place": {"fi": "paikka", "en": "place"},
    "organisation": {"fi": "organisaatio", "en": "organisation"},
    "municipality": {"fi": "kunta", "en": "municipality"},
    "region": {"fi": "maakunta", "en": "region"},
    "school": {"fi": "koulu", "en": "school"},
    "association": {"fi": "järjestö", "en": "association"},
    "service": {"fi": "palvelu", "en": "service"},
}
"""Kinds of names and the word that stands for a name without a replacement of its own."""

_ONE = r"[^\W_]+(?:['’:&][^\W_]+)*"
_WORD = re.compile(_ONE)
_CAPITAL_WORD = re.compile(rf"(?<![^\W_])(?=[^\W\d_a-zåäö]){_ONE}")
_SMALL_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-ZÅÄÖ][^\W_]{3,}")
_NEXT_WORD = re.compile(rf"(?:[^\S\n]{{1,3}}|\n|-)({_ONE})")


@dataclass(frozen=True)
class Name:
    """One name to replace. replacement: an invented name or a `[category]`; empty for the kind's own word."""

    name: str
    replacement: str = ""
    kind: str = "person"

    def alternatives(self) -> list[Name]:
        """This name, and a name of its own for each diminutive or other name that `name` lists after a `|`.

        >>> [one.name for one in Name("Liisa Oja|Liisu", "Maija").alternatives()]
        ['Liisa Oja', 'Liisu']
        """
        parts = [" ".join(part.split()) for part in self.name.split("|")]
        return [Name(part, self.replacement, self.kind) for part in parts if _WORD.search(part)]

    def written(self, case: str, language: str) -> str:
        """What is written in its place: always in brackets, an invented Finnish name in the case of the old one.

        >>> Name("Liisa Oja", "Maija").written("allative", "fi"), Name("Liisa Oja").written("allative", "fi")
        ('[Maijalle]', '[nimi]')
        """
        if self.replacement.startswith("["):
            return self.replacement
        if not self.replacement:
            return f"[{KINDS[self.kind].get(language, KINDS[self.kind]['fi'])}]"
        if case.startswith("plural") or case == "nominative" or language != "fi":
            return f"[{self.replacement}]"
        return f"[{in_case(self.replacement, case)}]"


@dataclass(frozen=True)
class Found:
    """A listed name in a text: code points start..end, the name, and the case it stands in."""

    start: int
    end: int
    name: Name
    case: str


@dataclass(frozen=True)
class NameList:
    """Names to replace. Longer names win over shorter ones at the same place.

    >>> names = NameList((Name("Sirkku", "Maija"), Name("Kuvitteelan Perhetupa", "[järjestö]", "organisation")))
    >>> [(found.start, found.case) for found in names.find("Sirkulle soitettiin Kuvitteelan Perhetuvalta.")]
    [(0, 'allative'), (20, 'ablative')]
    """

    names: tuple[Name, ...] = ()
    source: str = ""
    _index: dict[str, list[tuple[list[str], Name, str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _indexed(self.names))

    def also(self, names: Iterable[Name]) -> NameList:
        """This list with further names; a name already listed keeps its replacement."""
        known = {name.name.casefold() for name in self.names}
        return NameList((*self.names, *(name for name in names if name.name.casefold() not in known)), self.source)

    def find(self, text: str, *, any_case: bool = False) -> list[Found]:
        """Every place of a listed name, in order, with a capital, or without where it is no ordinary word.

        any_case: without a capital wherever it stands, for texts that have none.
        """
        if not self._index:
            return []
        found: list[Found] = []
        for start, end in self._candidates(text, any_case=any_case):
            if not found or start >= found[-1].end:
                hit = self._at(text, start, end)
                found += [hit] if hit else []
        return found

    def _candidates(self, text: str, *, any_case: bool) -> Iterable[tuple[int, int]]:
        if any_case:
            return (match.span() for match in _WORD.finditer(text))
        spans = [match.span() for match in _CAPITAL_WORD.finditer(text)]
        small = {word for word in self._index.keys() & set(_SMALL_WORD.findall(text)) if not common_word(word)}
        if small:
            spans += [match.span() for match in _SMALL_WORD.finditer(text) if match.group() in small]
        return sorted(spans)

    def _at(self, text: str, start: int, end: int) -> Found | None:
        """The longest listed name that begins with the word start..end."""
        for candidate in without_clitics(text[start:end].casefold()):
            for rest, name, case in self._index.get(candidate, ()):
                last = _followed(text, (start, end), rest)
                if last is not None:
                    return Found(
                        start, last[1], name, _case_of(text[slice(*last)], _WORD.findall(name.name)[-1]) or case
                    )
        return None


def _followed(text: str, word: tuple[int, int], rest: list[str]) -> tuple[int, int] | None:
    """The last word when the words of `rest`, in any form, follow `word`: a space, a hyphen or a line end between."""
    for part in rest:
        match = _NEXT_WORD.match(text, word[1])
        if match is None or not _case_of(match[1], part):
            return None
        word = match.span(1)
    return word


def _case_of(form: str, name: str) -> str:
    """The case in which `form` is a form of the one-word `name`; empty when it is none."""
    return next((_folded(name)[bare] for bare in without_clitics(form.casefold()) if bare in _folded(name)), "")


@lru_cache(maxsize=20_000)
def _folded(word: str) -> dict[str, str]:
    folded: dict[str, str] = {}
    for form, case in case_forms(word).items():
        folded.setdefault(form.casefold(), case)
    return folded


def _indexed(names: Iterable[Name]) -> dict[str, list[tuple[list[str], Name, str]]]:
    """Form of the first word -> the words that must follow, the name, its case; longest names first."""
    index: dict[str, list[tuple[list[str], Name, str]]] = {}
    for name in sorted(names, key=lambda name: (-len(_WORD.findall(name.name)), -len(name.name), name.name)):
        first, *rest = _WORD.findall(name.name)
        for form, case in _folded(first).items():
            index.setdefault(form, []).append((rest, name, case))
    for form, entries in index.items():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1].name.casefold() != form))
    return index


def person_parts(name: Name) -> Iterator[Name]:
    """A person's full name and each part of it that can stand alone, with the same replacement.

    >>> [part.name for part in person_parts(Name("Liisa Oja"))]
    ['Liisa Oja', 'Liisa', 'Oja']
    """
    yield name
    parts = name.name.split()
    if name.kind == "person" and len(parts) > 1:
        yield from (Name(part, name.replacement, name.kind) for part in parts if len(part) > 2)


def load_names(study: Study) -> NameList:
    """All names to replace in a study: its own list, then those that a person has decided on in the review list."""
    from verko.privacy.review import decisions  # the list of names is the ground that reviewing stands on

    return listed_names(study).also(decisions(study).names)


def listed_names(study: Study) -> NameList:
    """The names of the file that `privacy.names` in study.yml points to; an empty list where there is none.

    Columns: name (diminutives and other names of the same after a `|`), replacement (an invented name, or a
    `[category]`), kind (one of KINDS; person where empty). Raises FileProblem with the row of a problem, and never
    prints the name itself.
    """
    if study.privacy.names is None:
        return NameList()
    path = side_file(study, study.privacy.names)
    try:
        text = decode(path.read_bytes()).text
    except ValueError as error:
        raise FileProblem(relative(study, path), "", str(error)) from None
    header, rows = rows_of(text)
    if "name" not in header:
        raise FileProblem(relative(study, path), 1, "has no column 'name': columns are name,replacement,kind")
    names = [_name_of(relative(study, path), number, row) for number, row in enumerate(rows, start=2)]
    alternatives = [one for name in names if name for one in name.alternatives()]
    return NameList(()).also(part for name in alternatives for part in person_parts(name))


def _name_of(file: str, number: int, row: dict[str, str]) -> Name | None:
    name = " ".join((row.get("name") or "").split())
    kind = (row.get("kind") or "person").casefold()
    if kind not in KINDS:
        raise FileProblem(file, number, f"kind is not one of {', '.join(KINDS)}")
    return Name(name, (row.get("replacement") or "").strip(), kind) if _WORD.search(name) else None
