"""The `quarto` command: found, its version checked, run on a staged project, its outcome fetched."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from verko.errors import StudyError
from verko.report.finish import below_the_title, finished
from verko.report.processes import run

OLDEST = (1, 9)
"""The first Quarto with `pdf-standard` for Typst, which the tagged PDF needs."""

VERSION_LIMIT = 60.0
"""Seconds that `quarto --version` may take."""

OUTPUT = "_out"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ERROR = re.compile(r"\[?error", re.IGNORECASE)
_MATTERS = re.compile(r"\[?(?:WARN|ERROR)|error:")

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

    Quarto writes beside its sources, so it works on a copy, which is removed again. Each format is fetched
    before the next is made, since rendering one can remove the other.
    time_limit: seconds for both together.
    """
    stop_at = time.monotonic() + time_limit
    messages: list[str] = []
    with tempfile.TemporaryDirectory(prefix="verko-quarto-") as work:
        project = Path(work) / "report"
        shutil.copytree(staged, project)
        for target, output in ((html, "html"), (pdf, "typst")):
            left = max(stop_at - time.monotonic(), 0.1)
            messages += _render_one(command, project, output, target, left)
    page = html.read_text(encoding="utf-8")
    html.write_text(finished(below_the_title(page)), encoding="utf-8", newline="\n")
    return messages


def _render_one(command: Path, project: Path, output: str, target: Path, time_limit: float) -> list[str]:
    arguments = [str(command), "render", "index.qmd", "--to", output, "--output-dir", OUTPUT, "--no-execute"]
    done = run(arguments, time_limit=time_limit, folder=project, environment=_environment())
    said = _said(done.messages)
    made = project / OUTPUT / f"index{target.suffix}"
    if done.code or not made.is_file():
        raise StudyError(f"quarto render --to {output}: {_reason(said) or f'ended with {done.code}'}")
    shutil.move(made, target)
    return [line for line in said if _MATTERS.match(line)]


def _reason(said: Sequence[str]) -> str:
    """What went wrong, on one line: from the first line that begins with an error, or the last ones."""
    first = next((number for number, line in enumerate(said) if _ERROR.match(line)), max(len(said) - 4, 0))
    return " – ".join(said[first : first + 4])


def _said(messages: str) -> list[str]:
    return [line for raw in messages.splitlines() if (line := _COLOUR.sub("", raw).strip())]


def _environment() -> Mapping[str, str]:
    """Ours, without colours and with a fixed time, so that the same report gives the same PDF."""
    return {**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "0"}
