"""Reading evidence back: what the notebooks have recorded, merged by name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from verko.errors import StudyError

EVIDENCE_FILE = "evidence.json"
KINDS = ("numbers", "tables", "figures", "quotes", "claims")


def read_evidence(folder: Path, notebooks: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """Everything recorded below `folder` (outputs/<study>/evidence), by kind and name.

    notebooks: only these; all by default. Each entry gains `notebook` and absolute file paths stay relative to
    `folder / notebook`. Raises StudyError when two notebooks record the same name.
    """
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for file in sorted(folder.glob(f"*/{EVIDENCE_FILE}")):
        notebook = file.parent.name
        if notebook.startswith(".") or (notebooks is not None and notebook not in notebooks):
            continue  # a hidden folder is another notebook's, half-way through its saving
        recorded = json.loads(file.read_text(encoding="utf-8"))
        for kind in KINDS:
            for name, entry in recorded[kind].items():
                if name in merged[kind]:
                    other = merged[kind][name]["notebook"]
                    raise StudyError(f"{kind} '{name}' is recorded by both {other} and {notebook}: rename one")
                merged[kind][name] = entry | {"notebook": notebook}
    return merged
