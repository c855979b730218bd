"""Exports of survey tools become answers; who answered stays outside, and no respondent is lost in silence."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.codevelopment.records import good, study_of, without
from verko.account import unbalanced
from verko.intake import questionnaire
from verko.intake.reading import Reading

BASE = "file,column,becomes,value\n{file},,process_id,PR1\n{file},,respondent_group,kokemusasiantuntijat\n"


def reading_of(folder: Path, name: str, content: bytes, mapping: str, coding: str = "") -> Reading:
    study = study_of(folder, without(good(), "evaluation_response"))
    (folder / "feedback" / name).write_bytes(content)
    (folder / "feedback" / "evaluation_mapping.csv").write_text(BASE.format(file=name) + mapping, encoding="utf-8")
    if coding:
        (folder / "feedback" / "evaluation_coding.csv").write_text(coding, encoding="utf-8")
    reading = questionnaire.read(study, study.sets("feedback"))
    assert unbalanced(reading.accounts["feedback"]) == []
    return reading


def answers(reading: Reading) -> list[tuple]:
    table = reading.tables["evaluation_response"][["id", "question_id", "scale", "answer_fi"]]
    return [tuple(None if value != value else value for value in row) for row in table.itertuples(index=False)]


def account_of(reading: Reading, name: str):
    return next(account for account in reading.accounts["feedback"] if account.file.endswith(name))


def workbook(*rows: list) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_webropol_semicolons_labels_and_decimal_commas(tmp_path):
    content = ("Vastaajanumero;Sähköposti;1. Mikä merkitys?;2. Kuinka hyvin?\n"
               "1;a@esimerkki.fi;Suuri; 4 - Hyvin \n2;;;3,5\n").encode("cp1252")  # fmt: skip
    mapping = "w.csv,1. Mikä merkitys?,Q1.answer,\nw.csv,2. Kuinka hyvin?,Q2.scale,\nw.csv,Vastaajanumero,ignore,\n"
    reading = reading_of(tmp_path, "w.csv", content, mapping)
    assert answers(reading) == [
        ("w-2-Q1", "Q1", None, "Suuri"),
        ("w-2-Q2", "Q2", 4.0, None),
        ("w-3-Q2", "Q2", 3.5, None),
    ]
    account = account_of(reading, "w.csv")
    assert (account.unit, account.announced, account.read) == ("respondents", 2, 2)
    assert "1 columns may tell who answered and were not read" in account.notes
    assert "esimerkki" not in reading.tables["evaluation_response"].to_csv()


def test_limesurvey_answers_begun_and_not_submitted_are_refused_by_that_name(tmp_path):
    content = (
        b'"id","submitdate","G01Q01","G01Q02[SQ001]"\n"5","2020-06-01 10:00:00","Hyvin","A4"\n"6","","Kesken",""\n'
    )
    mapping = ("l.csv,id,ignore,\nl.csv,submitdate,submitted,\nl.csv,G01Q01,Q1.answer,\n"
               "l.csv,G01Q02[SQ001],Q2.scale,A1=1|A4=4\n")  # fmt: skip
    reading = reading_of(tmp_path, "l.csv", content, mapping)
    assert [row[:3] for row in answers(reading)] == [("l-2-Q1", "Q1", None), ("l-2-Q2", "Q2", 4.0)]
    refusals = account_of(reading, "l.csv").refusals
    assert [(refusal.place, refusal.reason) for refusal in refusals] == [("row 3", "was begun and not submitted")]


def test_redcap_raw_values_and_group_from_a_column(tmp_path):
    content = b"record_id,ryhma,eq2,arviointi_complete\n1,taustaorganisaatiot,5,2\n2,joku muu,4,2\n"
    mapping = "r.csv,ryhma,respondent_group,\nr.csv,eq2,Q2.scale,\n"
    reading = reading_of(tmp_path, "r.csv", content, mapping)
    assert reading.tables["evaluation_response"]["respondent_group"].tolist() == ["taustaorganisaatio"]
    assert "none of the respondent groups" in account_of(reading, "r.csv").refusals[0].reason


def test_forms_workbook_with_hard_spaces_in_its_headings(tmp_path):
    content = workbook(
        ["ID", "Email", "Name", "Mikä\u00a0toimi?\n"], [1, "anonymous", "", "Ruoka"], [2, "x", "y", None]
    )
    reading = reading_of(tmp_path, "f.xlsx", content, "f.xlsx,Mikä toimi?,Q1.answer,\nf.xlsx,ID,ignore,\n")
    assert answers(reading) == [("f-2-Q1", "Q1", None, "Ruoka")]
    assert (account_of(reading, "f.xlsx").announced, account_of(reading, "f.xlsx").read) == (2, 2)


def test_direction_and_codes_come_from_the_team_s_own_table(tmp_path):
    coding = "id,direction,code_ids\nw-2-Q1,kielteinen,E4|E12\n"
    reading = reading_of(tmp_path, "w.csv", b"kysymys\nHuonosti\n", "w.csv,kysymys,Q1.answer,\n", coding)
    row = reading.tables["evaluation_response"].iloc[0]
    assert (row["direction"], row["code_ids"]) == ("kielteinen", "E4|E12")


def test_an_answer_with_contact_details_refuses_the_respondent(tmp_path):
    reading = reading_of(tmp_path, "w.csv", b"kysymys\nSoita 040 123 4567\n", "w.csv,kysymys,Q1.answer,\n")
    assert answers(reading) == []
    assert "a phone number (C13)" in account_of(reading, "w.csv").refusals[0].reason


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("w.csv,kysymys,Q9.answer,\n", "question 'Q9', which is no id"),
        ("w.csv,kysimys,Q1.answer,\n", "has no column 'kysimys'"),
        ("w.csv,,process_id,PR9\nw.csv,kysymys,Q1.answer,\n", "a process that is no id"),
    ],
)
def test_a_mapping_that_does_not_fit_refuses_the_export(tmp_path, mapping, said):
    reading = reading_of(tmp_path, "w.csv", b"kysymys\nHyvin\n", mapping)
    assert said in account_of(reading, "w.csv").refusals[0].reason


def test_a_mapping_nobody_understands_is_refused_with_its_row(tmp_path):
    reading = reading_of(tmp_path, "w.csv", b"kysymys\nHyvin\n", "w.csv,kysymys,jotain,\n")
    refusal = account_of(reading, "evaluation_mapping.csv").refusals[0]
    assert (refusal.place, refusal.reason[:10]) == ("row 4", "becomes on")
