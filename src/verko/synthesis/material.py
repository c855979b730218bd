"""What the synthesis stands on: the declared study, its tables, and what the other notebooks have recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from verko.store import Store
from verko.study.model import Study
from verko.tables import empty

TABLES = (
    "documents", "codes", "codings", "webpages", "records", "process", "phase", "contribution", "change",
    "evaluation_response", "accounts",
)  # fmt: skip
"""Tables the synthesis reads."""

Recorded = Mapping[str, Mapping[str, Mapping[str, Any]]]

_NOTEBOOK_OF = {"bibliography": "01", "webpages": "02", "codevelopment": "05", "feedback": "05"}
_OF_ANALYSIS = {"interviews": "03", "leadership": "04"}


@dataclass(frozen=True)
class Material:
    """Everything the synthesis reads. recorded: evidence by kind and name, as `Notebook.recorded` gives it."""

    study: Study
    tables: Mapping[str, pd.DataFrame]
    recorded: Recorded

    @classmethod
    def from_store(cls, store: Store, study: Study, recorded: Recorded) -> Material:
        """The material of a study; the notebook must have declared every table of `TABLES`."""
        return cls(study, {name: store.read(name) for name in TABLES}, recorded)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table] if table in self.tables else empty(table)

    def evidence(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """What was recorded of one kind, by name."""
        return self.recorded.get(kind, {})

    @property
    def data_sets(self) -> list[str]:
        """Data sets that are material of their own: all but the codings, which are work done on others."""
        return [name for name, declared in self.study.data_sets.items() if declared.kind != "codings"]

    def title(self, data_set: str, language: str) -> str:
        """What a data set is called in the report; its name in study.yml where it has no title."""
        declared = self.study.data_sets[data_set]
        return declared.title.in_language(language) if declared.title else data_set

    def notebook(self, data_set: str) -> str:
        """The number of the notebook that reads a data set."""
        declared = self.study.data_sets[data_set]
        return _OF_ANALYSIS[declared.analysis] if declared.kind == "transcripts" else _NOTEBOOK_OF[declared.kind]

    def units(self, data_set: str) -> int:
        """How many units of analysis a data set has: groups, interviews, pages, publications, contributions, answers.

        Publications are those included in the review, where that has been recorded, and otherwise all found.
        """
        kind = self.study.data_sets[data_set].kind
        included = self.evidence("numbers").get("literature.included", {}).get("value")
        if kind == "bibliography" and included is not None:
            return int(included)
        table, own = _COUNTED[kind]
        rows = self[table]
        return int((rows["data_set"] == data_set).sum()) if own else len(rows)

    def sets_of_claim(self, claim: Mapping[str, Any]) -> list[str]:
        """Data sets that a claim rests on: those of its quotes' documents, or else all that its notebook reads."""
        of_document = dict(zip(self["documents"]["document_id"], self["documents"]["data_set"], strict=True))
        quotes = [self.evidence("quotes").get(name, {}) for name in claim["quotes"]]
        named = {of_document[quote["document"]] for quote in quotes if quote.get("document") in of_document}
        if named:
            return [name for name in self.data_sets if name in named]
        return [name for name in self.data_sets if self.notebook(name) == claim["notebook"][:2]]

    def questions_of_claim(self, claim: Mapping[str, Any]) -> list[str]:
        """Research questions a claim speaks to: those that most of its quotes' codes belong to, or else those of
        the data sets it rests on. A passage may hold codes of several questions."""
        known = [question.id for question in self.study.research_questions]
        asked = [self._questions_of_quote(self.evidence("quotes").get(name, {})) for name in claim["quotes"]]
        if shared := [question for question in known if asked and all(question in of_one for of_one in asked)]:
            return shared
        answering = {
            question for name in self.sets_of_claim(claim) for question in self.study.data_sets[name].questions
        }
        return [question for question in known if question in answering]

    def _questions_of_quote(self, quote: Mapping[str, Any]) -> set[str]:
        """The questions of the codes given to the very passage that is quoted."""
        place = (quote.get("document"), quote.get("start"), quote.get("end"))
        codes = self._codes_at.get(place, set())
        return {question for code in codes if isinstance(question := self._question_of.get(code), str)}

    @cached_property
    def _codes_at(self) -> dict[tuple[Any, Any, Any], set[str]]:
        found: dict[tuple[Any, Any, Any], set[str]] = {}
        for row in self["codings"][["document_id", "start", "end", "code_id"]].itertuples(index=False):
            found.setdefault((row.document_id, row.start, row.end), set()).add(row.code_id)
        return found

    @cached_property
    def _question_of(self) -> dict[str, Any]:
        return dict(zip(self["codes"]["code_id"], self["codes"]["rq"], strict=True))


_COUNTED = {  # kind -> table whose rows are the units, and whether they name their data set
    "transcripts": ("documents", True),
    "webpages": ("webpages", True),
    "bibliography": ("records", False),
    "codevelopment": ("contribution", False),
    "feedback": ("evaluation_response", False),
}
