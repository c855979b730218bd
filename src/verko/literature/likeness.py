"""How two references agree and differ, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from verko.literature.keys import Key

SHORT_TITLE = 4
"""Titles of fewer words than this recur: `Editorial`, `Introduction to the special issue`."""


@dataclass(frozen=True)
class Likeness:
    """What speaks for and against two references being one publication.

    title, venue, authors: 0 to 1. agree, differ: names of the fields that do; a field that one of them
    does not tell stands in neither.
    """

    title: float
    venue: float
    authors: float
    agree: frozenset[str]
    differ: frozenset[str]


def compare(one: Key, two: Key) -> Likeness:
    """The likeness of two references; the same whichever stands first.

    >>> from verko.literature.keys import make_key
    >>> one = make_key({"title": "Peer support among parents", "year": 2014, "pages": "11-20"})
    >>> two = make_key({"title": "Peer support among parents.", "year": 2014, "pages": "11"})
    >>> sorted(compare(one, two).agree)
    ['page', 'year']
    """
    agree, differ = set(), set()
    for name, first, second in (
        ("doi", one.doi, two.doi),
        ("pmid", one.pmid, two.pmid),
        ("volume", one.volume, two.volume),
        ("issue", one.issue, two.issue),
        ("page", one.start, two.start),
        ("year", one.year, two.year),
    ):
        if first and second:
            (agree if first == second else differ).add(name)
    return Likeness(
        title_likeness(one.title, two.title),
        venue_likeness(one.venue, two.venue),
        author_likeness(one.authors, two.authors),
        frozenset(agree),
        frozenset(differ),
    )


def title_likeness(one: str, two: str) -> float:
    """0 to 1, for folded titles; words in another order count little."""
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    return max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two) - 2) / 100


def venue_likeness(one: str, two: str) -> float:
    """0 to 1, for folded names of journals; an abbreviation is like the name it shortens.

    >>> venue_likeness("j adv nurs", "journal of advanced nursing")
    1.0
    """
    if not one or not two:
        return 0.0
    if one == two or _shortens(one.split(), two.split()) or _shortens(two.split(), one.split()):
        return 1.0
    return fuzz.token_set_ratio(one, two) / 100


_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "de", "la", "der", "und", "et", "i", "och", "ja"}
)


def _shortens(short: list[str], full: list[str]) -> bool:
    """Whether each word of `short` begins a word of `full`, in order, none left over."""
    short, full = ([word for word in words if word not in _SMALL_WORDS] for words in (short, full))
    return bool(short) and len(short) == len(full) and all(b.startswith(a) for a, b in zip(short, full, strict=True))


def author_likeness(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """Share of the shorter list of surnames found in the other, 0 to 1; a spelling apart is allowed."""
    if not one or not two:
        return 0.0
    short, full = sorted((one, two), key=len)
    found = sum(1 for name in short[:10] if name in full or any(_nearly(name, other) for other in full[:10]))
    return found / len(short[:10])


def _nearly(one: str, two: str) -> bool:
    if one.endswith(f" {two}") or two.endswith(f" {one}"):
        return True
    return len(one) > 3 and len(two) > 3 and fuzz.ratio(one, two) >= 85
