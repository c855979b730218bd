"""When two references are one publication: the rules, in the order in which they are asked.

A missed duplicate costs a reviewer a minute; a wrong merge loses a study. So each rule needs several fields that agree
and none that speaks against it, and what is likely but not certain goes to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from verko.literature.keys import Key
from verko.literature.likeness import Likeness, compare

Decision = Literal["merged", "queued", "apart"]

LONG_TITLE = 6
"""Titles of so many words, word for word the same, are seldom two publications' by the same people."""
MISTYPED = 2  # page ranges of one article differ so much in length where numbers were mistyped
_ENGLISH = frozenset({"the", "of", "and", "in", "for", "a", "on", "to", "with", "from", "by"})


class Verdict(NamedTuple):
    """What the rules say of a pair: `merged` on its own, `queued` for a person, or `apart`; score 0 to 1."""

    decision: Decision
    rule: str
    score: float


class Pair(NamedTuple):
    """Two references and their likeness, with what the rules ask for in words."""

    one: Key
    two: Key
    like: Likeness

    def agrees(self, *fields: str) -> bool:
        return self.like.agree.issuperset(fields)

    def differs(self, *fields: str) -> bool:
        return not self.like.differ.isdisjoint(fields)

    @property
    def words(self) -> int:
        return min(len(self.one.title.split()), len(self.two.title.split()))

    @property
    def same_range(self) -> bool:
        """Volume, first and last page agree, and it is more than one page: abstracts share a page, articles do not."""
        return self.agrees("volume", "page", "end") and self.one.start != self.one.end

    @property
    def other_people(self) -> bool:
        same_first = self.one.first == self.two.first
        return self.like.authors is not None and self.like.authors < (0.3 if same_first and self.same_range else 0.5)

    @property
    def same_people(self) -> bool:
        return self.like.authors is not None and self.like.authors >= 0.8

    @property
    def same_numbers(self) -> bool:
        """Numbers in the titles agree: `part 1` and `part 2` are two publications."""
        return self.one.numbers == self.two.numbers

    @property
    def both_english(self) -> bool:
        """Both titles hold English words, so that neither translates the other."""
        return bool(self.one.words & _ENGLISH and self.two.words & _ENGLISH)

    @property
    def same_part(self) -> bool:
        """Neither names a part or an edition, or both name the same: `Peers` and `Peers, part 2` are two."""
        return self.one.part == self.two.part

    @property
    def preprint_and_article(self) -> bool:
        """One is a preprint and the other tells that it is not."""
        other = self.two if self.one.preprint else self.one
        return self.one.preprint != self.two.preprint and bool(other.venue or other.kind)

    @property
    def recurs(self) -> bool:
        return self.one.recurs or self.two.recurs

    @property
    def support(self) -> int:
        """How many of year, volume, page, authors and venue agree."""
        like = self.like
        return len(like.agree & {"year", "volume", "page"}) + ((like.authors or 0) >= 0.5) + (like.venue >= 0.8)


def judge(one: Key, two: Key) -> Verdict:
    """The verdict on two references; the same whichever stands first.

    >>> from verko.literature.keys import make_key
    >>> article = make_key({"title": "A new specimen of a peer group", "doi": "10.5555/a", "year": 2020})
    >>> erratum = make_key({"title": "Erratum: A new specimen of a peer group", "doi": "10.5555/b", "year": 2020})
    >>> judge(article, erratum).decision
    'apart'
    """
    pair = Pair(one, two, compare(one, two))
    score = _score(pair)
    if veto := vetoed(one, two):
        marked = pair.agrees("doi") or pair.agrees("pmid")  # `RETRACTED: ` before the title of the article itself
        return Verdict("queued", veto, score) if marked and pair.like.contained else Verdict("apart", veto, 0.0)
    for name, holds in RULES.items():
        if holds(pair) and (name in BY_NUMBER or not pair.preprint_and_article):
            return Verdict("merged", name, score)
    return Verdict("queued", "likely", score) if _likely(pair) else Verdict("apart", "too little in common", score)


def vetoed(one: Key, two: Key) -> str:
    """What forbids a merge whatever else agrees; empty where nothing does."""
    if one.amends != two.amends:
        return "one corrects the other"
    if one.answers != two.answers:
        return "one answers the other"
    if one.part and two.part and one.part != two.part:
        return "two parts or editions"
    return ""


def _same_doi(pair: Pair) -> bool:
    """Abstracts of one supplement share its DOI: what tells them apart is a word of the title, or the page."""
    like = pair.like
    if not pair.agrees("doi") or pair.other_people or (pair.differs("page") and pair.differs("year", "volume")):
        return False
    if pair.same_range and pair.same_people and not pair.both_english:
        return True
    if like.swapped and not pair.agrees("page"):
        return False
    return (like.title >= 0.85 and pair.same_numbers) or (like.contained and pair.same_part)


def _same_pmid(pair: Pair) -> bool:
    return pair.agrees("pmid") and (pair.like.title >= 0.6 or pair.like.contained)


def _same_title_and_place(pair: Pair) -> bool:
    like = pair.like
    if like.title < 0.93 or not pair.same_numbers or pair.other_people or pair.differs("doi", "volume", "page"):
        return False
    if pair.differs("year") and not (like.years == 1 and pair.agrees("volume", "page")):
        return False
    if not pair.agrees("page") and (pair.differs("issue") or pair.recurs or like.swapped):
        return False
    return pair.support >= (4 if pair.recurs else 3) and (pair.agrees("page") or pair.like.venue >= 0.8)


def _like_title_same_pages(pair: Pair) -> bool:
    like = pair.like
    if not pair.same_range or pair.other_people or pair.differs("doi") or like.years > 1:
        return False
    known = like.authors is not None or like.venue >= 0.7
    return known and (like.title >= 0.6 or like.contained) and pair.support >= 3


def _translated_title(pair: Pair) -> bool:
    if not pair.same_range or not pair.agrees("year") or not pair.same_people or pair.differs("doi", "issue"):
        return False
    return pair.like.venue >= 0.8 and not pair.both_english


def _subtitle_left_off(pair: Pair) -> bool:
    like = pair.like
    apart = pair.differs("doi", "volume", "year", "page") or not pair.same_part
    if not like.contained or not pair.same_people or apart:
        return False
    by_issue = like.title >= 0.85 and like.venue >= 0.8 and pair.agrees("year", "issue")
    return pair.same_range or pair.agrees("year", "page", "end") or by_issue


def _one_without_place(pair: Pair) -> bool:
    """A first online version, or a conference paper, whose other reference tells volume and pages."""
    like = pair.like
    if like.title < 0.97 or pair.words < 4 or pair.recurs or not pair.same_people or not pair.same_numbers:
        return False
    if pair.differs("doi", "volume", "page", "issue") or like.years > 1:
        return False
    if like.years and pair.one.placed == pair.two.placed:
        return False  # neither tells where it stands: a report that comes out every year
    if pair.agrees("abstract"):
        return like.venue >= 0.6 or (pair.agrees("year") and pair.one.kind == pair.two.kind)
    conference = pair.one.kind == pair.two.kind == "conference"
    return like.venue >= 0.8 or (conference and pair.words >= LONG_TITLE and not pair.differs("year"))


def _pages_told_apart(pair: Pair) -> bool:
    """A long title word for word, by the same people, in the same volume: page numbers are what was mistyped."""
    like = pair.like
    if like.title < 0.98 or pair.words < LONG_TITLE or pair.recurs or not pair.same_numbers:
        return False
    same_people = (like.authors or 0) >= 0.99
    if abs(pair.one.pages - pair.two.pages) > MISTYPED:
        return False  # a correction or an abstract of one page beside the article
    return same_people and pair.agrees("volume", "year") and like.venue >= 0.8 and not pair.differs("doi", "issue")


def _same_abstract(pair: Pair) -> bool:
    """An article published twice in its journal, or under two DOIs: title, people and abstract word for word one."""
    like = pair.like
    if like.title < 0.97 or pair.words < LONG_TITLE or pair.recurs or not pair.same_numbers or like.years > 1:
        return False
    return pair.agrees("abstract") and (like.authors or 0) >= 0.99 and like.venue >= 0.8


def _versions_of_a_review(pair: Pair) -> bool:
    """Versions of one Cochrane review: the same number in the same database of reviews."""
    same_number = pair.agrees("page") and re.fullmatch(r"cd\d{4,}", pair.one.start) is not None
    return same_number and pair.like.title >= 0.9 and pair.same_people and not pair.differs("doi")


RULES: dict[str, Callable[[Pair], bool]] = {
    "same DOI": _same_doi,
    "same PubMed id": _same_pmid,
    "same title and place": _same_title_and_place,
    "like title, same pages": _like_title_same_pages,
    "title in another language, same pages": _translated_title,
    "subtitle left off": _subtitle_left_off,
    "one of them without pages": _one_without_place,
    "same title and volume, other pages": _pages_told_apart,
    "same title, people and abstract": _same_abstract,
    "versions of one Cochrane review": _versions_of_a_review,
}


BY_NUMBER = frozenset({"same DOI", "same PubMed id"})  # these hold between a preprint and its article too


def _likely(pair: Pair) -> bool:
    like = pair.like
    if pair.other_people or pair.recurs or not pair.same_numbers:
        return False
    if pair.same_range and like.title >= 0.5 and like.years <= 1:
        return True
    if like.title >= 0.97 and pair.words >= LONG_TITLE:
        return pair.same_people and like.years <= 1
    placed = not pair.differs("volume", "page", "issue", "doi") and like.years <= 1
    return placed and (like.title >= 0.93 or like.contained) and pair.support >= 2 and pair.same_people


def _score(pair: Pair) -> float:
    """Likeness in one number, to rank pairs: the title weighs half, what surrounds it half."""
    like = pair.like
    title = max(like.title, 0.9 if like.contained else 0.0)
    around = pair.support + ("doi" in like.agree) - 1.5 * len(like.differ & {"year", "volume", "page", "doi"})
    return round(max(0.0, min(1.0, 0.5 * title + 0.1 * around)), 3)
