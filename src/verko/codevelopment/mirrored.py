"""Themes of the analysis that were mirrored with experts by experience: what became of each in the workshops."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from verko.codevelopment.impact import shown_kind
from verko.codevelopment.record import Record, Row, items
from verko.codevelopment.shown import LANGUAGES, either, in_both
from verko.codevelopment.versions import MARKS, compared_columns
from verko.tables.codings import code_order

TABLES = ("process", "phase", "event", "actor", "contribution", "synthesis", "change")
"""Tables of the record that `mirrored_themes` reads: what a notebook that shows it declares."""

CAPTION = {
    "fi": f"Kokemusasiantuntijoiden kanssa peilatut teemat: sanamuoto ennen ja jälkeen ({MARKS['fi']})",
    "en": f"Themes mirrored with experts by experience: wording before and after ({MARKS['en']})",
}
HEADERS = {
    "theme": {"fi": "Teema", "en": "Theme"},
    "brought": {"fi": "Panokset", "en": "Contributions"},
    "decision": {"fi": "Päätös", "en": "Decision"},
    "before": {"fi": "Ennen", "en": "Before"},
    "after": {"fi": "Jälkeen", "en": "After"},
}


def mirrored_themes(record: Record, codes: pd.DataFrame, *, among: Iterable[str] | None = None) -> pd.DataFrame:
    """Themes of the codebook that were mirrored in workshops: one row a theme and decision on it.

    codes: the codebook, for names and for what stands under what. among: only these codes and those under them.
    Columns code_id, change_id, contributions (their ids), days (of the workshops), version (`1 → 2`), and in both
    languages theme, kind (who brought it), brought (ids and versions), decision, reason, change, before and after.

    >>> columns = ["code_id", "parent_id", "name_fi", "name_en"]
    >>> mirrored_themes(Record({}), pd.DataFrame(columns=columns)).empty
    True
    """
    brought = record.contribution_rows
    number = record["synthesis"].set_index("id")["version"].to_dict()
    wanted = None if among is None else _under(codes, set(among))
    rows = [
        _mirrored(record, change, code, [brought[name] for name in _named(change) if name in brought], number)
        for change in record.rows("change")
        for code in _codes_of(change, brought)
        if wanted is None or code in wanted
    ]
    rows.sort(key=lambda row: (code_order(row["code_id"]), row["change_id"]))
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    words = {"fi": "versio", "en": "version"}
    return frame.assign(
        **_theme_names(codes, frame["code_id"]), **in_both(frame["kinds"], "kind", "actor_kind"),
        **in_both(frame["decided"], "decision", "decision"), **either(frame, "reason"), **either(frame, "change"),
        **compared_columns(rows, "before", "after"),
        **{f"brought_{lang}": [f"{row['contributions']} ({words[lang]} {row['version']})" for row in rows]
           for lang in LANGUAGES},
    )  # fmt: skip


_COLUMNS = ["code_id", "change_id", "contributions", "days", "version", "kinds", "decided", "reason_fi", "reason_en",
            "change_fi", "change_en"]  # fmt: skip


def _under(codes: pd.DataFrame, wanted: set[str]) -> set[str]:
    """The wanted codes and all that stand under them."""
    found = set(wanted)
    while more := set(codes.loc[codes["parent_id"].isin(found), "code_id"]) - found:
        found |= more
    return found


def _named(change: Row) -> list[str]:
    return items(change["triggered_by_contribution_ids"])


def _codes_of(change: Row, brought: dict[str, Row]) -> list[str]:
    """The codes that a change names, or else those that its contributions speak of."""
    spoken = [code for name in _named(change) if name in brought for code in items(brought[name]["code_ids"])]
    return list(dict.fromkeys(items(change["code_ids"]) or spoken))


def _mirrored(record: Record, change: Row, code: str, brought: list[Row], number: dict[str, int]) -> Row:
    kinds = dict.fromkeys(shown_kind(record, row["actor_kind"]) for row in brought)
    return change | {
        "code_id": code, "change_id": change["id"], "contributions": ", ".join(_named(change)),
        "days": ", ".join(sorted({row["date"] for row in brought})), "kinds": "|".join(kinds),
        "version": f"{number.get(change['synthesis_from'])} → {number.get(change['synthesis_to'])}",
        "decided": change["decision"],
    }  # fmt: skip


def _theme_names(codes: pd.DataFrame, ids: pd.Series) -> dict[str, list[str]]:
    """The themes by code and name; a code that the codebook does not have keeps its id."""
    named = codes.set_index("code_id")
    names: dict[str, list[str]] = {}
    for lang in LANGUAGES:
        order = [f"name_{lang}", *(f"name_{other}" for other in LANGUAGES if other != lang)]
        found = {code: next((text for column in order if isinstance(text := named.loc[code, column], str)), "")
                 for code in dict.fromkeys(ids) if code in named.index}  # fmt: skip
        names[f"theme_{lang}"] = [f"{code} {found.get(code, '')}".strip() for code in ids]
    return names


def changed(mirrored: pd.DataFrame) -> int:
    """In how many of the themes the wording changed.

    >>> changed(pd.DataFrame({"code_id": ["U1", "U2"], "before_fi": ["a", "a [−b−]"], "after_fi": ["–", "a"]}))
    1
    """
    marked = [any(f"[{sign}" in before + after for sign in "−+")
              for before, after in zip(mirrored["before_fi"], mirrored["after_fi"], strict=True)]  # fmt: skip
    return int(mirrored.loc[marked, "code_id"].nunique())
