"""From a contribution to its answer: decided, taken in, refused, or left without an answer."""

from __future__ import annotations

import pytest

from tests.codevelopment.records import changed, good, read
from verko.codevelopment import Record, impact, shown
from verko.codevelopment.course import loop, phases, roles, timeline
from verko.codevelopment.fairness import fees, hours_by_kind, phases_per_expert


@pytest.fixture
def record(tmp_path):
    return read(tmp_path, good())


def test_each_contribution_is_followed_to_its_answer(record):
    traced = impact.trace(record).set_index("contribution_id")
    assert traced["outcome"].to_dict() == {
        "C11": "koosteessa", "C21": "koosteessa", "C31": "koosteessa",
        "C12": "hyvaksytty", "C22": "hyvaksytty", "C32": "ei",
    }  # fmt: skip
    assert traced.loc["C12", ["change_id", "version", "days", "output_ids"]].tolist() == ["CH1", 2, 10, "O1"]
    assert traced.loc["C11", ["version", "days"]].tolist() == [1, 43]
    assert traced.loc["C32", "output_ids"] == ""


def test_a_contribution_that_nobody_answered_stays_in_the_count(tmp_path):
    tables = changed(good(), "synthesis", 2, from_contribution_ids="C21|C31")
    traced = impact.trace(read(tmp_path, tables)).set_index("contribution_id")
    assert traced.loc["C11", "outcome"] == "ei_vastausta"
    assert impact.answer_times(traced.reset_index())["unanswered"] == 2  # C11, and C32 whose decision has no day


def test_a_contribution_with_two_decisions_counts_under_both_and_once_in_all(tmp_path):
    tables = changed(good(), "change", 3, triggered_by_contribution_ids="C32|C12")
    counts = impact.outcomes_by(impact.trace(read(tmp_path, tables)), "knowledge_type").iloc[0]
    assert counts[["hyvaksytty", "ei", "koosteessa", "all"]].tolist() == [2, 2, 3, 6]


def test_the_flow_holds_every_contribution_and_refusals_go_into_no_version(record):
    flow = impact.flow(impact.trace(record))
    assert flow["contributions"].sum() == 6
    assert set(flow.loc[flow["outcome"] == "ei", "version"]) == {0}


def test_who_brought_something_is_not_told_where_few_are_of_that_kind(tmp_path):
    tables = changed(good(), "contribution", 2, actor_id="V1")
    traced = impact.trace(read(tmp_path, tables)).set_index("contribution_id")
    assert traced.loc["C11", "shown_kind"] == impact.OTHER
    assert "vastuutaho" not in set(shown.trace_table(traced.reset_index())["kind_fi"])


def test_the_impact_log_has_one_row_a_change_with_its_outputs_and_reviews(record):
    log = impact.impact_log(record).set_index("change_id")
    assert log.loc["CH1", ["kinds", "output_ids", "review_ids", "first_brought"]].tolist() == [
        "kokemusasiantuntija", "O1", "I1", "2020-03-01",
    ]  # fmt: skip
    assert impact.decisions_shared(record) == (1, 1)
    assert impact.return_loops(record) == 1


def test_fees_hours_and_phases_are_added_up(tmp_path):
    record = read(tmp_path, changed(good(), "fee", 3, paid_eur="80,50"))
    paid = fees(record)
    assert (paid.people, paid.agreed_eur, paid.paid_eur, paid.unpaid) == (3, 300.0, 280.5, 0)
    assert hours_by_kind(record).set_index("kind")["hours"].to_dict() == {
        "kokemusasiantuntija": 13.5,
        "ammattilainen": 6.0,
    }
    assert phases_per_expert(record)["phases"].tolist() == [2, 2, 2]


def test_roles_of_few_people_are_told_without_numbers(record):
    table = roles(record).set_index("kind")
    assert bool(table.loc["vastuutaho", "few"])
    assert shown.role_table(record)["people"].tolist() == ["3", "3", "< 3"]


def test_an_empty_record_gives_empty_tables():
    record = Record({})
    traced = impact.trace(record)
    assert traced.empty
    assert impact.answer_times(traced) == {"answered": 0, "unanswered": 0}
    assert loop(record)["rounds"].sum() == 0
    assert all(table.empty for table in (phases(record), roles(record), timeline(record), impact.flow(traced)))


def test_one_process_of_two_is_taken_out_with_all_that_hangs_on_it(tmp_path):
    tables = good()
    tables["process"].append(tables["process"][0] | {"id": "PR2", "kind": "vertaiskehittaminen"})
    tables["phase"].append({"id": "XP", "process_id": "PR2", "type": "P4", "iteration": "1", "synthetic": "true"})
    tables["event"].append(tables["event"][0] | {"id": "XE", "phase_id": "XP"})
    tables["contribution"].append(tables["contribution"][0] | {"id": "XC", "event_id": "XE"})
    whole = read(tmp_path, tables)
    peers = whole.only("vertaiskehittaminen")
    assert peers["contribution"]["id"].tolist() == ["XC"]
    assert peers["change"].empty
    assert len(whole.only("yhteiskehittaminen")["contribution"]) == 6
