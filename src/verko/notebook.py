"""What a notebook starts with: the study, its tables, and the door to the report."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verko.declared import declared_metadata
from verko.evidence import Evidence, read_evidence
from verko.language.lemmas import remember, use_words
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

    study, outputs: folders, relative to the compendium's or absolute; `make lab` leads them to its study.
    """
    study, outputs = os.environ.get("VERKO_LAB_STUDY", study), os.environ.get("VERKO_LAB_OUTPUTS", outputs)
    declared = load_study(from_root(study))
    metadata = declared_metadata(project_root() / "notebooks" / f"{name}.ipynb")
    folder = from_root(outputs)
    store = Store(folder / "tables", allowed=metadata.get("reads"))
    use_words(declared.folder)
    if "lemmas" in metadata.get("reads", ()):
        remember(store.read("lemmas"))
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
