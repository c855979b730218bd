"""Checks about the record as a whole: identifiers in free text, the model card, the synthetic mark."""

from __future__ import annotations

from collections.abc import Iterator

from verko.codevelopment.hits import Hit, absent, at
from verko.codevelopment.record import TABLE_NAMES, Record, Row
from verko.intake.codevelopment.free_text import forbidden_in
from verko.tables.codevelopment import SHEETS as RECORD_SHEETS
from verko.tables.evaluation import SHEETS as EVALUATION_SHEETS
from verko.tables.vocabularies import term

Limit = float | None
OBLIGATORY = (
    "name", "short_description", "implementer", "areas", "funder", "created", "modified", "core_idea", "environment",
    "target_and_insight", "conditions", "evaluation_summary", "tips", "stage",
)  # fmt: skip
"""Fields of the operating model card that must be filled in before it is published."""


def no_identifiers(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C13: no free text holds contact details or an identity code, and the intake refused none for that."""
    for sheet in (*RECORD_SHEETS, *EVALUATION_SHEETS):
        columns = [column for column, field in sheet.written_columns().items() if field.kind == "prose"]
        frame = record[sheet.name]
        for column in columns:
            found = frame.loc[frame[column].map(forbidden_in, na_action="ignore").notna()]
            for row in found.to_dict("records"):
                yield at(sheet.name, row, f"{column} sisältää tunnisteen", f"{column} holds an identifier")
    if record.refusals is None:
        return
    marked = record.refusals.loc[record.refusals["reason"].str.contains("(C13)", regex=False)]
    for row in marked.to_dict("records"):
        number = "".join(sign for sign in str(row["place"]).partition("row ")[2].partition(",")[0] if sign.isdigit())
        what = {"fi": "rivi hylättiin tunnisteen vuoksi", "en": "the row was refused for an identifier"}
        yield Hit(row["file"].rsplit("/", 1)[-1].partition(".")[0], what, row["file"], int(number) if number else None)


def model_card(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C14: the process's model card has every obligatory field, and was not modified before it was made."""
    if process["model_ref"] is None:
        return
    fields = {row["field"]: row for row in record.rows("model_card", model=process["model_ref"])}
    for name in OBLIGATORY:
        row = fields.get(name)
        fi, en = (term("model_field", name, language) for language in ("fi", "en"))
        if row is None:
            yield absent("model_card", f"kenttä puuttuu: {fi}", f"field is missing: {en}", name=name)
        elif not (row["value_fi"] or row["value_en"]):
            yield at("model_card", row, f"kenttä on tyhjä: {fi}", f"field is empty: {en}")
    created, modified = (_value(fields.get(name)) for name in ("created", "modified"))
    if created and modified and modified < created:
        yield at("model_card", fields["modified"], "muokattu ennen luontia", "modified before it was created")


def _value(row: Row | None) -> str:
    return "" if row is None else row["value_fi"] or row["value_en"] or ""


def synthetic_marks(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C18: every row is marked as the study says of itself; a row without a mark counts as not synthetic."""
    for name in TABLE_NAMES:
        frame = record[name]
        wrong = frame.loc[frame["synthetic"].fillna(False).astype(bool) != record.synthetic]
        if len(wrong):
            first, rest = wrong.iloc[0].to_dict(), len(wrong) - 1
            more_fi, more_en = (f" ja {rest} muulla", f" and {rest} more") if rest else ("", "")
            yield at(
                name, first, f"merkintä on eri kuin tutkimuksen{more_fi}", f"marked otherwise than the study{more_en}"
            )
