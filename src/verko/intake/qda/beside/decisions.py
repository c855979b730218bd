"""The log of decisions on the codebook: what was changed, when, why and by whom."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection

import pandas as pd

from verko.account import FileAccount
from verko.cells import cell
from verko.errors import did_you_mean
from verko.intake.qda.beside.sheet import columns_of, need
from verko.intake.qda.rows import Rows
from verko.tables import TABLES
from verko.tables.analysis import CHANGES

COLUMNS: dict[str, tuple[str, ...]] = {
    "date": ("date", "päivä", "pvm"),
    "change": ("change", "muutos", "decision", "päätös"),
    "code_id": ("code", "code id", "koodi"),
    "into": ("into", "to", "mihin"),
    "reason": ("reason", "perustelu", "why"),
    "reason_en": ("reason en",),
    "author": ("author", "by", "role", "tekijä", "rooli"),
}


def read_decisions(
    rows: Rows, file: str, *, codes: Collection[str], clean: Callable[[str], str]
) -> tuple[pd.DataFrame, FileAccount]:
    """The table `decisions` and the account.

    codes: all codes of both codebooks. Refused with its line: a strange kind of change, a code that neither codebook
    has, a decision without its reason, a date that is none.
    """
    found = columns_of(rows, COLUMNS)
    need(found, "change", "code_id", "reason")
    account = FileAccount(file, "rows", announced=len(rows.rows), format="decision log", encoding=rows.encoding)
    account.synthetic = rows.synthetic
    kept = []
    for line, row in rows.rows:
        values = {one: cell(row.get(found.get(one, ""))) for one in COLUMNS}
        if reason := _why_not(values, codes):
            account.refuse(f"line {line}", reason)
            continue
        told = {one: clean(values[one]) or None for one in ("reason", "reason_en", "author")}
        told |= {one: values[one] or None for one in ("date", "change", "code_id", "into")}
        kept.append({"number": len(kept) + 1, "place": f"line {line}", "source_file": file} | told)
    account.read = len(kept)
    return pd.DataFrame(kept, columns=list(TABLES["decisions"].columns)), account


def _why_not(values: dict[str, str], codes: Collection[str]) -> str | None:
    if values["change"] not in CHANGES:
        return f"change '{values['change'][:20]}' is none of {', '.join(CHANGES)}"
    named = [values["code_id"], *(part.strip() for part in values["into"].split("|") if part.strip())]
    if strangers := [code for code in named if code not in codes]:
        return f"code '{strangers[0][:20]}' is in neither codebook{did_you_mean(strangers[0], codes)}"
    if not values["reason"]:
        return "gives no reason"
    return None if not values["date"] or _is_date(values["date"]) else "its date is not written like 2020-05-31"


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
