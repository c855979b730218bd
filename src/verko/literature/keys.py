"""What of a reference is compared: each field in a form in which two databases write the same publication alike."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from verko.literature.titles import (
    amends,
    answers,
    folded,
    folded_title,
    is_preprint,
    numbers,
    other_title,
    part,
    recurs,
)


@dataclass(frozen=True, slots=True)
class Key:
    """One reference, ready to compare. Empty text and None mean: not told.

    people: the authors as written. numbers, part, preprint, amends, answers, recurs, other_title: what the functions
    of `titles` say. abstract: its first words, folded. file: of which export it comes, where that is told.
    """

    source_id: str
    title: str
    raw_title: str
    authors: tuple[str, ...]
    people: tuple[str, ...]
    year: int | None
    venue: str
    volume: str
    issue: str
    start: str
    end: str
    doi: str
    pmid: str
    abstract: str
    kind: str
    file: str
    numbers: tuple[str, ...]
    part: str
    preprint: bool
    amends: bool
    answers: bool
    recurs: bool
    other_title: str

    @property
    def content(self) -> tuple[object, ...]:
        """Everything but the id: references with the same content are copies."""
        named = (self.raw_title, self.people, self.year, self.venue, self.volume, self.issue, self.start, self.end)
        return (*named, self.doi, self.pmid, self.abstract, self.kind)

    @property
    def tells_itself_apart(self) -> bool:
        """Whether two references with this very content can only be one publication."""
        placed = self.start and (self.volume or self.venue)
        told = self.doi or self.pmid or placed or len(self.abstract) == COMPARED
        return bool(told) or (not self.recurs and (bool(self.people) or self.title.count(" ") > 3))

    @property
    def words(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(self.title.split())

    @property
    def names(self) -> tuple[frozenset[str], ...]:
        """The words of each author's name."""
        return tuple(_name_words(person) for person in self.people)

    @property
    def pages(self) -> int:
        """How many pages; 0 where the last is not told, or the page has no plain number."""
        ends = [re.sub(r"^[a-z]+", "", page) for page in (self.start, self.end or self.start)]
        return int(ends[1]) - int(ends[0]) + 1 if all(page.isdigit() for page in ends) else 0

    @property
    def placed(self) -> bool:
        """Whether volume or page is told."""
        return bool(self.volume or self.start)

    @property
    def first(self) -> str:
        """The first author's surname."""
        return self.authors[0] if self.authors else ""


@lru_cache(maxsize=20_000)
def surname(author: str) -> str:
    """The surname in `Last, First`, `Last F` or `First Last`.

    >>> surname("Exampleson, M.K."), surname("Exampleson MK"), surname("Maria K. Exampleson")
    ('exampleson', 'exampleson', 'exampleson')
    """
    last, comma, _ = author.partition(",")
    if comma:
        return folded(last)
    words = author.replace(".", ". ").split()
    if not words:
        return ""
    initials = [bool(re.fullmatch(r"(?:[A-ZÅÄÖØ]\.?-?){1,4}", word)) for word in words]
    if len(words) > 1 and initials[-1] and not initials[0]:
        return folded(" ".join(word for word, initial in zip(words, initials, strict=True) if not initial))
    return folded(words[-1])


def surnames(authors: str) -> tuple[str, ...]:
    """The surnames in a list parted by `; ` or ` and `.

    >>> surnames("Zhai, Q. J. and Yue, X. Y."), surnames("Yang, Z.; Jiang, B.")
    (('zhai', 'yue'), ('yang', 'jiang'))
    """
    return tuple(name for part in _people(authors) if (name := surname(part)))


def _people(authors: str) -> list[str]:
    return [part for part in re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", authors.strip()) if part]


@lru_cache(maxsize=20_000)
def _name_words(author: str) -> frozenset[str]:
    """The words of a name that are more than initials, whichever of them is the surname."""
    return frozenset(word for word in folded(author).split() if len(word) > 1 and word != "null")


def _first_number(text: str, year: str) -> str:
    """The number of a volume: `35 Suppl 1` is 35. Databases that have none write the year or a month instead.

    >>> _first_number("35 ( Pt 1)", "2013"), _first_number("(Jul)", "2013"), _first_number("2013", "2013")
    ('35', '', '')
    """
    found = re.search(r"\d+", text)
    return "" if not found or found.group() == year[:4] else found.group().lstrip("0")


_MONTHS = {name: str(number) for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_LARGEST_ISSUE = 99


def _issue_number(text: str, year: str) -> str:
    """The number of an issue; a month stands for its number, and running numbers over 99 are not comparable.

    >>> _issue_number("May", "2016"), _issue_number("3-B", "2012"), _issue_number("1346", "2013")
    ('5', '3', '')
    """
    number = _first_number(text, year)
    if not number:
        return _MONTHS.get(text.strip().lower()[:3], "")
    return number if int(number) <= _LARGEST_ISSUE else ""


_PAGES = re.compile(r"\W*([a-z]*\d+[a-z]?)(?:\s*[-\u2010-\u2015]+\s*[a-z]*?(\d+))?")
_DATE = re.compile(r"\d+-[a-z]{3}\b|[a-z]{3}-\d+\b")  # what a spreadsheet makes of `6-7`


def page_ends(pages: str) -> tuple[str, str]:
    """First and last page in lower case, the last written out; what is no page number stays as it is.

    >>> page_ends("1023-95"), page_ends("S12-S14"), page_ends("e0815"), page_ends("01-Jun")
    (('1023', '1095'), ('s12', 's14'), ('e815', ''), ('01 jun', ''))
    """
    text = pages.strip().lower()
    found = _PAGES.match(text)
    if not found or _DATE.match(text):
        return folded(text), ""
    letters, digits = re.match(r"([a-z]*)0*(\d+)", found[1]).groups()  # type: ignore[union-attr]
    end = found[2] or ""
    if end and len(end) < len(digits):
        end = digits[: len(digits) - len(end)] + end
    return letters + digits, (letters + end if end else "")


BEGINNING, COMPARED = 400, 120
"""So much of an abstract is folded, and so much of that compared: whoever copies one copies its beginning."""


KEY_FIELDS = (
    "source_id", "file", "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi", "pmid",
    "abstract",
)  # fmt: skip
"""The columns that a key is made of."""


def make_key(row: Mapping[str, object]) -> Key:
    """The key of one row with the columns of `records` and `source_id`; missing columns are not told."""

    def text(name: str) -> str:
        value = row.get(name)
        return "" if value is None or value != value else str(value)

    year, raw_title, kind = text("year"), text("title"), text("type")
    title = folded_title(raw_title)
    people = tuple(_people(text("authors")))
    start, end = page_ends(text("pages"))
    venue = sys.intern(folded(text("venue")))
    return Key(
        source_id=text("source_id"),
        title=title,
        raw_title=raw_title,
        authors=tuple(name for person in people if (name := surname(person))),
        people=people,
        year=int(float(year)) if re.fullmatch(r"\d{4}(\.0)?", year) else None,
        venue=venue,
        volume=_first_number(text("volume"), year),
        issue=_issue_number(text("issue"), year),
        start=start,
        end=end,
        doi=text("doi"),
        pmid=text("pmid"),
        abstract=folded(text("abstract")[:BEGINNING])[:COMPARED],
        kind=sys.intern(kind),
        file=sys.intern(text("file")),
        numbers=numbers(title),
        part=part(title),
        preprint=is_preprint(kind, venue),
        amends=amends(raw_title, kind),
        answers=answers(raw_title),
        recurs=recurs(title),
        other_title=other_title(raw_title),
    )
