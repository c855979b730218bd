"""The staged project as one Markdown text: includes put in, variables replaced, as Quarto does it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from verko.errors import FileProblem

_INCLUDE = re.compile(r"[ \t]*\{\{<\s*include\s+(\S+)\s*>\}\}[ \t]*")
_VARIABLE = re.compile(r"(?<!\{)\{\{<\s*var\s+(\S+)\s*>\}\}(?!\})")
_ESCAPED = re.compile(r"\{(\{\{<.*?>\}\})\}")


def assemble(staged: Path) -> str:
    """The whole report of one language as Markdown without shortcodes."""
    values = variables(staged)
    return _replace(_included(staged, "index.qmd", ()), values, staged / "index.qmd")


def variables(staged: Path) -> dict[str, str]:
    """`_variables.yml` with dotted names."""
    tree = yaml.safe_load((staged / "_variables.yml").read_text(encoding="utf-8")) or {}
    return dict(_flat(tree, ""))


def _flat(tree: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        pairs += _flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else [(f"{prefix}{key}", str(value))]
    return pairs


def _included(staged: Path, name: str, above: tuple[str, ...]) -> str:
    path = (staged / name).resolve()
    if name in above:
        raise FileProblem(staged / above[-1], "", f"includes '{name}', which includes it: break the circle")
    if not path.is_relative_to(staged.resolve()) or not path.is_file():
        raise FileProblem(staged / (above[-1] if above else "index.qmd"), "", f"no such include '{name}'")
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _INCLUDE.fullmatch(line)
        lines.append(f"\n{_included(staged, match[1], (*above, name))}\n" if match else line)
    return "\n".join(lines)


def _replace(text: str, values: Mapping[str, str], place: Path) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise FileProblem(place, "", f"no variable '{match[1]}'")
        return values[match[1]]

    return _ESCAPED.sub(r"\1", _VARIABLE.sub(value, text))
