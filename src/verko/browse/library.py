"""What the pages show of one study: its evidence, its transcripts and where the reports use what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from verko.errors import StudyError
from verko.report.chapters import read_chapter
from verko.report.mentions import mentions
from verko.report.pipe_tables import dashed
from verko.report.recorded import KINDS, Item, Recorded, read_recorded
from verko.store import Store
from verko.study import Study

_ANCHORS = {"tables": "tbl", "figures": "fig", "quotes": "quote", "claims": "claim"}


@dataclass(frozen=True)
class Use:
    """One place of a report that shows a recorded thing. anchor: its id in the HTML; empty for a number in the text."""

    language: str
    chapter: str
    anchor: str


@dataclass(frozen=True)
class Library:
    """What was made of one study, below `outputs`; read once, then held."""

    study: Study
    outputs: Path

    @cached_property
    def recorded(self) -> Recorded:
        """Everything recorded, by kind and name; raises StudyError before the first report."""
        found = read_recorded(self.outputs / "evidence")
        if not any(found.of(kind) for kind in KINDS):
            raise StudyError(f"{self.outputs / 'evidence'}: there is no evidence yet: run `make report` first")
        return found

    @property
    def store(self) -> Store:
        """The tables of the study."""
        return Store(self.outputs / "tables")

    @property
    def index(self) -> Path:
        """Where the words of the transcripts are indexed: beside what the report is made of, no part of it."""
        return self.outputs / "browse" / "transcripts.sqlite"

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The transcripts without their text, in order."""
        return self.store.read("documents").drop(columns=["text"]).sort_values("document_id")

    def find(self, name: str) -> tuple[str, Item] | None:
        """The kind of a recorded name, and what was recorded."""
        return next(((kind, self.recorded.of(kind)[name]) for kind in KINDS if name in self.recorded.of(kind)), None)

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """Where the reports show what, by recorded name."""
        found: dict[str, list[Use]] = defaultdict(list)
        for path in sorted((self.outputs / "report" / "staged").glob("*/[0-9]*.qmd")):
            for kind, name in _named(path):
                anchor = f"{_ANCHORS[kind]}-{dashed(name)}" if kind in _ANCHORS else ""
                use = Use(path.parent.name, path.stem, anchor)
                if use not in found[name]:
                    found[name].append(use)
        return found

    def report(self, language: str) -> Path:
        """The report as HTML in one language."""
        return self.outputs / "report" / f"{self.study.id}-report.{language}.html"

    def claims_on(self, name: str) -> list[str]:
        """The claims that lean on a number or a quote, or have it as a counter-example."""
        return sorted(
            claim
            for claim, item in self.recorded.claims.items()
            if any(name in (item.data.get(part) or ()) for part in ("quotes", "numbers", "counter"))
        )


def _named(path: Path) -> list[tuple[str, str]]:
    """The kind and name of everything recorded that one staged chapter shows."""
    found = []
    for mention in mentions(read_chapter(path)):
        if mention.kind == "var":
            found.append(("numbers", mention.name))
        elif mention.kind == "include" and mention.name.startswith("_evidence/"):
            _, kind, file = mention.name.split("/", 2)
            found.append((kind, file.removesuffix(".md")))
    return found
