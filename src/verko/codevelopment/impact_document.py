"""The impact log to hand on: a document with a section for each change, and a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from verko.codevelopment.documents import LANGUAGES, Document, Section, Statement, Text
from verko.codevelopment.impact import impact_log
from verko.codevelopment.record import Record, Row, items
from verko.codevelopment.shown import change_table, in_both, kind_name
from verko.tables.vocabularies import term

_LEADS: dict[str, Text] = {
    "brought": {"fi": "Toivat:", "en": "Brought by:"},
    "change": {"fi": "Muutos tai ehdotus:", "en": "Change or proposal:"},
    "decision": {"fi": "Päätös:", "en": "Decision:"},
    "reason": {"fi": "Perustelu:", "en": "Reason:"},
    "outputs": {"fi": "Näkyy tuotoksissa:", "en": "Shows in outputs:"},
    "reviews": {"fi": "Arviot vaikutuksesta:", "en": "Reviews of the effect:"},
}
_COLUMNS = ("change_id", "version", "decided_on", "kind", "contributions", "change", "decision", "decided_by", "reason",
            "outputs")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def impact_document(record: Record) -> Document:
    """The log of impact: one section a change, every statement with the ids of the contributions and the change."""
    log = impact_log(record).astype(object)
    rows = log.where(log.notna(), None).to_dict("records")
    sections = tuple(
        Section({lang: f"{row['change_id']} ({row['version_from']} → {row['version_to']})" for lang in LANGUAGES},
                tuple(_statements(row)), row["change_id"])
        for row in rows
    )  # fmt: skip
    return Document("impact-log", {"fi": "Vaikutusloki", "en": "Impact log"}, sections)


def _statements(row: Row) -> list[Statement]:
    change, brought = (row["change_id"],), tuple(items(row["contributions"]))
    kinds = {lang: ", ".join(kind_name(kind, lang) for kind in items(row["kinds"])) for lang in LANGUAGES}
    deciders = in_both([row["decided_by_kind"]], "by", "actor_kind")
    decision = {lang: " – ".join(part for part in (term("decision", row["decision"], lang), deciders[f"by_{lang}"][0],
                                                   row["decided_on"] or "") if part) for lang in LANGUAGES}  # fmt: skip
    outputs, reviews = tuple(items(row["output_ids"] or None)), tuple(items(row["review_ids"] or None))
    told: list[tuple[str, Text, tuple[str, ...]]] = [
        ("brought", kinds, brought), ("change", _either(row, "change"), change), ("decision", decision, change),
        ("reason", _either(row, "reason"), change),
        ("outputs", dict.fromkeys(LANGUAGES, ", ".join(outputs)), outputs if row["decision"] != "ei" else ()),
        ("reviews", dict.fromkeys(LANGUAGES, ", ".join(reviews)), reviews),
    ]  # fmt: skip
    kept = [(lead, text, ids) for lead, text, ids in told if ids and any(text.values())]
    return [Statement(text, ids, _LEADS[lead], joined=at > 0) for at, (lead, text, ids) in enumerate(kept)]


def _either(row: Row, name: str) -> Text:
    given = {lang: row[f"{name}_{lang}"] for lang in LANGUAGES}
    texts = {lang: text for lang, text in given.items() if isinstance(text, str) and text}
    return {lang: texts.get(lang) or next(iter(texts.values()), "") for lang in LANGUAGES}


def impact_csv(record: Record, language: str) -> str:
    """The log as CSV for a spreadsheet; a text that a spreadsheet would take for a formula has an apostrophe before it.

    >>> impact_csv(Record({}), "en").splitlines()[0][:24]
    'change_id,version,decide'
    """
    table = change_table(record)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in table.astype(object).where(table.notna(), "").to_dict("records"):
        writer.writerow([safe_cell(str(row.get(name, row.get(f"{name}_{language}", "")))) for name in _COLUMNS])
    return stream.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Kortti")
    ("'=1+1", 'Kortti')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
