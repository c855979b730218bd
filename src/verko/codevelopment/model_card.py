"""The operating model card in the fields of the open Innokylä template, to paste there."""

from __future__ import annotations

import datetime

from verko.codevelopment.documents import Document, Section, Statement
from verko.codevelopment.record import Record
from verko.codevelopment.record_checks import OBLIGATORY
from verko.tables.vocabularies import VOCABULARIES, term

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def model_card(record: Record, model: str = "model_card") -> Document:
    """One card: a section a field, in the template's order; an obligatory field that is empty says so."""
    fields = {row["field"]: row for row in record.rows("model_card", model=model)}
    sections = []
    for name in VOCABULARIES["model_field"]:
        row = fields.get(name)
        texts = {} if row is None else {"fi": row["value_fi"] or "", "en": row["value_en"] or row["value_fi"] or ""}
        filled = {language: _as_read(text, language) for language, text in texts.items()}
        statements = (Statement(filled, (f"model_card:{name}",)),) if any(filled.values()) else ()
        heading = {language: term("model_field", name, language) for language in ("fi", "en")}
        sections.append(Section(heading, statements, name, blank=name in OBLIGATORY))
    return Document(
        model.replace("_", "-"), {"fi": "Toimintamallikortti", "en": "Operating model card"}, tuple(sections)
    )


def _as_read(text: str, language: str) -> str:
    """A list with commas, and a day as people of the language write it.

    >>> _as_read("2020-10-07", "fi"), _as_read("Esimerkkilä|Kuvitteela", "fi")
    ('7.10.2020', 'Esimerkkilä, Kuvitteela')
    """
    try:
        return _day(datetime.date.fromisoformat(text), language)
    except ValueError:
        return text.replace("|", ", ")


def _day(day: datetime.date, language: str) -> str:
    return f"{day.day}.{day.month}.{day.year}" if language == "fi" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
