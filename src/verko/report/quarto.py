"""The `quarto` command: found, its version checked, run on a staged project, its outcome fetched."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from verko.errors import StudyError
from verko.report.processes import run

OLDEST = (1, 9)
"""The first Quarto with `pdf-standard` for Typst, which the tagged PDF needs."""

_HOW = "install Quarto 1.9 or newer, or say `report: {renderer: embedded}` in study.yml"


def find_quarto(setting: Path | str | None = None, *, required: bool = False) -> Path | None:
    """The Quarto command: the setting, else the environment's QUARTO_PATH, else the one on PATH.

    QUARTO_PATH may name the command or the folder it lies in. None where there is none;
    StudyError where it is required, or where a place that was named holds no command.
    """
    for place, origin in ((setting, "the setting"), (os.environ.get("QUARTO_PATH"), "QUARTO_PATH")):
        if place:
            return _named(Path(place), origin)
    found = shutil.which("quarto")
    if not found and required:
        raise StudyError(f"quarto: not found in the setting, QUARTO_PATH or PATH: {_HOW}")
    return Path(found) if found else None


def _named(place: Path, origin: str) -> Path:
    for candidate in (place, place / "quarto", place / "bin" / "quarto"):
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate.resolve()
    raise StudyError(f"{place}: {origin} names no Quarto command: correct it, or {_HOW}")


def check_version(command: Path, *, time_limit: float) -> str:
    """The version of a Quarto command; StudyError when it is too old or says none."""
    done = run([str(command), "--version"], time_limit=time_limit)
    match = re.search(r"\b(\d+)\.(\d+)(?:\.\d+)*", done.output.decode(errors="replace"))
    if done.code or not match:
        raise StudyError(f"{command}: does not say its version: {_HOW}")
    if (int(match[1]), int(match[2])) < OLDEST:
        raise StudyError(f"{command}: is Quarto {match[0]}, too old: {_HOW}")
    return match[0]


def render_quarto(command: Path, staged: Path, html: Path, pdf: Path, *, time_limit: float) -> list[str]:
    """Write the HTML and the PDF of a staged project; returns Quarto's messages, one line each.

    Quarto writes beside its sources, so it works on a copy, which is removed again.
    """
    version = check_version(command, time_limit=time_limit)
    messages = [f"Quarto {version}"]
    with tempfile.TemporaryDirectory(prefix="verko-quarto-") as work:
        project = Path(work) / "report"
        shutil.copytree(staged, project)
        for target, format_name in ((html, "html"), (pdf, "typst")):
            made = project / "_out" / f"index{target.suffix}"
            messages += _render_one(command, project, format_name, made, target, time_limit)
    return messages


def _render_one(
    command: Path, project: Path, format_name: str, made: Path, target: Path, time_limit: float
) -> list[str]:
    arguments = [str(command), "render", "index.qmd", "--to", format_name, "--output-dir", "_out", "--no-execute"]
    done = run(arguments, time_limit=time_limit, folder=project, environment=_environment())
    said = [line.strip() for line in done.messages.splitlines() if line.strip()]
    if done.code or not made.is_file():
        why = " – ".join(said[-6:]) or f"ended with {done.code}"
        raise StudyError(f"quarto render --to {format_name}: {why}")
    shutil.move(made, target)
    return said


def _environment() -> Mapping[str, str]:
    return {**os.environ, "NO_COLOR": "1", "QUARTO_LOG_LEVEL": "WARN"}
