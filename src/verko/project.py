"""Where things lie: the compendium's own folder, and a study's outputs."""

from __future__ import annotations

import os
from pathlib import Path


def project_root() -> Path:
    """The compendium's folder: where `notebooks/` and `report/` are."""
    return Path(os.environ.get("VERKO_ROOT") or Path(__file__).resolve().parents[2])


def outputs_of(study_folder: Path) -> Path:
    """The folder that holds all that is made of a study: `outputs/<name of the study's folder>`.

    >>> outputs_of(Path("data/example")).relative_to(project_root()).as_posix()
    'outputs/example'
    """
    return project_root() / "outputs" / study_folder.resolve().name


def from_root(path: str | Path) -> Path:
    """A path given relative to the compendium's folder, or as it stands when it is absolute."""
    return project_root() / path


def as_given(path: Path) -> str:
    """The path for parameters and messages: relative to the compendium's folder where it lies inside."""
    root = project_root().resolve()
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(resolved)
