"""Words to lemmas, with the analyser that made them on record and a cache of every type once seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import pandas as pd

from verko.errors import FileProblem
from verko.language.finnish import FinnishAnalyser
from verko.language.plain import PlainAnalyser
from verko.language.stopwords import FOLDER, LANGUAGES, is_stop_word, lines_of_list, use_stop_words
from verko.language.tokens import Token, sentences, words
from verko.store import write_atomically


class Analyser(Protocol):
    """Something that gives the lemma of one word."""

    backend: str

    def lemma(self, word: str, *, name: bool) -> str:
        """The lemma in small letters. name: the word has a capital where no sentence begins."""
        ...


@dataclass(frozen=True)
class Lemma:
    """One word in a text with its lemma."""

    token: Token
    lemma: str


class Lemmatiser:
    """Lemmas of one language by one analyser.

    >>> lemmatiser = Lemmatiser("fi", PlainAnalyser("fi"))
    >>> [found.lemma for found in lemmatiser.lemmas("Vertaistuesta puhuttiin ryhmissä.")]
    ['vertaistuki', 'puhua', 'ryhmä']
    """

    def __init__(self, language: str, analyser: Analyser) -> None:
        self.language, self.analyser = language, analyser
        self.types: dict[tuple[str, bool], str] = {}
        self.corrections: Mapping[str, str] = {}

    @property
    def backend(self) -> str:
        """Which analyser made the lemmas, to be recorded beside every count."""
        return self.analyser.backend

    def lemma(self, word: str, *, name: bool = False) -> str:
        """The lemma of one word, as the study corrects it if it does."""
        if self.corrections and (told := self.corrections.get(word.casefold())) is not None:
            return told
        key = (word if name else word.casefold(), name)
        if key not in self.types:
            self.types[key] = self.analyser.lemma(*key[:1], name=name) or word.casefold()
        return self.types[key]

    def lemmas(self, text: str) -> list[Lemma]:
        """Every word of a text with its lemma; a capital counts as a name's only inside a sentence."""
        firsts = _first_words(text)
        return [
            Lemma(token, self.lemma(token.text, name=token.text[0].isupper() and token.start not in firsts))
            for token in words(text)
        ]

    def content(self, text: str) -> list[Lemma]:
        """The words that carry content: no function words, digits, single letters, nor words inside [brackets]."""
        return [found for found in self.lemmas(text) if self._has_content(found, text)]

    def _has_content(self, found: Lemma, text: str) -> bool:
        token = found.token
        if len(token.text) < 2 or is_stop_word(token.text, self.language) or is_stop_word(found.lemma, self.language):
            return False
        opened, closed = text.rfind("[", 0, token.start), text.rfind("]", 0, token.start)
        return opened <= closed or token.start - opened > 40


def _first_words(text: str) -> set[int]:
    return {start + words(text[start:end])[0].start for start, end in sentences(text) if words(text[start:end])}


def possible_keys(text: str) -> set[tuple[str, bool]]:
    """All that the lemma of a word of this text may depend on, wherever the text is cut: the word, and if it is a name.

    >>> sorted(possible_keys("Liisa tuli."))
    [('Liisa', True), ('liisa', False), ('tuli', False)]
    """
    found = {token.text for token in words(text)}
    return {(word.casefold(), False) for word in found} | {(word, True) for word in found if word[0].isupper()}


def best_analyser(language: str) -> Analyser:
    """For Finnish the analyser of our own, for all else simplemma's list: the same on every machine.

    Voikko, where it is installed, is not asked: on `fi_tdt-ud-dev` ours has 94.3 % of the content words right, Voikko
    with rules 91.8 %, both together 94.2 %, and lemmas that depend on what a machine has could not be verified.
    """
    return FinnishAnalyser() if language == "fi" else PlainAnalyser(language)


@contextmanager
def remembered_types(tool: Lemmatiser, folder: Path) -> Iterator[Lemmatiser]:
    """`tool` with the lemmas of all types it has ever seen, kept in `folder` between runs, one file an analyser.

    The file is a matter of speed alone: a lemma depends on its word and the analyser, never on what was seen before.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with remembered_types(Lemmatiser("fi", PlainAnalyser("fi")), folder) as tool:
    ...     tool.lemma("ryhmässä")
    'ryhmä'
    >>> with remembered_types(Lemmatiser("fi", PlainAnalyser("fi")), folder) as tool:
    ...     len(tool.types)
    1
    """
    path = folder / f"{re.sub(r'[^a-z0-9.]+', '-', tool.backend.casefold())}.{tool.language}.tsv"
    if path.is_file():
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        tool.types.update({(row[0], row[1] == "name"): row[2] for row in rows if len(row) == 3})
    before = len(tool.types)
    try:
        yield tool
    finally:
        if len(tool.types) > before:
            kept = sorted((word, "name" if name else "", lemma) for (word, name), lemma in tool.types.items())
            write_atomically(path, "".join("\t".join(row) + "\n" for row in kept))


def remember(types: pd.DataFrame) -> None:
    """Take over lemmas made before (table `lemmas`), as far as they come from the analyser at hand."""
    for language, own in types.groupby("language"):
        tool = lemmatiser(str(language))
        own = own[own["backend"] == tool.backend]
        tool.types.update(dict(zip(zip(own["word"], own["name"], strict=True), own["lemma"], strict=True)))


@cache
def lemmatiser(language: str) -> Lemmatiser:
    """The lemmatiser of a language with the best analyser that is installed.

    >>> lemmatiser("en").lemma("children")
    'child'
    """
    return Lemmatiser(language, best_analyser(language))


def content_lemmas(texts: Iterable[str], language: str) -> list[str]:
    """The content lemmas of several texts, in order."""
    return [found.lemma for text in texts for found in lemmatiser(language).content(text)]


def use_words(folder: Path | None) -> None:
    """From now on the lists in the study's folder `words/` hold: stop words, and lemmas that the study corrects.

    `words/lemmas_fi.tsv` (or `_en`) holds one correction a line: the word form, a tab, its lemma; # begins a remark.
    None: no study's lists. Raises FileProblem for a line that is not as it should be.

    >>> import tempfile
    >>> (study := Path(tempfile.mkdtemp())).joinpath("words").mkdir()
    >>> _ = study.joinpath("words", "lemmas_fi.tsv").write_text("kokkareita\\tkokemusasiantuntija  # our word\\n")
    >>> use_words(study)
    >>> lemmatiser("fi").lemma("Kokkareita")
    'kokemusasiantuntija'
    >>> use_words(None)
    >>> lemmatiser("fi").lemma("Kokkareita")
    'kokkarit'
    """
    use_stop_words(folder)
    for language in LANGUAGES:
        path = folder / FOLDER / f"lemmas_{language}.tsv" if folder else None
        lemmatiser(language).corrections = dict(_corrections(path)) if path and path.is_file() else {}


def _corrections(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in lines_of_list(path):
        cells = [cell.strip().casefold() for cell in line.split("\t")]
        if len(cells) != 2 or not all(cells):
            raise FileProblem(path, number, "is no correction: write the word form, a tab and its lemma")
        yield cells[0], cells[1]
