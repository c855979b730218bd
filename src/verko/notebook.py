"""What a notebook starts with: the study, its tables, and the door to the report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verko.errors import StudyError
from verko.evidence import Evidence, read_evidence
from verko.project import from_root, project_root
from verko.store import Store
from verko.study import Study, load_study


@dataclass
class Notebook:
    """One notebook at work: `study` as declared, `store` for its tables, `evidence` for what the report quotes."""

    name: str
    study: Study
    store: Store
    evidence: Evidence
    metadata: dict[str, Any]
    outputs: Path

    def recorded(self) -> dict[str, dict[str, Any]]:
        """What the notebooks named in `reads_evidence` have recorded, by kind and name."""
        return read_evidence(self.outputs / "evidence", self.metadata.get("reads_evidence", []))


def open_notebook(name: str, *, study: str, outputs: str) -> Notebook:
    """Open the study for the notebook `name`, which may read just the tables its metadata declares.

    study, outputs: folders, relative to the compendium's or absolute.
    """
    declared = load_study(from_root(study))
    metadata = declared_metadata(project_root() / "notebooks" / f"{name}.ipynb")
    folder = from_root(outputs)
    store = Store(folder / "tables", allowed=metadata.get("reads"))
    evidence = Evidence(
        folder / "evidence",
        name,
        store,
        synthetic=declared.synthetic,
        languages=declared.languages,
        k=declared.privacy.k,
        most_words=declared.privacy.max_quote_words,
    )
    return Notebook(name, declared, store, evidence, metadata, folder)


def declared_metadata(path: Path) -> dict[str, Any]:
    """What a notebook says of itself under `metadata.verko`: the tables it reads, the evidence it reads, its need."""
    if not path.is_file():
        raise StudyError(f"{path}: there is no such notebook")
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")).get("metadata", {}).get("verko", {}))
    except (ValueError, AttributeError):
        raise StudyError(f"{path}: is no notebook") from None
