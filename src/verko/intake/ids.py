"""Ids of documents and pages: the file's stem, made unique where two files share it."""

from __future__ import annotations

import unicodedata
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
        lambda data_set, path: _stem(path),
        lambda data_set, path: f"{_stem(path)}-{data_set}",
        lambda data_set, path: f"{_stem(path)}-{_kind(path)}",
        lambda data_set, path: f"{_stem(path)}-{data_set}-{path.parent.name}-{_kind(path)}",
        lambda data_set, path: f"{_stem(path)}-{data_set}-{text_hash(path.as_posix())[:8]}",
    ]
    by_stem: dict[str, list[tuple[str, Path]]] = {}
    for data_set, path in files:
        by_stem.setdefault(_stem(path), []).append((data_set, path))
    found: dict[tuple[str, Path], str] = {}
    for data_set, path in files:
        alike = by_stem[_stem(path)]
        for way in ways:
            made = [way(*one) for one in alike]
            own = way(data_set, path)
            if made.count(own) == 1 and (len(alike) == 1 or own not in by_stem):
                found[data_set, path] = own
                break
    return found


def _stem(path: Path) -> str:
    """The stem with composed letters, as tables write them: some systems keep ä in file names as two signs."""
    return unicodedata.normalize("NFC", path.stem)


def _kind(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")
