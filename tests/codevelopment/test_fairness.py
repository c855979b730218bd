"""Who was present, who decided, how minors were protected: told of any record, and never of too few people."""

from __future__ import annotations

import pytest

from tests.codevelopment.records import changed, good, read, without
from verko.codevelopment import Record
from verko.codevelopment import fairness as fair
from verko.codevelopment import shown_fairness as told
from verko.codevelopment.impact import answer_times_by, trace


def test_decisions_stand_by_who_made_them(tmp_path):
    table = fair.deciders(read(tmp_path, good())).set_index("who")
    assert table.loc["alone", ["hyvaksytty", "ei", "all"]].tolist() == [1, 0, 1]
    assert table.loc["not_told", ["hyvaksytty", "ei", "all"]].tolist() == [0, 1, 1]


def test_a_decision_comes_of_the_last_event_at_which_what_led_to_it_was_brought(tmp_path):
    tables = changed(good(), "change", 2, triggered_by_contribution_ids="C11|C12")
    table = fair.decisions_of_events(read(tmp_path, tables)).set_index("id")
    assert table.loc["E1", ["decisions", "shared"]].tolist() == [0, 0]
    assert table.loc["E2", ["decisions", "shared"]].tolist() == [2, 1]


def test_presence_of_fewer_than_k_is_not_told(tmp_path):
    tables = changed(good(), "event", 3, n_by_kind="kokemusasiantuntija=2|ammattilainen=4")
    table = told.presence_table(read(tmp_path, tables)).set_index("id")
    assert table.loc["E2", ["experts", "others"]].tolist() == ["< 3", "4"]


@pytest.mark.parametrize(
    ("table", "row", "cells", "safeguard"),
    [
        ("agreement", 4, {"consent_guardian": ""}, "consent"),
        ("actor", 4, {"support_person_id": ""}, "support"),
        ("process", 2, {"tenk_flag": ""}, "ethics"),
    ],
)
def test_a_lacking_safeguard_of_a_minor_shows(tmp_path, table, row, cells, safeguard):
    covered = changed(good(), "agreement", 4, covers="rooli|keskeytys")
    whole = fair.safeguards(read(tmp_path / "whole", covered)).set_index("safeguard")["state"]
    assert set(whole) == {"all"}
    lacking = fair.safeguards(read(tmp_path / "lacking", changed(covered, table, row, **cells))).set_index("safeguard")
    assert lacking["state"].to_dict() == whole.to_dict() | {safeguard: "none"}


def test_hours_of_a_lone_small_kind_cannot_be_worked_out_from_the_sum(tmp_path):
    record = read(tmp_path, good())
    assert record.hidden_kinds == {"vastuutaho", "ammattilainen"}
    hours = told.hours_table(record).set_index("kind_en")["hours"]
    assert hours["expert by experience"] == 13.5
    assert hours.isna()["professional"]


def test_time_to_answer_is_told_by_what_the_answer_was(tmp_path):
    table = answer_times_by(trace(read(tmp_path, good()))).set_index("outcome")
    assert table.loc["hyvaksytty", ["contributions", "median"]].tolist() == [2, 10]
    assert table.loc["koosteessa", ["contributions", "longest"]].tolist() == [3, 43]


@pytest.mark.parametrize("function", [told.presence_table, told.decider_table, told.safeguard_table, told.hours_table])
def test_a_record_of_a_process_alone_gives_empty_tables(tmp_path, function):
    assert function(Record({})).empty
    names = [name for name in good() if name not in ("process", "actor")]
    tables = good()
    for name in names:
        tables = without(tables, name)
    assert len(function(read(tmp_path, tables))) in (0, 4)
