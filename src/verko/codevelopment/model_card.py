"""The operating model card in the fields of the open Innokylä template, to paste there."""

from __future__ import annotations

import datetime
import re

from verko.codevelopment.documents import Document, Section, Statement, day_text
from verko.codevelopment.record import Record
from verko.codevelopment.record_checks import OBLIGATORY
from verko.tables.vocabularies import VOCABULARIES, term


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
    return Document(_file_name(model), {"fi": "Toimintamallikortti", "en": "Operating model card"}, tuple(sections))


def _file_name(model: str) -> str:
    """The card's name as the name of a file, which can leave no folder and take no other document's place.

    >>> _file_name("model_card"), _file_name("../Kortti 2")
    ('model-card', 'model-card-kortti-2')
    """
    plain = re.sub(r"[\W_]+", "-", model.casefold()).strip("-")
    return plain if plain.startswith("model-card") else f"model-card-{plain}"


def _as_read(text: str, language: str) -> str:
    """A list with commas, and a day as people of the language write it.

    >>> _as_read("2020-10-07", "fi"), _as_read("Esimerkkilä|Kuvitteela", "fi")
    ('7.10.2020', 'Esimerkkilä, Kuvitteela')
    """
    try:
        return day_text(datetime.date.fromisoformat(text), language)
    except ValueError:
        return text.replace("|", ", ")
