"""Which files a study names: found below its folder, never outside it."""

from __future__ import annotations

from pathlib import Path

from verko.errors import FileProblem
from verko.study.model import Study


def files_of(study: Study, patterns: list[str]) -> list[Path]:
    """The files that `patterns` (paths or globs below the study's folder) name, sorted, each once.

    Raises FileProblem when a pattern leaves the study's folder or matches nothing.
    Hidden files and what office programs leave behind (`~$x.docx`, `.~lock...`) are passed over.
    """
    root = study.folder.resolve()
    found: dict[Path, None] = {}
    for pattern in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise FileProblem(
                study.folder / "study.yml", "", f"'{pattern}' leaves the study's folder: copy the files into it"
            )
        matches = sorted(path for path in root.glob(pattern) if path.is_file() and not _left_behind(path))
        if not matches:
            raise FileProblem(study.folder / "study.yml", "", f"'{pattern}' matches no file below {study.folder}")
        for path in matches:
            if not path.resolve().is_relative_to(root):
                raise FileProblem(path, "", "is a link that leaves the study's folder: copy the file into it")
            found[path] = None
    return list(found)


def relative(study: Study, path: Path) -> str:
    """The path as accounts and tables name it: below the study's folder, with forward slashes."""
    return path.resolve().relative_to(study.folder.resolve()).as_posix()


def side_file(study: Study, path: Path) -> Path:
    """A single file that study.yml names, such as a codebook; FileProblem when it is not there or leaves the folder."""
    return files_of(study, [path.as_posix()])[0]


def _left_behind(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.endswith("~")
