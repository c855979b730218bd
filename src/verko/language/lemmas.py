"""Words to lemmas, with the analyser that made them on record and a cache of every type once seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

import pandas as pd

from verko.errors import FileProblem
from verko.language.finnish import FinnishAnalyser
from verko.language.plain import PlainAnalyser
from verko.language.stopwords import LANGUAGES, lines_of_list, stop_words, use_stop_words
from verko.language.tokens import Token, sentences, words
from verko.study.files import WORDS_FOLDER

LONGEST_REMARK = 40
"""Characters after an opening bracket within which a word counts as a remark of the transcriber, closed or not."""


class Analyser(Protocol):
    """Something that gives the lemma of one word."""

    backend: str

    def lemma(self, word: str, *, name: bool) -> str:
        """The lemma in small letters. name: the word has a capital where no sentence begins."""
        ...


class Lemma(NamedTuple):
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
        tokens, lemma = words(text), self.lemma
        firsts = _first_words(text, tokens)
        return [
            Lemma(token, lemma(token.text, name=token.text[0].isupper() and token.start not in firsts))
            for token in tokens
        ]

    def content(self, text: str) -> list[Lemma]:
        """The words that carry content: no function words, digits, single letters, nor words inside [brackets]."""
        stopped, bracketed = stop_words(self.language), "[" in text
        return [
            found
            for found in self.lemmas(text)
            if len(found.token.text) > 1
            and found.lemma not in stopped
            and found.token.text.casefold() not in stopped
            and any(map(str.isalpha, found.token.text))
            and not (bracketed and _in_brackets(text, found.token.start))
        ]


def _in_brackets(text: str, place: int) -> bool:
    opened, closed = text.rfind("[", 0, place), text.rfind("]", 0, place)
    return opened > closed and place - opened <= LONGEST_REMARK


def _first_words(text: str, tokens: list[Token]) -> set[int]:
    """Where the first word of each sentence begins."""
    starts = [token.start for token in tokens]
    places = [bisect_left(starts, start) for start, _ in sentences(text)]
    return {starts[place] for place in places if place < len(starts)}


def best_analyser(language: str) -> Analyser:
    """For Finnish the analyser of our own, for all else simplemma's list: the same on every machine.

    Voikko, where it is installed, is not asked: on `fi_tdt-ud-dev` ours has 94.3 % of the content words right, Voikko
    with rules 91.8 %, both together 94.2 %, and lemmas that depend on what a machine has could not be verified.
    """
    return FinnishAnalyser() if language == "fi" else PlainAnalyser(language)


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
        path = folder / WORDS_FOLDER / f"lemmas_{language}.tsv" if folder else None
        lemmatiser(language).corrections = dict(_corrections(path)) if path and path.is_file() else {}


def _corrections(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in lines_of_list(path):
        cells = [cell.strip().casefold() for cell in line.split("\t")]
        if len(cells) != 2 or not all(cells):
            raise FileProblem(path, number, "is no correction: write the word form, a tab and its lemma")
        yield cells[0], cells[1]
