"""Screening by keyboard in JupyterLab: the view of a `Screening`.

    from verko.literature.screen_view import screening_view
    screening_view("studies/mine", reviewer="a")

i includes, e excludes, a number excludes with that reason, m is a maybe, u undoes, n leaves the record for later.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from verko.errors import StudyError
from verko.literature.screen import Screening
from verko.literature.screen_words import WORDS
from verko.literature.stopping import Panel

_HERE = Path(__file__).parent
_KEYS = "1234567890"


class ScreenView(anywidget.AnyWidget):
    """The view of one reviewer's `Screening`. criteria: pairs of kind and text, shown on demand."""

    _esm = _HERE / "screen_view.js"
    _css = _HERE / "screen_view.css"
    shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self, session: Screening, *, criteria: Sequence[tuple[str, str]] = (), language: str = "en", **options: Any
    ) -> None:
        self.session, self.criteria, self.language = session, list(criteria), language
        super().__init__(shown=self._told("", alarm=False, asked=0), **options)
        self.on_msg(lambda _, message, __: self.answer(message))

    def answer(self, message: dict[str, Any]) -> None:
        """Do what a key asked for, then show the record that comes next, or why nothing was done.

        A message about another record than the one at hand is a key pressed too late: it decides nothing.
        """
        words = WORDS[self.language]
        said, alarm = "", False
        try:
            said = self._do(message, words)
        except (StudyError, ValueError) as problem:
            said, alarm = str(problem), True
        self.shown = self._told(said, alarm=alarm, asked=int(message.get("asked", 0)))

    def _do(self, message: dict[str, Any], words: dict[str, str]) -> str:
        self.session.see_changes()
        current = self.session.current
        if message.get("do") == "undo":
            return words["undone"] if self.session.undo() else words["nothing_to_undo"]
        if current is None or message.get("record") != current["record_id"]:
            return words["too_late"]
        if message.get("do") == "skip":
            self.session.skip()
            return words["skipped"]
        decision = str(message.get("decision", ""))
        self.session.decide(decision, str(message.get("reason", "")))
        return words["saved"].format(decision=words[decision], file=self.session.kept.path.name)

    def _told(self, message: str, *, alarm: bool, asked: int) -> dict[str, Any]:
        session, words = self.session, WORDS[self.language]
        decided = session.decided
        progress = words["progress"].format(decided=len(decided), total=len(session.records))
        reasons = zip(_KEYS, session.reasons.items(), strict=False)
        return {
            "language": self.language, "text": words, "message": message, "alarm": alarm, "asked": asked,
            "record": _shown_record(session.current), "decided": len(decided), "total": len(session.records),
            "progress": progress, "words": list(session.words), "learned": session.learned,
            "reasons": [{"key": key, "code": code, "text": text} for key, (code, text) in reasons],
            "needs_reason": session.stage == "full_text",
            "criteria": [{"kind": kind, "text": text} for kind, text in self.criteria],
            "panel": panel_lines(session.panel(), self.language),
        }  # fmt: skip


def _shown_record(row: dict[str, Any] | None) -> dict[str, str] | None:
    if row is None:
        return None
    told = {name: "" if pd.isna(value) else str(value) for name, value in row.items()}
    year = told.get("year", "").removesuffix(".0")
    meta = " · ".join(part for part in (told.get("authors", ""), told.get("venue", ""), year) if part)
    return {"id": told["record_id"], "title": told["title"], "meta": meta, "abstract": told.get("abstract", "")}


def panel_lines(panel: Panel | None, language: str) -> list[tuple[str, str]]:
    """What the two rules say, as pairs of name and value: the run of irrelevant records and the bound from chance."""
    if panel is None:
        return []
    words = WORDS[language]
    chance = "–" if panel.p_missed is None else f"{panel.p_missed:.2f}"
    most = "–" if panel.possibly_left is None else str(panel.possibly_left)
    if language == "fi":
        chance = chance.replace(".", ",")
    return [
        (words["found"], f"{panel.found} / {panel.read}"),
        (words["run"], str(panel.irrelevant_run)),
        (words["most_left"], most),
        (words["chance"], chance),
    ]
