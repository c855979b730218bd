"""EndNote's tagged text (.enw, Refer): lines that start with `%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verko.intake.bibliography.reference import Reference, clean, doi_in, first_of, listed, pages_of, type_of, year_in
from verko.intake.bibliography.tagged import Dialect, Entry, entries

NAME = "EndNote tagged"
_START = re.compile(r"^%0(?: |$)", re.MULTILINE)
_LINE = re.compile(r"%(?P<tag>[A-Z0-9@!+~^*?#$&()<>\[\]|])(?: (?P<value>.*))?$")

_DIALECT = Dialect(_LINE, start="0", lists=frozenset("AK"), apart=True)


def looks_like(text: str) -> bool:
    """Whether entries open with %0 and some line names a title or an author."""
    return bool(_START.search(text) and re.search(r"^%[TA] ", text, re.MULTILINE))


def announced(text: str) -> int:
    """How many entries there are: blocks of tagged lines, a new one at each blank line and each second %0."""
    return sum(1 for _ in entries(text, _DIALECT))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference.

    Some programs write the title before %0, or no %0 at all, so that a blank line parts the entries as well.
    """
    for entry in entries(text, _DIALECT):
        yield entry.line, _reference(entry)


def _reference(entry: Entry) -> Reference:
    values = entry.values
    return Reference(
        type=type_of(first_of(values, "0")),
        title=first_of(values, "T"),
        authors=listed(values.get("A", [])),
        year=year_in(first_of(values, "D"), first_of(values, "8")),
        venue=first_of(values, "J", "B"),
        volume=first_of(values, "V"),
        issue=first_of(values, "N"),
        pages=pages_of(first_of(values, "P")),
        doi=doi_in(*values.get("R", []), *(link for link in values.get("U", []) if "doi" in link)),
        abstract=clean(" ".join(values.get("X", []))),
        keywords=listed(values.get("K", []), separator=";"),
        language=first_of(values, "G"),
    )
