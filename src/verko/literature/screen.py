"""Screen in a notebook: one record at a time, one key a decision, every decision on disk at once.

    from verko.literature.screen import Screening
    Screening(records, "studies/mine/literature/screening_a.csv", stage="title_abstract").run()

The sheet is the same CSV that a spreadsheet can open, and the only one this reads: another reviewer's decisions stay
unseen. Nothing is lost when the kernel dies, since each row is written and flushed before the next record is shown.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Collection, Sequence
from html import escape
from pathlib import Path

import pandas as pd

from verko.errors import FileProblem
from verko.literature.decisions import STAGES
from verko.store import write_atomically

COLUMNS = ("stage", "record_id", "doi", "title", "year", "decision", "reason")
KEYS = {"i": "include", "e": "exclude", "m": "maybe"}


class Screening:
    """One reviewer's screening of `records` at one stage.

    records: record_id, title, abstract, doi, year, authors, venue, in the order to be read. sheet: the reviewer's own
    CSV, made when it is not there. reasons: codes for exclusion; words: terms to highlight.
    """

    def __init__(
        self,
        records: pd.DataFrame,
        sheet: str | Path,
        *,
        stage: str = STAGES[0],
        reasons: Collection[str] = (),
        words: Sequence[str] = (),
    ) -> None:
        if stage not in STAGES:
            raise ValueError(f"stage is {stage!r}, not one of {', '.join(STAGES)}")
        self.records, self.sheet, self.stage = records.reset_index(drop=True), Path(sheet), stage
        self.reasons, self.words = list(reasons), list(words)
        self.rows = self._kept()

    @property
    def left(self) -> pd.DataFrame:
        """The records not decided yet at this stage, in their order."""
        decided = {row["record_id"] for row in self.rows if row["stage"] == self.stage}
        return self.records[~self.records["record_id"].isin(decided)]

    def decide(self, decision: str, reason: str = "") -> None:
        """Write the decision on the record at hand. decision: include, exclude, maybe, or its first letter."""
        decision = KEYS.get(decision, decision)
        if decision not in KEYS.values():
            raise ValueError("decide with i (include), e (exclude) or m (maybe)")
        if reason and self.reasons and reason not in self.reasons:
            raise ValueError(f"the reason is not one of {', '.join(self.reasons)}")
        row = self._row(self.left.iloc[0], decision, reason)
        self._append(row)
        self.rows.append(row)

    def undo(self) -> bool:
        """Take back the last decision at this stage; False when there is none."""
        places = [place for place, row in enumerate(self.rows) if row["stage"] == self.stage]
        if not places:
            return False
        self.rows.pop(places[-1])
        write_atomically(self.sheet, _csv([dict(zip(COLUMNS, COLUMNS, strict=True)), *self.rows]))
        return True

    def html(self) -> str:
        """The record at hand, its terms highlighted, and how many are left."""
        left = self.left
        if not len(left):
            return "<p>Every record has a decision at this stage.</p>"
        row = left.iloc[0]
        told = [str(row[name]) for name in ("authors", "venue", "year") if name in row and pd.notna(row[name])]
        return (
            f"<p>{len(self.records) - len(left) + 1} / {len(self.records)}</p><h3>{self._marked(row.get('title'))}</h3>"
            f"<p>{escape(' · '.join(told))}</p><p style='max-width:46em'>{self._marked(row.get('abstract'))}</p>"
        )

    def run(self, ask: Callable[[str], str] = input) -> None:
        """Show and ask until nothing is left or `q` is answered: i, e or m decides, `e X1` with a reason, u undoes."""
        from IPython.display import HTML, clear_output, display

        said = ""
        while len(self.left):
            clear_output(wait=True)
            display(HTML(self.html()))
            answer = ask(f"{said}i include, e exclude, m maybe, u undo, q quit: ").split()
            said = ""
            if answer[:1] == ["q"]:
                return
            if answer[:1] == ["u"]:
                said = "" if self.undo() else "(nothing to undo) "
                continue
            try:
                self.decide(*answer[:2])
            except (ValueError, TypeError):
                said = "(not understood) "

    def _marked(self, text: object) -> str:
        plain = escape(text) if isinstance(text, str) else "–"
        for word in self.words:
            plain = re.sub(rf"\b({re.escape(escape(word))}\w*)", r"<mark>\1</mark>", plain, flags=re.IGNORECASE)
        return plain

    def _row(self, record: pd.Series, decision: str, reason: str) -> dict[str, str]:
        told = {name: record.get(name) for name in ("record_id", "doi", "title", "year")}
        plain = {name: "" if value is None or pd.isna(value) else str(value) for name, value in told.items()}
        return {"stage": self.stage, **plain, "decision": decision, "reason": reason}

    def _kept(self) -> list[dict[str, str]]:
        if not self.sheet.is_file():
            return []
        reader = csv.DictReader(io.StringIO(self.sheet.read_text(encoding="utf-8-sig")))
        if list(reader.fieldnames or []) != list(COLUMNS):
            raise FileProblem(
                self.sheet, 1, f"has other columns than {', '.join(COLUMNS)}: screen into a file of its own"
            )
        return [dict(row) for row in reader]

    def _append(self, row: dict[str, str]) -> None:
        self.sheet.parent.mkdir(parents=True, exist_ok=True)
        head = [] if self.sheet.is_file() else [dict(zip(COLUMNS, COLUMNS, strict=True))]
        with self.sheet.open("a", encoding="utf-8", newline="") as stream:
            stream.write(_csv([*head, row]))
            stream.flush()
            os.fsync(stream.fileno())


def _csv(rows: Sequence[dict[str, str]]) -> str:
    """Rows as CSV lines, formulas neutralised."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=COLUMNS, lineterminator="\n")
    for row in rows:
        writer.writerow(
            {name: f"'{value}" if value[:1] in ("=", "+", "-", "@") else value for name, value in row.items()}
        )
    return stream.getvalue()
