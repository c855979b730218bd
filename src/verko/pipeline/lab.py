"""JupyterLab on the notebooks, with the study's tables made first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from verko.pipeline.graph import tasks_of
from verko.pipeline.run import run
from verko.project import as_given, outputs_of, project_root
from verko.study import load_study


def open_lab(folder: Path, console: Console) -> int:
    """Make the tables, then start JupyterLab; returns its exit code.

    The notebooks' parameters cell names the example; VERKO_LAB_STUDY and VERKO_LAB_OUTPUTS lead them to this study.
    """
    study = load_study(folder)
    outputs = outputs_of(study.folder)
    run(tasks_of(study, outputs), outputs, console, only=["tables", "lemmas"])
    environment = {**os.environ, "VERKO_LAB_STUDY": as_given(study.folder), "VERKO_LAB_OUTPUTS": as_given(outputs)}
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(project_root() / "notebooks")]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own argument list
