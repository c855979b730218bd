"""Agreement of two reviewers, against published examples."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.literature import reliability, screening
from verko.literature.agreement import ac1, agreement, from_table, kappa, on_one_answer
from verko.literature.screening import paired


def test_kappa_of_sim_and_wright_2005_table_1():
    """Sim & Wright (2005) Phys Ther 85:257, table 1: 39 patients, kappa .67."""
    result = from_table(np.array([[22, 2], [4, 11]]), ("relevant", "not"))
    assert result.percent.value == pytest.approx(0.846, abs=5e-4)
    assert result.kappa.value == pytest.approx(0.67, abs=5e-3)


def test_the_paradox_of_feinstein_and_cicchetti_as_gwet_tells_it(shared_data):
    """Gwet (2002): 125 cases of which nearly all are of one kind: kappa is below 0, AC1 is .94."""
    example = json.loads((shared_data / "qualitative/coded/icr_published_examples.json").read_text("utf-8"))
    table = np.array(example["gwet_2002_paradox"]["table"])
    assert kappa(table).value == pytest.approx(-0.0234, abs=5e-5)
    assert ac1(table).value == pytest.approx(0.9408, abs=5e-5)


def test_kappa_of_cohens_two_by_two():
    assert kappa(np.array([[20, 5], [10, 15]])).value == pytest.approx(0.4)


@pytest.mark.parametrize("measure", [kappa, ac1])
def test_intervals_are_as_wide_as_the_jackknife_says(measure):
    """An independent way to the same variance: leave out one case at a time."""
    table = np.array([[200, 50], [100, 150]])
    n = table.sum()
    left_out = []
    for place in np.ndindex(table.shape):
        fewer = table.copy()
        fewer[place] -= 1
        left_out += [measure(fewer).value] * table[place]
    error = np.sqrt((n - 1) / n * np.sum((np.array(left_out) - np.mean(left_out)) ** 2))
    low, high = measure(table).interval
    assert (high - low) / (2 * 1.96) == pytest.approx(error, rel=0.02)


def test_kappa_does_not_exist_where_both_always_gave_one_answer():
    result = agreement(["exclude"] * 5, ["exclude"] * 5)
    assert result.percent.value == 1
    assert result.kappa.value is None
    assert result.ac1.value is None


def test_positive_and_negative_agreement_are_told_apart():
    result = agreement(["include"] * 2 + ["exclude"] * 8, ["include", "exclude"] + ["exclude"] * 8)
    assert result.specific["include"].value == pytest.approx(2 * 1 / 3)
    assert result.specific["exclude"].value == pytest.approx(2 * 8 / 17)


def test_the_interval_of_positive_agreement_is_mackinnons_in_large_samples():
    """Mackinnon (2000): the standard error is sqrt(4a(b + c)(a + b + c)) / (2a + b + c)^2."""
    a, apart = 400, 150
    error = (4 * a * apart * (a + apart)) ** 0.5 / (2 * a + apart) ** 2
    found = on_one_answer(a, 2 * a + apart)
    assert found.value == pytest.approx(2 * a / (2 * a + apart))
    assert found.interval == pytest.approx((found.value - 1.96 * error, found.value + 1.96 * error), abs=0.002)


def test_agreement_on_an_answer_that_nobody_gave_does_not_exist():
    assert on_one_answer(0, 0).value is None


def test_the_two_who_share_most_records_are_compared():
    rows = [(f"r{n}", "title_abstract", who, "include") for n in range(9) for who in ("a", "bc"[n % 3 == 0])]
    both, missing = paired(decisions(*rows), "title_abstract")
    assert list(both.columns[1:]) == ["a", "b"]
    assert (len(both), missing) == (6, 3)


def test_a_reviewer_who_decided_twice_breaks_nothing():
    rows = [("r1", "title_abstract", who, said) for who, said in (("a", "include"), ("a", "exclude"), ("b", "include"))]
    assert len(paired(decisions(*rows), "title_abstract")[0]) == 1


@given(st.lists(st.tuples(st.sampled_from("iem"), st.sampled_from("iem")), min_size=2, max_size=30))
def test_whose_answers_stand_first_changes_nothing(pairs):
    one, two = zip(*pairs, strict=True)
    there, back = agreement(one, two), agreement(two, one)
    assert there.percent == back.percent
    for first, second in ((there.kappa, back.kappa), (there.ac1, back.ac1)):
        assert first.value == pytest.approx(second.value) if first.value is not None else second.value is None


def test_nothing_decided_by_both_is_no_agreement():
    with pytest.raises(ValueError, match="at least one"):
        agreement([], [])


def decisions(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision"]).assign(reason=None)


def test_records_that_one_reviewer_left_out_are_counted_not_compared():
    table = decisions(
        ("r1", "title_abstract", "a", "include"),
        ("r1", "title_abstract", "b", "include"),
        ("r2", "title_abstract", "a", "exclude"),
    )
    found = reliability.agreement_by_stage(table)
    assert found[["n", "missing"]].drop_duplicates().values.tolist() == [[1, 1]]


def test_one_reviewer_alone_has_no_agreement():
    assert reliability.agreement_by_stage(decisions(("r1", "title_abstract", "a", "include"))).empty


@pytest.mark.parametrize(
    ("one", "two", "settled", "outcome"),
    [
        ("include", "include", None, "include"),
        ("include", "maybe", None, "include"),
        ("include", "exclude", None, "unresolved"),
        ("include", "exclude", "exclude", "exclude"),
    ],
)
def test_a_disagreement_waits_for_its_adjudication(one, two, settled, outcome):
    rows = [("r1", "title_abstract", "a", one), ("r1", "title_abstract", "b", two)]
    rows += [("r1", "title_abstract", "adjudication", settled)] if settled else []
    assert screening.outcomes(decisions(*rows))["outcome"].tolist() == [outcome]


def test_maybe_is_no_decision_at_full_text():
    rows = [("r1", "full_text", "a", "include"), ("r1", "full_text", "b", "maybe")]
    assert screening.outcomes(decisions(*rows))["outcome"].tolist() == ["unresolved"]


def test_the_order_of_reading_is_that_of_the_sheet():
    rows = [("r1", "exclude", 3), ("r2", "include", 2), ("r3", "maybe", 4)]
    table = pd.DataFrame(rows, columns=["record_id", "decision", "line"])
    table = table.assign(stage="title_abstract", reviewer="a", reason=None)
    assert screening.in_reading_order(table).tolist() == [1, 0, 1]
