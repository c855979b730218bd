"""Workbooks as people leave them: each row is read, or refused with its sheet, row and column and what to do."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.codevelopment.records import good
from verko.account import unbalanced
from verko.intake import codevelopment
from verko.intake.reading import Reading
from verko.study.model import Study

PROCESS = ["id", "name_fi", "scale", "start", "status"]
PR1 = ["PR1", "Prosessi", "laaja", "2020-01-01", "päättynyt"]


def reading_of(folder: Path, sheets: dict[str, list[list]], merge: dict[str, str] | None = None) -> Reading:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merge and name in merge:
            sheet.merge_cells(merge[name])
    folder.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    book.save(stream)
    (folder / "kirja.xlsx").write_bytes(stream.getvalue())
    sets = {"codevelopment": {"kind": "codevelopment", "files": ["kirja.xlsx"]}}
    study = Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=folder)
    reading = codevelopment.read(study, study.sets("codevelopment"))
    assert unbalanced(reading.accounts["codevelopment"]) == []
    return reading


def refusals(reading: Reading) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in reading.accounts["codevelopment"][0].refusals]


def test_titles_empty_rows_names_with_blanks_and_finnish_terms_are_read(tmp_path):
    reading = reading_of(tmp_path, {
        "Process": [["Kehittämisen tapahtumakirja"], [], ["ID", "Name FI", "Scale", "Start", "Status", "muistiinpano"],
                    [], [*PR1, "omaa"], [None, "", None]],
        " Impact review ": [["id", "process id", "actor-kind", "claimed_effect_fi", "confidence"], [],
                            ["I1", "PR1", "Hanketyöntekijä", "Kortit muuttuivat", "Vahva"]],
    })  # fmt: skip
    assert refusals(reading) == []
    assert reading.tables["process"]["status"].tolist() == ["paattynyt"]
    assert reading.tables["impact_review"]["actor_kind"].tolist() == ["hanketyontekija"]
    assert reading.tables["process"]["source_row"].tolist() == [5]
    notes = reading.accounts["codevelopment"][0].notes
    assert "process: 1 rows above the header were passed over" in notes
    assert "column 'muistiinpano' is not in the record and was not read" in notes


def test_a_wrong_sheet_name_is_refused_with_the_likely_one(tmp_path):
    reading = reading_of(tmp_path, {"process": [PROCESS, PR1], "contributions": [["id"], ["C1"]]})
    ((place, reason),) = refusals(reading)
    assert place == "sheet contributions"
    assert "did you mean 'contribution'" in reason


def test_a_merged_heading_is_refused_with_its_column(tmp_path):
    rows = [["id", "name", None, "scale", "start", "status"], ["PR1", "Prosessi", "Process", *PR1[2:]]]
    reading = reading_of(tmp_path, {"process": rows, "ohje": [["x"]]}, {"process": "B1:C1"})
    ((place, reason),) = refusals(reading)
    assert (place, "column C has no heading" in reason) == ("sheet process, row 1", True)


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        (["PR1", "x", "lajaa", "2020-01-01", "paattynyt"], "scale", "did you mean 'laaja'"),
        (["PR1", "x", "laaja", "1.13.2020", "paattynyt"], "start", "a day that does not exist"),
        (["PR1", None, "laaja", "2020-01-01", "paattynyt"], "name_fi", "is empty and must be filled in"),
        (["PR1", "x", "laaja", "=DATE(2020,1,1)", "paattynyt"], "start", "a formula without a value"),
        (["PR1", "x", "laaja", "#REF!", "paattynyt"], "start", "an error of the spreadsheet"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_sheet_row_and_column(tmp_path, cells, column, said):
    reading = reading_of(tmp_path, {"process": [PROCESS, cells], "ohje": [["x"]]})
    ((place, reason),) = refusals(reading)
    assert place == f"sheet process, row 2, column {column}"
    assert said in reason


def test_a_workbook_of_one_sheet_goes_by_the_file_s_name_and_google_s_csv_by_its_sheet(tmp_path):
    for name, delimiter in (("process.xlsx", ""), ("Kirja - process.csv", ";")):
        folder = tmp_path / name
        folder.mkdir()
        if delimiter:
            text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in (PROCESS, PR1))
            (folder / name).write_text(text, encoding="utf-8")
        else:
            book = openpyxl.Workbook()
            book.active.title = "Taul1"
            book.active.append(PROCESS)
            book.active.append(PR1)
            book.save(folder / name)
        sets = {"codevelopment": {"kind": "codevelopment", "files": [name]}}
        study = Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=folder)
        reading = codevelopment.read(study, study.sets("codevelopment"))
        assert refusals(reading) == []
        assert reading.tables["process"]["id"].tolist() == ["PR1"]


def test_every_row_of_the_good_record_in_one_workbook_is_accounted_for(tmp_path):
    tables = {name: rows for name, rows in good().items() if not name.startswith("evaluation")}
    sheets = {name: [list(dict.fromkeys(key for row in rows for key in row))] for name, rows in tables.items()}
    for name, rows in tables.items():
        sheets[name] += [[row.get(column) for column in sheets[name][0]] for row in rows]
    reading = reading_of(tmp_path, sheets)
    account = reading.accounts["codevelopment"][0]
    assert (account.announced, account.refused) == (sum(map(len, tables.values())), 0)
