"""Web of Science tagged text (.txt, .ciw)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verko.intake.bibliography.reference import Reference, doi_in, listed, type_of
from verko.intake.bibliography.tagged import Dialect, Entry, references

NAME = "Web of Science"
_START = re.compile(r"^PT (?:[A-Z]|[A-Z][a-z]+)\s*$", re.MULTILINE)
_OTHER = re.compile(r"^(?:AU|TI|SO|UT|PY) \S", re.MULTILINE)
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$")
_DIALECT = Dialect(
    _LINE,
    start="PT",
    end="ER",
    lists=frozenset({"AU", "AF", "BA", "BE", "CR", "ED"}),
    telling=frozenset({"TI"}),
)


def looks_like(text: str) -> bool:
    """Whether entries open with PT and hold Web of Science's tags."""
    return bool(_START.search(text) and _OTHER.search(text))


def announced(text: str) -> int:
    """How many entries are opened."""
    return len(_START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none."""
    return references(text, _DIALECT, _reference)


def _reference(entry: Entry) -> Reference:
    kind = type_of(entry.first("DT"))
    return Reference(
        type=kind if kind not in ("", "other") else type_of(entry.first("PT")),
        title=entry.first("TI"),
        authors=listed(entry.list_of("AF", "AU", "BA")),
        year=entry.year("PY", "EA", "PD"),
        venue=entry.first("SO", "JI"),
        volume=entry.first("VL"),
        issue=entry.first("IS"),
        pages=entry.pages(("BP",), "EP") or entry.first("AR"),
        doi=doi_in(*entry.every("DI", "D2")),
        pmid=entry.first("PM"),
        abstract=entry.text("AB"),
        keywords=listed([" ".join(entry.values[tag]) for tag in ("DE", "ID") if tag in entry.values], separator=";"),
        language=entry.first("LA"),
    )
