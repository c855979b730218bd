"""Checks about the course of the process: who carries it, what it stands on, its loops, versions and closing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from verko.codevelopment.hits import Hit, absent, at
from verko.codevelopment.record import EBE, Record, Row, items
from verko.tables.vocabularies import VOCABULARIES, term

Limit = float | None


def responsible_party(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C01: some actor's responsibilities cover every phase from P1 to P8."""
    rows = record.rows("responsibility", process_id=process["id"])
    covered: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        covered[row["actor_id"]] |= set(range(int(row["phase_from"][1:]), int(row["phase_to"][1:]) + 1))
    if any(set(range(1, 9)) <= phases for phases in covered.values()):
        return
    fi, en = "kukaan ei kata vaiheita P1–P8", "nobody covers phases P1–P8"
    if rows:
        widest = max(rows, key=lambda row: len(covered[row["actor_id"]]))
        yield at("responsibility", widest, fi, en)
    else:
        yield absent("responsibility", fi, en)


def preconditions(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C02: every precondition has a state, and one that is not met has a reason."""
    rows = {row["type"]: row for row in record.rows("precondition", process_id=process["id"])}
    for kind in VOCABULARIES["precondition"]:
        fi, en = (term("precondition", kind, language) for language in ("fi", "en"))
        row = rows.get(kind)
        if row is None:
            yield absent(
                "precondition", f"edellytystä ei ole kirjattu: {fi}", f"precondition not recorded: {en}", name=kind
            )
        elif row["status"] == "ei" and not (row["evidence_fi"] or row["evidence_en"]):
            yield at(
                "precondition", row, f"ei täyty eikä syytä ole kerrottu: {fi}", f"not met, and no reason given: {en}"
            )


def return_loops(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C06: mirroring (P4) was followed by a return (P5), and rounds are numbered 1, 2, 3 ... (a gap is a warning)."""
    phases = record.rows("phase", process_id=process["id"])
    rounds = {
        kind: sorted(int(row["iteration"]) for row in phases if row["type"] == kind) for kind in VOCABULARIES["phase"]
    }
    if not set(rounds["P4"]) & set(rounds["P5"]):
        yield absent("phase", "yhtään palautuskierrosta P4–P5 ei ole", "there is no return loop P4–P5")
    for row in phases:
        expected = rounds[row["type"]]
        if expected != list(range(1, len(expected) + 1)) and row["iteration"] == expected[-1]:
            fi, en = (
                f"vaiheen {row['type']} kierrosnumerot eivät jatku",
                f"the rounds of {row['type']} have a gap or a double",
            )
            yield at("phase", row, fi, en, level="warning")


def changes_and_reasons(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C07: every version after the first came about by a change; what was refused or partly taken has a reason."""
    versions = {row["id"]: row for row in record.rows("synthesis", process_id=process["id"])}
    changes = [row for row in record.rows("change") if row["synthesis_to"] in versions]
    changed = {row["synthesis_to"] for row in changes}
    for row in versions.values():
        if row["version"] > 1 and row["id"] not in changed:
            yield at(
                "synthesis",
                row,
                f"versiolla {row['version']} ei ole muutosta",
                f"version {row['version']} has no change",
            )
    for row in changes:
        if row["decision"] != "hyvaksytty" and not (row["reason_fi"] or row["reason_en"]):
            level = "warning" if row["decision"] == "osin" else None
            yield at("change", row, "päätöksellä ei ole perustelua", "the decision has no reason", level=level)


def closing(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C08: an ended process has a debriefing where experts by experience were present, and feedback both ways."""
    debriefs = record.rows("debrief", process_id=process["id"])
    if not any(EBE in items(row["kinds_present"]) for row in debriefs):
        fi, en = "purkukeskustelua kokemusasiantuntijoiden kanssa ei ole", "no debriefing with experts by experience"
        yield at("debrief", debriefs[0], fi, en) if debriefs else absent("debrief", fi, en)
    feedback = record.rows("mutual_feedback", process_id=process["id"])
    if not any(row["from_kind"] == EBE for row in feedback):
        yield absent(
            "mutual_feedback", "palautetta kokemusasiantuntijoilta ei ole", "no feedback from experts by experience"
        )
    if not any(row["to_kind"] == EBE for row in feedback):
        yield absent(
            "mutual_feedback", "palautetta kokemusasiantuntijoille ei ole", "no feedback to experts by experience"
        )


def impact_evidence(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C15: a review of impact names the changes it rests on."""
    for row in record.rows("impact_review", process_id=process["id"]):
        if not items(row["evidence_change_ids"]):
            yield at("impact_review", row, "vaikutusarvio ei viittaa muutokseen", "the review names no change")


def credit(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C17: how the makers of a published output are named was agreed on no later than its publication."""
    for row in record.rows("output", process_id=process["id"]):
        if row["published_on"] is None:
            continue
        if row["credit_form"] is None or row["credit_agreed_on"] is None:
            yield at("output", row, "mainitsemisesta ei ole sovittu", "no agreement on how the makers are named")
        elif row["credit_agreed_on"] > row["published_on"]:
            yield at(
                "output",
                row,
                "mainitsemisesta sovittiin vasta julkaisun jälkeen",
                "the naming was agreed after publication",
            )
