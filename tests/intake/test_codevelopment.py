"""The co-development record is read whole: each row is taken, or refused with its file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.codevelopment.records import Tables, changed, good, study_of, write_csv
from verko.account import FileAccount, unbalanced
from verko.intake import codevelopment
from verko.intake.reading import Reading
from verko.study.model import Study


def reading_of(folder: Path, tables: Tables) -> Reading:
    study = study_of(folder, tables)
    return codevelopment.read(study, study.sets("codevelopment"))


def account_of(reading: Reading, table: str) -> FileAccount:
    accounts = [account for of_set in reading.accounts.values() for account in of_set]
    assert unbalanced(accounts) == []
    return next(account for account in accounts if account.file.endswith(f"{table}.csv"))


def refused(reading: Reading, table: str) -> list[tuple[str, str]]:
    return [(refusal.place, refusal.reason) for refusal in account_of(reading, table).refusals]


def test_a_record_in_order_is_read_whole(tmp_path):
    reading = reading_of(tmp_path, good())
    accounts = [account for of_set in reading.accounts.values() for account in of_set]
    assert all(account.refusals == [] and account.synthetic for account in accounts)
    assert {name: len(frame) for name, frame in reading.tables.items() if len(frame)} == {
        name: len(rows) for name, rows in good().items() if not name.startswith("evaluation")
    }


@pytest.mark.parametrize(
    ("table", "row", "cells", "column", "said"),
    [
        ("event", 2, {"date": "31.2.2020"}, "date", "a day that does not exist"),
        ("event", 3, {"date": "02/03/2020"}, "date", "is no date"),
        ("event", 2, {"kind": "tyopaia"}, "kind", "did you mean 'tyopaja'"),
        ("event", 2, {"hours": "kaksi"}, "hours", "is no number"),
        ("event", 2, {"n_by_kind": "kokemusasiantuntija 3"}, "n_by_kind", "is no list of counts"),
        ("fee", 2, {"declined_by_actor": "ehkä"}, "declined_by_actor", "neither true nor false"),
        ("contribution", 3, {"actor_id": "K9"}, "actor_id", "no id in actor"),
        ("contribution", 3, {"text_summary_fi": ""}, "text_summary_fi", "must be filled in"),
        ("contribution", 3, {"text_summary_fi": "koe@esimerkki.fi"}, "text_summary_fi", "an e-mail address (C13)"),
        ("contribution", 3, {"text_summary_fi": "010190-9014"}, "text_summary_fi", "an identity code (C13)"),
        ("synthesis", 3, {"from_contribution_ids": "C12|C99"}, "from_contribution_ids", "'C99', which is no id"),
        ("synthesis", 3, {"parent_version": "2"}, "parent_version", "no earlier version"),
        ("actor", 3, {"id": "K1"}, "id", "stands already in codevelopment/actor.csv, row 2"),
        ("process", 2, {"end": "2019-01-01"}, "end", "is less than start"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_refused_with_its_column(tmp_path, table, row, cells, column, said):
    found = refused(reading_of(tmp_path, changed(good(), table, row, **cells)), table)
    assert found[0][0] == f"row {row}, column {column}"
    assert said in found[0][1]


def test_a_refusal_never_shows_what_somebody_said(tmp_path):
    tables = changed(good(), "event", 2, kind="Kerron nyt omasta lapsestani")
    assert "lapsestani" not in str(refused(reading_of(tmp_path, tables), "event"))


def test_what_leans_on_a_refused_row_is_refused_in_turn(tmp_path):
    reading = reading_of(tmp_path, changed(good(), "event", 2, date="eilen"))
    assert {reason for _, reason in refused(reading, "contribution")} == {
        "event_id names 'E1', which is no id in event (its row was refused)"
    }
    assert len(reading.tables["contribution"]) == 3
    assert [place for place, _ in refused(reading, "synthesis")] == [
        "row 2, column from_contribution_ids", "row 3, column parent_version",
    ]  # fmt: skip


def test_rows_with_too_many_or_too_few_cells_are_refused(tmp_path):
    study = study_of(tmp_path, good())
    path = tmp_path / "codevelopment" / "debrief.csv"
    path.write_text("process_id,date\nPR1,2020-06-01\nPR1,2020-06-02,ylimääräinen\nPR1\n", encoding="utf-8")
    found = refused(codevelopment.read(study, study.sets("codevelopment")), "debrief")
    assert found == [("row 3", "has 3 cells, the header has 2"), ("row 4", "has 1 cells, the header has 2")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_by_content(tmp_path, delimiter, encoding):
    study = study_of(tmp_path, good())
    path = tmp_path / "codevelopment" / "event.csv"
    rows = [row | {"date": "1.2.2020", "hours": "2,5", "kind": "Työpaja"} for row in good()["event"]]
    write_csv(path, rows, delimiter=delimiter, encoding=encoding)
    reading = codevelopment.read(study, study.sets("codevelopment"))
    assert refused(reading, "event") == []
    assert reading.tables["event"][["date", "hours", "kind"]].iloc[0].tolist() == ["2020-02-01", 2.5, "tyopaja"]


def test_empty_rows_of_a_spreadsheet_export_are_no_rows(tmp_path):
    study = study_of(tmp_path, good())
    with (tmp_path / "codevelopment" / "debrief.csv").open("a") as file:
        file.write(",,,\n,,,\n")
    assert account_of(codevelopment.read(study, study.sets("codevelopment")), "debrief").announced == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no header row"),
        (b"process_id,date\nPR1,\"2020-06-01\n", "is no whole CSV"),
        (b"process_id,dete\nPR1,2020-06-01\n", "unknown column 'dete' (did you mean 'date'?)"),
        (b"process_id,kinds_present\nPR1,johto\n", "has no column 'date'"),
        (b"process_id,date,date\nPR1,2020-06-01,2020-06-01\n", "has the column 'date' twice"),
        (b"PK\x03\x04rubbish", "is no whole zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "save it as .xlsx"),
        (bytes(range(256)) * 8, "is not text"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_by_name(tmp_path, content, said):
    study = study_of(tmp_path, good())
    (tmp_path / "codevelopment" / "debrief.csv").write_bytes(content)
    ((_, reason),) = refused(codevelopment.read(study, study.sets("codevelopment")), "debrief")
    assert said in reason


def test_a_file_cut_off_anywhere_never_raises_and_its_account_balances(tmp_path):
    study = study_of(tmp_path, good())
    path = tmp_path / "codevelopment" / "contribution.csv"
    whole = path.read_bytes()
    for end in range(0, len(whole), 23):
        path.write_bytes(whole[:end])
        account_of(codevelopment.read(study, study.sets("codevelopment")), "contribution")


def test_an_unknown_file_is_refused_with_the_nearest_table(tmp_path):
    study = study_of(tmp_path, good())
    (tmp_path / "codevelopment" / "contributions.csv").write_text("id\n1\n")
    reading = codevelopment.read(study, study.sets("codevelopment"))
    assert "did you mean 'contribution'" in refused(reading, "contributions")[0][1]


def test_an_evaluation_file_in_the_wrong_data_set_is_refused(tmp_path):
    study = study_of(tmp_path, good())
    (tmp_path / "codevelopment" / "evaluation_round.csv").write_text("process_id\nPR1\n")
    reading = codevelopment.read(study, study.sets("codevelopment"))
    assert "belongs to a data set of kind feedback" in refused(reading, "evaluation_round")[0][1]


def test_a_column_outside_the_record_is_told_and_not_read(tmp_path):
    reading = reading_of(tmp_path, changed(good(), "debrief", 2, muistiinpanoja="x"))
    assert account_of(reading, "debrief").notes == ["column 'muistiinpanoja' is not in the record and was not read"]


def test_listed_names_are_replaced_in_free_text(tmp_path):
    tables = changed(good(), "contribution", 2, text_summary_fi="Sirkulle pitää soittaa.")
    study = study_of(tmp_path, tables)
    (tmp_path / "names.csv").write_text("name,replacement,kind\nSirkku,Maija,person\n", encoding="utf-8")
    study = Study(**study.model_dump(exclude={"folder"}) | {"privacy": {"names": "names.csv"}}, folder=tmp_path)
    reading = codevelopment.read(study, study.sets("codevelopment"))
    texts = " ".join(reading.tables["contribution"]["text_summary_fi"])
    assert "Sirku" not in texts
    assert "[Maijalle]" in texts


def test_a_column_without_a_language_is_read_in_the_study_s_first_language(tmp_path):
    study = study_of(tmp_path, good())
    path = tmp_path / "codevelopment" / "next_step.csv"
    path.write_text("id,process_id,text,owner_kind\nN1,PR1,Jatketaan,johto\n", encoding="utf-8")
    reading = codevelopment.read(study, study.sets("codevelopment"))
    assert reading.tables["next_step"]["text_fi"].tolist() == ["Jatketaan"]
