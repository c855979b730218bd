"""Line-tagged exports (RIS, MEDLINE, Web of Science, EndNote tagged) cut into entries, each with its line.

Every entry is cut out before any is understood, so that a broken one costs only itself, and the number of
entries is that of the start tags: a parser that reads the file as one stream can lose entries without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


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


@dataclass(frozen=True)
class Dialect:
    """How one format writes entries.

    line: a pattern with groups `tag` and `value`; start, end: the tags that open and close an entry;
    lists: tags in which a line that goes on is a value of its own; apart: a blank line ends an entry.
    """

    line: re.Pattern[str]
    start: str
    end: str = ""
    lists: frozenset[str] = frozenset()
    apart: bool = False

    def closes(self, entry: Entry, tag: str) -> bool:
        """Whether a line with `tag` (empty: a blank line) is no part of `entry` any more."""
        if self.apart:
            return not tag or (tag == self.start and tag in entry.values)
        return tag in (self.end, self.start)


def entries(text: str, dialect: Dialect) -> Iterator[Entry]:
    """The entries of `text` (line ends LF) in order.

    Tagged lines outside any entry make an entry marked `untagged`: its start tag is missing, and a reader judges it.
    """
    entry: Entry | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = dialect.line.match(line)
        if found is None and not (dialect.apart and not line.strip()):
            if entry is not None and tag and line.strip():
                entry.go_on(tag, line.strip(), as_list=tag in dialect.lists)
            continue
        tag, value = (found["tag"], (found["value"] or "").strip()) if found else ("", "")
        if entry is not None and dialect.closes(entry, tag):
            yield entry
            entry = None
        if not tag or tag == dialect.end:
            continue
        if entry is None:
            entry = Entry(number, untagged=tag != dialect.start and not dialect.apart)
        entry.add(tag, value)
    if entry is not None:
        yield entry
