"""The flow adds up, waits in the open, and goes to PRISMA.csv and back."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.errors import StudyError
from verko.figures import literature as figures
from verko.figures.base import as_svg
from verko.literature import flow
from verko.literature.prisma_csv import flow_from_prisma, write_prisma

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
    assert {"not_screened", "not_assessed"} <= set(flow.boxes(counted)["box"])


def test_a_full_text_decision_counts_as_gone_on_before():
    assert review(("r1", "full_text", "include")).sought == 1


def test_a_full_text_decision_after_an_exclusion_is_listed():
    rows = [("r1", "title_abstract", "a", "exclude"), ("r1", "full_text", "a", "include")]
    table = pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision"]).assign(reason=None)
    assert flow.contradictions(table)["record_id"].tolist() == ["r1"]


first_decisions = st.sampled_from(["", "include", "exclude", "maybe"])
second_decisions = st.sampled_from(["", "include", "exclude"])


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
            figures.prisma_flow, flow.boxes(FINISHED), language=language, title=word, alt="39 > 8 > 3", synthetic=True
        ).decode("utf-8")
        assert f"<title>{word}</title><desc>39 &gt; 8 &gt; 3</desc>" in svg


def test_the_flow_of_a_real_review_adds_up(shared_data):
    """Nagtegaal 2019: 2,019 records, two stages of labels."""
    table = pd.read_csv(shared_data / "literature/screening/Nagtegaal_2019.csv.gz")
    ids = table["record_id"].astype(str)
    records = pd.DataFrame({"record_id": ids})
    first = pd.DataFrame({"record_id": ids, "stage": "title_abstract", "label": table["label_abstract_screening"]})
    second = pd.DataFrame({"record_id": ids, "stage": "full_text", "label": table["label_included"]})
    screening = pd.concat([first, second[first["label"] == 1]], ignore_index=True).assign(reviewer="a", reason=None)
    screening["decision"] = screening["label"].map({1: "include", 0: "exclude"})
    searches = pd.DataFrame({"database": ["All"], "announced": [len(table)]})
    counted = flow.flow_of(searches, records.assign(database="All"), records, screening)
    assert (counted.screened, counted.sought, counted.included) == (2019, 392, 101)
    assert counted.excluded_full == {"": 291}
