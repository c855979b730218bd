"""RIS, as databases and reference managers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verko.intake.bibliography.reference import (
    Reference,
    all_of,
    clean,
    doi_in,
    first_of,
    listed,
    pages_of,
    type_of,
    year_in,
)
from verko.intake.bibliography.tagged import Dialect, Entry, entries

NAME = "RIS"
START = re.compile(r"^\s?TY ( ?)- ?", re.MULTILINE)
_LINE = re.compile(r"\s?(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)$")
_STRICT = re.compile(r"\s?(?P<tag>[A-Z][A-Z0-9])  - ?(?P<value>.*)$")
_PUBMED = re.compile(r"(?:PUBMED|PMID:?|MEDLINE)\s*(\d{6,9})", re.IGNORECASE)
_TELLING = frozenset({"TI", "T1", "AU", "A1", "AB", "N2"})
_VENUE = ("JF", "T2", "JO", "JA", "J2", "BT", "C3", "T3")
_BOOK_VENUE = ("T2", "JF", "BT", "T3")
_STRAY = re.compile(r"\s{3,}[A-Z][A-Z0-9]  - .*$")  # Embase writes two tags on one line


def looks_like(text: str) -> bool:
    """Whether some line opens a RIS entry."""
    return START.search(text) is not None


def announced(text: str) -> int:
    """How many entries are opened."""
    return len(START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    loose = any(space == "" for space in START.findall(text))
    dialect = Dialect(_LINE if loose else _STRICT, start="TY", end="ER", lists=frozenset({"KW", "AU", "A1"}))
    for entry in entries(text, dialect):
        if not entry.untagged:
            yield entry.line, _reference(entry)
        elif entry.values.keys() & _TELLING:
            yield entry.line, "the TY line is missing: the fields from here on belong to no entry"


def _reference(entry: Entry) -> Reference:
    values = {tag: [_STRAY.sub("", value) for value in found] for tag, found in entry.values.items()}
    kind = first_of(values, "TY").replace("GEN", "")
    return Reference(
        type="correction" if type_of(first_of(values, "M3")) == "correction" else type_of(kind),
        title=first_of(values, "TI", "T1", "CT", "BT"),
        authors=listed(all_of(values, "AU", "A1")),
        year=year_in(*(first_of(values, tag) for tag in ("PY", "Y1", "DA", "YR", "Y2"))),
        venue=first_of(values, *(_BOOK_VENUE if type_of(kind) == "chapter" else _VENUE)),
        volume=first_of(values, "VL", "VO"),
        issue=first_of(values, "IS", "CP", "IP"),
        pages=pages_of(first_of(values, "SP", "PG", "C7"), first_of(values, "EP")),
        doi=_doi(entry.values),
        pmid=_pmid(values),
        abstract=clean(" ".join(all_of(values, "AB", "N2"))),
        keywords=listed(values.get("KW", []), separator=";"),
        language=first_of(values, "LA"),
        notes=" | ".join(entry.values.get("N1", []) + entry.values.get("KW", [])),
    )


def _doi(values: dict[str, list[str]]) -> str:
    """The DOI from its own tag, or from the tags where programs hide it."""
    own = doi_in(*values.get("DO", []), *values.get("DI", []), *values.get("M3", []), *values.get("ID", []))
    links = (link for tag in ("UR", "L3", "LK", "L2", "N1", "C1") for link in values.get(tag, []))
    return own or doi_in(*(link for link in links if "doi" in link.lower()))


def _pmid(values: dict[str, list[str]]) -> str:
    sources = " ".join(values.get("DB", []) + values.get("DP", [])).lower()
    number = first_of(values, "AN")
    if number.isdigit() and ("pubmed" in sources or "medline" in sources):
        return number
    told = [_PUBMED.search(value) for tag in ("AN", "C3", "C5", "N1", "ID", "PM") for value in values.get(tag, [])]
    return next((found.group(1) for found in told if found), "")
