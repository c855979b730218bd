"""A codebook table (CSV or .xlsx) to rows of the table `codes`."""

from __future__ import annotations

import pandas as pd

from verko.account import FileAccount
from verko.errors import did_you_mean
from verko.intake.qda.rows import Rows
from verko.tables import TABLES

SYNONYMS: dict[str, tuple[str, ...]] = {
    "code_id": ("code id", "code", "id", "koodi", "tunniste"),
    "parent_id": ("parent id", "parent", "yläluokka", "ylempi"),
    "level": ("level", "taso"),
    "name_fi": ("name fi", "nimi", "nimi fi"),
    "name_en": ("name en", "name", "nimi en"),
    "definition_fi": ("definition fi", "määritelmä"),
    "definition_en": ("definition en", "definition", "description"),
}
LEVELS = ("main", "upper", "sub")


def looks_like_codebook(rows: Rows) -> bool:
    """Whether a table is a codebook: a code with a name or a definition, and no document."""
    found = _columns(rows)
    named = any(name in found for name in ("name_fi", "name_en", "definition_fi", "definition_en"))
    return "code_id" in found and named and "document" not in rows.headers


def read_codebook(rows: Rows, file: str) -> tuple[pd.DataFrame, FileAccount]:
    """The codes and the account of the file; a row without an id, with an id seen before or a strange level is refused.

    A parent that is not in the codebook is noted and left out, so that no code hangs in the air.
    """
    account = FileAccount(file, "codes", announced=len(rows.rows), format="codebook", encoding=rows.encoding)
    account.synthetic = rows.synthetic
    found, kept = _columns(rows), {}
    for line, row in rows.rows:
        values = {ours: row.get(theirs, "") or None for ours, theirs in found.items()}
        if reason := _why_not(values, kept):
            account.refuse(f"line {line}", reason)
        else:
            kept[values["code_id"]] = values | {"source_file": file}
    account.read = len(kept)
    for values in kept.values():
        _check_parent(values, kept, account)
    columns = list(TABLES["codes"].columns)
    return pd.DataFrame(list(kept.values()), columns=columns).astype(object), account


def _columns(rows: Rows) -> dict[str, str]:
    found = {}
    for column in TABLES["codes"].columns:
        names = (column.replace("_", " "), *SYNONYMS.get(column, ()))
        if match := next((name for name in names if name in rows.headers), None):
            found[column] = match
    return found


def _why_not(values: dict[str, str | None], kept: dict[str, dict]) -> str | None:
    code, level = values.get("code_id"), values.get("level")
    if not code:
        return "has no code_id"
    if code in kept:
        return f"code '{code}' stands twice: the first is kept"
    if level and level not in LEVELS:
        return f"level '{level[:20]}' is not one of {', '.join(LEVELS)}{did_you_mean(level, LEVELS)}"
    return None


def _check_parent(values: dict[str, str | None], kept: dict[str, dict], account: FileAccount) -> None:
    """Take out a parent that does not exist, or that leads back to the code itself."""
    code, parent, seen = values["code_id"], values.get("parent_id"), set()
    if parent and parent not in kept:
        hint = did_you_mean(parent, kept)
        account.notes.append(f"the parent '{parent}' of code '{code}' is not in the codebook{hint}")
        values["parent_id"] = None
        return
    while parent and parent not in seen:
        if parent == code:
            account.notes.append(f"code '{code}' is its own ancestor: it stands at the top")
            values["parent_id"] = None
            return
        seen.add(parent)
        parent = (kept.get(parent) or {}).get("parent_id")
