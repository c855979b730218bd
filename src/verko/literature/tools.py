"""Decisions exported by ASReview, Rayyan and Covidence, as rows like those of the project's own decision sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verko.account import FileAccount
from verko.intake.bibliography.exports import read_export
from verko.intake.bibliography.reference import Reference
from verko.intake.bibliography.sheets import Row, read_sheet

_INCLUSION = re.compile(r"RAYYAN-INCLUSION:\s*\{([^}]*)\}")
_VOTE = re.compile(r'"?([^",{}]+?)"?\s*=>\s*"?(Included|Excluded|Maybe)"?', re.IGNORECASE)
_RAYYAN_REASONS = re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|]+)")
_ASREVIEW = re.compile(r"ASReview_(relevant|irrelevant|not_seen)", re.IGNORECASE)
_COVIDENCE_REASON = re.compile(r"Exclusion reason:\s*([^;|]+)", re.IGNORECASE)
_ASREVIEW_LABELS = ("asreview_label", "included", "label_included", "final_included")


_UNTOLD = "tells no decision: Covidence tells it by the name of the file (irrelevant, select, excluded, included)"


@dataclass(frozen=True)
class Vote:
    """One decision of one reviewer, as the tool tells it. note: its own words about the reason."""

    place: str
    title: str
    doi: str
    year: str
    reviewer: str
    stage: str
    decision: str
    note: str = ""


def read_votes(path: Path, name: str) -> tuple[list[Vote], FileAccount] | None:
    """The votes in a tool's export and its account; None when the file is none of these tools' exports.

    Reviewers' names are not kept: they become `reviewer-1`, `reviewer-2`, in the order of the alphabet. A record
    without a decision is read and gives no vote.
    """
    references, account = read_export(path, name=name)
    if account.format == "CSV":
        rows, sheet_account = read_sheet(path, name, needs=())
        if votes := _from_sheet(rows, path.stem.lower()):
            tool, found = votes
            sheet_account.notes.append(f"{tool}'s export")
            sheet_account.read = len(rows) if found else 0
            for row in rows if not found else ():
                sheet_account.refuse(f"line {row.line}", _UNTOLD)
            return found, sheet_account
    told = [
        reference for reference in references if _INCLUSION.search(reference.notes) or _ASREVIEW.search(reference.notes)
    ]
    if not told:
        return None
    account.unit = "rows"
    account.notes.append("Rayyan's export" if _INCLUSION.search(told[0].notes) else "ASReview's export")
    return _numbered([vote for reference in told for vote in _from_notes(reference)]), account


def _from_sheet(rows: list[Row], stem: str) -> tuple[str, list[Vote]] | None:
    columns = rows[0].cells.keys() if rows else set()
    if label := next((column for column in _ASREVIEW_LABELS if column in columns), None):
        return "ASReview", [vote for row in rows for vote in _labelled(row, label)]
    if "covidence #" in columns:
        return "Covidence", [vote for row in rows for vote in _covidence(row, stem)]
    return None


def _labelled(row: Row, column: str) -> Iterator[Vote]:
    decision = {"1": "include", "1.0": "include", "0": "exclude", "0.0": "exclude"}.get(row.get(column))
    if decision:
        yield _vote(row, "reviewer-1", "title_abstract", decision, row.get("asreview_note"))


def _covidence(row: Row, stem: str) -> Iterator[Vote]:
    """Covidence exports one list a file: its name tells the decision, and a reason in the notes the full-text stage."""
    if reason := _COVIDENCE_REASON.search(row.get("notes")):
        yield _vote(row, "reviewer-1", "full_text", "exclude", reason[1].strip())
    elif "irrelevant" in stem:
        yield _vote(row, "reviewer-1", "title_abstract", "exclude", "")
    elif "included" in stem or "extraction" in stem:
        yield _vote(row, "reviewer-1", "full_text", "include", "")
    elif "select" in stem or "full_text" in stem or "fulltext" in stem:
        yield _vote(row, "reviewer-1", "title_abstract", "include", "")


def _vote(row: Row, reviewer: str, stage: str, decision: str, note: str) -> Vote:
    year = row.get("year") or row.get("published year")
    return Vote(f"line {row.line}", row.get("title"), row.get("doi"), year, reviewer, stage, decision, note)


def _from_notes(reference: Reference) -> Iterator[Vote]:
    told = (reference.title, reference.doi, str(reference.year or ""))
    if label := _ASREVIEW.search(reference.notes):
        decision = {"relevant": "include", "irrelevant": "exclude"}.get(label[1].lower())
        if decision:
            yield Vote(reference.place, *told, "reviewer-1", "title_abstract", decision)
        return
    reasons = _RAYYAN_REASONS.search(reference.notes)
    for inclusion in _INCLUSION.findall(reference.notes):
        for who, vote in _VOTE.findall(inclusion):
            decision = {"included": "include", "excluded": "exclude", "maybe": "maybe"}[vote.lower()]
            note = reasons[1].strip() if reasons and decision == "exclude" else ""
            yield Vote(reference.place, *told, who.strip(), "title_abstract", decision, note)


def _numbered(votes: list[Vote]) -> list[Vote]:
    names = sorted({vote.reviewer for vote in votes})
    if names == ["reviewer-1"]:
        return votes
    number = {name: f"reviewer-{place}" for place, name in enumerate(names, start=1)}
    return [Vote(**{**vote.__dict__, "reviewer": number[vote.reviewer]}) for vote in votes]
