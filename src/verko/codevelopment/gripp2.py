"""GRIPP2, short and long form, filled from the record: what it holds on each item, and by which rows.

The items are told in our words after Staniszewska et al. 2017 (BMJ 358:j3453). That an item is filled shows that
there is something in the record; whether it is reported well is for people to judge.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from verko.codevelopment.course import phases
from verko.codevelopment.documents import LANGUAGES, Document, Section, Statement, Text
from verko.codevelopment.evaluation import direction_counts, response_rates
from verko.codevelopment.fairness import fees, hours_by_kind
from verko.codevelopment.impact import decisions_shared, return_loops, trace
from verko.codevelopment.record import EBE, Record
from verko.tables.vocabularies import term

Fill = Callable[[Record], list[Statement]]


def _say(fi: str, en: str, *evidence: str) -> Statement:
    return Statement({"fi": fi, "en": en}, evidence)


def _own(record: Record, table: str, name: str, **where: str) -> list[Statement]:
    """Texts of the record as statements, each with its row's id; one language stands in for the other."""
    statements = []
    for row in record.rows(table, **where):
        fi, en = row[f"{name}_fi"], row[f"{name}_en"]
        if fi or en:
            statements.append(_say(fi or en, en or fi, str(row.get("id") or f"{table}:{row['source_row']}")))
    return statements


def _aim(record: Record) -> list[Statement]:
    return _own(record, "process", "goal")


def _people(record: Record) -> list[Statement]:
    experts = record.people_of_kind(EBE)
    if not experts:
        return []
    told = str(experts) if experts >= record.k else f"< {record.k}"
    return [_say(f"Kokemusasiantuntijoita {told}.", f"Experts by experience: {told}.", "codevelopment.experts",
                 "codevelopment.roles")]  # fmt: skip


def _stages(record: Record) -> list[Statement]:
    gone = phases(record)
    if gone.empty:
        return []
    kinds = ", ".join(dict.fromkeys(gone["phase"]))
    loops = return_loops(record)
    return [_say(f"Vaiheet: {kinds}; palautuskierroksia {loops}.", f"Phases: {kinds}; return loops {loops}.",
                 "codevelopment.phases_table", "codevelopment.loops")]  # fmt: skip


def _level(record: Record) -> list[Statement]:
    told = record["event"].dropna(subset="level")
    return [
        _say(f"{term('level', level, 'fi')}: tapahtumia {len(mine)}.",
             f"{term('level', level, 'en')}: events {len(mine)}.", *mine["id"])
        for level, mine in told.groupby("level", sort=False)
    ]  # fmt: skip


def _methods(record: Record) -> list[Statement]:
    return [*_people(record), *_stages(record), *_level(record)]


def _quantitative(record: Record) -> list[Statement]:
    traced = trace(record)
    if traced.empty:
        return []
    counts = traced.groupby("outcome")["contribution_id"].nunique()
    accepted, partly, refused, silent = (
        int(counts.get(name, 0)) for name in ("hyvaksytty", "osin", "ei", "ei_vastausta")
    )
    brought = traced["contribution_id"].nunique()
    fi = f"Panoksia {brought}: hyväksytty {accepted}, osin {partly}, hylätty {refused}, vastaamatta {silent}."
    en = f"Contributions {brought}: accepted {accepted}, partly {partly}, refused {refused}, unanswered {silent}."
    return [_say(fi, en, "codevelopment.contributions", "codevelopment.trace")]


def _positive(record: Record) -> list[Statement]:
    return _own(record, "change", "change", decision="hyvaksytty") + _own(record, "change", "change", decision="osin")


def _negative(record: Record) -> list[Statement]:
    harms = [row for row in record.rows("debrief") if row["harm_noted"]]
    told = [
        _say(row["follow_up_fi"] or row["follow_up_en"] or "Haittaa havaittiin.",
             row["follow_up_en"] or row["follow_up_fi"] or "Harm was noted.", f"debrief:{row['source_row']}")
        for row in harms
    ]  # fmt: skip
    return _own(record, "change", "reason", decision="ei") + told


def _results(record: Record) -> list[Statement]:
    return [*_quantitative(record), *_positive(record), *_negative(record)]


def _influence(record: Record) -> list[Statement]:
    shared, known = decisions_shared(record)
    told = [_say(f"Kokemusasiantuntijat olivat päättämässä {shared} muutoksesta {known} muutoksen joukossa.",
                 f"Experts by experience took part in deciding {shared} of {known} changes.",
                 "codevelopment.decisions_shared")] if known else []  # fmt: skip
    return [*told, *_own(record, "impact_review", "claimed_effect")]


def _robustness(record: Record) -> list[Statement]:
    rates = response_rates(record)
    invited, responded = int(rates["invited_n"].sum()), int(rates["responded_n"].sum())
    if not invited:
        return []
    fi, en = f"Arviointiin kutsuttiin {invited}, vastasi {responded}.", f"Of {invited} invited, {responded} answered."
    return [_say(fi, en, "codevelopment.rates")]


def _economic(record: Record) -> list[Statement]:
    paid, hours = fees(record), hours_by_kind(record).set_index("kind")["hours"]
    if paid.people - paid.declined < record.k:
        return []
    given = float(hours.get(EBE, 0))
    return [_say(f"Palkkioita maksettu {paid.paid_eur:.0f} euroa; aikaa annettu {given:.0f} henkilötuntia.",
                 f"Fees paid {paid.paid_eur:.0f} euros; time given {given:.0f} person-hours.",
                 "codevelopment.fees_paid", "codevelopment.hours_experts")]  # fmt: skip


def _context(record: Record) -> list[Statement]:
    return _own(record, "precondition", "evidence")


def _unmet(record: Record) -> list[Statement]:
    return _own(record, "precondition", "evidence", status="ei") + _own(
        record, "precondition", "evidence", status="osin"
    )


def _criticism(record: Record) -> list[Statement]:
    counts = direction_counts(record).set_index("direction")["answers"]
    negative, suggestions = int(counts["kielteinen"]), int(counts["kehittamisehdotus"])
    told = [_say(f"Kielteisiä vastauksia {negative}, kehittämisehdotuksia {suggestions}.",
                 f"Negative answers {negative}, suggestions {suggestions}.", "codevelopment.critical",
                 "codevelopment.answers_kielteinen")] if counts.sum() else []  # fmt: skip
    return [*told, *_own(record, "mutual_feedback", "content", from_kind=EBE), *_unmet(record)]


SHORT: tuple[tuple[str, Text, Fill], ...] = (
    ("1", {"fi": "Osallistumisen tavoite", "en": "Aim of the involvement"}, _aim),
    ("2", {"fi": "Menetelmät", "en": "Methods"}, _methods),
    ("3", {"fi": "Tulokset, myönteiset ja kielteiset", "en": "Results, positive and negative"}, _results),
    ("4", {"fi": "Vaikutuksen laajuus", "en": "Extent of influence"}, _influence),
    ("5", {"fi": "Pohdinta ja kriittinen tarkastelu", "en": "Reflections, critical perspective"}, _criticism),
)


def _nothing(record: Record) -> list[Statement]:
    return []


LONG: tuple[tuple[str, Text, Fill], ...] = (
    ("1a", {"fi": "Tiivistelmä: tavoite", "en": "Abstract: aim"}, _aim),
    ("1b", {"fi": "Tiivistelmä: menetelmät", "en": "Abstract: methods"}, _methods),
    ("1c", {"fi": "Tiivistelmä: vaikutukset ja tulokset", "en": "Abstract: impacts and outcomes"}, _quantitative),
    ("1d", {"fi": "Tiivistelmä: johtopäätökset", "en": "Abstract: conclusions"}, _nothing),
    ("1e", {"fi": "Tiivistelmä: asiasanat", "en": "Abstract: keywords"}, _nothing),
    ("2a", {"fi": "Osallistumisen määritelmä", "en": "Definition of involvement"}, _nothing),
    ("2b", {"fi": "Teoreettinen perusta", "en": "Theoretical underpinnings"}, _nothing),
    ("2c", {"fi": "Käsitteet", "en": "Concepts"}, _nothing),
    ("3", {"fi": "Tavoite", "en": "Aim"}, _aim),
    ("4a", {"fi": "Asetelma", "en": "Design"}, _stages),
    ("4b", {"fi": "Mukana olleet", "en": "People involved"}, _people),
    ("4c", {"fi": "Vaiheet", "en": "Stages"}, _stages),
    ("4d", {"fi": "Osallistumisen taso", "en": "Level of involvement"}, _level),
    ("5a", {"fi": "Laadullinen näyttö vaikutuksesta", "en": "Qualitative evidence of impact"}, _influence),
    ("5b", {"fi": "Määrällinen näyttö vaikutuksesta", "en": "Quantitative evidence of impact"}, _quantitative),
    ("5c", {"fi": "Näytön luotettavuus", "en": "Robustness of the evidence"}, _robustness),
    ("6", {"fi": "Taloudellinen arvio", "en": "Economic assessment"}, _economic),
    ("7a", {"fi": "Tulokset: lopputulokset", "en": "Results: outcomes"}, _positive),
    ("7b", {"fi": "Tulokset: vaikutukset", "en": "Results: impacts"}, _influence),
    ("7c", {"fi": "Tulokset: toimintaympäristö", "en": "Results: context"}, _context),
    ("7d", {"fi": "Tulokset: prosessi", "en": "Results: process"}, _stages),
    ("7e-i", {"fi": "Tulokset: teorian kehittäminen", "en": "Results: development of theory"}, _nothing),
    ("7e-ii", {"fi": "Tulokset: teorian testaus", "en": "Results: testing of theory"}, _nothing),
    ("7f", {"fi": "Tulokset: mittaaminen", "en": "Results: measurement"}, _robustness),
    ("7g", {"fi": "Tulokset: talous", "en": "Results: economic information"}, _economic),
    ("8a", {"fi": "Pohdinta: lopputulokset", "en": "Discussion: outcomes"}, _negative),
    ("8b", {"fi": "Pohdinta: vaikutukset", "en": "Discussion: impacts"}, _influence),
    ("8c", {"fi": "Pohdinta: määritelmä", "en": "Discussion: definition"}, _nothing),
    ("8d", {"fi": "Pohdinta: teoreettinen perusta", "en": "Discussion: theoretical underpinnings"}, _nothing),
    ("8e", {"fi": "Pohdinta: toimintaympäristö", "en": "Discussion: context"}, _unmet),
    ("8f", {"fi": "Pohdinta: prosessi", "en": "Discussion: process"}, _criticism),
    ("8g", {"fi": "Pohdinta: mittaaminen", "en": "Discussion: measurement"}, _nothing),
    ("8h", {"fi": "Pohdinta: talous", "en": "Discussion: economic"}, _nothing),
    ("8i", {"fi": "Pohdinta: kriittinen tarkastelu", "en": "Discussion: reflections"}, _criticism),
)


def gripp2(record: Record, *, long: bool = False) -> Document:
    """The short form (5 items) or the long form (34 items), each item with what the record holds on it."""
    name = "gripp2-long" if long else "gripp2-short"
    title = {"fi": "GRIPP2, pitkä muoto", "en": "GRIPP2, long form"} if long else {
        "fi": "GRIPP2, lyhyt muoto", "en": "GRIPP2, short form"}  # fmt: skip
    sections = [
        Section({lang: f"{number} {text[lang]}" for lang in LANGUAGES}, tuple(fill(record)), number, blank=True)
        for number, text, fill in (LONG if long else SHORT)
    ]
    return Document(name, title, tuple(sections))


def item_table(document: Document) -> pd.DataFrame:
    """One row an item: number, title, how many statements the record has on it, and their evidence.

    Columns item_fi, item_en, statements, evidence_ids; the table for the report.
    """
    rows = []
    for section in document.sections:
        evidence = list(dict.fromkeys(name for statement in section.statements for name in statement.evidence))
        shown = ", ".join(evidence[:8]) + (f" … (+{len(evidence) - 8})" if len(evidence) > 8 else "")
        rows.append({"item_fi": section.heading["fi"], "item_en": section.heading["en"],
                     "statements": len(section.statements), "evidence_ids": shown or "–"})  # fmt: skip
    return pd.DataFrame(rows, columns=["item_fi", "item_en", "statements", "evidence_ids"])
