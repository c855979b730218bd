"""Screening decisions, matched to records: the study's own CSV, or an export of ASReview, Rayyan or Covidence."""

from __future__ import annotations

from pathlib import Path

from verko.account import FileAccount
from verko.intake.bibliography.protocol import Protocol
from verko.intake.bibliography.sheets import Row, read_sheet
from verko.literature.covidence import CONSENSUS
from verko.literature.finding import RecordFinder
from verko.literature.tools import read_votes
from verko.literature.votes import Vote

STAGES = ("title_abstract", "full_text")
DECISIONS = ("include", "exclude", "maybe")
ADJUDICATION = "adjudication"
_WORDS_OF = {
    "include": "include", "included": "include", "yes": "include",
    "kyllä": "include", "1": "include", "sisään": "include",
    "exclude": "exclude", "excluded": "exclude", "no": "exclude", "ei": "exclude", "0": "exclude", "ulos": "exclude",
    "maybe": "maybe", "unsure": "maybe", "unclear": "maybe", "ehkä": "maybe",
}  # fmt: skip


def read_decisions(
    path: Path, name: str, finder: RecordFinder, protocol: Protocol, *, reviewer: str = ""
) -> tuple[list[dict[str, str | None]], FileAccount]:
    """Rows of the `screening` table from one CSV, and its account.

    reviewer: who decided; otherwise the column `reviewer`, or what follows `screening_` in the file's name.
    Columns: stage, decision, and doi or title (with year); reason from the protocol's list. Rows that mean no record,
    or no decision, are refused with their line.
    """
    if (told := read_votes(path, name)) is not None:
        return _from_tool(*told, finder, protocol, path.stem, reviewer=reviewer)
    rows, account = read_sheet(path, name, needs=("stage", "decision"))
    taken: dict[tuple[str, str, str], tuple[Row, dict[str, str | None]]] = {}
    again = 0
    for row in rows:
        who = reviewer or row.get("reviewer") or path.stem.removeprefix("screening_")
        try:
            decision = _decision(row, finder, protocol) | {"reviewer": who, "line": row.line, "file": name}
            key = (str(decision["record_id"]), str(decision["stage"]), who)
            if key in taken:
                _same_of_another_reference(row, decision, *taken[key])
        except LookupError as problem:
            account.refuse(f"line {row.line}", str(problem.args[0]))
            continue
        account.read += 1
        again += key in taken
        taken.setdefault(key, (row, decision))
    if again:
        account.notes.append(f"{again} rows decide in the same way on references that were merged into one record")
    return [decision for _, decision in taken.values()], account


def _same_of_another_reference(row: Row, decision: dict, earlier: Row, decided: dict) -> None:
    """Lets pass a second row on one record that says the same of another reference of it; else raises LookupError."""
    place = f"line {earlier.line}"
    if (decision["decision"], decision["reason"]) != (decided["decision"], decided["reason"]):
        raise LookupError(f"this record was already decided on {place}, in another way: keep the row that holds")
    if all(row.get(name) == earlier.get(name) for name in ("record_id", "doi", "title", "year")):
        raise LookupError(f"this record was already decided on {place}: take one of the rows out")


def _from_tool(
    votes: list[Vote], account: FileAccount, finder: RecordFinder, protocol: Protocol, stem: str, *, reviewer: str = ""
) -> tuple[list[dict[str, str | None]], FileAccount]:
    """A tool's votes as rows of `screening`; a reason that is not in the protocol's words is left out and counted."""
    made: dict[tuple[str, str, str], dict[str, str | None]] = {}
    refused: set[str] = set()
    other_words = 0
    for vote in votes:
        try:
            record = finder.find(doi=vote.doi, title=vote.title, year=vote.year)
        except LookupError as problem:
            if vote.place not in refused:
                account.read -= 1
                account.refuse(vote.place, str(problem.args[0]))
                refused.add(vote.place)
            continue
        reason = _reason_code(vote.note, protocol)
        other_words += bool(vote.note and not reason)
        who = reviewer or (vote.reviewer if vote.reviewer == CONSENSUS else f"{stem}-{vote.reviewer}")
        key = (record, vote.stage, who)
        row = {"record_id": record, "stage": vote.stage, "reviewer": key[2], "decision": vote.decision}
        made.setdefault(key, row | {"reason": reason, "file": account.file})
    if other_words:
        account.notes.append(f"{other_words} reasons are not in the protocol's words and were left out")
    return list(made.values()), account


def decision_meant(text: str) -> str:
    """The decision that a cell's word means, in Finnish or English or as a number; empty where it means none.

    >>> decision_meant("Kyllä"), decision_meant("0"), decision_meant("later")
    ('include', 'exclude', '')
    """
    return _WORDS_OF.get(text.strip().lower(), "")


def _reason_code(note: str, protocol: Protocol) -> str | None:
    """The protocol's code whose name in either language the note, or the first of several reasons in it, repeats."""
    codes = {
        text.casefold(): code
        for code, reason in protocol.exclusion_reasons.items()
        for text in (code, reason.fi, reason.en)
        if text
    }
    wanted = [note, *note.replace(";", ",").split(",")]
    return next((codes[text] for part in wanted if (text := part.strip().casefold()) in codes), None)


def _decision(row: Row, finder: RecordFinder, protocol: Protocol) -> dict[str, str | None]:
    stage, decision, reason = row.get("stage").lower(), decision_meant(row.get("decision")), row.get("reason")
    if stage not in STAGES:
        raise LookupError("the stage is neither title_abstract nor full_text")
    if not decision:
        raise LookupError("the decision is none of include, exclude, maybe")
    if reason and protocol.exclusion_reasons and reason not in protocol.exclusion_reasons:
        raise LookupError(f"the reason is not in the protocol's list ({', '.join(protocol.exclusion_reasons)})")
    found = finder.find(
        record_id=row.get("record_id"), doi=row.get("doi"), title=row.get("title"), year=row.get("year")
    )
    return {"record_id": found, "stage": stage, "decision": decision, "reason": reason or None}
