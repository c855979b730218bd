"""CSV exports: Scopus and other databases, Zotero, Rayyan, Covidence, or a table somebody made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verko.intake.bibliography.columns import columns_of
from verko.intake.bibliography.delimited import Sheet, delimiter_of, sheet
from verko.intake.bibliography.reference import Reference, clean, doi_in, listed, pages_of, type_of, year_in

NAME = "CSV"
_MOST_LINES_BEFORE_HEADER = 30
_CITED = re.compile(r"\d{4}[^;]{0,12};(\w+)?(?:\(([^()]*)\))?:(\w+(?:-\w+)?)")
"""Volume, issue and pages in PubMed's citation: `J Inv Stud. 2014 Mar;12(3):101-15.`"""
_EXCEL_TEXT = re.compile(r'^="?(.*?)"?$')


def looks_like(text: str) -> bool:
    """Whether one of the first lines is a header with a title, or with a DOI and something else."""
    return header_line(text) > 0


def header_line(text: str) -> int:
    """The line (from 1) of the header: the first that names a title column and another; 0 when there is none."""
    for number, line in enumerate(text.split("\n", _MOST_LINES_BEFORE_HEADER)[:_MOST_LINES_BEFORE_HEADER], start=1):
        found = columns_of([cell.strip('"') for cell in line.split(delimiter_of(line))])
        if len(found) >= 2 and ("title" in found or "doi" in found):
            return number
    return 0


def announced(text: str) -> int:
    """How many rows stand below the header, broken ones included."""
    read = _sheet(text)
    return len(read.rows) + len(read.broken)


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each row's line with its reference, or with the reason why there is none."""
    table = _sheet(text)
    columns = columns_of(table.header)
    for line, cells in sorted([*table.rows, *table.broken]):
        if isinstance(cells, list) and len(cells) > len(table.header):
            cells = _aligned(columns, cells, len(table.header))
        yield line, cells if isinstance(cells, str) else _reference(columns, cells)


def _sheet(text: str) -> Sheet:
    return sheet(text, header_at=header_line(text) or 1)


def _aligned(columns: dict[str, list[int]], cells: list[str], width: int) -> list[str] | str:
    """A row with more cells than headings, where year and DOI stand in their columns; else the reason to refuse it.

    Scopus writes a second funding text without a heading for it: what stands before is counted from the left,
    language, kind and PubMed id from the right.
    """
    year, doi = (next((cells[place].strip() for place in columns.get(name, [])), "") for name in ("year", "doi"))
    blank = not any(cell.strip() for cell in cells[width:])
    if not (year_in(year) or (blank and not year)) or (doi and not doi_in(doi)):
        return f"{len(cells)} cells under {width} headings: look for a cell that needs quotes"
    surplus, aligned = len(cells) - width, cells[:width]
    if blank:
        return aligned
    for name in ("language", "type", "pmid"):
        for place in columns.get(name, []):
            aligned[place] = cells[place + surplus] if place > width // 2 else cells[place]
    return aligned


def _reference(columns: dict[str, list[int]], cells: list[str]) -> Reference:
    def take(field: str) -> str:
        values = (_EXCEL_TEXT.sub(r"\1", cells[place].strip()) for place in columns.get(field, []))
        return next((value for value in values if value), "")

    pages = take("page_start")
    cited = _CITED.search(take("citation"))
    volume, issue, cited_pages = (part or "" for part in cited.groups()) if cited else ("", "", "")
    keywords = take("keywords")
    return Reference(
        type=type_of(take("type")),
        title=clean(take("title")),
        authors=_names(take("authors")),
        year=year_in(take("year")),
        venue=clean(take("venue")),
        volume=clean(take("volume")) or volume,
        issue=clean(take("issue")) or issue,
        pages=pages_of(pages, take("page_end")) if pages else pages_of(take("pages") or cited_pages),
        doi=doi_in(take("doi"), *(cells[place] for place in columns.get("link", []) if "doi" in cells[place].lower())),
        pmid=number if (number := take("pmid").removesuffix(".0")).isdigit() and number != "0" else "",
        abstract=clean(take("abstract")),
        keywords=listed([keywords], separator=next((sign for sign in (";", "|", ",") if sign in keywords), "")),
        language=clean(take("language")),
        notes=take("notes"),
    )


def _names(text: str) -> list[str]:
    """The authors of one cell: parted by semicolons, bars, ` and ` or, between initials, by commas.

    >>> _names("Griffin DK, Larkin DM."), _names("Yang, Z. and Jiang, B."), _names("Bywater, T; Parry, L")
    (['Griffin DK', 'Larkin DM'], ['Yang, Z.', 'Jiang, B.'], ['Bywater, T', 'Parry, L'])
    """
    for sign in (";", "|", " and "):
        if sign in text:
            return listed(text.split(sign))
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and all(" " in part for part in parts):
        return listed(part.rstrip(".") if part.count(".") == 1 else part for part in parts)
    return listed([text])
