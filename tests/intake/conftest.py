"""Small studies on disk, made of the files that a test shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verko.study.model import Study

Files = dict[str, str | bytes]


def write(folder: Path, files: Files) -> Path:
    """The files below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


@pytest.fixture
def interviews(tmp_path: Path) -> Callable[..., Study]:
    """A study with one transcript data set over everything in `i/`; further settings by keyword."""

    def made(content: Files, *, names: str = "", **settings: Any) -> Study:
        write(tmp_path, content | ({"names.csv": names} if names else {}))
        told = {"kind": "transcripts", "files": ["i/*"], **settings}
        privacy = {"names": "names.csv"} if names else {}
        return Study(title={"fi": "x"}, synthetic=True, folder=tmp_path, data_sets={"i": told}, privacy=privacy)

    return made


@pytest.fixture
def webpages(tmp_path: Path) -> Callable[..., Study]:
    """A study with one web page data set over everything in `w/`, with `sheet.csv` where it is given."""

    def made(content: Files, *, sheet: str = "", names: str = "") -> Study:
        extra = ({"sheet.csv": sheet} if sheet else {}) | ({"names.csv": names} if names else {})
        write(tmp_path, content | extra)
        told = {"kind": "webpages", "files": ["w/*"], "sheet": "sheet.csv" if sheet else None}
        privacy = {"names": "names.csv"} if names else {}
        return Study(title={"fi": "x"}, synthetic=True, folder=tmp_path, data_sets={"w": told}, privacy=privacy)

    return made
