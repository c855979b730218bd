"""The files beside the chapters: bibliography, style, images and the Quarto project's settings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from verko.errors import FileProblem

IMAGE_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg"})
_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,]+)\s*,", re.MULTILINE | re.IGNORECASE)


def bibliography(sources: Sequence[Path], own: Path | None = None) -> tuple[str, list[str]]:
    """The bibliographies of all sources and the study's own as one text, and its citation keys.

    Raises FileProblem when two entries share a key, since only one of them would be printed.
    """
    files = [source / "references.bib" for source in sources] + ([own] if own else [])
    texts: list[str] = []
    places: dict[str, Path] = {}
    for file in dict.fromkeys(files):
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8-sig")
        for match in _KEY.finditer(text):
            if match[1] in places:
                line = text.count("\n", 0, match.start(1)) + 1
                raise FileProblem(file, line, f"the key '{match[1]}' is in {places[match[1]]} too: rename one of them")
            places[match[1]] = file
        texts.append(text.strip() + "\n")
    return "\n".join(texts), list(places)


def images(sources: Sequence[Path], language: str) -> dict[str, Path]:
    """Images a chapter may show, by the path it names (`images/…`); the language's own folder comes first."""
    found: dict[str, Path] = {}
    for source in sources:
        for folder in (source / "images", source / language / "images"):
            for path in sorted(folder.glob("*")):
                if path.suffix.lower() in IMAGE_SUFFIXES:
                    found[f"images/{path.name}"] = path
    return found


def copy_style(sources: Sequence[Path], staged: Path) -> None:
    """The style files of all sources, a later one replacing an earlier one of the same name."""
    target = staged / "style"
    target.mkdir()
    for source in sources:
        for path in sorted((source / "style").glob("*")):
            if path.is_file():
                shutil.copyfile(path, target / path.name)


def project_settings(sources: Sequence[Path]) -> dict[str, Any]:
    """The `_quarto.yml` of the last source that has one."""
    for source in reversed(sources):
        path = source / "_quarto.yml"
        if not path.is_file():
            continue
        try:
            settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise FileProblem(path, _line(error), "is not valid YAML") from error
        if not isinstance(settings, dict):
            raise FileProblem(path, "", "holds no settings: copy the one of the report template")
        return settings
    raise FileProblem(sources[0] / "_quarto.yml", "", "is missing: a report needs its Quarto project file")


def _line(error: yaml.YAMLError) -> int | str:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else ""
