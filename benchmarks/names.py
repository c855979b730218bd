"""Finding names nobody has listed: recall of PER tokens, and plain words taken for names, on a BIO file."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from verko.privacy.detector import suspects

OWN = """Tapasin O|Liisa B-PER|Kuvitteellisen I-PER|ryhmässä O|. O
Ilpo B-PER|kertoi O|vertaistuesta O|. O
Ryhmä O|kokoontui O|Kuvitteelassa B-LOC|ja O|jatkui O|syksyllä O|. O
Kysyin O|Sirkulta B-PER|asiaa O|. O"""

Token = tuple[str, str]


def run(data: Path | None) -> dict[str, Any]:
    """`data`: a token and its BIO label a line, tab between, a blank line between sentences (-DOCSTART- between texts).

    A PER token counts as found when any part of it is suspected. plain_per_1000: tokens labelled O that are
    suspected, for every 1,000 tokens.
    """
    documents = list(_documents(data.read_text(encoding="utf-8").splitlines())) if data else [_own()]
    people = found = plain = tokens = 0
    began = time.perf_counter()
    for sentences in documents:
        text, spans = _text(sentences)
        marks = bytearray(len(text))
        for hit in suspects(text):
            marks[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        for start, end, label in spans:
            tokens += 1
            people += label.endswith("PER")
            found += label.endswith("PER") and any(marks[start:end])
            plain += label == "O" and any(marks[start:end])
    figures = {
        "tokens": tokens,
        "per_recall": round(found / max(people, 1), 4),
        "plain_per_1000": round(plain / max(tokens, 1) * 1000, 2),
        "seconds": round(time.perf_counter() - began, 2),
    }
    print(f"  {people} PER tokens, {found} found; {plain} plain words taken for names among {tokens} tokens")
    return figures


def _documents(lines: Iterable[str]) -> Iterator[list[list[Token]]]:
    document: list[list[Token]] = [[]]
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "-DOCSTART-":
            if any(document):
                yield document
            document = [[]]
        elif len(cells) > 1 and cells[0]:
            document[-1].append((cells[0], cells[1]))
        elif document[-1]:
            document.append([])
    if any(document):
        yield document


def _own() -> list[list[Token]]:
    return [[(part.split()[0], part.split()[1]) for part in line.split("|")] for line in OWN.split("\n")]


def _text(sentences: list[list[Token]]) -> tuple[str, list[tuple[int, int, str]]]:
    pieces, spans, at = [], [], 0
    for sentence in sentences:
        for token, label in sentence:
            spans.append((at, at + len(token), label))
            pieces.append(token + " ")
            at += len(token) + 1
        pieces.append("\n")
        at += 1
    return "".join(pieces), spans
