"""The document sheet of the web pages: what a person wrote down of each page, checked against vocabularies."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from verko.errors import did_you_mean
from verko.intake.rows import Row, SideTable, flag_of, iso_date
from verko.privacy import NameList, clean

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "org_type": ("julkinen", "valtio", "kunta", "kuntayhtymä", "hyvinvointialue", "järjestö", "seurakunta",
                 "yritys", "muu"),
    "activity_form": (
        "vertaisryhmä", "vertaistukihenkilö", "verkkovertaistuki", "kokemusasiantuntija",
        "kehittäjäasiakas/asiakasraati",
        "kehittäjäasiakas", "asiakasraati", "kokemuskoulutus", "muu",
    ),
    "target": ("lapsi", "nuori", "vanhempi", "perhe", "läheinen", "ammattilainen", "muu"),
    "who_runs": ("vertainen", "ammattilainen", "yhdessä", "ei kerrota"),
}  # fmt: skip
"""Words a cell may hold; `service` and `term_used` are open. Several stand with | between them."""
FLAGS = ("fee_mentioned", "training_mentioned")
OPEN = ("organisation", "service", "term_used", "contact_path", "retrieved_on")
COLUMNS = ("title", *OPEN, *VOCABULARIES, *FLAGS, "archived_copy_sha256")
_HASH = re.compile(r"[0-9a-f]{64}\Z", re.I)


def sheet_rows(
    table: SideTable, hashes: Mapping[str, str], names: NameList, *, more: Mapping[str, Collection[str]] | None = None
) -> dict[str, dict[str, str | None]]:
    """What the sheet says by page id. hashes: SHA-256 of every page read, by id; more: words the study has added.

    A row about an unknown page, a doubled one, or a value outside its vocabulary is refused by its number.
    """
    found: dict[str, dict[str, str | None]] = {}
    for row in table.rows:
        if problem := _problem(row, hashes, found, more or {}):
            table.refuse(row, problem)
            continue
        page = row["page_id"]
        found[page] = _cells(row, names)
        table.account.read += 1
        told = row["archived_copy_sha256"]
        if told and told.lower() != hashes[page]:
            table.account.notes.append(f"{row.place}: page {page} is not the copy whose SHA-256 the sheet tells")
    return found


def _problem(
    row: Row, pages: Mapping[str, str], found: Mapping[str, object], more: Mapping[str, Collection[str]]
) -> str:
    page = row["page_id"]
    if page not in pages:
        return f"page_id is not among the pages read{did_you_mean(page, pages)}"
    if page in found:
        return "the same page stands twice"
    for column, fixed in VOCABULARIES.items():
        words = (*fixed, *(word.casefold() for word in more.get(column, ())))
        for value in _several(row[column]):
            if value not in words:
                return f"{column} '{value[:40]}' is not one of {', '.join(words)}{did_you_mean(value, words)}"
    if wrong := [column for column in FLAGS if flag_of(row[column]) is None]:
        return f"{wrong[0]} is neither true nor false"
    if row["retrieved_on"] and not iso_date(row["retrieved_on"]):
        return "retrieved_on is no date: write 2020-09-14"
    if row["archived_copy_sha256"] and not _HASH.match(row["archived_copy_sha256"]):
        return "archived_copy_sha256 is no SHA-256"
    return ""


def _cells(row: Row, names: NameList) -> dict[str, str | None]:
    plain: dict[str, str | None] = {column: clean(row[column], names=names) or None for column in OPEN}
    plain["retrieved_on"] = iso_date(row["retrieved_on"]) or None
    lists = {column: "|".join(_several(row[column])) or None for column in VOCABULARIES}
    flags = {column: str(flag_of(row[column])).lower() if row[column] else None for column in FLAGS}
    return {**plain, **lists, **flags}


def _several(cell: str) -> list[str]:
    return [value.strip().casefold() for value in cell.split("|") if value.strip()]


_FORMS = {
    "vertaisryhmä": r"vertais(?:tuki)?ryhm|peer (?:support )?group",
    "vertaistukihenkilö": r"vertaistukihenkil|tukihenkilö|peer supporter",
    "verkkovertaistuki": r"verkkovertais|online peer",
    "kokemusasiantuntija": r"kokemusasiantunt|experts? by experience",
    "kehittäjäasiakas": r"kehittäjäasia|service user developer",
    "asiakasraati": r"asiakasraa|service user panel",
    "kokemuskoulutus": r"kokemuskoulut|kokemusasiantuntijakoulut",
}


def terms_met(text: str) -> str:
    """Which forms of activity the words of a page suggest, with counts; a person decides what the page offers.

    >>> terms_met("Vertaisryhmä kokoontuu. Vertaisryhmään pääsee. Kokemusasiantuntijat auttavat.")
    'vertaisryhmä 2, kokemusasiantuntija 1'
    """
    counts = {form: len(re.findall(pattern, text, re.I)) for form, pattern in _FORMS.items()}
    met = sorted(((number, form) for form, number in counts.items() if number), key=lambda one: (-one[0], one[1]))
    return ", ".join(f"{form} {number}" for number, form in met)
