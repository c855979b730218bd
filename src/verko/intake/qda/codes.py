"""The study's codes while codings are read: the codebook's, and those that only a QDA project brings."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from verko.errors import did_you_mean
from verko.intake.qda.project import OWN_TOOL, QdaCode
from verko.tables import TABLES

PATH = " > "
_LEVELS = ("main", "upper", "sub")
_DEFINITION = re.compile(r"(.*?)(?:\n?Include: (.+?))?(?:\n?Exclude: (.+))?", re.DOTALL)
"""A code's description as the compendium writes it: the definition, then what to include and to exclude."""


class CodeRegister:
    """Codes by id, found again by id, by name, by 'id name' or by their path of names.

    >>> register = CodeRegister()
    >>> register.add_codebook(pd.DataFrame([{"code_id": "U1", "name_fi": "Tuki", "source_file": "c.csv"}]))
    >>> register.find(("U1 Vertaistuki tukena",)), register.find(("tuki",)), register.find(("U2",))
    ('U1', 'U1', None)
    """

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.has_codebook = False
        self._names: dict[str, list[str]] = {}

    def add_codebook(self, codes: pd.DataFrame) -> None:
        """Take the rows of a codebook; a code that is there already keeps its first row."""
        self.has_codebook = True
        for row in codes.to_dict("records"):
            if row["code_id"] not in self.rows:
                self._add({key: value for key, value in row.items() if isinstance(value, str)})

    def find(self, path: tuple[str, ...]) -> str | None:
        """The id of the code that a path of names means; None when there is none, or several could be meant."""
        if PATH.join(path) in self.rows:
            return PATH.join(path)
        last = path[-1].strip()
        if last in self.rows:
            return last
        found = self._names.get(last.casefold(), [])
        if len(found) > 1 and len(path) > 1:
            found = [code for code in found if self._parent_is(code, path[-2])]
        if len(found) == 1:
            return found[0]
        return None if found else self._named_by_id(last)

    def _named_by_id(self, name: str) -> str | None:
        """The code whose id begins a name, as in 'U1 Vertaistuki tukena' or 'U1.2: toivo'."""
        first = re.match(r"[\w.\-]+(?=[\s:–-]\s*\S)", name)
        own = first[0].rstrip(".-") if first else ""
        return own if own in self.rows and any(char.isdigit() for char in own) else None

    def nearest(self, path: tuple[str, ...]) -> str:
        """A hint for a message about a code that is not there."""
        return did_you_mean(path[-1], self.rows)

    def add_code(self, code: QdaCode, path: tuple[str, ...], *, tool: str, file: str, language: str) -> str:
        """The id of a project's code: the codebook's where it is there, else a new row named by its path."""
        if known := self.find(path):
            return known
        own, name = self._own_id(code.name, path, tool)
        told = _DEFINITION.fullmatch(code.definition)
        definition, include, exclude = told.groups() if told else (code.definition, None, None)
        self._add({
            "code_id": own, "parent_id": self.find(path[:-1]) if len(path) > 1 else None,
            "level": _LEVELS[min(len(path), 3) - 1], f"name_{language}": name,
            f"definition_{language}": definition or None, "include": include, "exclude": exclude,
            "origin": tool or "QDA project",
            "status": "active" if code.codable else "heading", "source_file": file,
        })  # fmt: skip
        return own

    def _own_id(self, name: str, path: tuple[str, ...], tool: str) -> tuple[str, str]:
        """The id and name of a new code: of a project that the compendium wrote, the id that begins the name."""
        numbered = re.fullmatch(r"([^\W\d_]{1,3}\d+(?:\.\d+)*) (.+)", name)
        if tool == OWN_TOOL and numbered and numbered[1] not in self.rows:
            return numbered[1], numbered[2]
        return PATH.join(path), name

    def frame(self) -> pd.DataFrame:
        """The table `codes`."""
        return TABLES["codes"].conform(pd.DataFrame(list(self.rows.values()), columns=list(TABLES["codes"].columns)))

    def _add(self, row: dict[str, Any]) -> None:
        self.rows[row["code_id"]] = row
        for name in {row.get("name_fi"), row.get("name_en")} - {None, ""}:
            self._names.setdefault(str(name).casefold(), []).append(row["code_id"])

    def _parent_is(self, code: str, name: str) -> bool:
        parent = self.rows.get(self.rows[code].get("parent_id") or "", {})
        return name.casefold() in {str(parent.get(key, "")).casefold() for key in ("code_id", "name_fi", "name_en")}
