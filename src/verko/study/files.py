"""Which files a study names: found below its folder, never outside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from verko.errors import FileProblem
from verko.study.model import Study

REVIEW_FILE = "review.csv"
RARE_FILE = "rare.csv"
WORDS_FOLDER = "words"

FORMS = ".forms"
"""Beside forms that were laid out to be filled in: what each was like then."""


def files_of(study: Study, patterns: list[str]) -> list[Path]:
    """The files that `patterns` (paths or globs below the study's folder) name, sorted, each once.

    Raises FileProblem when a pattern leaves the study's folder, or matches nothing although its folder holds files.
    Hidden files and what office programs leave behind (`~$x.docx`, `.~lock...`) are passed over.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        matches = matching(study.folder, pattern)
        if not matches and not _waits_for_files(study.folder, pattern):
            raise FileProblem(study.folder / "study.yml", "", f"'{pattern}' matches no file below {study.folder}")
        found |= dict.fromkeys(matches)
    return list(found)


def matching(folder: Path, pattern: str) -> list[Path]:
    """The files below `folder` that one pattern names; FileProblem for a pattern or a link that leaves the folder."""
    root = folder.resolve()
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise FileProblem(folder / "study.yml", "", f"'{pattern}' leaves the study's folder: copy the files into it")
    matches = sorted(path for path in root.glob(pattern) if path.is_file() and not passed_over(path))
    for path in matches:
        if not path.resolve().is_relative_to(root):
            raise FileProblem(path, "", "is a link that leaves the study's folder: copy the file into it")
    return matches


def left_behind(path: Path) -> bool:
    """Whether a file is hidden or an office program's leftover, which nobody means as material.

    >>> left_behind(Path("~$interview.docx")), left_behind(Path("interview.docx"))
    (True, False)
    """
    return path.name.startswith((".", "~$")) or path.name.endswith("~")


def passed_over(path: Path) -> bool:
    """Whether a file is no material: an office program's leftover, or a form that nobody has filled in yet."""
    return left_behind(path) or untouched_form(path)


def remember_forms(folder: Path, paths: Iterable[Path]) -> None:
    """Write down what the forms laid out in a folder are like, so that they count as material only once changed."""
    lines = [f"{_digest(path)}  {path.name}\n" for path in paths]
    (folder / FORMS).write_text("".join(lines), encoding="utf-8")


def untouched_form(path: Path) -> bool:
    """Whether a file still is as it was laid out."""
    forms = path.parent / FORMS
    if not forms.is_file():
        return False
    known = dict(line.split("  ", 1)[::-1] for line in forms.read_text("utf-8").splitlines() if "  " in line)
    return path.name in known and known[path.name] == _digest(path)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _waits_for_files(folder: Path, pattern: str) -> bool:
    """A glob over a folder in which there is nothing yet: laid out, not filled."""
    parts = Path(pattern).parts
    fixed = next((number for number, part in enumerate(parts) if set(part) & set("*?[")), None)
    if fixed is None:
        return False
    place = folder.joinpath(*parts[:fixed])
    return place.is_dir() and not any(path.is_file() and not passed_over(path) for path in place.rglob("*"))


def relative(study: Study, path: Path) -> str:
    """The path as accounts and tables name it: below the study's folder, with forward slashes."""
    return path.resolve().relative_to(study.folder.resolve()).as_posix()


def side_file(study: Study, path: Path) -> Path:
    """A single file that study.yml names, such as a codebook; FileProblem when it is not there or leaves the folder."""
    return files_of(study, [path.as_posix()])[0]


def review_path(study: Study) -> Path:
    """Where the list of a study lies: beside its names.csv, else in `privacy/`."""
    beside = study.privacy.names.parent if study.privacy.names else Path("privacy")
    return study.folder / beside / REVIEW_FILE


def stop_word_files(folder: Path) -> list[Path]:
    """The study's own lists, sorted; none where it has changed nothing."""
    return sorted((folder / WORDS_FOLDER).glob("stop_words_*.txt"))


def word_files(folder: Path) -> list[Path]:
    """All lists of words in the study's folder, on which every count of words depends."""
    return [*stop_word_files(folder), *sorted((folder / WORDS_FOLDER).glob("lemmas_*.tsv"))]
