"""PubMed's own format (MEDLINE, .nbib); ERIC writes the same without a PMID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verko.intake.bibliography.reference import Reference, doi_in, listed, type_of
from verko.intake.bibliography.tagged import Dialect, Entry, references

NAME = "MEDLINE"
_PMID = re.compile(r"^PMID ?- ?", re.MULTILINE)
_OWN = re.compile(r"^OWN {0,2}- ", re.MULTILINE)
_FIRST_OWN = re.compile(r"(?:\A\s*|\n[^\S\n]*\n)OWN {0,2}- ")
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*))?$")
_DIALECT = Dialect(_LINE, start="PMID", also="OWN", telling=frozenset({"TI"}))
_TYPES = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Preprint": "preprint",
    "Congress": "conference",
    "Dataset": "dataset",
    "Published Erratum": "correction",
    "Retraction of Publication": "correction",
    "Retraction Notice": "correction",
    "Expression of Concern": "correction",
}


def looks_like(text: str) -> bool:
    """Whether some line opens a MEDLINE entry."""
    return bool(_PMID.search(text) or (_OWN.search(text) and re.search(r"^TI {2}- ", text, re.MULTILINE)))


def announced(text: str) -> int:
    """How many entries are opened: by PMID, or by OWN after a blank line where there is no PMID."""
    return len(_PMID.findall(text)) + len(_FIRST_OWN.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    return references(text, _DIALECT, _reference)


def _reference(entry: Entry) -> Reference:
    told = [value for value in entry.every("LID", "AID") if "[doi]" in value or "doi.org" in value]
    kinds = entry.every("PT")
    title = entry.first("TI") or entry.first("BTI", "TT")
    return Reference(
        type=next((_TYPES[kind] for kind in kinds if kind in _TYPES), type_of("article") if kinds else ""),
        title=title.removesuffix(".") if not title.endswith("..") else title,
        authors=listed(entry.list_of("FAU", "AU", "CN")),
        year=entry.year("DP", "DEP", "SO"),
        venue=entry.first("JT", "TA", "BTI"),
        volume=entry.first("VI"),
        issue=entry.first("IP"),
        pages=entry.pages(("PG",)),
        doi=doi_in(*told, *entry.every("DOI")),
        pmid=entry.first("PMID"),
        abstract=entry.text("AB", "OAB"),
        keywords=listed(keyword.replace("*", "") for keyword in entry.every("MH", "OT")),
        language=entry.first("LA"),
    )
