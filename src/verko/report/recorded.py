"""What the notebooks recorded, read from `outputs/<study>/evidence/`: the only things a report may quote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verko.errors import FileProblem, ManyProblems

KINDS = ("numbers", "tables", "figures", "quotes", "claims")
SINGULAR = {"numbers": "number", "tables": "table", "figures": "figure", "quotes": "quote", "claims": "claim"}


@dataclass(frozen=True)
class Item:
    """One recorded thing: its name, the notebook that recorded it, and what was written about it."""

    name: str
    notebook: str
    folder: Path
    data: Mapping[str, Any]

    def file(self, relative: str) -> Path:
        """The path of a file of this item; StudyError when it lies outside the notebook's folder or is absent."""
        path = (self.folder / relative).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise FileProblem(
                self.folder / "evidence.json", self.name, f"{relative!r} lies outside the evidence folder"
            )
        if not path.is_file():
            raise FileProblem(path, "", f"is missing, although {self.notebook} recorded it: run the notebook again")
        return path


@dataclass(frozen=True)
class Recorded:
    """Everything recorded, by kind and name."""

    numbers: Mapping[str, Item] = field(default_factory=dict)
    tables: Mapping[str, Item] = field(default_factory=dict)
    figures: Mapping[str, Item] = field(default_factory=dict)
    quotes: Mapping[str, Item] = field(default_factory=dict)
    claims: Mapping[str, Item] = field(default_factory=dict)
    synthetic: bool = False

    def of(self, kind: str) -> Mapping[str, Item]:
        """The items of one kind, by name."""
        return getattr(self, kind)

    def names(self) -> set[str]:
        """Every recorded name that can be shown; a suppressed quote cannot, a suppressed number says `fewer than`."""
        shown = {name for kind in KINDS if kind != "quotes" for name in self.of(kind)}
        return shown | {name for name, item in self.quotes.items() if not suppressed(item)}


def suppressed(item: Item) -> bool:
    """Whether the disclosure rules took this item out."""
    return bool(item.data.get("suppressed", False))


def read_recorded(evidence: Path) -> Recorded:
    """The evidence of every notebook below `evidence`.

    Raises ManyProblems when a file cannot be read, when two notebooks record the same name of the
    same kind, or when synthetic and real evidence are mixed.
    """
    problems: list[str] = []
    found: dict[str, dict[str, Item]] = {kind: {} for kind in KINDS}
    marks: dict[str, bool] = {}
    for path in sorted(evidence.glob("*/evidence.json")):
        content = _content(path, problems)
        marks[path.parent.name] = bool(content.get("synthetic", False))
        for kind in KINDS:
            _add(found[kind], kind, content.get(kind, {}), path, problems)
    if len(set(marks.values())) > 1:
        made_up = ", ".join(sorted(name for name, mark in marks.items() if mark))
        problems.append(f"{evidence}: synthetic and real evidence are mixed (synthetic: {made_up})")
    if problems:
        raise ManyProblems(problems)
    return Recorded(**found, synthetic=any(marks.values()))


def _content(path: Path, problems: list[str]) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(f"{path}: cannot be read as JSON ({error}): run the notebook again")
        return {}
    if not isinstance(content, dict):
        problems.append(f"{path}: is not a JSON object: run the notebook again")
        return {}
    return content


def _add(found: dict[str, Item], kind: str, items: Mapping[str, Any], path: Path, problems: list[str]) -> None:
    for name, data in items.items():
        if name in found:
            problems.append(
                f"{path}: {SINGULAR[kind]} '{name}' is recorded by {found[name].notebook} too: rename one of them"
            )
            continue
        found[name] = Item(name, path.parent.name, path.parent, data)
