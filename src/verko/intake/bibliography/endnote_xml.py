"""EndNote XML: each record cut out and parsed alone, so that a broken one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from verko.intake.archive import ArchiveProblem, parse_xml
from verko.intake.bibliography.reference import Reference, clean, doi_in, listed, pages_of, type_of, year_in

NAME = "EndNote XML"
_START = re.compile(r"<record(?:\s[^<>]*)?>")
_END = "</record>"


def looks_like(text: str) -> bool:
    """Whether this is XML with EndNote's records."""
    return text.lstrip().startswith("<") and _START.search(text) is not None and "<ref-type" in text


def announced(text: str) -> int:
    """How many records are opened."""
    return len(_START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each record's line with its reference, or with the reason why there is none."""
    starts = [found.start() for found in _START.finditer(text)]
    line, counted = 1, 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        end = text.find(_END, start, stop)
        if end < 0:
            yield line, "the record has no end: the file is cut off, or a tag is missing"
            continue
        try:
            yield line, _reference(parse_xml(text[start : end + len(_END)].encode("utf-8")))
        except ArchiveProblem:
            yield line, "the record is no whole XML: export it again"


def _reference(record: Element) -> Reference:
    kind = record.find("ref-type")
    return Reference(
        type=type_of(kind.get("name", "")) if kind is not None else "",
        title=_text(record, "titles/title"),
        authors=listed(_texts(record, "contributors/authors/author")),
        year=year_in(_text(record, "dates/year"), _text(record, "dates/pub-dates/date")),
        venue=_text(record, "periodical/full-title") or _text(record, "titles/secondary-title"),
        volume=_text(record, "volume"),
        issue=_text(record, "number"),
        pages=pages_of(_text(record, "pages")),
        doi=doi_in(_text(record, "electronic-resource-num"), *(u for u in _texts(record, "urls//url") if "doi" in u)),
        pmid=number if (number := _text(record, "accession-num")).isdigit() and 6 <= len(number) <= 8 else "",
        abstract=_text(record, "abstract"),
        keywords=listed(_texts(record, "keywords/keyword"), separator=";"),
        language=_text(record, "language"),
    )


def _texts(record: Element, path: str) -> list[str]:
    """The text of every element at `path`; EndNote wraps it in <style>, sometimes in several."""
    return [clean("".join(element.itertext())) for element in record.findall(path)]


def _text(record: Element, path: str) -> str:
    return next(iter(_texts(record, path)), "")
