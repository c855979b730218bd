"""Line-tagged exports (RIS, MEDLINE, Web of Science, EndNote tagged) cut into entries, each with its line.

Every entry is cut out before any is understood, so that a broken one costs only itself, and the number of
entries is that of the start tags: a parser that reads the file as one stream can lose entries without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from verko.intake.bibliography.reference import Reference, all_of, clean, first_of, pages_of, year_in


@dataclass
class Entry:
    """One entry: the line it starts on, and the values of each tag in order."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    untagged: bool = False

    def add(self, tag: str, value: str) -> None:
        """Note one tagged line."""
        self.values.setdefault(tag, []).append(value)

    def go_on(self, tag: str, text: str, *, as_list: bool) -> None:
        """Continue the last value of `tag`, or start another where each line is a value of its own."""
        if as_list or tag not in self.values:
            self.add(tag, text)
        elif text:
            self.values[tag][-1] = f"{self.values[tag][-1]} {text}".strip()

    def every(self, *tags: str) -> list[str]:
        """All values of all `tags`, as they stand.

        >>> Entry(1, {"DI": ["10.5555/a"], "D2": ["10.5555/b"]}).every("DI", "D2", "D3")
        ['10.5555/a', '10.5555/b']
        """
        return [value for tag in tags for value in self.values.get(tag, [])]

    def first(self, *tags: str) -> str:
        """The first value that is not empty among `tags`, cleaned."""
        return first_of(self.values, *tags)

    def list_of(self, *tags: str) -> list[str]:
        """The values of the first of `tags` that has any."""
        return all_of(self.values, *tags)

    def text(self, *tags: str) -> str:
        """The values of the first of `tags` that has any, as one text."""
        return clean(" ".join(self.list_of(*tags)))

    def year(self, *tags: str) -> int | None:
        """The first year told in any of `tags`, in their order."""
        return year_in(*(self.first(tag) for tag in tags))

    def pages(self, start: tuple[str, ...], end: str = "") -> str:
        """The page range from the tags of its start and, where it has its own, of its end."""
        return pages_of(self.first(*start), self.first(end) if end else "")


@dataclass(frozen=True)
class Dialect:
    """How one format writes entries.

    line: a pattern with groups `tag` and `value`; start, end: the tags that open and close an entry; also: a tag that
    opens one where it stands first after a blank line; lists: tags in which a line that goes on is a value of its own;
    apart: a blank line ends an entry; telling: tags that, without a start tag before them, show that one is missing.
    """

    line: re.Pattern[str]
    start: str
    end: str = ""
    also: str = ""
    lists: frozenset[str] = frozenset()
    apart: bool = False
    telling: frozenset[str] = frozenset()

    def closes(self, entry: Entry, tag: str, *, after_blank: bool) -> bool:
        """Whether a line with `tag` (empty: a blank line) is no part of `entry` any more."""
        if self.apart:
            return not tag or (tag == self.start and tag in entry.values)
        return tag in (self.end, self.start) or self.opens(tag, after_blank=after_blank)

    def opens(self, tag: str, *, after_blank: bool) -> bool:
        """Whether a line with `tag` is the first of an entry."""
        return tag == self.start or bool(self.also and tag == self.also and after_blank)


def references(
    text: str, dialect: Dialect, make: Callable[[Entry], Reference]
) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with what `make` makes of it, or with the reason why there is none."""
    for entry in entries(text, dialect):
        if not entry.untagged:
            yield entry.line, make(entry)
        elif entry.values.keys() & dialect.telling:
            yield entry.line, f"the {dialect.start} line is missing: the fields from here on belong to no entry"


def entries(text: str, dialect: Dialect) -> Iterator[Entry]:
    """The entries of `text` (line ends LF) in order.

    Tagged lines outside any entry make an entry marked `untagged`: its start tag is missing, and a reader judges it.
    """
    entry: Entry | None = None
    tag, after_blank = "", True
    for number, line in enumerate(text.split("\n"), start=1):
        found = dialect.line.match(line)
        if found is None and not (dialect.apart and not line.strip()):
            after_blank = not line.strip()
            if entry is not None and tag and line.strip():
                entry.go_on(tag, line.strip(), as_list=tag in dialect.lists)
            continue
        tag, value = (found["tag"], (found["value"] or "").strip()) if found else ("", "")
        if entry is not None and dialect.closes(entry, tag, after_blank=after_blank):
            yield entry
            entry = None
        if tag and tag != dialect.end:
            if entry is None:
                untagged = not dialect.apart and not dialect.opens(tag, after_blank=after_blank)
                entry = Entry(number, untagged=untagged)
            entry.add(tag, value)
        after_blank = tag == dialect.end
    if entry is not None:
        yield entry
