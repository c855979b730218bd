"""The page for the experts by experience: what you said, what changed, what did not, and why; in plain language."""

from __future__ import annotations

import re

import pandas as pd

from verko.codevelopment.documents import Document, Section, Statement, Text
from verko.codevelopment.impact import trace
from verko.codevelopment.record import EBE, Record, Row, items

_TITLE = {"fi": "Mitä te sanoitte ja mitä siitä seurasi", "en": "What you said, and what came of it"}
_HEADINGS: dict[str, Text] = {
    "about": {"fi": "Mistä oli kyse", "en": "What this was about"},
    "hyvaksytty": {"fi": "Tämä muuttui", "en": "This changed"},
    "osin": {"fi": "Tämä muuttui osittain", "en": "This changed in part"},
    "ei": {"fi": "Tämä ei muuttunut", "en": "This did not change"},
    "koosteessa": {"fi": "Tämä otettiin mukaan", "en": "This was taken in"},
    "ei_vastausta": {"fi": "Tähän emme ole vielä vastanneet", "en": "This we have not yet answered"},
    "results": {"fi": "Mitä valmistui", "en": "What was made"},
    "next": {"fi": "Mitä seuraavaksi tapahtuu", "en": "What happens next"},
}
_PARTS: dict[str, Text] = {
    "you": {"fi": "Te sanoitte:", "en": "You said:"},
    "others": {"fi": "Muut sanoivat:", "en": "Others said:"},
    "now": {"fi": "Nyt:", "en": "Now:"},
    "refused": {"fi": "Ehdotusta ei otettu mukaan.", "en": "The proposal was not taken in."},
    "why": {"fi": "Syy:", "en": "Reason:"},
}
LONGEST_SENTENCE = 12  # words; a longer one is hard to read in plain language


def plain_page(record: Record) -> Document:
    """The page; every statement carries the ids of the contributions and changes it rests on."""
    traced = trace(record)
    sections = [Section(_HEADINGS["about"], _about(record), "about")]
    sections += [
        Section(_HEADINGS[decision], _changes(record, decision), decision) for decision in ("hyvaksytty", "osin", "ei")
    ]
    sections += [
        Section(_HEADINGS[outcome], _others(record, traced, outcome), outcome)
        for outcome in ("koosteessa", "ei_vastausta")
    ]
    sections += [
        Section(_HEADINGS["results"], _results(record), "results"),
        Section(_HEADINGS["next"], _next(record), "next"),
    ]
    return Document("plain-language", _TITLE, tuple(sections))


def hard_sentences(document: Document, *, most: int = LONGEST_SENTENCE) -> list[tuple[str, str]]:
    """Finnish sentences of over `most` words, with the ids they came from: for a person to make plainer."""
    found = []
    for section in document.shown():
        for statement in section.statements:
            for sentence in re.split(r"(?<=[.!?])\s+", statement.text.get("fi", "")):
                if len(sentence.split()) > most:
                    found.append((", ".join(statement.evidence), sentence))
    return found


def _both(row: Row, name: str) -> Text:
    given = {lang: row[f"{name}_{lang}"] for lang in ("fi", "en")}
    texts = {lang: text for lang, text in given.items() if isinstance(text, str) and text}
    either = next(iter(texts.values()), "")
    return {lang: _ended(texts.get(lang, either)) for lang in ("fi", "en")}


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else text + "."


def _joined(*texts: Text) -> Text:
    return {language: " ".join(text[language] for text in texts if text[language]) for language in ("fi", "en")}


def _about(record: Record) -> tuple[Statement, ...]:
    return tuple(
        Statement(_joined(_both(process, "name"), _both(process, "goal")), (process["id"],))
        for process in record.rows("process")
    )


def _changes(record: Record, decision: str) -> tuple[Statement, ...]:
    brought = {row["id"]: row for row in record.contributions.to_dict("records")}
    statements = []
    for change in record.rows("change", decision=decision):
        named = items(change["triggered_by_contribution_ids"])
        reason = _both(change, "reason")
        answer = _PARTS["refused"] if decision == "ei" else _joined(_PARTS["now"], _both(change, "change"))
        because = _joined(_PARTS["why"], reason) if reason["fi"] else {"fi": "", "en": ""}
        statements.append(Statement(_joined(*_said(brought, named), answer, because), (change["id"], *named)))
    return tuple(statements)


def _said(brought: dict[str, Row], named: list[str]) -> list[Text]:
    """What experts by experience said, and then what others said, of the named contributions."""
    rows = [brought[name] for name in named]
    own = [_both(row, "text_summary") for row in rows if row["actor_kind"] == EBE]
    others = [_both(row, "text_summary") for row in rows if row["actor_kind"] != EBE]
    return ([_PARTS["you"], *own] if own else []) + ([_PARTS["others"], *others] if others else [])


def _others(record: Record, traced: pd.DataFrame, outcome: str) -> tuple[Statement, ...]:
    mine = traced.loc[(traced["outcome"] == outcome) & (traced["actor_kind"] == EBE), "contribution_id"]
    said = {row["id"]: _both(row, "text_summary") for row in record.rows("contribution")}
    return tuple(Statement(said[name], (name,)) for name in mine)


def _results(record: Record) -> tuple[Statement, ...]:
    return tuple(Statement(_both(row, "title"), (row["id"],)) for row in record.rows("output"))


def _next(record: Record) -> tuple[Statement, ...]:
    return tuple(Statement(_both(row, "text"), (row["id"],)) for row in record.rows("next_step"))
