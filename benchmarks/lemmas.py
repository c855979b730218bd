"""Lemma accuracy on a CoNLL-U treebank: content words (NOUN, PROPN, VERB, ADJ, ADV), small letters, # removed."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verko.language.lemmas import Lemmatiser, best_analyser
from verko.language.stopwords import language_of

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
OWN = """Vertaistuki vertaistuki NOUN|auttoi auttaa VERB|monia moni PRON|vanhempia vanhempi NOUN
Ryhmässä ryhmä NOUN|puhuttiin puhua VERB|avoimesti avoimesti ADV|kokemuksista kokemus NOUN
Kuvitteelassa kuvitteela PROPN|järjestettiin järjestää VERB|uusia uusi ADJ|ryhmiä ryhmä NOUN
Johtajat johtaja NOUN|arvostivat arvostaa VERB|kokemusasiantuntijoita kokemusasiantuntija NOUN"""

Word = tuple[str, str, str]


def run(data: Path | None) -> dict[str, Any]:
    """Accuracy, speed with an empty and a filled cache, and memory, of the best analyser that is installed."""
    sentences = (
        list(_sentences(data)) if data else [[_own(word) for word in line.split("|")] for line in OWN.split("\n")]
    )
    language = language_of(" ".join(form for sentence in sentences for form, _, _ in sentence)) or "fi"
    tool = Lemmatiser(language, best_analyser(language))
    tool.lemma("lämmin")  # loading is not measured
    tokens = sum(map(len, sentences))
    cold = _seconds(tool, sentences)
    warm = _seconds(tool, sentences)
    right: dict[str, list[bool]] = {kind: [] for kind in CONTENT}
    for sentence in sentences:
        for (_, gold, kind), lemma in zip(sentence, _lemmas(tool, sentence), strict=True):
            if kind in right:
                right[kind].append(lemma == gold)
    for kind, hits in right.items():
        if hits:
            print(f"  {kind:6} {len(hits):7} {sum(hits) / len(hits):7.1%}")
    hits = [hit for kind in right.values() for hit in kind]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "tokens": tokens,
        "content_accuracy": round(sum(hits) / len(hits), 4),
        "backend": tool.backend,
        "cold_tok_s": round(tokens / cold),
        "warm_tok_s": round(tokens / warm),
        "peak_mb": round(peak),
    }
    print("  ".join(f"{key} {value}" for key, value in figures.items()))
    return figures


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
    began = time.perf_counter()
    for sentence in sentences:
        _lemmas(tool, sentence)
    return max(time.perf_counter() - began, 1e-6)
