"""Evaluation rows are read like the record, and lean on the record's processes."""

from __future__ import annotations

from tests.codevelopment.records import Tables, changed, good, study_of
from verko.intake import questionnaire


def refusals(folder, tables: Tables) -> list[tuple[str, str]]:
    study = study_of(folder, tables)
    reading = questionnaire.read(study, study.sets("feedback"))
    return [(refusal.place, refusal.reason) for account in reading.accounts["feedback"] for refusal in account.refusals]


def test_answers_are_read_whole(tmp_path):
    study = study_of(tmp_path, good())
    reading = questionnaire.read(study, study.sets("feedback"))
    assert len(reading.tables["evaluation_response"]) == 18
    assert {account.refused for account in reading.accounts["feedback"]} == {0}


def test_an_answer_to_a_process_outside_the_record_is_refused(tmp_path):
    found = refusals(tmp_path, changed(good(), "evaluation_response", 5, process_id="PR7"))
    assert found == [
        ("row 5, column process_id", "process_id names 'PR7', which is no id in process (did you mean 'PR1'?)")
    ]


def test_more_answers_than_invitations_are_refused(tmp_path):
    found = refusals(tmp_path, changed(good(), "evaluation_round", 2, responded_n="5"))
    assert found == [("row 2, column invited_n", "invited_n is less than responded_n")]


def test_an_answer_with_a_phone_number_is_refused_without_showing_it(tmp_path):
    found = refusals(tmp_path, changed(good(), "evaluation_response", 2, answer_fi="Soittakaa 050 555 1234"))
    assert found == [("row 2, column answer_fi", "answer_fi holds a phone number (C13): take it out")]
