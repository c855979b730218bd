"""Covidence's exports: lists of references whose file name tells the decision, and sheets with a column per reviewer.

Covidence gives no vote of one reviewer on one record beside its lists; its table of inter-rater reliability holds
counts. Teams that keep the votes do so in a sheet with a column per reviewer, which is read here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verko.intake.bibliography.sheets import Row
from verko.literature.votes import FULL_TEXT, TITLE_ABSTRACT, Vote, vote_of, word_meant

COLUMN = "covidence #"
CONSENSUS = "covidence"
"""The reviewer of a list's decisions: what the team came to, not one person's vote."""

_REASON = re.compile(r"Exclusion reason:\s*([^;|]+)", re.IGNORECASE)
_LISTS = {
    "irrelevant": "irrelevant", "excluded": "excluded", "included": "included", "extraction": "included",
    "extract": "included", "select": "select", "fulltext": "select", "screen": "screen", "duplicate": "screen",
}  # fmt: skip
_OWN_NAME = re.compile(r"^review_\d+_([a-z_]+?)(?:_(?:csv|ris|endnote|zotero|mendeley|refworks|pubmed|xml))?_\d{6,}")
_PASSED = {"irrelevant": (), "screen": (), "select": (TITLE_ABSTRACT,), "excluded": (TITLE_ABSTRACT,),
           "included": (TITLE_ABSTRACT, FULL_TEXT)}  # fmt: skip
_FAILED = {"irrelevant": TITLE_ABSTRACT, "excluded": FULL_TEXT}
_VOTER = re.compile(
    r"^(?P<stage>title\W+(?:and\W+|&\W+)?abstract|ti\W?ab|ta|full\W?text|ft)?\W*(?:screening\W*)?"
    r"(?P<who>(?:reviewer|rater|screener|arvioija)[ _#]*[a-z0-9]+)\W*(?:vote|decision|label|päätös)?$"
)
_UNTOLD = "tells no decision: Covidence tells it by the name of the file (irrelevant, select, excluded, included)"
_COUNTS = "is a count of agreements and no decision on a record: export the lists of references, or each one's votes"


def list_of(stem: str) -> str:
    """Which list a file holds by the name that Covidence gives it; empty for any other name.

    >>> list_of("review_2821_irrelevant_csv_20240130175158"), list_of("review_7_excluded_ris_20240101"), list_of("a")
    ('irrelevant', 'excluded', '')
    """
    found = _OWN_NAME.match(stem.lower())
    return _list_in(found[1]) if found else ""


def votes_of(record: Vote, list_: str) -> Iterator[Vote]:
    """The team's decisions on a record of one list. record: described, its note holding Covidence's notes.

    Who is in the list of included articles was included at both stages; who is excluded by full text had passed the
    first.
    """
    record = replace(record, reviewer=CONSENSUS)
    for stage in _PASSED[list_]:
        yield replace(record, stage=stage, decision="include", note="")
    if list_ in _FAILED:
        reason = _REASON.search(record.note)
        yield replace(record, stage=_FAILED[list_], decision="exclude", note=reason[1].strip() if reason else "")


def is_agreement(columns: list[str]) -> bool:
    """Whether the columns are those of Covidence's table of inter-rater reliability."""
    told = " ".join(columns)
    return "kappa" in told and "reviewer a" in told


def voters(columns: list[str]) -> dict[str, tuple[str, str]]:
    """The columns that hold one reviewer's votes, with the reviewer and the stage (empty: not told).

    >>> voters(["title", "Reviewer A".lower(), "full text reviewer 2 vote", "reviewer"])
    {'reviewer a': ('reviewer a', ''), 'full text reviewer 2 vote': ('reviewer 2', 'full_text')}
    """
    found = {column: _VOTER.match(column) for column in columns}
    stage = {column: match["stage"] or "" for column, match in found.items() if match}
    return {
        column: (match["who"], "" if not stage[column] else FULL_TEXT if stage[column][0] == "f" else TITLE_ABSTRACT)
        for column, match in found.items()
        if match
    }


def read(rows: list[Row], stem: str) -> tuple[list[Vote], str]:
    """The votes in a sheet of Covidence's, and why its rows carry none where they carry none."""
    columns = list(rows[0].cells)
    if is_agreement(columns):
        return [], _COUNTS
    votes = [vote for row in rows for vote in _told_by_reviewers(row, stem)]
    if COLUMN in columns:
        list_ = list_of(stem) or _list_in(stem.lower())
        votes += [vote for row in rows for vote in _told_by_list(row, list_)]
        if not votes and not list_:
            return [], _UNTOLD
    return votes, ""


def _told_by_reviewers(row: Row, stem: str) -> Iterator[Vote]:
    for column, (who, stage) in voters(list(row.cells)).items():
        if decision := word_meant(row.get(column)):
            usual = FULL_TEXT if "full" in stem.lower() else TITLE_ABSTRACT
            note = row.get(f"{column} reason") or row.get("exclusion reason") if decision == "exclude" else ""
            yield vote_of(row, who, stage or usual, decision, note)


def _told_by_list(row: Row, list_: str) -> Iterator[Vote]:
    notes = row.get("notes")
    list_ = list_ or ("excluded" if _REASON.search(notes) else "")
    return votes_of(vote_of(row, CONSENSUS, "", "", notes), list_) if list_ else iter(())


def _list_in(words: str) -> str:
    bare = words.replace("_", "").replace("-", "").replace(" ", "")
    return next((list_ for word, list_ in _LISTS.items() if word in bare), "")
