"""PubMed's own format (MEDLINE, .nbib); ERIC writes the same without a PMID."""

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

NAME = "MEDLINE"
_PMID = re.compile(r"^PMID ?- ?", re.MULTILINE)
_OWN = re.compile(r"^OWN {0,2}- ", re.MULTILINE)
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*))?$")
_TYPES = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Preprint": "preprint",
    "Congress": "conference",
    "Dataset": "dataset",
}


def looks_like(text: str) -> bool:
    """Whether some line opens a MEDLINE entry."""
    return bool(_PMID.search(text) or (_OWN.search(text) and re.search(r"^TI {2}- ", text, re.MULTILINE)))


def announced(text: str) -> int:
    """How many entries are opened: by PMID, or by OWN where the file has no PMID."""
    return len(_PMID.findall(text)) or len(_OWN.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    start = "PMID" if _PMID.search(text) else "OWN"
    for entry in entries(text, Dialect(_LINE, start=start)):
        if not entry.untagged:
            yield entry.line, _reference(entry)
        elif "TI" in entry.values:
            yield entry.line, f"the {start} line is missing: the fields from here on belong to no entry"


def _reference(entry: Entry) -> Reference:
    values = entry.values
    told = [value for value in values.get("LID", []) + values.get("AID", []) if "[doi]" in value or "doi.org" in value]
    kinds = values.get("PT", [])
    title = first_of(values, "TI") or first_of(values, "BTI", "TT")
    return Reference(
        type=next((_TYPES[kind] for kind in kinds if kind in _TYPES), type_of("article") if kinds else ""),
        title=title.removesuffix(".") if not title.endswith("..") else title,
        authors=listed(all_of(values, "FAU", "AU", "CN")),
        year=year_in(first_of(values, "DP"), first_of(values, "DEP"), first_of(values, "SO")),
        venue=first_of(values, "JT", "TA", "BTI"),
        volume=first_of(values, "VI"),
        issue=first_of(values, "IP"),
        pages=pages_of(first_of(values, "PG")),
        doi=doi_in(*told, *values.get("DOI", [])),
        pmid=first_of(values, "PMID"),
        abstract=clean(" ".join(all_of(values, "AB", "OAB"))),
        keywords=listed([keyword.replace("*", "") for tag in ("MH", "OT") for keyword in values.get(tag, [])]),
        language=first_of(values, "LA"),
    )
