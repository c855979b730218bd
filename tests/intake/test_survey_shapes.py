"""Exports as survey tools write them: titles above, two rows of headings, labels, metadata, texts that stand twice."""

from __future__ import annotations

import pytest

from tests.codevelopment.records import good, study_of, without
from tests.intake.test_surveys import account_of, answers, reading_of, workbook
from verko.account import unbalanced
from verko.intake import questionnaire
from verko.intake.reading import Reading

TEXTS = ("Mikä merkitys kokemustiedolla oli?", "Miten yhteistyö toimi?")


def recognised(folder, name: str, content: bytes, **questions: str) -> Reading:
    """An export without a mapping, beside questions with a text of their own."""
    tables = without(good(), "evaluation_response")
    for row, text in zip(tables["evaluation_question"], TEXTS, strict=False):
        row |= {"text_fi": text, "text_en": ""} | questions
    study = study_of(folder, tables)
    (folder / "feedback" / name).write_bytes(content)
    reading = questionnaire.read(study, study.sets("feedback"))
    assert unbalanced(reading.accounts["feedback"]) == []
    return reading


def test_webropol_with_titles_above_labels_and_a_decimal_comma(tmp_path):
    content = (
        "Webropol-raportti;;;\nArviointikysely 2020;;;\n;;;\n"
        "Vastaajanumero;Aloitusaika;1. Mikä merkitys kokemustiedolla oli?;2. Miten yhteistyö toimi? *\n"
        "1;1.6.2020 10.00;Täysin samaa mieltä;Hyvin, mutta kiire haittasi\n"
        "2;1.6.2020 11.00;3,5;En osaa sanoa\n"
        "3;1.6.2020 12.00;Jokseenkin eri mieltä;\n"
    ).encode("cp1252")
    reading = recognised(tmp_path, "webropol_kokemusasiantuntijat.csv", content)
    assert [row[1:] for row in answers(reading)] == [
        ("Q1", 5.0, None), ("Q2", None, "Hyvin, mutta kiire haittasi"),
        ("Q1", 3.5, None), ("Q2", None, "En osaa sanoa"),
        ("Q1", 2.0, None),
    ]  # fmt: skip
    table = reading.tables["evaluation_response"]
    assert set(table["respondent_group"]) == {"kokemusasiantuntija"}
    assert table["direction"].tolist()[3] == "neutraali"
    account = account_of(reading, "kokemusasiantuntijat.csv")
    assert (account.announced, account.read) == (3, 3)
    assert "2 rows above the header were passed over" in account.notes
    assert "2 columns of metadata were not read" in account.notes


def test_the_scale_that_the_study_tells_decides_what_a_label_is_worth(tmp_path):
    content = "Mikä merkitys kokemustiedolla oli?\nTäysin samaa mieltä\nJokseenkin samaa mieltä\n5\n".encode()
    reading = recognised(tmp_path, "hanke.csv", content, scale_min="1", scale_max="4")
    assert [row[2] for row in answers(reading)] == [4.0, 3.0]
    assert "is outside the scale from 1 to 4" in account_of(reading, "hanke.csv").refusals[0].reason


def test_forms_workbook_with_a_title_and_english_labels(tmp_path):
    content = workbook(
        ["Evaluation (1-3)"], [],
        ["ID", "Start time", "Completion time", "Email", "Name", "Q1", "Miten yhteistyö toimi?"],
        [1, "1.6.2020", "1.6.2020", "anonymous", None, "Strongly agree", "Ruoka oli hyvää"],
        [2, "1.6.2020", "1.6.2020", "anonymous", None, "Neither agree nor disagree", None],
        [], [3, "2.6.2020", "2.6.2020", "anonymous", None, "Somewhat disagree", "Huonosti"],
    )  # fmt: skip
    reading = recognised(tmp_path, "forms_host organisations.xlsx", content)
    assert [row[1:3] for row in answers(reading)] == [
        ("Q1", 5.0), ("Q2", None), ("Q1", 3.0), ("Q1", 2.0), ("Q2", None)]  # fmt: skip
    account = account_of(reading, "organisations.xlsx")
    assert (account.announced, account.read) == (3, 3)
    assert "2 columns may tell who answered and were not read" in account.notes
    assert "anonymous" not in reading.tables["evaluation_response"].to_csv()


def test_two_rows_of_headings_where_a_question_stands_above_its_parts(tmp_path):
    content = workbook(
        ["Vastaaja", "Arvioi seuraavat", None, "Vapaa sana"], [None, "Merkitys", "Yhteistyö", None],
        [1, 4, 5, "Kiitos"], [2, 2, None, None],
    )  # fmt: skip
    mapping = ("k.xlsx,Arvioi seuraavat: Merkitys,Q1.scale,\nk.xlsx,Arvioi seuraavat: Yhteistyö,Q2.scale,\n"
               "k.xlsx,Vapaa sana,Q2.answer,\nk.xlsx,Vastaaja,ignore,\n")  # fmt: skip
    reading = reading_of(tmp_path, "k.xlsx", content, mapping)
    assert [row[1:] for row in answers(reading)] == [("Q1", 4.0, None), ("Q2", 5.0, "Kiitos"), ("Q1", 2.0, None)]
    assert account_of(reading, "k.xlsx").announced == 2


def test_a_heading_that_stands_twice_must_be_told_apart(tmp_path):
    content = "Perustele;Perustele\nHyvä;Kiire\n".encode()
    reading = reading_of(tmp_path / "a", "p.csv", content, "p.csv,Perustele,Q1.answer,\n")
    assert "has the column 'Perustele' 2 times" in account_of(reading, "p.csv").refusals[0].reason
    for place, mapping in (
        ("b", "p.csv,Perustele (1),Q1.answer,\np.csv,Perustele (2),Q2.answer,\n"),
        ("c", "p.csv,Perustele,Q1.answer,\np.csv,Perustele,Q2.answer,\n"),
    ):
        reading = reading_of(tmp_path / place, "p.csv", content, mapping)
        assert [row[1:] for row in answers(reading)] == [("Q1", None, "Hyvä"), ("Q2", None, "Kiire")]


def test_limesurvey_with_codes_and_texts_in_two_rows(tmp_path):
    content = ("id,submitdate,seed,Q1,Q2\n"
               'Vastaustunnus,Lähetyspäivä,Siemen,Mikä merkitys kokemustiedolla oli?,Miten yhteistyö toimi?\n'
               "1,2020-06-01,77,4,Hyvin\n2,,78,5,Kesken\n").encode()  # fmt: skip
    reading = recognised(tmp_path, "limesurvey_hanketyontekijat.csv", content)
    assert [row[1:] for row in answers(reading)] == [("Q1", 4.0, None), ("Q2", None, "Hyvin")]
    account = account_of(reading, "hanketyontekijat.csv")
    assert (account.announced, account.read, account.refusals[0].reason) == (2, 1, "was begun and not submitted")


def test_redcap_labels_export_with_a_bom_and_the_group_in_a_column(tmp_path):
    content = ("\ufeffrecord_id,redcap_survey_identifier,arviointi_timestamp,Vastaajaryhmä,Q1.scale,Q1.answer,"
               "arviointi_complete\n"
               '1,,2020-06-01 10:00,Taustaorganisaatiot,"4 Osittain samaa mieltä","Pilkku, ja\nrivinvaihto",Complete\n'
               "2,,[not completed],naapurit,2,,Incomplete\n").encode()  # fmt: skip
    reading = recognised(tmp_path, "redcap.csv", content)
    assert [row[1:] for row in answers(reading)] == [("Q1", 4.0, "Pilkku, ja\nrivinvaihto")]
    account = account_of(reading, "redcap.csv")
    assert (account.announced, account.read) == (2, 1)
    assert "1 columns may tell who answered and were not read" in account.notes


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kysely.csv", "Miten yhteistyö toimi?\nHyvin\n", "does not tell its respondent group"),
        ("hanke.csv", "Miten yhteistyö toimi?;Miten yhteistyö toimi?\nHyvin;Huonosti\n", "the question 'Q2' twice"),
        ("hanke.csv", "Jotain muuta\nHyvin\n", "no question of evaluation_question"),
        ("evaluation_respons.csv", "id\nA\n", "did you mean 'evaluation_response'"),
    ],
)
def test_what_cannot_be_told_refuses_the_export_with_what_to_do(tmp_path, name, content, said):
    reading = recognised(tmp_path, name, content.encode())
    assert said in account_of(reading, name).refusals[0].reason
    assert answers(reading) == []


def test_a_spreadsheet_s_own_line_about_its_delimiter_is_understood(tmp_path):
    content = b"\xef\xbb\xbfsep=;\r\nQ1;Miten yhteisty\xc3\xb6 toimi?\r\n4,5;Hyvin toimi\r\n"
    reading = recognised(tmp_path, "hanke.csv", content)
    assert [row[1:] for row in answers(reading)] == [("Q1", 4.5, None), ("Q2", None, "Hyvin toimi")]
