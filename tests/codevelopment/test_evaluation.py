"""The evaluation tells nothing of small cells, and drops no criticism."""

from __future__ import annotations

import pytest

from tests.codevelopment.records import GROUPS, Tables, good, read, without
from verko.codevelopment import Record, evaluation_checks, run_checks
from verko.codevelopment import evaluation as counted
from verko.codevelopment import shown_evaluation as told
from verko.tables import empty


def with_answers(tables: Tables, *answers: tuple[str, str, str, str]) -> Tables:
    """The tables with just these answers: respondent, group, question, direction."""
    rows = [{"id": f"A{n}", "process_id": "PR1", "respondent_id": who, "respondent_group": group,
             "question_id": question, "answer_fi": f"Vastaus {n}", "direction": direction, "code_ids": "E1",
             "synthetic": "true"}
            for n, (who, group, question, direction) in enumerate(answers)]  # fmt: skip
    return tables | {"evaluation_response": rows}


STAFF, EXPERTS, HOSTS = GROUPS


def test_response_rates_add_up_the_rounds_of_a_group(tmp_path):
    rates = counted.response_rates(read(tmp_path, good())).set_index("respondent_group")
    assert rates.loc[STAFF, ["invited_n", "responded_n", "rate"]].tolist() == [4, 3, 0.75]


def test_a_cell_of_two_respondents_tells_nothing(tmp_path):
    answers = [("a", HOSTS, "Q1", "kielteinen"), ("b", HOSTS, "Q1", "myonteinen")]
    record = read(tmp_path, with_answers(good(), *answers))
    cell = counted.matrix(record).set_index(["eq", "respondent_group"]).loc[("EQ1", HOSTS)]
    assert cell["state"] == "suppressed"
    assert not cell["kielteinen"]
    assert told.matrix_table(record).set_index("question_en").filter(like=HOSTS).iloc[0].tolist() == ["n < 3", "n < 3"]
    assert told.critical_table(record).empty
    assert told.untold_critical(record) == 1


def test_a_single_small_cell_takes_another_with_it_so_that_no_sum_gives_it_away(tmp_path):
    answers = [(who, group, "Q1", "myonteinen") for who in "abcd" for group in (EXPERTS, STAFF)]
    answers += [(who, HOSTS, "Q1", "kielteinen") for who in "xy"] + [(who, HOSTS, "Q2", "myonteinen") for who in "xyz"]
    record = read(tmp_path, with_answers(good(), *answers))
    states = counted.matrix(record).set_index(["eq", "respondent_group"])["state"]
    assert states[("EQ1", HOSTS)] == "suppressed"
    assert states[("EQ2", HOSTS)] == "withheld"
    assert told.matrix_table(record)[f"{HOSTS}_fi"].tolist()[:2] == ["n < 3", "peitetty"]
    listed = told.critical_table(record)
    assert listed["group_en"].tolist() == ["withheld", "withheld"]
    assert (listed["eq"].tolist(), told.untold_critical(record)) == (["–", "–"], 0)


def test_a_withheld_cell_is_not_told_on_its_scale_either(tmp_path):
    answers = [(who, HOSTS, "Q1", "myonteinen") for who in "xy"] + [(who, HOSTS, "Q2", "myonteinen") for who in "xyz"]
    tables = with_answers(good(), *answers)
    tables["evaluation_response"] = [row | {"scale": "4"} for row in tables["evaluation_response"]]
    table = told.scale_table(read(tmp_path, tables))
    assert table["n"].tolist() == ["< 3", "–"]
    assert table["median"].isna().all()


def test_a_group_of_three_is_shown_and_a_group_of_two_is_not(tmp_path):
    tables = good()
    for row, (invited, responded) in zip(tables["evaluation_round"], ((8, 7), (8, 8), (4, 3)), strict=True):
        row |= {"invited_n": str(invited), "responded_n": str(responded)}
    shown = told.rate_table(read(tmp_path / "three", tables))
    assert shown["responded_n"].tolist() == ["7", "8", "3"]
    tables["evaluation_round"][2]["responded_n"] = "2"
    tables = without(tables, "evaluation_response")
    hidden = told.rate_table(read(tmp_path / "two", tables))
    assert hidden["responded_n"].tolist() == ["–", "8", "< 3"]
    assert hidden["rate"].isna().tolist() == [True, False, True]


def test_a_list_of_praise_alone_is_found_out(tmp_path):
    record = read(tmp_path, good())
    listed, untold = told.critical_table(record), told.untold_critical(record)
    assert told.lost_criticism(record, listed, untold) == 0
    assert told.lost_criticism(record, listed.head(0), untold) == len(listed) > 0


def test_the_check_fails_when_the_list_filters_criticism_out(tmp_path, monkeypatch):
    record = read(tmp_path, good())
    assert run_checks(record).empty
    monkeypatch.setattr(evaluation_checks, "critical_table", lambda record: told.critical_table(record).head(1))
    findings = run_checks(record)
    assert findings["check"].tolist() == ["C11"]
    assert "lacks" in findings["what_en"].iloc[0]


def test_two_answers_of_one_respondent_are_one_respondent(tmp_path):
    answers = [
        ("a", EXPERTS, "Q1", "kielteinen"),
        ("a", EXPERTS, "Q1", "myonteinen"),
        ("b", EXPERTS, "Q1", "neutraali"),
    ]
    record = read(tmp_path, with_answers(good(), *answers))
    assert counted.matrix(record)["state"].tolist().count("suppressed") == 1


def test_a_group_that_nobody_asked_is_a_dash_and_no_suppressed_cell(tmp_path):
    answers = [(who, EXPERTS, "Q1", "myonteinen") for who in "abc"]
    table = told.matrix_table(read(tmp_path, with_answers(good(), *answers)))
    assert table[f"{EXPERTS}_en"].tolist() == ["n = 3: positive", "–", "–", "–", "–"]
    assert set(table[f"{STAFF}_en"]) == {"–"}


def test_every_negative_answer_and_suggestion_is_listed_or_counted(tmp_path):
    record = read(tmp_path, good())
    directions = counted.direction_counts(record).set_index("direction")["answers"]
    assert directions.sum() == 18
    listed = told.critical_table(record)
    assert len(listed) + told.untold_critical(record) == directions["kielteinen"] + directions["kehittamisehdotus"]
    assert not {"id", "respondent_id"} & set(listed.columns)


def test_answers_without_a_direction_are_counted_as_such(tmp_path):
    answers = [(who, EXPERTS, "Q1", "") for who in "abc"]
    record = read(tmp_path, with_answers(good(), *answers))
    assert counted.direction_counts(record).set_index("direction").loc["ei_suuntaa", "answers"] == 3
    assert told.matrix_table(record)[f"{EXPERTS}_en"].iloc[0] == "n = 3: direction not recorded"


def test_themes_hide_fewer_than_k_respondents_and_name_the_code(tmp_path):
    answers = [(who, EXPERTS, "Q1", "myonteinen") for who in "abc"] + [("d", STAFF, "Q1", "myonteinen")]
    codes = empty("codes")
    table = told.theme_table(read(tmp_path, with_answers(good(), *answers)), codes)
    assert table.loc[0, [EXPERTS, STAFF, HOSTS, "code_fi"]].tolist() == ["3", "< 3", "–", "E1"]


@pytest.mark.parametrize("function", [told.rate_table, told.matrix_table, told.critical_table, told.scale_table])
def test_a_study_without_an_evaluation_gives_empty_tables(tmp_path, function):
    assert function(Record({})).empty
    tables = without(without(good(), "evaluation_response"), "evaluation_round")
    assert len(function(read(tmp_path, tables))) in (0, 5)
