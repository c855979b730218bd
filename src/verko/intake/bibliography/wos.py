"""Web of Science tagged text (.txt, .ciw)."""

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

NAME = "Web of Science"
_START = re.compile(r"^PT (?:[A-Z]|[A-Z][a-z]+)\s*$", re.MULTILINE)
_OTHER = re.compile(r"^(?:AU|TI|SO|UT|PY) \S", re.MULTILINE)
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$")


def looks_like(text: str) -> bool:
    """Whether entries open with PT and hold Web of Science's tags."""
    return bool(_START.search(text) and _OTHER.search(text))


def announced(text: str) -> int:
    """How many entries are opened."""
    return len(_START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    dialect = Dialect(_LINE, start="PT", end="ER", lists=frozenset({"AU", "AF", "BA", "BE", "CR", "ED"}))
    for entry in entries(text, dialect):
        if not entry.untagged:
            yield entry.line, _reference(entry)
        elif "TI" in entry.values:
            yield entry.line, "the PT line is missing: the fields from here on belong to no entry"


def _reference(entry: Entry) -> Reference:
    values = entry.values
    keywords = [" ".join(values[tag]) for tag in ("DE", "ID") if tag in values]
    return Reference(
        type=type_of(first_of(values, "DT") if type_of(first_of(values, "DT")) != "other" else first_of(values, "PT")),
        title=first_of(values, "TI"),
        authors=listed(all_of(values, "AF", "AU", "BA")),
        year=year_in(first_of(values, "PY"), first_of(values, "EA", "PD")),
        venue=first_of(values, "SO", "JI"),
        volume=first_of(values, "VL"),
        issue=first_of(values, "IS"),
        pages=pages_of(first_of(values, "BP"), first_of(values, "EP")) or first_of(values, "AR"),
        doi=doi_in(*values.get("DI", []), *values.get("D2", [])),
        pmid=first_of(values, "PM"),
        abstract=clean(" ".join(values.get("AB", []))),
        keywords=listed(keywords, separator=";"),
        language=first_of(values, "LA"),
    )
