"""How two references agree and differ, field by field."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from verko.literature.keys import Key

_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "de", "la", "der", "und", "et", "i", "och", "ja"}
)
_FEWEST_WORDS_CONTAINED = 3
_SAME_WORD = 80
"""Percent of letters alike from which two words are one word written otherwise (`centre`, `center`)."""


class Likeness(NamedTuple):
    """What speaks for and against two references being one publication.

    title, venue, authors: 0 to 1; authors is None where one of them names none. contained: one title is the other's
    beginning or end. swapped: a word of one title stands as quite another word in the other. agree, differ: names of
    the fields that do (doi, pmid, volume, issue, page, end, year, abstract); a field that one of them does not tell
    stands in neither. years: how far apart, 0 where not told.
    """

    title: float
    contained: bool
    swapped: bool
    venue: float
    authors: float | None
    agree: frozenset[str]
    differ: frozenset[str]
    years: int


def compare(one: Key, two: Key) -> Likeness:
    """The likeness of two references; the same whichever stands first.

    >>> from verko.literature.keys import make_key
    >>> one = make_key({"title": "Peer support among parents", "year": 2014, "pages": "11-20"})
    >>> two = make_key({"title": "Peer support among parents.", "year": 2014, "pages": "11"})
    >>> sorted(compare(one, two).agree)
    ['page', 'year']
    """
    agree, differ = _fields(one, two)
    return Likeness(
        max(title_likeness(*titles) for titles in _titles(one, two)),
        contained(one.title, two.title),
        swapped(one.title, two.title),
        venue_likeness(one.venue, two.venue),
        author_likeness(one, two),
        frozenset(agree),
        frozenset(differ),
        abs(one.year - two.year) if one.year and two.year else 0,
    )


def _titles(one: Key, two: Key) -> list[tuple[str, str]]:
    """The titles to set against each other: the first ones, and one's first with the other's second."""
    pairs = [(one.title, two.title), (one.title, two.other_title), (one.other_title, two.title)]
    return [pair for pair in pairs if all(pair)] or pairs[:1]


def _fields(one: Key, two: Key) -> tuple[set[str], set[str]]:
    agree, differ = set(), set()
    for name, first, second in (
        ("doi", one.doi, two.doi),
        ("pmid", one.pmid, two.pmid),
        ("volume", one.volume, two.volume),
        ("issue", one.issue, two.issue),
        ("page", one.start, two.start),
        ("end", one.end, two.end),
        ("year", one.year, two.year),
    ):
        if first and second:
            (agree if first == second else differ).add(name)
    if "page" in differ and (
        _digits(one.start) == _digits(two.start) or not (_digits(one.start) and _digits(two.start))
    ):
        differ.discard("page")  # `S42` and `42`, or what is no page number: neither the same page nor another
    if len(one.abstract) > 100 and len(two.abstract) > 100 and one.abstract[:100] == two.abstract[:100]:
        agree.add("abstract")
    return agree, differ


def _digits(page: str) -> str:
    """The number of a page without its letters; empty for what is no page number."""
    number = page.lstrip("abcdefghijklmnopqrstuvwxyz")
    return number if number[:1].isdigit() and " " not in number else ""


def title_likeness(one: str, two: str) -> float:
    """0 to 1, for folded titles; words in another order count little."""
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    return max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two) - 2) / 100


def contained(one: str, two: str) -> bool:
    """Whether one folded title begins or ends with the other: a subtitle left off, a translation put beside it.

    >>> contained("unilateral neglect in stroke", "unilateral neglect in stroke a comparative study")
    True
    """
    short, full = sorted((one, two), key=len)
    if short.count(" ") + 1 < _FEWEST_WORDS_CONTAINED or len(short) < 20:
        return False
    return f"{full} ".startswith(f"{short} ") or f" {full}".endswith(f" {short}")


def swapped(one: str, two: str) -> bool:
    """Whether some word of a folded title is quite another word in the other, and not only written otherwise.

    >>> swapped("support of mothers", "support of fathers"), swapped("well being of peers", "wellbeing of peers")
    (True, False)
    """
    if one == two:
        return False
    first, second = one.split(), two.split()
    rest = [
        " ".join(word for word in words if word not in other) for words, other in ((first, second), (second, first))
    ]
    if not all(rest):
        return False
    return fuzz.ratio(rest[0].replace(" ", ""), rest[1].replace(" ", "")) < _SAME_WORD


def venue_likeness(one: str, two: str) -> float:
    """0 to 1, for folded names of journals; an abbreviation or an acronym is like the name it shortens.

    >>> venue_likeness("j adv nurs", "journal of advanced nursing")
    1.0
    >>> venue_likeness("icis transforming society", "international conference on information systems")
    1.0
    """
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    first, second = ([word for word in name.split() if word not in _SMALL_WORDS] for name in (one, two))
    if _shortens(first, second) or _shortens(second, first) or _acronym(first) in second or _acronym(second) in first:
        return 1.0
    return fuzz.token_set_ratio(one, two) / 100


def _shortens(short: list[str], full: list[str]) -> bool:
    """Whether each word of `short` begins a word of `full`, in order, none left over."""
    return bool(short) and len(short) == len(full) and all(b.startswith(a) for a, b in zip(short, full, strict=True))


def _acronym(words: list[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 2 else " "


def author_likeness(one: Key, two: Key) -> float | None:
    """Share of the shorter list of authors found in the other, 0 to 1; None where one names no authors.

    A spelling apart is allowed, and surname and given name may have changed places.
    """
    if not one.authors or not two.authors:
        return None
    short, full = sorted((one, two), key=lambda key: (len(key.authors), key.authors))
    count = min(len(short.authors), 10)
    found = sum(1 for place in range(count) if _is_among(place, short, full))
    return found / count


def _is_among(place: int, short: Key, full: Key) -> bool:
    name = short.authors[place]
    if name in full.authors:
        return True
    words = short.names[place] if place < len(short.names) else frozenset()
    return any(_nearly(name, other) for other in full.authors[:12]) or any(
        len(words & other) >= min(2, len(words), len(other)) > 0 for other in full.names[:12]
    )


def _nearly(one: str, two: str) -> bool:
    if one.endswith(f" {two}") or two.endswith(f" {one}"):
        return True
    return len(one) > 3 and len(two) > 3 and fuzz.ratio(one, two) >= 85
