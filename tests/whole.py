"""A compendium of its own in a temporary folder, with the project's notebooks and chapters, run as a user runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Whole:
    """The project's notebooks, report and data copied to `root`, so that a test may change them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("notebooks", "report", "data"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))

    def verko(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command here."""
        command = [sys.executable, "-m", "verko.cli", *arguments]
        environment = {**os.environ, "VERKO_ROOT": str(self.root)}
        return subprocess.run(
            command, cwd=self.root, capture_output=True, text=True, env=environment, check=False, timeout=900
        )

    def outputs(self, study: str) -> Path:
        return self.root / "outputs" / study

    def html(self, study: str, language: str) -> str:
        return (self.outputs(study) / "report" / f"{study}-report.{language}.html").read_text(encoding="utf-8")

    def pdf(self, study: str, language: str) -> Path:
        return self.outputs(study) / "report" / f"{study}-report.{language}.pdf"
