"""RIS, as databases and reference managers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verko.intake.bibliography.reference import Reference, doi_in, first_of, listed, type_of
from verko.intake.bibliography.tagged import Dialect, Entry, entries, references

NAME = "RIS"
_INDENT = "[ \\t\u00a0\ufeff]{0,8}"
START = re.compile(rf"^{_INDENT}TY ( ?)- ?", re.MULTILINE)
_LINE = re.compile(rf"{_INDENT}(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)$")
_STRICT = re.compile(rf"{_INDENT}(?P<tag>[A-Z][A-Z0-9])  - ?(?P<value>.*)$")
_PUBMED = re.compile(r"(?:PUBMED|PMID:?|MEDLINE)\s*(\d{6,9})", re.IGNORECASE)
_VENUE = ("JF", "T2", "JO", "JA", "J2", "BT", "C3", "T3")
_BOOK_VENUE = ("T2", "JF", "BT", "T3")
_STRAY = re.compile(r"\s{3,}[A-Z][A-Z0-9]  - .*$")  # Embase writes two tags on one line

_DIALECT = Dialect(
    _STRICT,
    start="TY",
    end="ER",
    lists=frozenset({"KW", "AU", "A1"}),
    telling=frozenset({"TI", "T1", "AU", "A1", "AB", "N2"}),
)
_LOOSE = replace(_DIALECT, line=_LINE)
"""For programs that write one space before the hyphen; otherwise such a line is part of an abstract."""


def looks_like(text: str) -> bool:
    """Whether some line opens a RIS entry."""
    return START.search(text) is not None


def announced(text: str) -> int:
    """How many entries are opened."""
    return len(START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    return references(text, _dialect(text), _reference)


def read_entries(text: str) -> Iterator[tuple[Entry, Reference]]:
    """Each whole entry as it is written, with its reference: for tags that no reference has a field for."""
    return ((entry, _reference(entry)) for entry in entries(text, _dialect(text)) if not entry.untagged)


def _dialect(text: str) -> Dialect:
    return _LOOSE if any(space == "" for space in START.findall(text)) else _DIALECT


def _reference(entry: Entry) -> Reference:
    raw = entry.values
    entry = Entry(entry.line, {tag: [_STRAY.sub("", value) for value in found] for tag, found in raw.items()})
    kind = entry.first("TY").replace("GEN", "")
    return Reference(
        type=_type(kind, entry.first("M3")),
        title=entry.first("TI", "T1", "CT", "BT"),
        authors=listed(entry.list_of("AU", "A1")),
        year=entry.year("PY", "Y1", "DA", "YR", "Y2"),
        venue=entry.first(*(_BOOK_VENUE if type_of(kind) == "chapter" else _VENUE)),
        volume=entry.first("VL", "VO"),
        issue=entry.first("IS", "CP", "IP"),
        pages=entry.pages(("SP", "PG", "C7"), "EP"),
        doi=_doi(raw),
        pmid=_pmid(entry.values),
        abstract=entry.text("AB", "N2"),
        keywords=listed(entry.every("KW"), separator=";"),
        language=entry.first("LA"),
        notes=" | ".join(raw.get("N1", []) + raw.get("KW", [])),
    )


def _type(kind: str, further: str) -> str:
    """The kind of publication; M3 tells an erratum, and `other` where TY is the general kind."""
    if type_of(further) == "correction":
        return "correction"
    return type_of(kind) or ("other" if further.lower() == "other" else "")


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
