"""The operating model card in the fields of the open Innokylä template, to paste there."""

from __future__ import annotations

from verko.codevelopment.documents import Document, Section, Statement
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
        filled = {language: text.replace("|", ", ") for language, text in texts.items()}
        statements = (Statement(filled, (f"model_card:{name}",)),) if any(filled.values()) else ()
        heading = {language: term("model_field", name, language) for language in ("fi", "en")}
        sections.append(Section(heading, statements, name, blank=name in OBLIGATORY))
    return Document(
        model.replace("_", "-"), {"fi": "Toimintamallikortti", "en": "Operating model card"}, tuple(sections)
    )
