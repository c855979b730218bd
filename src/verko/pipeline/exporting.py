"""The study's coding handed back to the team: a project and a codebook that any QDA tool opens."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from verko.atomic import write_atomically
from verko.errors import StudyError
from verko.intake.qda.export import export_qdc, export_qdpx
from verko.pipeline.graph import tasks_of
from verko.pipeline.run import run
from verko.project import outputs_of
from verko.store import Store
from verko.study import load_study


def export_study(folder: Path, console: Console, *, language: str = "", to: Path | None = None) -> list[Path]:
    """Read the study and write `<study>.qdpx` and `<study>.qdc`, by default to `outputs/<study>/export/`.

    Texts are the pseudonymised ones, with the codings of all coders, memos, cases, sets and notes.
    language: in which code names are written; the study's first by default. Raises StudyError where it has no texts.
    """
    study = load_study(folder)
    if not (study.sets("transcripts") or study.sets("codings")):
        raise StudyError(f"{folder}: has neither interviews nor codings to export")
    outputs = outputs_of(study.folder)
    run(tasks_of(study, outputs), outputs, console, only=["tables"])
    store, language = Store(outputs / "tables"), language or study.languages[0]
    target = to or outputs / "export"
    target.mkdir(parents=True, exist_ok=True)
    made = {".qdpx": export_qdpx(store, name=study.id, language=language), ".qdc": export_qdc(store, language=language)}
    for suffix, data in made.items():
        write_atomically(target / f"{study.id}{suffix}", data)
    return [target / f"{study.id}{suffix}" for suffix in made]
