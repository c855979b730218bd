"""The framework matrix as a person fills it in: a row a summary, or a row a case and a column a theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from verko.account import FileAccount
from verko.cells import cell
from verko.errors import did_you_mean
from verko.intake.qda.beside.sheet import columns_of, need
from verko.intake.qda.rows import Rows
from verko.tables import TABLES

COLUMNS: dict[str, tuple[str, ...]] = {
    "case_id": ("document", "case", "interview", "group", "haastattelu", "tapaus", "ryhmä", "dokumentti"),
    "theme": ("theme", "code", "teema", "koodi", "luokka"),
    "summary": ("summary", "tiivistelmä", "yhteenveto"),
    "summary_en": ("summary en", "tiivistelmä en"),
    "author": ("author", "coder", "tekijä", "koodaaja"),
}
_BESIDE = ("synthetic", "sector", "ala")

Cell = tuple[str, str, str, str, str, str]
"""place, case, theme, summary, summary in English, author"""


def read_summaries(
    rows: Rows, file: str, *, cases: Mapping[str, str], find: Callable[[tuple[str, ...]], str | None],
    themes: Mapping[str, object], clean: Callable[[str], str],
) -> tuple[pd.DataFrame, FileAccount]:  # fmt: skip
    """The table `summaries` and the account; each summary counts.

    cases: the case each name means. find: the code a name means; themes: all codes, for hints.
    Refused with its row: an unknown case or theme, and a cell that was summarised before. Empty cells are no summaries.
    """
    cells = _cells(rows)
    account = FileAccount(file, "rows", announced=len(cells), format="framework matrix", encoding=rows.encoding)
    account.synthetic = rows.synthetic
    kept: dict[tuple[str, str], dict[str, str | None]] = {}
    for place, case, theme, summary, english, author in cells:
        known, code = cases.get(case.casefold()), find((theme,)) if theme else None
        if known is None:
            account.refuse(place, f"case '{case[:40]}' is not in the study{did_you_mean(case, cases.values())}")
        elif code is None:
            account.refuse(place, f"theme '{theme[:40]}' is not in the codebook{did_you_mean(theme, themes)}")
        elif (known, code) in kept:
            account.refuse(place, f"{known} × {code} was summarised in {kept[known, code]['place']} already")
        elif not summary:
            account.refuse(place, "holds no summary")
        else:
            kept[known, code] = {
                "case_id": known, "theme": code, "summary": clean(summary), "summary_en": clean(english) or None,
                "author": clean(author) or None, "place": place, "source_file": file,
            }  # fmt: skip
    account.read = len(kept)
    return pd.DataFrame(list(kept.values()), columns=list(TABLES["summaries"].columns)), account


def _cells(rows: Rows) -> list[Cell]:
    """The summaries of a long or a wide sheet."""
    found = columns_of(rows, COLUMNS)
    need(found, "case_id")
    if "summary" in found:
        need(found, "case_id", "theme", "summary")
        return [
            (f"line {line}", *(cell(row.get(found.get(one, ""))) for one in COLUMNS))  # type: ignore[misc]
            for line, row in rows.rows
        ]
    told = [header for header in rows.headers if header and header not in (*found.values(), *_BESIDE)]
    if not told:
        raise ValueError("has no column of a theme: name themes in the first line, or the columns theme and summary")
    return [
        (f"line {line}, column {header}", cell(row.get(found["case_id"])), header, summary, "",
         cell(row.get(found.get("author", ""))))
        for line, row in rows.rows
        for header in told
        if (summary := cell(row.get(header)))
    ]  # fmt: skip
