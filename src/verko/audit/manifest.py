"""The manifest: the hash of every file that went in and came out, and the versions it was made with."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from verko import __version__
from verko.atomic import write_atomically
from verko.hashing import file_hash
from verko.study import load_study

MANIFEST = "manifest.json"
COMPARED = ("tables", "evidence")
_VERSIONS = (
    "pandas",
    "numpy",
    "matplotlib",
    "papermill",
    "nltk",
    "simplemma",
    "scikit-learn",
    "typst",
    "pypandoc_binary",
)
_OWN_WORK = {".tasks.sqlite", ".lock", MANIFEST}


def write_manifest(study_folder: str, outputs: str) -> None:
    """Write `manifest.json`: the study's files, everything made, and the versions, each path with its SHA-256."""
    study, made = load_study(study_folder), Path(outputs)
    manifest: dict[str, Any] = {
        "study": study.id,
        "title": study.title.model_dump(),
        "synthetic": study.synthetic,
        "verko": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _VERSIONS},
        "inputs": hashes_below(study.folder),
        "outputs": hashes_below(made),
    }
    write_atomically(made / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def hashes_below(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` by its path, hidden ones and the pipeline's own notes apart."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        name: file_hash(path)
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (name := path.relative_to(folder).as_posix()) not in _OWN_WORK
    }
