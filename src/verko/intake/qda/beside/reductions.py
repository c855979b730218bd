"""The table of content analysis: original expression, reduced expression, sub, upper, main and uniting category.

Tuomi & Sarajärvi 2018. Every reduction is traced to its passage in the transcript, and every category leads upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import pandas as pd

from verko.account import FileAccount
from verko.cells import cell
from verko.errors import did_you_mean
from verko.hashing import text_hash
from verko.intake.qda.beside.sheet import columns_of, need
from verko.intake.qda.locate import Locator
from verko.intake.qda.matching import Documents, StoredText
from verko.intake.qda.rows import Rows
from verko.tables import TABLES

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": ("document", "interview", "haastattelu", "dokumentti", "aineisto"),
    "original": ("original", "original expression", "quote", "alkuperäisilmaus", "alkuperäinen ilmaus", "lainaus"),
    "reduced": ("reduced", "reduced expression", "reduction", "pelkistetty ilmaus", "pelkistys", "pelkistetty"),
    "sub": ("sub", "sub category", "alaluokka"),
    "upper": ("upper", "upper category", "yläluokka"),
    "main": ("main", "main category", "pääluokka"),
    "uniting": ("uniting", "uniting category", "yhdistävä luokka"),
    "reduced_en": ("reduced en", "reduced expression en"),
    "sub_en": ("sub en", "sub category en"),
    "upper_en": ("upper en", "upper category en"),
    "main_en": ("main en", "main category en"),
    "uniting_en": ("uniting en", "uniting category en"),
    "coder": ("coder", "author", "koodaaja"),
}
CHAIN = ("sub", "upper", "main", "uniting")


def read_reductions(
    rows: Rows, file: str, *, documents: Documents, clean: Callable[[str], str]
) -> tuple[pd.DataFrame, FileAccount]:
    """The table `reductions` and the account.

    Refused with its line: no reduced expression; no main category (an orphan); an unknown document; an original
    expression that is not in it; a category that stands above itself by this line and the lines before it.
    """
    found = columns_of(rows, COLUMNS)
    need(found, "document", "original", "reduced", "main")
    account = FileAccount(file, "rows", announced=len(rows.rows), format="content analysis", encoding=rows.encoding)
    account.synthetic = rows.synthetic
    tracing, above, kept = _Tracing(documents), {}, []
    for line, row in rows.rows:
        values = {one: cell(row.get(found.get(one, ""))) for one in COLUMNS}
        place = tracing.place(values["document"], values["original"])
        reason = _missing(values) or (place if isinstance(place, str) else None) or cycle(values, above)
        if reason:
            account.refuse(f"line {line}", reason)
            continue
        for child, parent in links(values):
            above.setdefault(child, set()).add(parent)
        told = {one: clean(values[one]) or None for one in COLUMNS if one not in ("document", "original")}
        kept.append({"number": len(kept) + 1, "place": f"line {line}", "source_file": file} | place | told)
    account.read = len(kept)
    return pd.DataFrame(kept, columns=list(TABLES["reductions"].columns)), account


def links(values: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Each category of a row and the one right above it.

    >>> links({"sub": "laskutus", "upper": None, "main": "Palkkiot"})
    [('laskutus', 'Palkkiot')]
    """
    told = [name for one in CHAIN if (name := values.get(one))]
    return list(pairwise(told))


def cycle(values: Mapping[str, str | None], above: Mapping[str, set[str]]) -> str | None:
    """Why this row would put a category above itself; None when it does not."""
    grown = {child: set(parents) for child, parents in above.items()}
    for child, parent in links(values):
        grown.setdefault(child, set()).add(parent)
    for child, _ in links(values):
        if child in _reached(grown.get(child, ()), grown):
            return f"category '{child[:40]}' would stand above itself"
    return None


def _reached(first: Iterable[str], above: Mapping[str, set[str]]) -> set[str]:
    seen, left = set(), list(first)
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += above.get(one, ())
    return seen


def _missing(values: Mapping[str, str]) -> str | None:
    if not values["reduced"]:
        return "has no reduced expression"
    if not values["main"]:
        return "leads to no main category: the reduced expression is an orphan"
    return None


class _Tracing:
    """Finds original expressions in the study's documents."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._locators: dict[str, Locator] = {}

    def place(self, name: str, original: str) -> dict[str, object] | str:
        """document_id, start, end and text_hash of the expression, or why it cannot be traced."""
        document = self.documents.find(name, None) if name else None
        if document is None:
            return f"document '{name[:40]}' is not in the study{did_you_mean(name, self.documents.names())}"
        if not original:
            return "has no original expression"
        found = self._locator(document).find(original)
        if found is None:
            return f"its original expression is not found in {document.document_id}"
        start, end = document.to_stored(found.start, found.end)
        return {"document_id": document.document_id, "start": start, "end": end,
                "text_hash": text_hash(document.stored)}  # fmt: skip

    def _locator(self, document: StoredText) -> Locator:
        return self._locators.setdefault(document.document_id, Locator(document.raw))
