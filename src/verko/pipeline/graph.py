"""The task graph of a study: what is made of what.

    raw files -> intake:<kind> -> account -> tables -> lemmas -> notebook:<name> -> evidence
    evidence -> report:<language> -> manifest

Every task depends on the content of its files, on the part of study.yml it uses and on the code it runs; it is run
again when one of them has changed, and what depends on it only when its results have.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verko import __version__
from verko.declared import declared_metadata
from verko.errors import StudyError
from verko.pipeline.children import call
from verko.pipeline.execution import run_notebook
from verko.pipeline.index import INDEX, is_intact
from verko.pipeline.parameters import check_parameters
from verko.privacy.wall import refuse_telling_files
from verko.project import as_given, project_root
from verko.study import Study
from verko.study.claims import claims_file
from verko.study.files import files_of, review_path, word_files

READ_BY_KIND = {"codings": ("transcripts", "codings")}
"""Kinds whose reading needs the files of other kinds too: codings are located in transcripts."""

_ANALYSIS_CODE = ("*.py", "study", "tables", "privacy", "language", "literature", "codevelopment", "coding")
_INTAKE_CODE = (*_ANALYSIS_CODE, "intake")
_NOTEBOOK_CODE = (*_ANALYSIS_CODE, "evidence", "figures")
_REPORT_CODE = ("errors.py", "study", "report", "evidence/recorded.py")


@dataclass
class TaskSpec:
    """One task: `action` makes `targets` of `files` (and of `settings`, which are compared by value).

    after: tasks that must have run, whether or not their results are among `files`.
    intact: whether results that are not among `targets` are still as they were made.
    """

    name: str
    doc: str
    action: Callable[[], None]
    files: list[Path]
    targets: list[Path]
    settings: Any = None
    after: list[str] = field(default_factory=list)
    intact: Callable[[], bool] = lambda: True


def tasks_of(study: Study, outputs: Path, *, renderer: str = "auto") -> list[TaskSpec]:
    """All tasks of a study, in an order in which they could run.

    Raises StudyError for parameters and notebooks that do not fit, before anything runs.
    """
    refuse_telling_files(study)
    notebooks = notebooks_of(study)
    parameters = check_parameters(study, all_notebooks())
    intake = [_intake(study, outputs, kind) for kind in dict.fromkeys(ds.kind for ds in study.data_sets.values())]
    if not intake:
        raise StudyError(_nothing_to_read(study))
    account, tables = _account(study, outputs, intake), _tables(study, outputs, intake)
    executed = [_notebook(study, outputs, name, path, parameters[name], notebooks) for name, path in notebooks.items()]
    recorded = [task.targets[1] for task in executed]
    reports = [_report(study, outputs, language, recorded, renderer) for language in study.languages]
    browse = _browse(outputs, recorded)
    lemmas = _lemmas(outputs)
    return [
        *intake,
        account,
        tables,
        lemmas,
        *executed,
        browse,
        *reports,
        _manifest(study, outputs, [*executed, *reports]),
    ]


def _nothing_to_read(study: Study) -> str:
    file = as_given(study.folder / "study.yml")
    if study.waiting:
        return f"{file}: none of its data sets has files yet ({', '.join(study.waiting)}): put yours into their folders"
    return f"{file}: declares no data_sets: there is nothing to read"


def all_notebooks() -> dict[str, Path]:
    """Every notebook of the compendium, by name, in order."""
    return {path.stem: path for path in sorted((project_root() / "notebooks").glob("[0-9]*.ipynb"))}


def notebooks_of(study: Study) -> dict[str, Path]:
    """The notebooks for which this study has material."""
    needs = {name: declared_metadata(path).get("needs") for name, path in all_notebooks().items()}
    return {name: path for name, path in all_notebooks().items() if not needs[name] or study.has(needs[name])}


def _intake(study: Study, outputs: Path, kind: str) -> TaskSpec:
    part = outputs / "intake" / kind
    kinds = READ_BY_KIND.get(kind, (kind,))
    sets = {name: data_set for name, data_set in study.data_sets.items() if data_set.kind in kinds}
    files = [path for data_set in sets.values() for path in raw_files(study, data_set)]
    if study.privacy.names:
        files += files_of(study, [study.privacy.names.as_posix()])
    files += [path for path in [review_path(study)] if path.is_file()]
    settings = {name: data_set.model_dump(mode="json") for name, data_set in sets.items()}
    return TaskSpec(
        f"intake:{kind}",
        f"read {kind}",
        lambda: call("verko.pipeline.stations:read_kind", str(study.folder), kind, str(part)),
        files,
        [part / "accounts.json", part / INDEX],
        [settings, study.synthetic, study.privacy.model_dump(mode="json"), study.coders, _code(_INTAKE_CODE)],
    )


def raw_files(study: Study, data_set: Any) -> list[Path]:
    """Every file a data set names: its material and its side tables."""
    named = [value for key, value in data_set if key != "files"]
    paths = [path for value in named for path in (value if isinstance(value, list) else [value])]
    sides = [path.as_posix() for path in paths if isinstance(path, Path)]
    return sorted(set(files_of(study, data_set.files + sides)))


def _account(study: Study, outputs: Path, intake: list[TaskSpec]) -> TaskSpec:
    parts, made = [str(task.targets[0].parent) for task in intake], outputs / "intake" / "account.json"
    return TaskSpec(
        "account",
        "account of the material",
        lambda: call("verko.pipeline.stations:merge_account", str(study.folder), parts, str(made)),
        [task.targets[0] for task in intake],
        [made],
        [[loss.model_dump() for loss in study.accepted_losses], study.synthetic, _code(("pipeline",))],
    )


def _tables(study: Study, outputs: Path, intake: list[TaskSpec]) -> TaskSpec:
    parts, account = [task.targets[0].parent for task in intake], outputs / "intake" / "account.json"
    tables = outputs / "tables"
    return TaskSpec(
        "tables",
        "tables of the study",
        lambda: call(
            "verko.pipeline.stations:merge_tables",
            str(study.folder),
            [str(p) for p in parts],
            str(account),
            str(tables),
        ),
        [account, *(part / INDEX for part in parts)],
        [tables / INDEX],
        [[loss.model_dump() for loss in study.accepted_losses], _code(("pipeline", "tables", "*.py"))],
        after=[task.name for task in intake],
        intact=lambda: is_intact(tables),
    )


def _lemmas(outputs: Path) -> TaskSpec:
    tables, remembered = outputs / "tables", outputs / "intake" / ".lemmas"
    return TaskSpec(
        "lemmas",
        "lemmas of all words",
        lambda: call("verko.pipeline.stations:lemmatise", str(tables), str(remembered)),
        [tables / "documents.parquet", tables / "webpages.parquet"],
        [tables / "lemmas.parquet"],
        _code(("language",)),
        after=["tables"],
    )


def _notebook(
    study: Study, outputs: Path, name: str, path: Path, given: dict[str, Any], all_of_study: Iterable[str]
) -> TaskSpec:
    metadata = declared_metadata(path)
    reads = [outputs / "tables" / f"{table}.parquet" for table in metadata.get("reads", [])]
    leans_on = [other for other in metadata.get("reads_evidence", []) if other in all_of_study]
    copy, evidence = outputs / "notebooks" / f"{name}.ipynb", outputs / "evidence"
    words = word_files(study.folder)
    claimed = [claims_file(study)] if metadata.get("needs") in ("interviews", "leadership") else []
    parameters = {"study": as_given(study.folder), "outputs": as_given(outputs), **given}
    return TaskSpec(
        f"notebook:{name}",
        f"notebook {name}",
        lambda: run_notebook(path, copy, parameters),
        [path, *reads, *words, *filter(None, claimed), *(evidence / other / "evidence.json" for other in leans_on)],
        [copy, evidence / name / "evidence.json"],
        [parameters, _declaration(study), _code(_NOTEBOOK_CODE)],
        after=["tables"],
    )


def _browse(outputs: Path, recorded: list[Path]) -> TaskSpec:
    evidence, database = outputs / "evidence", outputs / "evidence" / "evidence.sqlite"
    return TaskSpec(
        "evidence",
        "evidence, searchable",
        lambda: call("verko.pipeline.stations:collect_evidence", str(evidence), str(database)),
        recorded,
        [database],
        _code(("pipeline", "evidence")),
    )


def _report(study: Study, outputs: Path, language: str, recorded: list[Path], renderer: str) -> TaskSpec:
    template, own = project_root() / "report", study.folder / "report"
    files = [path for folder in (template, own) for path in sorted(folder.rglob("*")) if path.is_file()]
    chosen = renderer if renderer != "auto" else study.report.renderer
    quarto = "" if chosen == "embedded" else os.environ.get("QUARTO_PATH") or shutil.which("quarto")
    made = [outputs / "report" / f"{study.id}-report.{language}.{suffix}" for suffix in ("html", "pdf")]
    return TaskSpec(
        f"report:{language}",
        f"report in {'Finnish' if language == 'fi' else 'English'}",
        lambda: call("verko.pipeline.reporting:render_language", str(study.folder), str(outputs), language, chosen),
        [*files, *recorded],
        made,
        [_declaration(study), study.report.model_dump(mode="json"), chosen, quarto, __version__, _code(_REPORT_CODE)],
    )


def _manifest(study: Study, outputs: Path, made: list[TaskSpec]) -> TaskSpec:
    return TaskSpec(
        "manifest",
        "manifest of everything made",
        lambda: call("verko.audit.manifest:write_manifest", str(study.folder), str(outputs)),
        [target for task in made for target in task.targets],
        [outputs / "manifest.json"],
        _code(("audit",)),
    )


def _declaration(study: Study) -> dict[str, Any]:
    """What notebooks and report may take from study.yml: all of it but the choices that have their own place."""
    return study.model_dump(mode="json", exclude={"parameters", "accepted_losses", "report"})


def _code(rooms: Iterable[str]) -> str:
    """A hash of the source files in these rooms of the package."""
    package = Path(__file__).parents[1]
    files = {path for room in rooms for path in (package.glob(room) if "." in room else (package / room).rglob("*"))}
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        digest.update(json.dumps(path.relative_to(package).as_posix()).encode() + path.read_bytes())
    return digest.hexdigest()
