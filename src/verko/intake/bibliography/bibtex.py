"""BibTeX, with the entries that databases write wrongly recovered one by one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Entry

from verko.intake.bibliography.latex import plain
from verko.intake.bibliography.reference import Reference, clean, doi_in, listed, pages_of, type_of, year_in

NAME = "BibTeX"
_START = re.compile(r"^[ \t]*@(?!comment\b|string\b|preamble\b)([a-zA-Z]+)\s*[{(]", re.MULTILINE | re.IGNORECASE)
_FIELD = re.compile(r"^\s*([A-Za-z][\w-]*)\s*=\s*[{\"](.*?)[}\"]?\s*,?\s*$", re.MULTILINE)
_AUTHORS = ("author", "authors", "editor")  # Rayyan writes authors
_STRING = re.compile(r"^[ \t]*@string\s*\{.*$", re.MULTILINE | re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether some line opens a BibTeX entry."""
    return _START.search(text) is not None


def announced(text: str) -> int:
    """How many entries are opened; comments, strings and preambles are none."""
    return len(_START.findall(text))


def read(text: str) -> Iterator[tuple[int, Reference | str]]:
    """Each entry's line with its reference, or with the reason why there is none.

    Every entry is parsed alone, with the file's @string macros before it: an unbalanced brace, which would swallow
    the entries after it, costs only its own entry, and even that one is read line by line where it can be.
    """
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it cannot parse is told in the account
    macros = "\n".join(_STRING.findall(text))
    starts = [found.start() for found in _START.finditer(text)]
    line, counted = 1, 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        yield line, _one(text[start:stop], macros)


def _one(chunk: str, macros: str) -> Reference | str:
    fields = _parsed(_key_mended(chunk), macros) or _line_by_line(chunk)
    if not fields:
        return "the entry cannot be read as BibTeX: look at its braces and quotes"
    return _reference(fields)


def _key_mended(chunk: str) -> str:
    """The chunk with a key that BibTeX can read: databases write spaces, commas and DOIs there, or nothing."""
    return re.sub(
        r"^(\s*@[a-zA-Z]+\s*[{(])(?:[^={}\n]*,)?\s*?(?=\s*\n|\s*[A-Za-z][\w-]*\s*=)", r"\1key,", chunk, count=1
    )


def _parsed(chunk: str, macros: str) -> dict[str, str]:
    library: Library = bibtexparser.parse_string(f"{macros}\n{chunk}")
    entry = next(iter(library.entries), None) or _recovered(library)
    if entry is None:
        return {}
    values: dict[str, str] = {"entrytype": entry.entry_type}
    for field in entry.fields:
        values.setdefault(field.key.lower(), str(field.value))
    return values


def _recovered(library: Library) -> Entry | None:
    """The entry inside a failed block: bibtexparser puts aside those with a doubled field."""
    for block in library.failed_blocks:
        inner = getattr(block, "ignore_error_block", None)
        if isinstance(inner, Entry):
            return inner
    return None


def _line_by_line(chunk: str) -> dict[str, str]:
    """Fields that stand whole on one line each, for entries that no parser takes."""
    found = _START.match(chunk)
    fields = {name.lower(): value for name, value in _FIELD.findall(chunk)}
    return {"entrytype": found[1], **fields} if found and fields.keys() & {"title", "doi", "author"} else {}


def _plain(text: str) -> str:
    return clean(plain(text))


def _reference(fields: dict[str, str]) -> Reference:
    def take(*names: str) -> str:
        return next((text for name in names if (text := _plain(fields.get(name, "")))), "")

    keywords = take("keywords", "author_keywords", "keyword")
    pmid = take("pmid", "pubmed_id", "pubmed-id")
    names = re.split(r"\s+and\s+", next((fields[name] for name in _AUTHORS if fields.get(name)), ""))
    return Reference(
        type=type_of(fields["entrytype"]),
        title=take("title"),
        authors=listed(_plain(name) for name in names),
        year=year_in(take("year"), take("date", "month", "publicationdate")),
        venue=take("journal", "journaltitle", "booktitle", "series"),
        volume=take("volume"),
        issue=take("number", "issue"),
        pages=pages_of(take("pages", "article-number", "article_number", "eid")),
        doi=doi_in(take("doi")) or doi_in(*(text for name in ("url", "note") if "doi" in (text := take(name)))),
        pmid=pmid if pmid.isdigit() else "",
        abstract=take("abstract", "annotation", "annote"),
        keywords=listed([keywords], separator=";" if ";" in keywords else ","),
        language=take("language", "langid"),
        notes=" | ".join(fields[name] for name in ("note", "notes", "annote", "keywords") if fields.get(name)),
    )
