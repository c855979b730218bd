"""The impact log to hand on: a document with a section for each change, and a table for spreadsheets."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping

from verko.codevelopment.documents import LANGUAGES, Document, Section, Statement, Text, day_text
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
_STEP = {
    "fi": "{change_id}: versiosta {version_from} versioon {version_to}",
    "en": "{change_id}: from version {version_from} to version {version_to}",
}
_COLUMNS = ("change_id", "version", "decided_on", "kind", "contributions", "change", "decision", "decided_by", "reason",
            "outputs")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def impact_document(record: Record) -> Document:
    """The log of impact: one section a change, every statement with the ids of the contributions and the change."""
    log = impact_log(record).astype(object)
    rows = log.where(log.notna(), None).to_dict("records")
    named = {row["id"]: _either(row, name) for table, name in (("output", "title"), ("impact_review", "claimed_effect"))
             for row in record.rows(table)}  # fmt: skip
    sections = tuple(
        Section(
            {lang: _STEP[lang].format(**row) for lang in LANGUAGES}, tuple(_statements(row, named)), row["change_id"]
        )
        for row in rows
    )
    return Document("impact-log", {"fi": "Vaikutusloki", "en": "Impact log"}, sections)


def _statements(row: Row, named: Mapping[str, Text]) -> list[Statement]:
    change, brought = (row["change_id"],), tuple(items(row["contributions"]))
    kinds = {lang: ", ".join(kind_name(kind, lang) for kind in items(row["kinds"])) for lang in LANGUAGES}
    deciders = in_both([row["decided_by_kind"]], "by", "actor_kind")
    day = datetime.date.fromisoformat(row["decided_on"]) if row["decided_on"] else None
    decision = {}
    for lang in LANGUAGES:
        parts = term("decision", row["decision"], lang), deciders[f"by_{lang}"][0], day_text(day, lang) if day else ""
        decision[lang] = " – ".join(part for part in parts if part)
    outputs, reviews = tuple(items(row["output_ids"] or None)), tuple(items(row["review_ids"] or None))
    told: list[tuple[str, Text, tuple[str, ...]]] = [
        ("brought", kinds, brought), ("change", _either(row, "change"), change), ("decision", decision, change),
        ("reason", _either(row, "reason"), change),
        ("outputs", _listed(outputs, named), outputs if row["decision"] != "ei" else ()),
        ("reviews", _listed(reviews, named), reviews),
    ]  # fmt: skip
    kept = [(lead, text, ids) for lead, text, ids in told if ids and any(text.values())]
    return [Statement(text, ids, _LEADS[lead], joined=at > 0) for at, (lead, text, ids) in enumerate(kept)]


def _listed(ids: tuple[str, ...], named: Mapping[str, Text]) -> Text:
    return {lang: "; ".join(named[name][lang].rstrip(".") for name in ids) for lang in LANGUAGES}


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
