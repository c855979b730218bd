"""Checks about the evaluation: whom it asked, what it asked, and that it filters nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from verko.codevelopment.hits import Hit, absent, at
from verko.codevelopment.record import EBE, Record, Row, items
from verko.codevelopment.shown_evaluation import critical_table, lost_criticism, untold_critical
from verko.tables.vocabularies import VOCABULARIES, term

Limit = float | None


def rounds(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C09: each respondent group has a round, and no more respondents than the round says."""
    rows = record.rows("evaluation_round", process_id=process["id"])
    answers = record["evaluation_response"]
    answers = answers.loc[answers["process_id"] == process["id"]]
    for group in VOCABULARIES["respondent_group"]:
        mine = [row for row in rows if row["respondent_group"] == group]
        if not mine:
            fi, en = (term("respondent_group", group, language) for language in ("fi", "en"))
            yield absent("evaluation_round", f"kyselykierros puuttuu: {fi}", f"no round for {en}", name=group)
            continue
        respondents = answers.loc[answers["respondent_group"] == group, "respondent_id"].dropna().nunique()
        if respondents > sum(row["responded_n"] for row in mine):
            yield at(
                "evaluation_round",
                mine[0],
                "vastaajia on enemmän kuin kierros kertoo",
                "more respondents than the round tells",
            )


def questions(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C10: evaluation questions cover EQ1 to EQ3 (an error) and EQ4 and EQ5 (a warning)."""
    asked = set(record["evaluation_question"]["eq"])
    for theme in ("EQ1", "EQ2", "EQ3", "EQ4", "EQ5"):
        if theme not in asked:
            fi, en = (term("evaluation_theme", theme, language) for language in ("fi", "en"))
            level = "warning" if theme in ("EQ4", "EQ5") else None
            yield absent(
                "evaluation_question", f"{theme} puuttuu: {fi}", f"{theme} is missing: {en}", name=theme, level=level
            )


def no_positivity_filter(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C11: every worded answer has a direction, and the list of criticism leaves no criticism out."""
    rows = record.rows("evaluation_response", process_id=process["id"])
    for row in rows:
        if (row["answer_fi"] or row["answer_en"]) and row["direction"] is None:
            yield at("evaluation_response", row, "vastauksella ei ole suuntaa", "the answer has no direction")
    own = record.of_processes([process["id"]])
    if lost := lost_criticism(own, critical_table(own), untold_critical(own)):
        fi, en = f"luettelosta puuttuu {lost} kielteistä vastausta tai ehdotusta", f"the list lacks {lost} of them"
        yield absent("evaluation_response", fi, en)


def planned_together(record: Record, process: Row, limit: Limit) -> Iterator[Hit]:
    """C16: experts by experience planned at least one evaluation question."""
    rows = record.rows("evaluation_question")
    if rows and not any(EBE in items(row["designed_with_kinds"]) for row in rows):
        fi, en = (
            "kokemusasiantuntijat eivät olleet mukana suunnittelussa",
            "experts by experience did not take part in the planning",
        )
        yield at("evaluation_question", rows[0], fi, en)
