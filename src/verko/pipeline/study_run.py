"""What the commands do with a study: check it, report it, and tidy what is no longer part of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from verko.account import FileAccount
from verko.errors import StudyError
from verko.pipeline.gate import file_line, stopped_by, unnamed_files
from verko.pipeline.graph import TaskSpec, tasks_of
from verko.pipeline.progress import Progress
from verko.pipeline.run import run
from verko.project import outputs_of
from verko.study import Study, load_study

if TYPE_CHECKING:
    from verko.audit.verify import Comparison


@dataclass
class Checked:
    """What reading everything came to. stopped: the lines that stand before the report, empty when it may go on."""

    study: Study
    accounts: list[tuple[str, FileAccount]]
    accepted: int
    stopped: list[str]
    unnamed: list[Path]


def check_study(folder: Path, console: Console) -> Checked:
    """Read all material of a study and give its account."""
    study = load_study(folder)
    outputs = outputs_of(study.folder)
    specs = tasks_of(study, outputs)
    run(specs, outputs, console, only=["account"])
    entries = json.loads((outputs / "intake" / "account.json").read_text(encoding="utf-8"))
    accepted = sum(refusal["accepted"] for entry in entries for refusal in entry["refusals"])
    accounts = [(entry["data_set"], file_line(entry)) for entry in entries]
    return Checked(study, accounts, accepted, stopped_by(entries, study), unnamed_files(study, entries))


def report_study(folder: Path, console: Console, *, renderer: str = "auto") -> tuple[list[Path], Progress]:
    """Make everything of a study, up to the report; returns the report's files and what was run."""
    study = load_study(folder)
    outputs = outputs_of(study.folder)
    specs = tasks_of(study, outputs, renderer=renderer)
    tidy(outputs, specs)
    progress = run(specs, outputs, console)
    return [target for spec in specs if spec.name.startswith("report:") for target in spec.targets], progress


def verify_study(folder: Path, console: Console) -> Comparison:
    """Make every table and all evidence of a study again from its raw files and compare with what is there."""
    from verko.audit.verify import verify

    study = load_study(folder)

    def make_again(outputs: Path) -> None:
        specs = [spec for spec in tasks_of(study, outputs) if not spec.name.startswith(("report", "manifest"))]
        run(specs, outputs, console)

    return verify(outputs_of(study.folder), make_again)


def archive_study(folder: Path, console: Console, *, renderer: str = "auto") -> Path:
    """Make the report if anything has changed, then the deposit package; returns its path.

    Raises StudyError while words on the review list wait for a decision, or anything refused is not accepted.
    """
    from verko.audit.deposit import write_deposit
    from verko.intake.transcripts.wall import list_for_review

    study = load_study(folder)
    waiting = list_for_review(study, study.sets("transcripts"))[1] if study.sets("transcripts") else 0
    if not waiting:
        report_study(folder, console, renderer=renderer)
    return write_deposit(study, outputs_of(study.folder), waiting=waiting)


def tidy(outputs: Path, specs: list[TaskSpec]) -> None:
    """Remove what an earlier shape of the study has left: notebooks, evidence and readings that are no longer made."""
    made = {target for spec in specs for target in spec.targets}
    folders = {target.parent for target in made}
    for below in (outputs / "evidence", outputs / "intake"):
        for folder in below.glob("*/") if below.is_dir() else ():
            if folder not in folders and not folder.name.startswith("."):
                shutil.rmtree(folder)
    for copy in (outputs / "notebooks").glob("*.ipynb"):
        if copy not in made and not copy.name.endswith(".failed.ipynb"):
            copy.unlink()
    for report in (outputs / "report").glob("*-report.*"):
        if report.is_dir():
            shutil.rmtree(report)  # half a report, left by a run that was killed
        elif report not in made:
            report.unlink()


def clean_study(folder: Path) -> Path:
    """Remove all that was made of a study; its own files are never touched."""
    outputs = outputs_of(folder)
    if not outputs.is_dir():
        raise StudyError(f"{outputs}: there is nothing to remove")
    shutil.rmtree(outputs)
    return outputs
