"""How long a study takes: its notebooks cold, against papermill run on each in turn, and a run with nothing to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from verko.pipeline.graph import TaskSpec, tasks_of
from verko.pipeline.run import run as run_tasks
from verko.project import as_given, project_root
from verko.study import Study, load_study

QUIET = Console(file=open("/dev/null", "w"))  # noqa: SIM115 - lives as long as the process
REPEATS = 3


def run(data: Path | None = None) -> dict[str, float]:
    """cold_s: all notebooks of the study, side by side; one_by_one_s: `papermill` on each in turn; their ratio;
    noop_s: `verko report` with nothing changed, less what starting Python takes."""
    study = load_study(data or project_root() / "data" / "example")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        outputs = Path(folder) / "outputs"
        run_tasks(tasks_of(study, outputs), outputs, QUIET, only=["tables", "lemmas"])
        prepared = Path(folder) / "prepared"
        shutil.copytree(outputs, prepared)
        one_by_one = _papermill_on_each(study, outputs)
        cold = min(_side_by_side(study, prepared, outputs) for _ in range(REPEATS))
        idle = _nothing_to_do(study)
    figures = {"cold_s": cold, "one_by_one_s": one_by_one, "ratio": cold / one_by_one, "noop_s": idle}
    for name, value in figures.items():
        print(f"{name:<14}{value:8.2f}")
    return {name: round(value, 3) for name, value in figures.items()}


def _notebooks(study: Study, outputs: Path) -> list[TaskSpec]:
    return [spec for spec in tasks_of(study, outputs) if spec.name.startswith("notebook:")]


def _papermill_on_each(study: Study, outputs: Path) -> float:
    begun = time.perf_counter()
    for spec in _notebooks(study, outputs):
        notebook = spec.files[0]
        copy = outputs / "one-by-one" / notebook.name
        copy.parent.mkdir(exist_ok=True)
        given = ["-p", "study", as_given(study.folder), "-p", "outputs", str(outputs)]
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(notebook), str(copy), *given]
        subprocess.run(command, check=True, capture_output=True, cwd=project_root())
    return time.perf_counter() - begun


def _side_by_side(study: Study, prepared: Path, outputs: Path) -> float:
    shutil.rmtree(outputs)
    shutil.copytree(prepared, outputs)
    names = [spec.name for spec in _notebooks(study, outputs)]
    code = (
        "import sys; from pathlib import Path; from benchmarks.pipeline import QUIET, run_tasks, tasks_of, load_study\n"
        "if __name__ == '__main__':\n"
        "    study, outputs = load_study(sys.argv[1]), Path(sys.argv[2])\n"
        "    run_tasks(tasks_of(study, outputs), outputs, QUIET, only=sys.argv[3:])\n"
    )
    begun = time.perf_counter()
    command = [sys.executable, "-c", code, str(study.folder), str(outputs), *names]
    subprocess.run(command, check=True, cwd=project_root())
    return time.perf_counter() - begun


def _nothing_to_do(study: Study) -> float:
    command = [sys.executable, "-m", "verko.cli", "report", "--study", str(study.folder)]
    _timed(command)
    start = min(_timed([sys.executable, "-c", "pass"]) for _ in range(5))
    return min(_timed(command) for _ in range(5)) - start


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=project_root())
    return time.perf_counter() - begun
