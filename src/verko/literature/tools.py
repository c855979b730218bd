"""Decisions exported by ASReview, Rayyan and Covidence, as votes like those of the project's own decision sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from verko.account import FileAccount, refused_file
from verko.intake.bibliography.exports import read_export
from verko.intake.bibliography.reference import Reference
from verko.intake.bibliography.sheets import Row, read_sheet
from verko.literature import covidence
from verko.literature.votes import FULL_TEXT, TITLE_ABSTRACT, Vote, vote_of, word_meant

_INCLUSION = re.compile(r"RAYYAN-INCLUSION:\s*\{([^}]*)\}", re.IGNORECASE)
_VOTE = re.compile(r'"?([^"{}]+?)"?\s*(?:=>|:)\s*"?(Included|Excluded|Maybe)"?', re.IGNORECASE)
_RAYYAN_REASONS = re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|}]+)", re.IGNORECASE)
_ASREVIEW = re.compile(r"ASReview_(relevant|irrelevant|not_seen)", re.IGNORECASE)
_ASREVIEW_LABELS = ("asreview_label", "included", "label_included", "final_included")
_ASREVIEW_USERS = ("asreview_user_name", "asreview_user_id")
_RAYYAN_LOG = {"article_id", "key", "value"}
_FULL_TEXT = re.compile(r"full[ _-]?text|(?:^|[ _-])ft(?:[ _-]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class _Told:
    """What a tool's sheet says. untold: why its rows carry no decision, where they carry none."""

    tool: str
    votes: list[Vote]
    untold: str = ""


def read_votes(path: Path, name: str) -> tuple[list[Vote], FileAccount] | None:
    """The votes in a tool's export and its account; None when the file is none of these tools' exports.

    Reviewers' names are not kept: they become `reviewer-1`, `reviewer-2`, in the order of the alphabet. A record
    without a decision is read and gives no vote. A file named `full_text` tells of that stage.
    """
    rows, account = read_sheet(path, name, needs=())
    if rows and rows[0].cells.keys() >= _RAYYAN_LOG:
        return [], refused_file(name, "rows", "is Rayyan's log of clicks: give the articles of the same export")
    references, found = read_export(path, name=name)
    if rows and found.format in ("CSV", "") and (told := _from_sheet(rows, path.stem)):
        account.notes.append(f"{told.tool}'s export")
        account.read = 0 if told.untold else len(rows)
        for row in rows if told.untold else ():
            account.refuse(f"line {row.line}", told.untold)
        return _numbered(told.votes), account
    return _from_references(references, found, path.stem)


def _from_references(references: list[Reference], account: FileAccount, stem: str):
    account.unit = "rows"
    if list_ := covidence.list_of(stem):
        account.notes.append("Covidence's export")
        return [vote for each in references for vote in covidence.votes_of(_described(each), list_)], account
    told = [each for each in references if _INCLUSION.search(each.notes) or _ASREVIEW.search(each.notes)]
    if not told:
        return None
    account.notes.append("Rayyan's export" if _INCLUSION.search(told[0].notes) else "ASReview's export")
    return _numbered([vote for each in told for vote in _from_notes(each, _stage(stem))]), account


def _from_sheet(rows: list[Row], stem: str) -> _Told | None:
    columns = list(rows[0].cells)
    if {"stage", "decision"} <= set(columns):
        return None  # the project's own sheet
    if covidence.COLUMN in columns or covidence.is_agreement(columns) or covidence.voters(columns):
        return _Told("Covidence", *covidence.read(rows, stem))
    for label in (column for column in _ASREVIEW_LABELS if column in columns):
        meant = {row.get(label): _label(row.get(label)) for row in rows}
        if any(meant.values()) and all(decision or not text for text, decision in meant.items()):
            return _Told("ASReview", [vote for row in rows for vote in _labelled(row, label, _stage(stem))])
    return None


def _label(text: str) -> str:
    """What a label of ASReview means: 1 or 0, as whole number, decimal or word."""
    decision = word_meant(text.removesuffix(".0"))
    return decision if decision != "maybe" else ""


def _labelled(row: Row, column: str, stage: str) -> Iterator[Vote]:
    if decision := _label(row.get(column)):
        who = next((row.get(name) for name in _ASREVIEW_USERS if row.get(name)), "reviewer-1")
        yield vote_of(row, who, stage, decision, row.get("asreview_note") or row.get("exclusion_reason"))


def _described(reference: Reference) -> Vote:
    return Vote(reference.place, reference.title, reference.doi, str(reference.year or ""), note=reference.notes)


def _from_notes(reference: Reference, stage: str) -> Iterator[Vote]:
    told = replace(_described(reference), stage=stage, note="")
    if label := _ASREVIEW.search(reference.notes):
        if label[1].lower() != "not_seen":
            yield replace(told, reviewer="reviewer-1", decision=word_meant(label[1]))
        return
    reasons = _RAYYAN_REASONS.search(reference.notes)
    met: set[str] = set()
    for inclusion in _INCLUSION.findall(reference.notes):
        for who, word in _VOTE.findall(inclusion):
            who, decision = who.strip(' ,"'), word_meant(word)
            if who not in met:
                note = reasons[1].strip() if reasons and decision == "exclude" else ""
                yield replace(told, reviewer=who, decision=decision, note=note)
            met.add(who)


def _stage(stem: str) -> str:
    """The stage that a file's name tells.

    >>> _stage("rayyan_full-text"), _stage("articles")
    ('full_text', 'title_abstract')
    """
    return FULL_TEXT if _FULL_TEXT.search(stem) else TITLE_ABSTRACT


def _numbered(votes: list[Vote]) -> list[Vote]:
    names = sorted({vote.reviewer for vote in votes} - {covidence.CONSENSUS})
    number = {name: f"reviewer-{place}" for place, name in enumerate(names, start=1)}
    return [replace(vote, reviewer=number.get(vote.reviewer, vote.reviewer)) for vote in votes]
