"""What of a reference is compared: each field in a form in which two databases write the same publication alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_APPENDED = re.compile(
    r"\s*(?:\[\s*(?:erratum|comment|republished|retraction|see comment|reprint)|<original>).*$",
    re.IGNORECASE | re.DOTALL,
)
_GENERIC = re.compile(
    r"^(?:guest |from the |an? )?(?:editor|editorial|introduction|introducing|preface|foreword|letter|commentary"
    r"|comment|news|book review|review|index|contents|table of contents|abstracts?|remarks|welcome|message|announcement"
    r"|acknowledge?ment|reply|response|in this issue|special issue|proceedings|call for papers|obituary|keynote)\b"
    r"|special issue|minitrack|\beditors? (?:comments?|note|remarks)|from the editor"
)
_NOT_WORD = re.compile(r"[^0-9a-z\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u3040-\u9fff\uac00-\ud7af]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_AMENDS = re.compile(
    r"^\W*(?:(?:author|publisher|editorial)\W+)?(?:erratum|errata|corrigend(?:um|a)|correction|corrected|addendum"
    r"|retract(?:ion|ed)|expression of concern|withdrawn|removed)\b(?=\W|$)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^\W*(?:re|reply|response|authors?'?s? (?:reply|response)|comments?(?:ary)?|letter|editorial|invited commentary"
    r"|in reply)\b(?=\s*(?::|to\b|on\b|by\b|from\b|$))|\b(?:authors?'? (?:reply|response)|reply)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=False)
class Key:
    """One reference, ready to compare. Empty text and None mean: not told."""

    source_id: str
    title: str
    raw_title: str
    authors: tuple[str, ...]
    names: tuple[frozenset[str], ...]
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

    @property
    def content(self) -> tuple[object, ...]:
        """Everything but the id: references with the same content are copies."""
        named = (self.raw_title, self.authors, self.year, self.venue, self.volume, self.issue, self.start, self.end)
        return (*named, self.doi, self.pmid, self.abstract, self.kind)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(self.title.split())

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the title, in order: `part 1` and `part 2` are two publications."""
        return tuple(re.findall(r"\d+", self.title))

    @cached_property
    def amends(self) -> bool:
        """Whether this is an erratum, correction or retraction of something, by its kind or the start of its title.
        Not by its end: databases add `[Erratum appears in ...]` to the title of the article itself."""
        return self.kind == "correction" or bool(_AMENDS.match(self.raw_title))

    @cached_property
    def answers(self) -> bool:
        """Whether this is a reply, comment or letter on something."""
        return bool(_ANSWERS.search(self.raw_title))

    @cached_property
    def recurs(self) -> bool:
        """Whether many publications have such a title: it is very short, or it names a kind of text."""
        words = self.title.split()
        return len(words) < 3 or (len(words) < 10 and bool(_GENERIC.search(self.title)))

    @cached_property
    def other_title(self) -> str:
        """The title in another language, where the database puts it in brackets after the first; folded."""
        found = _BRACKETED.findall(self.raw_title) if not self.raw_title.lstrip().startswith("[") else []
        return next((title for part in found if len((title := folded(part)).split()) > 3), "")

    @property
    def first(self) -> str:
        """The first author's surname."""
        return self.authors[0] if self.authors else ""


def folded(text: str) -> str:
    """Lower case without accents and signs, words parted by one space.

    >>> folded("Äidit & isät: Vertais-tuki (2014)")
    'aidit and isat vertais tuki 2014'
    """
    text = text.replace("&", " and ").casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text).strip()


def folded_title(title: str) -> str:
    """The title to compare: folded, without what databases add in brackets, before it or after it.

    >>> folded_title("Efficacy of batroxobin. [Chinese]"), folded_title("[Help among peers] LA: Fin")
    ('efficacy of batroxobin', 'help among peers')
    >>> folded_title("Memory: robustness of outcome.[Erratum appears in Brain Injury 2011")
    'memory robustness of outcome'
    """
    whole = _APPENDED.sub("", title.strip().strip('"')).strip()
    if whole.startswith("["):
        return folded(_inside(whole))
    return folded(_BRACKETED.sub(" ", whole)) or folded(whole) or folded(title)


def _inside(text: str) -> str:
    """What stands inside the bracket that opens the text; the whole text where it is never closed."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return text[:place]
    return text


@lru_cache(maxsize=100_000)
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


@lru_cache(maxsize=100_000)
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


def make_key(row: dict[str, object]) -> Key:
    """The key of one row with the columns of `records` and `source_id`; missing columns are not told."""

    def text(name: str) -> str:
        value = row.get(name)
        return "" if value is None or value != value else str(value)

    year = text("year")
    start, end = page_ends(text("pages"))
    return Key(
        source_id=text("source_id"),
        title=folded_title(text("title")),
        raw_title=text("title"),
        authors=surnames(text("authors")),
        names=tuple(_name_words(part) for part in _people(text("authors"))),
        year=int(float(year)) if re.fullmatch(r"\d{4}(\.0)?", year) else None,
        venue=folded(text("venue")),
        volume=_first_number(text("volume"), year),
        issue=_issue_number(text("issue"), year),
        start=start,
        end=end,
        doi=text("doi"),
        pmid=text("pmid"),
        abstract=folded(text("abstract")[:400]),
        kind=text("type"),
    )
