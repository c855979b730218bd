"""Words to lemmas, with the analyser that made them on record and a cache of every type once seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from verko.language.plain import PlainAnalyser
from verko.language.stopwords import is_stop_word
from verko.language.tokens import Token, sentences, words


class Analyser(Protocol):
    """Something that gives the lemma of one word."""

    backend: str
    licence: str

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

    @property
    def backend(self) -> str:
        """Which analyser made the lemmas, to be recorded beside every count."""
        return self.analyser.backend

    def lemma(self, word: str, *, name: bool = False) -> str:
        """The lemma of one word."""
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


@cache
def lemmatiser(language: str) -> Lemmatiser:
    """The lemmatiser of a language with the best analyser that is installed.

    >>> lemmatiser("en").lemma("children")
    'child'
    """
    return Lemmatiser(language, PlainAnalyser(language))


def content_lemmas(texts: Iterable[str], language: str) -> list[str]:
    """The content lemmas of several texts, in order."""
    return [found.lemma for text in texts for found in lemmatiser(language).content(text)]
