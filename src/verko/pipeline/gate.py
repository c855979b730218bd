"""The gate before the report: what was refused must be accepted by name, with a reason, or everything stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verko.account import FileAccount, Refusal
from verko.errors import FileProblem, did_you_mean
from verko.project import as_given
from verko.study import Study
from verko.study.files import RARE_FILE, review_path
from verko.study.loading import STUDY_FILE, line_of

MOST_PER_FILE = 8


def stopped_by(accounts: list[dict[str, Any]], study: Study) -> list[str]:
    """One line for each refusal that the study has not accepted, and for each acceptance that fits nothing."""
    lines = [line for entry in accounts for line in _refused_lines(study, entry)]
    if lines:
        advice = "mend the files above, or name each under accepted_losses with a reason"
        lines.append(f"{as_given(study.folder / STUDY_FILE)}: {advice}")
    return lines + _needless(accounts, study)


def _refused_lines(study: Study, entry: dict[str, Any]) -> list[str]:
    """What one file still has refused: its first lines, and how many more there are."""
    file = as_given(study.folder / entry["file"])
    open_ones = [refusal for refusal in entry["refusals"] if not refusal["accepted"]]
    lines = [str(FileProblem(file, refusal["place"], refusal["reason"])) for refusal in open_ones[:MOST_PER_FILE]]
    if len(open_ones) > MOST_PER_FILE:
        lines.append(f"{file}: ... and {len(open_ones) - MOST_PER_FILE} more refused")
    return lines


def _needless(accounts: list[dict[str, Any]], study: Study) -> list[str]:
    files = [entry["file"] for entry in accounts]
    lines = []
    for number, loss in enumerate(study.accepted_losses):
        if loss.file not in files:
            file = study.folder / STUDY_FILE
            where = f"{as_given(file)}:{line_of(file, 'accepted_losses', number, 'file')}"
            lines.append(
                f"{where}: accepted_losses names '{loss.file}', which no data set reads{did_you_mean(loss.file, files)}"
            )
    return lines


def file_line(entry: dict[str, Any]) -> FileAccount:
    """One entry of the merged account as an object."""
    refusals = [Refusal(refusal["place"], refusal["reason"]) for refusal in entry["refusals"]]
    fields = {name: entry[name] for name in ("file", "unit", "announced", "read", "format", "encoding", "notes")}
    return FileAccount(**fields, synthetic=entry["synthetic"], refusals=refusals)


def unnamed_files(study: Study, accounts: list[dict[str, Any]]) -> list[Path]:
    """Files below the study's folder that no data set of study.yml names: not read, and worth a word."""
    named = {study.folder.resolve() / entry["file"] for entry in accounts}
    named |= {study.folder.resolve() / path for path in _declared_paths(study)}
    reviewed = review_path(study).resolve()
    own = {study.folder.resolve() / STUDY_FILE, reviewed, reviewed.with_name(RARE_FILE)}
    return sorted(
        path
        for path in study.folder.resolve().rglob("*")
        if path.is_file() and path not in named | own and not path.name.startswith((".", "README"))
        and "report" not in path.relative_to(study.folder.resolve()).parts[:1]
    )  # fmt: skip


def _declared_paths(study: Study) -> list[Path]:
    declared = [value for data_set in study.data_sets.values() for _, value in data_set]
    declared.append(study.privacy.names)
    return [
        path for value in declared for path in (value if isinstance(value, list) else [value]) if isinstance(path, Path)
    ]
