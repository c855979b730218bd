"""The flow adds up, waits in the open, and goes to PRISMA.csv and back."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.errors import StudyError
from verko.figures import literature as figures
from verko.figures.base import as_svg
from verko.intake.bibliography.protocol import Protocol
from verko.literature import flow, flow_boxes
from verko.literature.fates import PLACES, fates
from verko.literature.log_problems import CONTRADICTIONS, GAPS, contradictions, log_problems
from verko.literature.prisma_csv import _parsed, flow_from_prisma, write_prisma

FINISHED = flow.Flow(
    identified={"PubMed": 20, "Scopus": 30},
    duplicates=10,
    unreadable=1,
    screened=39,
    not_screened=0,
    excluded=30,
    unresolved=0,
    sought=9,
    not_retrieved=1,
    assessed=8,
    excluded_full={"Wrong population": 3, "Wrong type": 2},
    included=3,
)


def review(*rows: tuple[str, str, str]) -> flow.Flow:
    """The flow of four records of one database, with these decisions of one reviewer."""
    ids = ["r1", "r2", "r3", "r4"]
    records = pd.DataFrame({"record_id": ids})
    sources = pd.DataFrame({"record_id": ids, "database": "One"})
    searches = pd.DataFrame({"database": ["One"], "announced": [5]})
    screening = pd.DataFrame(rows, columns=["record_id", "stage", "decision"]).assign(reviewer="a", reason=None)
    return flow.flow_of(searches, sources, records, screening)


def test_what_nobody_has_decided_has_its_own_box():
    counted = review(("r1", "title_abstract", "include"), ("r2", "title_abstract", "exclude"))
    assert (counted.unreadable, counted.not_screened, counted.not_assessed) == (1, 2, 1)
    assert {"not_screened", "not_assessed"} <= set(flow_boxes.boxes(counted)["box"])


def test_a_full_text_decision_counts_as_gone_on_before():
    assert review(("r1", "full_text", "include")).sought == 1


def test_a_full_text_decision_after_an_exclusion_is_listed():
    counted = review(("r1", "title_abstract", "exclude"), ("r1", "full_text", "include"))
    assert (counted.contradictory, counted.excluded, counted.included) == (1, 0, 0)
    assert "contradictory" in set(flow_boxes.boxes(counted)["box"])


first_decisions = st.sampled_from(["", "include", "exclude", "maybe"])
second_decisions = st.sampled_from(["", "include", "exclude"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(first_decisions, second_decisions), min_size=4, max_size=4))
def test_the_sums_hold_at_every_moment(drawn):
    stages = ("title_abstract", "full_text")
    rows = [
        (f"r{number}", stage, decision)
        for number, decisions in enumerate(drawn, start=1)
        for stage, decision in zip(stages, decisions, strict=True)
        if decision
    ]
    assert all(left == right for _, left, right in review(*rows).sums())


def test_a_flow_that_does_not_add_up_names_the_sum():
    with pytest.raises(ValueError, match="screened = excluded"):
        flow.Flow({"One": 3}, 1, 0, 2, 0, 1, 0, 0, 0, 0).prove()


def test_prisma_csv_comes_back_as_it_went():
    assert flow_from_prisma(write_prisma(FINISHED)) == FINISHED


def test_a_teams_own_prisma_csv_keeps_everything_but_the_numbers(shared_data):
    template = (shared_data / "literature/prisma/PRISMA.csv").read_text(encoding="utf-8")
    before, after = (
        list(csv.DictReader(io.StringIO(text))) for text in (template, write_prisma(FINISHED, template=template))
    )
    assert [{**row, "n": ""} for row in before] == [{**row, "n": ""} for row in after]
    assert flow_from_prisma(write_prisma(FINISHED, template=template)) == FINISHED


def test_an_unfinished_flow_is_no_prisma_csv():
    with pytest.raises(StudyError, match="3 records still wait"):
        write_prisma(review(("r1", "title_abstract", "exclude")))


def test_the_chart_is_a_named_picture_in_both_languages():
    for language, word in (("fi", "Viitteiden valinta"), ("en", "Selection of records")):
        svg = as_svg(
            figures.flow_chart,
            flow_boxes.boxes(FINISHED),
            language=language,
            title=word,
            alt="39 > 8 > 3",
            synthetic=True,
        ).decode("utf-8")
        assert f"<title>{word}</title><desc>39 &gt; 8 &gt; 3</desc>" in svg


LOST = Protocol(
    exclusion_reasons={"X1": {"fi": "Väärä", "en": "Wrong"}, "X6": {"fi": "-", "en": "-", "not_retrieved": True}}
)
T, F = "title_abstract", "full_text"


def log(*rows: tuple[str, str, str, str, str | None]) -> pd.DataFrame:
    """A log of decisions: record, stage, reviewer, decision, reason."""
    return pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision", "reason"])


DIRTY = {
    "after_exclusion": log(("r1", T, "a", "exclude", None), ("r1", F, "a", "include", None)),
    "two_answers": log(("r1", T, "a", "include", None), ("r1", T, "a", "exclude", None)),
    "retrieved_or_not": log(
        ("r1", T, "a", "include", None),
        ("r1", T, "b", "include", None),
        ("r1", F, "a", "exclude", "X6"),
        ("r1", F, "b", "exclude", "X1"),
    ),
    "unknown_record": log(("merged-away", T, "a", "include", None)),
    "no_first_stage": log(("r1", F, "a", "include", None), ("r2", T, "a", "exclude", None)),
    "one_reviewer": log(
        ("r1", T, "a", "exclude", None), ("r2", T, "a", "exclude", None), ("r2", T, "b", "exclude", None)
    ),
    "adjudicated_alone": log(("r1", T, "adjudication", "include", None)),
    "no_reason": log(("r1", T, "a", "include", None), ("r1", F, "a", "exclude", None)),
    "early_loss": log(("r1", T, "a", "exclude", "X6")),
    "reason_on_inclusion": log(("r1", T, "a", "include", "X1")),
}


@pytest.mark.parametrize("problem", DIRTY)
def test_a_record_whose_log_is_wrong_is_named_and_the_sums_still_hold(problem):
    records = pd.DataFrame({"record_id": ["r1", "r2", "r3"]})
    searches = pd.DataFrame({"database": ["One"], "announced": [4]})
    sources = pd.DataFrame({"record_id": ["r1", "r2", "r3", "r3"], "database": "One"})
    found = log_problems(DIRTY[problem], records=records, protocol=LOST)
    assert (found["problem"] == problem).any()
    assert found.loc[found["problem"] == problem, "record_id"].tolist() == [
        "merged-away" if problem == "unknown_record" else "r1"
    ]
    counted = flow.flow_of(searches, sources, records, DIRTY[problem], LOST)
    assert all(left == right for _, left, right in counted.sums())
    if problem in CONTRADICTIONS and problem != "unknown_record":
        assert counted.contradictory + counted.contradictory_full == 1
        assert counted.included + counted.excluded + sum(counted.excluded_full.values()) == 0


def test_every_problem_of_a_log_has_a_log_that_shows_it():
    assert set(DIRTY) == set(CONTRADICTIONS | GAPS)


def test_an_adjudication_settles_what_two_reviewers_say_otherwise():
    rows = [("r1", T, "a", "include", None), ("r1", F, "a", "exclude", "X6"), ("r1", F, "b", "exclude", "X1")]
    assert contradictions(log(*rows, ("r1", F, "adjudication", "exclude", "X1")), protocol=LOST).empty


def test_a_report_not_retrieved_is_not_assessed():
    table = log(("r1", T, "a", "include", None), ("r1", F, "a", "exclude", "X6"))
    records = pd.DataFrame({"record_id": ["r1"]})
    searches = pd.DataFrame({"database": ["One"], "announced": [1]})
    counted = flow.flow_of(searches, records.assign(database="One"), records, table, LOST)
    assert (counted.sought, counted.not_retrieved, counted.assessed) == (1, 1, 0)


def test_merges_that_do_not_make_up_the_difference_are_told():
    records, sources = pd.DataFrame({"record_id": ["r1"]}), pd.DataFrame({"record_id": ["r1", "r1"], "database": "One"})
    searches = pd.DataFrame({"database": ["One"], "announced": [2]})
    none = pd.DataFrame({"decision": ["kept_apart"]})
    with pytest.raises(ValueError, match="duplicates"):
        flow.flow_of(searches, sources, records, log(), duplicates=none)


some = st.sampled_from(["a", "b", "adjudication"])
decision = st.sampled_from(["include", "exclude", "maybe"])
reason = st.sampled_from([None, "X1", "X6"])
entry = st.tuples(st.sampled_from(["r1", "r2", "r3", "gone"]), st.sampled_from([T, F]), some, decision, reason)


@settings(deadline=None, max_examples=60)
@given(st.lists(entry, max_size=16))
def test_whatever_the_log_every_record_has_one_place_and_the_sums_hold(drawn):
    records = pd.DataFrame({"record_id": ["r1", "r2", "r3"]})
    searches = pd.DataFrame({"database": ["One"], "announced": [3]})
    told = fates(records, log(*drawn), LOST)
    assert told["record_id"].tolist() == ["r1", "r2", "r3"]
    assert set(told["place"]) <= set(PLACES)
    counted = flow.flow_of(searches, records.assign(database="One"), records, log(*drawn), LOST)
    assert all(left == right for _, left, right in counted.sums())


def test_a_scoping_review_has_its_own_words_and_phases():
    for form, phases in (("prisma2020", 3), ("prisma_scr", 4)):
        table = flow_boxes.boxes(FINISHED, form=form)
        assert table["phase_fi"].nunique() == table["phase_en"].nunique() == phases
    assert flow_boxes.form_for(Protocol(review_type="scoping")) == "prisma_scr"
    assert flow_boxes.form_for(Protocol(review_type="systematic")) == "prisma2020"


def test_a_prisma_csv_with_thousands_and_earlier_studies_is_read_as_the_r_package_reads_it():
    text = write_prisma(FINISHED).replace("previous_studies,node5,box1", "previous_studies,node5,box1")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row["n"] = {"previous_studies": "4", "database_specific_results": "Scopus, 1,204; PubMed, 88"}.get(
            row["data"], row["n"]
        )
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    assert _parsed({"x": "Scopus, 1,204; PubMed, 88; Reason1, xxx"}, "x") == {"Scopus": 1204, "PubMed": 88}
    again = {
        row["data"]: row["n"] for row in csv.DictReader(io.StringIO(write_prisma(FINISHED, template=stream.getvalue())))
    }
    assert (again["previous_studies"], again["new_studies"], again["total_studies"]) == ("4", "3", "7")
