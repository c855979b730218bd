"""The study's work handed back to the team: coding that any QDA tool opens, records that any reference manager does."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from verko.atomic import write_atomically
from verko.coding.shown import blank_sheets
from verko.errors import StudyError
from verko.intake.qda.export import export_qdc, export_qdpx
from verko.literature.handing_on import export_records
from verko.pipeline.graph import tasks_of
from verko.pipeline.run import run
from verko.project import outputs_of
from verko.store import Store
from verko.study import load_study


def export_study(folder: Path, console: Console, *, language: str = "", to: Path | None = None) -> list[Path]:
    """Write `<study>.qdpx`, `<study>.qdc`, and the review's records as `<study>_records.ris` and `.csv`.

    Beside them the framework matrix of each analysis as a sheet to fill in, `<study>_framework_<analysis>.csv`, which
    comes back as `summaries` of the codings.

    The study is read first where that is needed. They go to `outputs/<study>/export/` by default. Texts are the
    pseudonymised ones, with the codings of all coders, memos, cases, sets and notes; records carry what was decided
    on them. language: in which code names are written; the study's first by default. Raises StudyError where it has
    neither texts nor records.
    """
    study = load_study(folder)
    coded = bool(study.sets("transcripts") or study.sets("codings"))
    if not (coded or study.sets("bibliography")):
        raise StudyError(f"{folder}: has no interviews, codings or literature to export")
    outputs = outputs_of(study.folder)
    run(tasks_of(study, outputs), outputs, console, only=["tables"])
    store, language = Store(outputs / "tables"), language or study.languages[0]
    target = to or outputs / "export"
    target.mkdir(parents=True, exist_ok=True)
    made: dict[str, str | bytes] = {}
    if coded:
        made = {".qdpx": export_qdpx(store, name=study.id, language=language)}
        made[".qdc"] = export_qdc(store, language=language)
        sheets = blank_sheets(study, store, language=language)
        made |= {f"_framework_{analysis}.csv": sheet for analysis, sheet in sheets.items()}
    made |= {f"_records{suffix}": text for suffix, text in export_records(store, synthetic=study.synthetic).items()}
    for suffix, data in made.items():
        write_atomically(target / f"{study.id}{suffix}", data)
    return [target / f"{study.id}{suffix}" for suffix in made]
