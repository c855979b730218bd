"""The index of a folder of tables: which there are, and how to see that none was touched since."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from verko.hashing import file_hash

INDEX = "index.json"


def write_index(folder: Path, names: Iterable[str]) -> None:
    """Write which tables the folder holds, with hash, size and time; tables not among `names` are removed.

    The index changes when and only when a table does.
    """
    names = sorted(names)
    for stranger in sorted(path for path in folder.glob("*.parquet") if path.stem not in names):
        stranger.unlink()
    tables = {}
    for name in names:
        path = folder / f"{name}.parquet"
        stat = path.stat()
        tables[name] = {"sha256": file_hash(path), "size": stat.st_size, "time": stat.st_mtime_ns}
    text = json.dumps(tables, indent=1) + "\n"
    index = folder / INDEX
    if not index.is_file() or index.read_text(encoding="utf-8") != text:
        temporary = folder / f".{INDEX}"
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(index)


def is_intact(folder: Path) -> bool:
    """Whether every table of the index is there as it was written; hashed only where its time differs."""
    index = folder / INDEX
    if not index.is_file():
        return False
    tables = json.loads(index.read_text(encoding="utf-8"))
    return all(_same(folder / f"{name}.parquet", made) for name, made in tables.items())


def _same(path: Path, made: dict[str, str | int]) -> bool:
    if not path.is_file():
        return False
    stat = os.stat(path)
    if (stat.st_size, stat.st_mtime_ns) == (made["size"], made["time"]):
        return True
    return file_hash(path) == made["sha256"]
