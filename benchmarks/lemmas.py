"""Lemma accuracy on a CoNLL-U treebank: content words (NOUN, PROPN, VERB, ADJ, ADV), small letters, # removed."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import simplemma

from verko.language.lemmas import Lemmatiser, best_analyser
from verko.language.plain import PlainAnalyser
from verko.language.stopwords import language_of
from verko.language.voikko import installed_voikko

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
OWN = """Vertaistuki vertaistuki NOUN|auttoi auttaa VERB|monia moni PRON|vanhempia vanhempi NOUN
Ryhmässä ryhmä NOUN|puhuttiin puhua VERB|avoimesti avoimesti ADV|kokemuksista kokemus NOUN
Kuvitteelassa kuvitteela PROPN|järjestettiin järjestää VERB|uusia uusi ADJ|ryhmiä ryhmä NOUN
Johtajat johtaja NOUN|arvostivat arvostaa VERB|kokemusasiantuntijoita kokemusasiantuntija NOUN"""

Word = tuple[str, str, str]


def run(data: Path | None) -> dict[str, Any]:
    """Accuracy, speed (processor time) with an empty and a filled cache, and memory; accuracy of its peers."""
    sentences = (
        list(_sentences(data)) if data else [[_own(word) for word in line.split("|")] for line in OWN.split("\n")]
    )
    language = language_of(" ".join(form for sentence in sentences for form, _, _ in sentence)) or "fi"
    began = time.process_time()
    tool = Lemmatiser(language, best_analyser(language))
    tool.lemma("lämmin")
    tool.lemma("Brisbanessa", name=True)
    loading = time.process_time() - began
    tool.types.clear()
    tokens = sum(map(len, sentences))
    cold, warm = _seconds(tool, sentences), min(_seconds(tool, sentences) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    right = _accuracy(tool, sentences)
    for kind in CONTENT:
        hits = [hit for kept, hit in right if kept == kind]
        if hits:
            print(f"  {kind:6} {len(hits):7} {sum(hits) / len(hits):7.1%}")
    figures = {
        "tokens": tokens,
        "content_accuracy": _share(right),
        "backend": tool.backend,
        "cold_tok_s": round(tokens / cold),
        "warm_tok_s": round(tokens / warm),
        "load_s": round(loading, 2),
        "peak_mb": round(peak),
    }
    print("  ".join(f"{key} {value}" for key, value in figures.items()))
    return figures | {"peers": {peer.backend: _share(_accuracy(peer, sentences)) for peer in _peers(language)}}


def _accuracy(tool: Lemmatiser, sentences: list[list[Word]]) -> list[tuple[str, bool]]:
    """Of each content word its class and whether its lemma is right."""
    return [
        (kind, lemma == gold)
        for sentence in sentences
        for (_, gold, kind), lemma in zip(sentence, _lemmas(tool, sentence), strict=True)
        if kind in CONTENT
    ]


def _share(right: list[tuple[str, bool]]) -> float:
    return round(sum(hit for _, hit in right) / len(right), 4)


def _peers(language: str) -> Iterator[Lemmatiser]:
    """simplemma alone, with rules for Finnish, and Voikko with rules where it is installed."""
    yield Lemmatiser(language, _Simplemma(language))
    if language == "fi":
        yield Lemmatiser(language, PlainAnalyser(language))
        if voikko := installed_voikko():
            yield Lemmatiser(language, voikko)


class _Simplemma:
    backend = f"simplemma {simplemma.__version__} alone"

    def __init__(self, language: str) -> None:
        self.language = language

    def lemma(self, word: str, *, name: bool) -> str:
        return simplemma.lemmatize(word, lang=self.language, low_memory=True).casefold()


def _sentences(path: Path) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                sentence.append((cells[1], cells[2].replace("#", "").lower(), cells[3]))
            elif not line.strip() and sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def _own(told: str) -> Word:
    form, lemma, kind = told.split()
    return form, lemma, kind


def _lemmas(tool: Lemmatiser, sentence: list[Word]) -> list[str]:
    return [tool.lemma(form, name=place > 0 and form[0].isupper()) for place, (form, _, _) in enumerate(sentence)]


def _seconds(tool: Lemmatiser, sentences: list[list[Word]]) -> float:
    began = time.process_time()
    for sentence in sentences:
        _lemmas(tool, sentence)
    return max(time.process_time() - began, 1e-6)
