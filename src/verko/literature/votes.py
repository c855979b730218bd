"""One reviewer's vote on one record, and the words in which people and tools give it."""

from __future__ import annotations

from dataclasses import dataclass

from verko.intake.bibliography.sheets import Row

TITLE_ABSTRACT, FULL_TEXT = "title_abstract", "full_text"
_WORDS = {
    "include": ("include", "included", "yes", "y", "1", "relevant", "accept", "accepted", "kyllä", "sisään"),
    "exclude": ("exclude", "excluded", "no", "n", "0", "irrelevant", "reject", "rejected", "ei", "ulos", "-1"),
    "maybe": ("maybe", "unsure", "unclear", "uncertain", "?", "ehkä"),
}  # fmt: skip
_MEANT = {word: decision for decision, words in _WORDS.items() for word in words}


@dataclass(frozen=True)
class Vote:
    """One decision of one reviewer, as a tool tells it. note: its own words about the reason."""

    place: str
    title: str
    doi: str
    year: str
    reviewer: str = ""
    stage: str = ""
    decision: str = ""
    note: str = ""


def word_meant(text: str) -> str:
    """The decision that a word means; empty where it means none.

    >>> word_meant("Included"), word_meant("No"), word_meant("Kyllä"), word_meant("later")
    ('include', 'exclude', 'include', '')
    """
    return _MEANT.get(text.strip().lower(), "")


def vote_of(row: Row, reviewer: str, stage: str, decision: str, note: str = "") -> Vote:
    """The vote that one row of a sheet tells, with what describes its record."""
    year = next((row.get(name) for name in ("year", "published year", "publication year") if row.get(name)), "")
    return Vote(f"line {row.line}", row.get("title"), row.get("doi"), year, reviewer, stage, decision, note)
