"""Ids of documents and pages: the file's stem, made unique where two files share it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from verko.hashing import text_hash


def stable_ids(files: list[tuple[str, Path]]) -> dict[tuple[str, Path], str]:
    """A stable id per (data set, file): the file's stem; where two share it, with the data set or the suffix.

    >>> files = [("groups", Path(f"a/{name}")) for name in ("R01.md", "R01.docx", "R02.md")]
    >>> list(stable_ids(files).values())
    ['R01-md', 'R01-docx', 'R02']
    """
    ways: list[Callable[[str, Path], str]] = [
        lambda data_set, path: path.stem,
        lambda data_set, path: f"{path.stem}-{data_set}",
        lambda data_set, path: f"{path.stem}-{path.suffix.lower().removeprefix('.')}",
        lambda data_set, path: f"{path.stem}-{data_set}-{path.parent.name}-{path.suffix.lower().removeprefix('.')}",
        lambda data_set, path: f"{path.stem}-{data_set}-{text_hash(path.as_posix())[:8]}",
    ]
    found: dict[tuple[str, Path], str] = {}
    for data_set, path in files:
        alike = [(other, where) for other, where in files if where.stem == path.stem]
        for way in ways:
            made = [way(*one) for one in alike]
            if made.count(way(data_set, path)) == 1:
                found[data_set, path] = way(data_set, path)
                break
    return found
