"""The page for the experts by experience: what you said, what changed, what did not, and why; in plain language.

What people wrote in the record stands as it is, unless the record holds the same in plain language (column `plain`).
"""

from __future__ import annotations

import re

import pandas as pd

from verko.codevelopment.documents import Document, Section, Statement, Text
from verko.codevelopment.impact import trace
from verko.codevelopment.record import EBE, Record, Row, items

_TITLE = {"fi": "Mitä te sanoitte ja mitä siitä seurasi", "en": "What you said, and what came of it"}
_HEADINGS: dict[str, Text] = {
    "you": {"fi": "Kenelle tämä sivu on", "en": "Whom this page is for"},
    "about": {"fi": "Mistä oli kyse", "en": "What this was about"},
    "hyvaksytty": {"fi": "Tämä muuttui", "en": "This changed"},
    "osin": {"fi": "Tämä muuttui osittain", "en": "This changed in part"},
    "ei": {"fi": "Tämä ei muuttunut", "en": "This did not change"},
    "koosteessa": {"fi": "Tämä otettiin mukaan", "en": "This was taken in"},
    "ei_vastausta": {"fi": "Tähän emme ole vielä vastanneet", "en": "This we have not yet answered"},
    "results": {"fi": "Mitä valmistui", "en": "What was made"},
    "next": {"fi": "Mitä seuraavaksi tapahtuu", "en": "What happens next"},
    "ids": {"fi": "Mitä tunnukset ovat", "en": "What the ids are"},
}
_PARTS: dict[str, Text] = {
    "you": {"fi": "Te sanoitte:", "en": "You said:"},
    "others": {"fi": "Muut sanoivat:", "en": "Others said:"},
    "now": {"fi": "Nyt:", "en": "Now:"},
    "why": {"fi": "Syy:", "en": "Reason:"},
}
_FIXED: dict[str, Text] = {
    "you": {
        "fi": "Tämä sivu on teille, jotka olitte mukana. Sivu kertoo, mitä te sanoitte. "
        "Sivu kertoo myös, mitä sitten tapahtui.",
        "en": "This page is for you who took part. It tells what you said. It also tells what happened then.",
    },
    "refused": {"fi": "Ehdotus ei toteutunut.", "en": "The proposal was not carried out."},
    "ids": {
        "fi": "Jokaisella asialla on tunnus. Tunnus kertoo, missä muistiinpanossa asia on. Voitte kysyä siitä meiltä.",
        "en": "Each matter has an id. The id tells in which note the matter is. You can ask us about it.",
    },
}
_ASKED: dict[str, Text] = {
    "koosteessa": {"fi": "Nämä asiat ovat mukana työn tuloksessa.", "en": "These matters are part of the result."},
    "ei_vastausta": {
        "fi": "Näihin teillä on oikeus saada vastaus. Voitte kysyä siitä meiltä.",
        "en": "You have a right to an answer to these. You can ask us about it.",
    },
}
LONGEST_SENTENCE = 12  # words; a longer one is hard to read in plain language


def plain_page(record: Record) -> Document:
    """The page; every statement about the work carries the ids of the contributions and changes it rests on."""
    traced = trace(record)
    told = record.rows("process")
    contents = {
        "you": (Statement(_FIXED["you"], tuple(row["id"] for row in told)),) if told else (),
        "about": _about(record),
        **{decision: _changes(record, decision) for decision in ("hyvaksytty", "osin", "ei")},
        **{outcome: _others(record, traced, outcome) for outcome in ("koosteessa", "ei_vastausta")},
        "results": _results(record),
        "next": tuple(Statement(_plain(row, "text"), (row["id"],)) for row in record.rows("next_step")),
        "ids": (Statement(_FIXED["ids"], tuple(row["id"] for row in told)),) if told else (),
    }
    sections = tuple(Section(_HEADINGS[name], statements, name) for name, statements in contents.items())
    return Document("plain-language", _TITLE, sections, plain=True)


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


def _plain(row: Row, name: str) -> Text:
    """The text in plain language where the record has it."""
    plain = _both(row, "plain")
    return plain if plain["fi"] else _both(row, name)


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else text + "."


def _joined(*texts: Text) -> Text:
    return {language: " ".join(text[language] for text in texts if text[language]) for language in ("fi", "en")}


def _about(record: Record) -> tuple[Statement, ...]:
    return tuple(
        Statement(_joined(_both(process, "name"), _plain(process, "goal")), (process["id"],))
        for process in record.rows("process")
    )


def _changes(record: Record, decision: str) -> tuple[Statement, ...]:
    """What was said, what is so now, and why: statements that belong together, each with its own ids."""
    brought = record.contribution_rows
    statements: list[Statement] = []
    for change in record.rows("change", decision=decision):
        named = [name for name in items(change["triggered_by_contribution_ids"]) if name in brought]
        said = _said([brought[name] for name in named])
        statements += [*said, *_answer(change, decision, joined=bool(said))]
    return tuple(statements)


def _said(rows: list[Row]) -> list[Statement]:
    """What experts by experience said, and then what others said."""
    own, others = [row for row in rows if row["actor_kind"] == EBE], [row for row in rows if row["actor_kind"] != EBE]
    return [
        Statement(_joined(*(_both(row, "text_summary") for row in part)), tuple(row["id"] for row in part),
                  _PARTS[lead], joined=lead == "others" and bool(own))
        for lead, part in (("you", own), ("others", others)) if part
    ]  # fmt: skip


def _answer(change: Row, decision: str, *, joined: bool) -> list[Statement]:
    plain, ids = _both(change, "plain"), (change["id"],)
    reason = plain if plain["fi"] and decision == "ei" else _both(change, "reason")
    if decision == "ei":
        answer = [Statement(_FIXED["refused"], ids, _PARTS["now"], joined)]
    else:
        answer = [Statement(_plain(change, "change"), ids, _PARTS["now"], joined)]
    tells_why = reason["fi"] and (decision == "ei" or not plain["fi"])
    return answer + ([Statement(reason, ids, _PARTS["why"], joined=True)] if tells_why else [])


def _others(record: Record, traced: pd.DataFrame, outcome: str) -> tuple[Statement, ...]:
    mine = traced.loc[(traced["outcome"] == outcome) & (traced["actor_kind"] == EBE), "contribution_id"]
    rows = [record.contribution_rows[name] for name in dict.fromkeys(mine)]
    told = [Statement(_both(row, "text_summary"), (row["id"],), _PARTS["you"]) for row in rows]
    processes = tuple(dict.fromkeys(row["process_id"] for row in rows))
    return (Statement(_ASKED[outcome], processes), *told) if told else ()


def _results(record: Record) -> tuple[Statement, ...]:
    return tuple(Statement(_both(row, "title"), (row["id"],)) for row in record.rows("output"))
