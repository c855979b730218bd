"""What of a reference is compared: each field in a form in which two databases write the same publication alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_BRACKETED_END = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*\.?\s*$")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
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
    year: int | None
    venue: str
    volume: str
    issue: str
    start: str
    end: str
    doi: str
    pmid: str
    abstract: str

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
        """Whether this is an erratum, correction or retraction of something. Told by the start of the title alone:
        databases add `[Erratum appears in ...]` to the end of the article's own."""
        return bool(_AMENDS.match(self.raw_title))

    @cached_property
    def answers(self) -> bool:
        """Whether this is a reply, comment or letter on something."""
        return bool(_ANSWERS.search(self.raw_title))

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
    """The title to compare: folded, without what databases add in brackets.

    >>> folded_title("Efficacy of batroxobin. [Chinese]"), folded_title("[Help among peers]")
    ('efficacy of batroxobin', 'help among peers')
    """
    whole = title.strip().rstrip(".")
    if whole.startswith("[") and whole.endswith("]"):
        return folded(whole)
    shorter = _BRACKETED.sub(" ", whole)
    return folded(shorter) or folded(whole)


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
    parts = re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", authors.strip())
    return tuple(name for part in parts if part and (name := surname(part)))


def page_ends(pages: str) -> tuple[str, str]:
    """First and last page, without letters' case; the last written out.

    >>> page_ends("1023-95"), page_ends("S12-S14"), page_ends("e0815"), page_ends("9")
    (('1023', '1095'), ('s12', 's14'), ('e0815', ''), ('9', ''))
    """
    found = re.match(r"\W*([a-z]*\d+[a-z]?)(?:\W+(?:\w*?)(\d+))?", pages.strip().lower())
    if not found:
        return "", ""
    start, end = found[1].lstrip("0") or "0", found[2] or ""
    digits = re.sub(r"\D", "", start)
    if end and len(end) < len(digits):
        end = digits[: len(digits) - len(end)] + end
    letters = re.match(r"[a-z]*", start).group()  # type: ignore[union-attr]
    return start, (letters + end if end else "")


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
        year=int(float(year)) if re.fullmatch(r"\d{4}(\.0)?", year) else None,
        venue=folded(text("venue")),
        volume=re.sub(r"\.0$", "", text("volume")).strip().lower(),
        issue=re.sub(r"\.0$", "", text("issue")).strip().lower(),
        start=start,
        end=end,
        doi=text("doi"),
        pmid=text("pmid"),
        abstract=folded(text("abstract")[:600]),
    )
