"""Tables of the codebook's life: what to look at in it, what has changed since the earlier version, and why."""

from __future__ import annotations

import pandas as pd

from verko.coding.codebook import Codebook, checks
from verko.coding.material import Material
from verko.coding.versions import changes, decided, version_checks
from verko.coding.wording import CHECKS

CHANGES: dict[str, dict[str, str]] = {
    "added": {"fi": "lisätty", "en": "added"},
    "removed": {"fi": "poistettu", "en": "removed"},
    "split": {"fi": "jaettu", "en": "split"},
    "merged": {"fi": "yhdistetty", "en": "merged"},
    "renamed": {"fi": "nimetty uudelleen", "en": "renamed"},
    "redefined": {"fi": "määritelty uudelleen", "en": "redefined"},
    "moved": {"fi": "siirretty", "en": "moved"},
    "status": {"fi": "tila muutettu", "en": "status changed"},
}


def check_table(own: Material) -> pd.DataFrame:
    """What a person should look at in the codebook: a remark and the codes it concerns, within the analysis' themes."""
    mains = {own.book.main(theme) for theme in own.themes}
    found = checks(own.codes, own.coded)
    return remarks(found[found["code_id"].map(own.book.main).isin(mains)], own.book)


def remarks(found: pd.DataFrame, book: Codebook, *, name: str = "code_id", most: int = 8) -> pd.DataFrame:
    """Remarks, a row each, with what they concern in one cell: columns check, concerned, codes; in both languages."""
    listed = found.groupby("check", sort=False)[name].agg(list)
    table = pd.DataFrame({"check": listed.index, "concerned": [len(codes) for codes in listed]})
    for one in ("fi", "en"):
        table[f"check_{one}"] = [CHECKS[check][one] for check in table["check"]]
        names = [[book.shown(code, one) for code in codes] for codes in listed]
        table[f"codes_{one}"] = ["; ".join(own[:most]) + ("; …" if len(own) > most else "") for own in names]
    return table


def change_table(codes: pd.DataFrame, earlier: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """What has changed in the codebook, each change with its decision; without rows where there was no earlier one.

    Columns change, code, before, after, decided, each in both languages; code_id, reason.
    """
    columns = ["change", "code_id", "before", "after", "date", "reason", "reason_en", "author"]
    if earlier.empty:
        return pd.DataFrame(columns=columns)
    found = decided(changes(earlier, codes, decisions=decisions), decisions)
    old, new = Codebook(earlier), Codebook(codes)
    made = found.copy()
    for one in ("fi", "en"):
        made[f"change_{one}"] = [CHANGES[kind][one] for kind in found["change"]]
        made[f"code_{one}"] = [(new if code in new.rows else old).shown(code, one) for code in found["code_id"]]
        sides = [_sides(row, old, new, one) for row in found.itertuples()]
        made[f"before_{one}"], made[f"after_{one}"] = [side[0] for side in sides], [side[1] for side in sides]
        made[f"decided_{one}"] = [_decision(row, one) for row in found.itertuples()]
    return made


def _sides(row, old: Codebook, new: Codebook, language: str) -> tuple[str, str]:
    """What stood before and after, in the words of the language."""
    code, kind = row.code_id, row.change
    if kind in ("split", "merged"):
        return old.label(code, language), "; ".join(new.shown(one, language) for one in row.after.split(", "))
    if kind == "moved":
        return old.shown(row.before, language) if row.before else "–", new.shown(row.after, language) or "–"
    if kind == "redefined":
        return _definition(old, code, language), _definition(new, code, language)
    if kind == "status":
        return row.before or "–", row.after or "–"
    before = old.label(code, language) if code in old.rows else "–"
    return before, new.label(code, language) if code in new.rows else "–"


def _definition(book: Codebook, code: str, language: str) -> str:
    row, other = book.rows[code], "en" if language == "fi" else "fi"
    told = [row.get(f"definition_{language}"), row.get(f"definition_{other}")]
    return next((text for text in told if isinstance(text, str) and text), "–")


def _decision(row, language: str) -> str:
    if not isinstance(row.reason, str):
        return "–"
    reason = row.reason_en if language == "en" and isinstance(row.reason_en, str) else row.reason
    author = f" ({row.author})" if isinstance(row.author, str) else ""
    if not isinstance(row.date, str):
        return f"{reason}{author}"
    year, month, day = row.date.split("-")
    date = f"{int(day)}.{int(month)}.{year}" if language == "fi" else row.date
    return f"{date}: {reason}{author}"


def log_remarks(changed: pd.DataFrame, decisions: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Where the codebook and its log of decisions disagree, as remarks; changed: of `change_table`."""
    return remarks(version_checks(changed, decisions), book)
