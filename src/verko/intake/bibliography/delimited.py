"""Rows of a CSV file with the line each starts on, whatever the delimiter; a ragged row costs only itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

_DELIMITERS = (",", ";", "\t", "|")
csv.field_size_limit(64 * 1024 * 1024)


@dataclass
class Sheet:
    """A header and its rows. rows: line and cells, wider ones included; broken: line and reason."""

    header: list[str]
    header_line: int
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)


def sheet(text: str, *, header_at: int = 1, delimiter: str = "") -> Sheet:
    """The sheet in `text` (line ends LF) whose header stands on line `header_at`.

    Empty rows are passed over. A row of which more than half is missing is refused; empty cells at the end may be
    missing; a row with more cells than headings is given as it is, for the reader to judge.
    When a quote is never closed, the lines are read one by one, so that the rows after it are not swallowed.

    >>> sheet("title,year,doi\\nPeers,2014,\\nHelp\\n").broken
    [(3, '1 cell under 3 headings: the row is cut off, or a quote is not closed')]
    """
    lines = text.split("\n")[header_at - 1 :]
    delimiter = delimiter or delimiter_of(lines[0])
    whole = "\n".join(lines)
    closed = whole.count('"') % 2 == 0
    rows = list(_rows(whole, delimiter) if closed else _line_by_line(lines, delimiter))
    made = Sheet([name.strip().lstrip("\ufeff") for name in rows[0][1]] if rows else [], header_at)
    for line, cells in rows[1:]:
        _take(made, line + header_at - 1, cells)
    return made


def delimiter_of(line: str) -> str:
    """The delimiter that a header line uses most, outside quotes.

    >>> delimiter_of('"a, b";c;d')
    ';'
    """
    bare = "".join(part for number, part in enumerate(line.split('"')) if number % 2 == 0)
    return max(_DELIMITERS, key=bare.count)


def _take(made: Sheet, line: int, cells: list[str]) -> None:
    width = len(made.header)
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) < width and len(cells) < max(2, width // 2):
        counted = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        made.broken.append((line, f"{counted} under {width} headings: the row is cut off, or a quote is not closed"))
    else:
        made.rows.append((line, [*cells, *[""] * (width - len(cells))]))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True) if "\n" in text else [text], delimiter=delimiter)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _line_by_line(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, start=1):
        yield number, next(csv.reader([line], delimiter=delimiter), [])
