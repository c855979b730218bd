"""A small compendium in a temporary folder: three notebooks and a study of two transcripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from verko.pipeline.graph import tasks_of
from verko.pipeline.progress import Progress
from verko.pipeline.run import run
from verko.project import outputs_of
from verko.study import load_study

STUDY = """\
title: {fi: Koetutkimus, en: Trial study}
synthetic: true
data_sets:
  groups:
    kind: transcripts
    files: ["interviews/*"]
"""
TRANSCRIPT = (
    "SYNTEETTINEN AINEISTO – ei tutkimustuloksia\n\nH: Mitä vertaistuki on?\n\nA1: Se on sitä, että joku tietää.\n"
)
PARAMETERS = 'study: str = "data/example"\noutputs: str = "outputs/example"\nleast: int = 1  # fewest turns\n'
OPENING = 'from verko.notebook import open_notebook\nnb = open_notebook("{name}", study=study, outputs=outputs)'


def notebook(folder: Path, name: str, *code: str, **declared: object) -> Path:
    """Write a notebook with a parameters cell, the opening, `code` and the saving."""
    sources = [PARAMETERS, OPENING.format(name=name), *code, "nb.evidence.save()"]
    cells = [
        {"cell_type": "code", "id": f"c{number}", "execution_count": None, "outputs": [], "source": source,
         "metadata": {"tags": ["parameters"]} if number == 0 else {}}
        for number, source in enumerate(sources)
    ]  # fmt: skip
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "verko": {"reads": [], **declared}}
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


class Compendium:
    """The temporary compendium, and what runs in it."""

    def __init__(self, root: Path) -> None:
        self.root, self.study = root, root / "studies" / "trial"
        (self.study / "interviews").mkdir(parents=True)
        (self.study / "study.yml").write_text(STUDY, encoding="utf-8")
        for name in ("R01", "R02"):
            (self.study / "interviews" / f"{name}.md").write_text(TRANSCRIPT, encoding="utf-8")
        turns = 'nb.evidence.number("intake.turns", len(nb.store.read("turns")))'
        notebook(root, "00-turns", turns, reads=["turns"])
        notebook(root, "01-nothing", 'nb.evidence.number("literature.none", 0)')
        both = 'nb.evidence.number("synthesis.numbers", len(nb.recorded()["numbers"]))'
        notebook(root, "02-both", both, reads_evidence=["00-turns", "01-nothing"])

    @property
    def outputs(self) -> Path:
        return outputs_of(self.study)

    def run(self, only: list[str] | None = None) -> Progress:
        """Run everything up to the evidence."""
        study = load_study(self.study)
        specs = [spec for spec in tasks_of(study, self.outputs) if not spec.name.startswith(("report", "manifest"))]
        return run(specs, self.outputs, Console(quiet=True), only=only)

    def ran(self) -> set[str]:
        """The tasks that a run had to do."""
        return set(self.run().took)

    def number(self, notebook_name: str, name: str) -> float:
        file = self.outputs / "evidence" / notebook_name / "evidence.json"
        return json.loads(file.read_text(encoding="utf-8"))["numbers"][name]["value"]


@pytest.fixture
def compendium(tmp_path, monkeypatch):
    monkeypatch.setenv("VERKO_ROOT", str(tmp_path))
    return Compendium(tmp_path)
