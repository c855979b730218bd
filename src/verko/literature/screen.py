"""One reviewer screens: one record at a time, the likeliest next, every decision on disk at once.

This is the part without a screen: `verko.literature.screen_view` shows it in JupyterLab. It reads and writes the
reviewer's own sheet only, and learns the order from that sheet alone: what another reviewer decided stays unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from verko.literature.decision_sheet import DecisionSheet, now
from verko.literature.decisions import DECISIONS, STAGES, decision_meant
from verko.literature.finding import RecordFinder
from verko.literature.ordering import Features, features_of, labels_from, scores, telling_words
from verko.literature.stopping import Panel, panel

BATCH = 10
"""Decisions between two re-rankings of what is left."""


@dataclass
class Screening:
    """One reviewer's screening of `records` at one stage.

    records: record_id, title, abstract, doi, year, and authors and venue where known. sheet: the reviewer's own CSV,
    made when it is not there. reasons: words by code, in the order of their number keys; at full text an exclusion
    needs one. words: terms to highlight; those that the decisions so far have taught are added.
    ordered: whether the likeliest come first; otherwise the order is drawn once by `seed`, the same every time.

    >>> import tempfile
    >>> told = {"record_id": "r1", "title": "Peers", "abstract": None, "doi": None, "year": 2014}
    >>> records = pd.DataFrame([told])
    >>> session = Screening(records, Path(tempfile.mkdtemp()) / "screening_a.csv")
    >>> session.decide("include")
    >>> session.current is None, session.undo(), session.current["title"]
    (True, True, 'Peers')
    """

    records: pd.DataFrame
    sheet: str | Path
    stage: str = STAGES[0]
    reasons: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[str] = ()
    ordered: bool = True
    seed: int = 1

    def __post_init__(self) -> None:
        if self.stage not in STAGES:
            raise ValueError(f"stage is {self.stage!r}, not one of {', '.join(STAGES)}")
        self.records = self.records.reset_index(drop=True)
        self.kept = DecisionSheet(self.sheet)
        self._finder = RecordFinder(self.records)
        self._place = {record: place for place, record in enumerate(self.records["record_id"])}
        self._features = self._features_or_none()
        self._known: dict[tuple[str, ...], str] = {}
        self._since = 0
        self._queue: list[str] = []
        self.learned: list[str] = []
        self._begin()

    @property
    def current(self) -> dict[str, object] | None:
        """The record at hand; None when every record has a decision at this stage."""
        return self.records.iloc[self._place[self._queue[0]]].to_dict() if self._queue else None

    @property
    def left(self) -> list[str]:
        """Ids of the records not decided yet, in the order in which they come."""
        return list(self._queue)

    @property
    def decided(self) -> dict[str, str]:
        """The reviewer's decision by record at this stage, in the order of the sheet."""
        return {record: decision_meant(row["decision"]) for _, record, row in self._rows()}

    def decide(self, decision: str, reason: str = "") -> None:
        """Write the decision on the record at hand: include, exclude or maybe. ValueError where it cannot stand."""
        self.see_changes()
        if (row := self.current) is None:
            raise ValueError("every record has a decision at this stage")
        if decision not in DECISIONS:
            raise ValueError(f"the decision is not one of {', '.join(DECISIONS)}")
        if reason and (decision != "exclude" or reason not in self.reasons):
            raise ValueError("a reason goes with an exclusion, and is one of the protocol's list")
        if decision == "exclude" and self.stage == STAGES[1] and self.reasons and not reason:
            raise ValueError("an exclusion at full text needs a reason")
        self.kept.add(self._as_row(row, decision, reason))
        self._queue.pop(0)
        self._since += 1
        if self._since >= BATCH or len(self.decided) <= BATCH:
            self._rank()

    def undo(self) -> bool:
        """Take back the last decision at this stage, whose record is then at hand; False when there is none."""
        self.see_changes()
        if not (rows := self._rows()):
            return False
        place, record, _ = rows[-1]
        self.kept.take_back(place)
        self._queue = [record, *(each for each in self._queue if each != record)]
        return True

    def skip(self) -> None:
        """Leave the record at hand for later: it comes again when the others are decided, or on the next day."""
        self._queue = self._queue[1:] + self._queue[:1]

    def panel(self) -> Panel | None:
        """What two rules say of what may be left; None before the first decision."""
        relevant = np.array([decision != "exclude" for decision in self.decided.values()], dtype=int)
        return panel(relevant, len(self.records)) if len(relevant) else None

    def see_changes(self) -> None:
        """Take in what somebody has saved into the sheet meanwhile; the record at hand stays, if it is still open."""
        at_hand = self._queue[:1]
        if self.kept.refresh():
            self._begin()
            if at_hand and at_hand[0] in self._queue:
                self._queue = [*at_hand, *(record for record in self._queue if record != at_hand[0])]

    def _features_or_none(self) -> Features | None:
        try:
            return features_of(self.records) if self.ordered else None
        except ValueError:
            return None

    def _begin(self) -> None:
        drawn = np.random.default_rng(self.seed).permutation(len(self.records))
        done = set(self.decided)
        self._queue = [record for record in self.records["record_id"].iloc[drawn] if record not in done]
        self._rank()

    def _rank(self) -> None:
        """Order what is left anew; what cannot be told apart keeps the order it has."""
        self._since = 0
        if self._features is None or not self._queue:
            return
        decided = self.decided
        meant = {"include": "include", "maybe": "include", "exclude": "exclude", "": ""}
        labels = labels_from([meant[decided.get(record, "")] for record in self.records["record_id"]])
        score = scores(self._features, labels)
        self._queue.sort(key=lambda record: -score[self._place[record]])
        self.learned = telling_words(self._features, labels, most=12) if len(decided) >= 2 * BATCH else []

    def _rows(self) -> list[tuple[int, str, dict[str, str]]]:
        """The rows of this stage that decide on one of the records: place in the sheet, record, row."""
        stage = [(place, row) for place, row in enumerate(self.kept.rows) if row["stage"].lower() == self.stage]
        rows = [(place, self._record_of(row), row) for place, row in stage if decision_meant(row["decision"])]
        return [(place, record, row) for place, record, row in rows if record]

    def _record_of(self, row: Mapping[str, str]) -> str:
        """The record that a row means; empty where it is none of those to screen."""
        told = tuple(row.get(name, "") for name in ("record_id", "doi", "title", "year"))
        if told not in self._known:
            try:
                record_id, doi, title, year = told
                self._known[told] = self._finder.find(record_id=record_id, doi=doi, title=title, year=year)
            except LookupError:
                self._known[told] = ""
        return self._known[told]

    def _as_row(self, row: Mapping[str, object], decision: str, reason: str) -> dict[str, str]:
        told = {name: row[name] for name in ("record_id", "doi", "title", "year") if pd.notna(row.get(name))}
        if "year" in told:
            told["year"] = int(float(str(told["year"])))
        made = {name: str(value) for name, value in told.items()}
        return made | {"stage": self.stage, "decision": decision, "reason": reason, "decided_at": now()}
