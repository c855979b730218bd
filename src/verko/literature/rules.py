"""When two references are one publication: the rules, in the order in which they are asked."""

from __future__ import annotations

from typing import Literal, NamedTuple

from verko.literature.keys import Key
from verko.literature.likeness import SHORT_TITLE, Likeness, compare

Decision = Literal["merged", "queued", "apart"]


class Verdict(NamedTuple):
    """What the rules say of a pair: `merged` on its own, `queued` for a person, or `apart`; score 0 to 1."""

    decision: Decision
    rule: str
    score: float


def judge(one: Key, two: Key) -> Verdict:
    """The verdict on two references; the same whichever stands first.

    >>> from verko.literature.keys import make_key
    >>> article = make_key({"title": "A new specimen of a peer group", "doi": "10.5555/a", "year": 2020})
    >>> erratum = make_key({"title": "Erratum: A new specimen of a peer group", "doi": "10.5555/b", "year": 2020})
    >>> judge(article, erratum).decision
    'apart'
    """
    like = compare(one, two)
    if like.title < 0.6 and "pmid" not in like.agree:
        return Verdict("apart", "titles differ", 0.0)
    if veto := vetoed(one, two):
        return Verdict("apart", veto, 0.0)
    score = _score(like)
    if rule := _certain(one, two, like):
        return Verdict("merged", rule, score)
    if _possible(one, two, like):
        return Verdict("queued", "likely", score)
    return Verdict("apart", "too little in common", score)


def vetoed(one: Key, two: Key) -> str:
    """What forbids a merge whatever else agrees; empty where nothing does."""
    if one.amends != two.amends:
        return "one corrects the other"
    if one.answers != two.answers:
        return "one answers the other"
    return ""


def _certain(one: Key, two: Key, like: Likeness) -> str:
    if "doi" in like.agree and like.title >= 0.85 and not {"page", "year"} <= like.differ:
        return "same DOI and title"
    if "pmid" in like.agree and like.title >= 0.85:
        return "same PubMed id and title"
    if "doi" in like.differ or one.numbers != two.numbers:
        return ""
    generic = min(len(one.words), len(two.words)) < SHORT_TITLE
    support = _support(like)
    against = len(like.differ & {"year", "volume", "page"}) + (like.authors < 0.5 and bool(one.authors and two.authors))
    if like.title >= 0.95 and support >= 3 and not against and not (generic and "page" not in like.agree):
        return "same title, and where it stands"
    if like.title >= 0.85 and support >= 4 and not against and "page" in like.agree:
        return "like title, same place in the journal"
    return ""


def _possible(one: Key, two: Key, like: Likeness) -> bool:
    if {"page", "volume"} <= like.differ or (like.authors < 0.3 and bool(one.authors and two.authors)):
        return False
    return like.title >= 0.9 and _support(like) >= 2


def _support(like: Likeness) -> int:
    return len(like.agree & {"year", "volume", "page"}) + (like.authors >= 0.5) + (like.venue >= 0.8)


def _score(like: Likeness) -> float:
    """Likeness in one number, to rank the queue: titles weigh half, what surrounds them half."""
    around = _support(like) - 1.5 * len(like.differ & {"year", "volume", "page", "doi"})
    return round(max(0.0, min(1.0, 0.5 * like.title + 0.1 * around)), 3)
