"""Kill a run at random moments, run again, and see whether everything comes out as it does without a kill."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from verko.audit.verify import compared_results
from verko.project import project_root
from verko.study import load_study

KILLS = 8
STUCK_AFTER = 300  # seconds


def run(data: Path | None = None) -> dict[str, int]:
    """kills: how many runs were killed with SIGKILL; identical, different, stuck: how the next run ended.

    data: a study; it is copied, so its own outputs stay.
    """
    source = data or project_root() / "data" / "example"
    copy = project_root() / "outputs" / ".faults" / f"{load_study(source).id}-faults"
    outputs = project_root() / "outputs" / copy.name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(source, copy)
    try:
        return _killed_runs(copy, outputs)
    finally:
        shutil.rmtree(copy.parent)
        shutil.rmtree(outputs, ignore_errors=True)


def _killed_runs(study: Path, outputs: Path) -> dict[str, int]:
    begun = time.perf_counter()
    _whole_run(study)
    whole, truth = time.perf_counter() - begun, compared_results(outputs)
    moments = random.Random(1)
    counts = {"kills": 0, "identical": 0, "different": 0, "stuck": 0}
    for _ in range(KILLS):
        shutil.rmtree(outputs)
        counts["kills"] += _kill_after(study, moments.uniform(0.05, 0.95) * whole)
        try:
            _whole_run(study)
        except subprocess.TimeoutExpired:
            counts["stuck"] += 1
            continue
        counts["identical" if compared_results(outputs) == truth else "different"] += 1
    print("  ".join(f"{name} {count}" for name, count in counts.items()))
    return counts


def _command(study: Path) -> list[str]:
    return [sys.executable, "-m", "verko.cli", "report", "--study", str(study)]


def _whole_run(study: Path) -> None:
    subprocess.run(_command(study), check=True, capture_output=True, timeout=STUCK_AFTER, cwd=project_root())


def _kill_after(study: Path, seconds: float) -> int:
    process = subprocess.Popen(_command(study), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return 1
    return 0
