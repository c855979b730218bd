"""How long the report takes from finished evidence: the embedded renderer, and Quarto where it is installed."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from verko.pipeline.reporting import meta_of, sources_of
from verko.project import outputs_of, project_root
from verko.report.quarto import find_quarto
from verko.report.render import render
from verko.report.stage import stage
from verko.study import Study, load_study


def run(data: Path | None = None) -> dict[str, float | None]:
    """embedded_s, quarto_s: HTML and PDF of the study's first language; None where Quarto is not installed.

    data: a study whose report has been made once, so that its evidence is there.
    """
    study = load_study(data or project_root() / "data" / "example")
    quarto = find_quarto()
    figures = {"embedded_s": _seconds(study, "embedded"), "quarto_s": _seconds(study, "quarto") if quarto else None}
    for name, value in figures.items():
        print(f"{name:<12}{value:8.2f}" if value is not None else f"{name:<12}not installed")
    return figures


def _seconds(study: Study, renderer: str) -> float:
    language = study.languages[0]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        evidence = outputs_of(study.folder) / "evidence"
        staged = stage(evidence, sources_of(study), Path(folder) / "staged", language=language, meta=meta_of(study))
        render(staged, Path(folder) / "warm", renderer=renderer)
        begun = time.perf_counter()
        render(staged, Path(folder) / "report", renderer=renderer)
        return round(time.perf_counter() - begun, 3)
