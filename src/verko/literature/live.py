"""Look records up in OpenAlex and Crossref when a person asks for it; every answer is kept in the study.

`make report` never asks anybody: what is kept is read again, so that the study gives the same answers offline.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from verko.atomic import write_atomically
from verko.errors import FileProblem
from verko.literature.catalogues import Catalogue, Offline, Work
from verko.literature.likeness import title_likeness
from verko.literature.titles import folded_title, recurs

_SAVED_EVERY = 25
_LIKE_ENOUGH = 0.97
COLUMNS = ("record_id", "asked", "catalogue", "date", *Work.__dataclass_fields__)


@dataclass(frozen=True)
class LookedUp:
    """What became of a look-up.

    table: one row per record that some catalogue knows (COLUMNS). known: answered from what was kept; asked: answered
    now, by whatever; waiting: not answered, because `offline` (empty when all went well).
    """

    table: pd.DataFrame
    known: int
    asked: int
    waiting: int
    offline: str = ""

    def in_words(self) -> list[str]:
        """The result in a line or two, for the command line."""
        told = f"{self.known} answers were kept from before, {self.asked} are new"
        lines = [f"{len(self.table)} records are known to a catalogue; {told}"]
        if retracted := int((self.table["retracted"] == True).sum()):  # noqa: E712 (None is neither)
            lines.append(f"{retracted} of them are marked as retracted: look at them before including them")
        if self.offline:
            lines.append(f"{self.waiting} records wait for the next time: {self.offline}")
        return lines


def look_up(
    records: pd.DataFrame, kept: Path, sources: Sequence[Catalogue], *, today: str, offline: str = ""
) -> LookedUp:
    """Look up `records` (the table of that name), asking only for what is not in `kept` (JSON) yet.

    A record is asked for by its DOI, one without a DOI by its title, and then only a work of the same title and year
    counts. offline: why nobody can be asked, where that is known beforehand. Raises FileProblem when `kept` is broken.
    """
    answers = read_kept(kept)
    questions = {name: (question, record) for name, question, record in _questions(records)}
    new = {question: record for question, record in questions.values() if question not in answers}
    if new and not offline:
        offline = _ask(new, sources, answers, kept, today)
    told = [(name, question) for name, (question, _) in questions.items() if question in answers]
    rows = [_row(name, question, answers[question]) for name, question in told if answers[question]["work"]]
    waiting = sum(question not in answers for question, _ in questions.values())
    known = sum(question in answers and question not in new for question, _ in questions.values())
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return LookedUp(table, known, len(told) - known, waiting, offline if waiting else "")


def _ask(
    questions: dict[str, dict[str, object]], sources: Sequence[Catalogue], answers: dict, kept: Path, today: str
) -> str:
    """Ask and keep the answers, also those had when it is interrupted; why it stopped where nobody answers."""
    try:
        for number, (question, record) in enumerate(questions.items(), start=1):
            answers[question] = _answer(record, sources) | {"date": today}
            if number % _SAVED_EVERY == 0:
                _keep(kept, answers)
    except Offline as error:
        return str(error)
    finally:
        _keep(kept, answers)
    return ""


def read_kept(kept: Path) -> dict[str, dict]:
    """The answers kept in the study, by question; none where the file is not there yet."""
    if not kept.is_file():
        return {}
    try:
        answers = json.loads(kept.read_text(encoding="utf-8"))
        if not all("work" in answer and "date" in answer for answer in answers.values()):
            raise ValueError("answers without work or date")
    except (ValueError, AttributeError, TypeError):
        raise FileProblem(kept, "", "is no file of answers: move it away, and the look-up asks again") from None
    return answers


def _questions(records: pd.DataFrame) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Each record's id, what is asked of it, and its fields; records of which nothing can be asked are left out."""
    for record in records[["record_id", "doi", "title", "year"]].astype(object).to_dict("records"):
        if question := _question(record):
            yield str(record["record_id"]), question, record


def _question(record: dict[str, object]) -> str:
    """What is asked: `doi:...`, or `title:...|year`; empty where the record tells neither, or a title that recurs."""
    if pd.notna(record["doi"]):
        return f"doi:{record['doi']}"
    title = folded_title(str(record["title"])) if pd.notna(record["title"]) else ""
    year = "" if pd.isna(record["year"]) else int(record["year"])  # type: ignore[call-overload]
    return "" if not title or recurs(title) else f"title:{title}|{year}"


def _answer(record: dict[str, object], sources: Sequence[Catalogue]) -> dict[str, object]:
    for source in sources:
        found = source.work(str(record["doi"])) if pd.notna(record["doi"]) else _same(record, source)
        if found is not None:
            return {"catalogue": source.name, "work": asdict(found)}
    return {"catalogue": ", ".join(source.name for source in sources), "work": None}


def _same(record: dict[str, object], source: Catalogue) -> Work | None:
    title = folded_title(str(record["title"]))
    for work in source.works_like(str(record["title"])):
        near = pd.isna(record["year"]) or work.year is None or abs(work.year - int(record["year"])) <= 1  # type: ignore[call-overload]
        if near and title_likeness(title, folded_title(work.title)) >= _LIKE_ENOUGH:
            return work
    return None


def _row(record_id: str, question: str, answer: dict) -> dict[str, object]:
    asked = question.partition(":")[0]
    told = {"record_id": record_id, "asked": asked, "catalogue": answer["catalogue"], "date": answer["date"]}
    return told | answer["work"]


def _keep(kept: Path, answers: dict[str, dict]) -> None:
    if not answers:
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dict(sorted(answers.items())), ensure_ascii=False, indent=1)
    write_atomically(kept, text + "\n")
