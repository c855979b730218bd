"""Verify: make everything again from the raw files in a fresh folder, and compare every table and every evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verko.audit.manifest import COMPARED, hashes_below
from verko.errors import StudyError
from verko.project import as_given

_NOT_COMPARED = "evidence.sqlite"  # the same rows; SQLite's own bytes may differ between versions


@dataclass(frozen=True)
class Comparison:
    """Which made files came out the same, which differ, and which are on one side only."""

    same: list[str]
    different: list[str]
    missing: list[str]
    new: list[str]

    @property
    def identical(self) -> bool:
        return not (self.different or self.missing or self.new)


def verify(outputs: Path, make_again: Callable[[Path], None]) -> Comparison:
    """Make a study again with `make_again(folder)`, in a fresh folder beside its outputs, and compare.

    Raises StudyError when there is nothing to compare with.
    """
    before = compared_results(outputs)
    if not before:
        raise StudyError(f"{as_given(outputs)}: holds no results yet: run `make report` first")
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=outputs.parent) as folder:
        again = Path(folder) / outputs.name
        make_again(again)
        return compare(before, compared_results(again))


def compare(before: dict[str, str], again: dict[str, str]) -> Comparison:
    """Compare two sets of hashes by name.

    >>> compare({"a": "1", "b": "2"}, {"a": "1", "c": "3"})
    Comparison(same=['a'], different=[], missing=['b'], new=['c'])
    """
    both = sorted(before.keys() & again.keys())
    return Comparison(
        same=[name for name in both if before[name] == again[name]],
        different=[name for name in both if before[name] != again[name]],
        missing=sorted(before.keys() - again.keys()),
        new=sorted(again.keys() - before.keys()),
    )


def compared_results(outputs: Path) -> dict[str, str]:
    """The hash of every table and every evidence of a study: what two runs of it must have in common."""
    return {
        f"{part}/{name}": digest
        for part in COMPARED
        for name, digest in hashes_below(outputs / part).items()
        if not name.endswith(_NOT_COMPARED)
    }
