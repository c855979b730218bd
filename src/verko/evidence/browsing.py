"""Looking things up in what the notebooks have recorded: the SQLite file beside the evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verko.errors import StudyError
from verko.evidence.recorded import KINDS


@dataclass(frozen=True)
class Found:
    """One recorded thing. summary: its value, caption or words, with where it comes from."""

    name: str
    kind: str
    notebook: str
    summary: str


def find_evidence(database: Path, part: str = "") -> list[Found]:
    """Everything whose name or content holds `part`, letter case apart, by kind and name.

    Raises StudyError when there is no evidence yet.
    """
    if not database.is_file():
        raise StudyError(f"{database}: there is no evidence yet: run `make report` first")
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = [hit for kind in KINDS for hit in _rows(connection, kind)]
    finally:
        connection.close()
    wanted = part.casefold()
    return [hit for hit in found if wanted in hit.name.casefold() or wanted in hit.summary.casefold()]


def _rows(connection: sqlite3.Connection, kind: str) -> list[Found]:
    rows = connection.execute(f"select name, notebook, entry from {kind} order by name").fetchall()  # noqa: S608
    return [Found(name, kind[:-1], notebook, _SUMMARIES[kind](json.loads(entry))) for name, notebook, entry in rows]


def _first(text: dict[str, str]) -> str:
    return next(iter(text.values()), "")


def _number(entry: dict[str, Any]) -> str:
    value = f"fewer than {entry['below']}" if entry.get("suppressed") else entry["value"]
    return f"{value} {entry['unit']}".strip() + f" <- {', '.join(entry['trace'])}"


def _quote(entry: dict[str, Any]) -> str:
    return f"{entry['document']} {entry['speaker']} {entry['start']}-{entry['end']}: {entry['text']}"


def _claim(entry: dict[str, Any]) -> str:
    return f"{_first(entry['text'])} <- {', '.join([*entry['quotes'], *entry['numbers']])}"


_SUMMARIES: dict[str, Callable[[dict[str, Any]], str]] = {
    "numbers": _number,
    "tables": lambda entry: f"{_first(entry['caption'])} ({entry['rows']} rows) <- {', '.join(entry['trace'])}",
    "figures": lambda entry: f"{_first(entry['caption'])} <- {', '.join(entry['trace'])}",
    "quotes": _quote,
    "claims": _claim,
}
