"""The index of a folder of tables: which there are, and how to see that none was touched since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from verko.atomic import write_atomically
from verko.hashing import file_hash

INDEX = "index.json"
_TIMES = ".times.json"


def write_index(folder: Path, names: Iterable[str]) -> None:
    """Write the hash of these tables of the folder.

    The index changes when and only when a table does. The times beside it, hidden, only spare hashing.
    """
    paths = {name: folder / f"{name}.parquet" for name in sorted(names)}
    hashes = {name: file_hash(path) for name, path in paths.items()}
    write_atomically(folder / _TIMES, json.dumps({name: _time(path) for name, path in paths.items()}))
    write_atomically(folder / INDEX, json.dumps(hashes, indent=1) + "\n")


def remove_others(folder: Path, names: Iterable[str]) -> None:
    """Remove the tables of the folder that are not among `names`: left by an earlier shape of the material."""
    kept = set(names)
    for path in sorted(folder.glob("*.parquet")):
        if path.stem not in kept:
            path.unlink()


def is_intact(folder: Path) -> bool:
    """Whether every table of the index is there as it was written; hashed only where its time differs."""
    index, times = folder / INDEX, folder / _TIMES
    if not (index.is_file() and times.is_file()):
        return False
    hashes, written = json.loads(index.read_text("utf-8")), json.loads(times.read_text("utf-8"))
    return all(_same(folder / f"{name}.parquet", written.get(name), digest) for name, digest in hashes.items())


def _same(path: Path, written: list[int] | None, digest: str) -> bool:
    return path.is_file() and (_time(path) == written or file_hash(path) == digest)


def _time(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]
