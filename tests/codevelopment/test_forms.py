"""The workbook and the CSV files hold the same content, whatever is written in them."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.codevelopment.records import good, study_of
from verko.codevelopment.forms import HELP, LISTS, lay_out, to_csv, to_workbook
from verko.errors import StudyError
from verko.intake import codevelopment, questionnaire
from verko.intake.codevelopment.grids import read_grids
from verko.intake.codevelopment.rows import read_rows
from verko.study import load_study
from verko.study.layout import lay_out as study_layout
from verko.study.model import Study
from verko.tables import TABLES
from verko.tables.codevelopment import SHEETS
from verko.tables.evaluation import SHEETS as EVALUATION_SHEETS

PLACE = ["source_file", "source_row"]


def tables_of(study: Study) -> dict[str, pd.DataFrame]:
    readings = (
        codevelopment.read(study, study.sets("codevelopment")),
        questionnaire.read(study, study.sets("feedback")),
    )
    for reading in readings:
        for accounts in reading.accounts.values():
            assert [refusal for account in accounts for refusal in account.refusals] == []
    return {name: frame for reading in readings for name, frame in reading.tables.items()}


def of_workbook(folder: Path, content: bytes) -> dict[str, pd.DataFrame]:
    folder.mkdir(exist_ok=True)
    (folder / "record.xlsx").write_bytes(content)
    sets = {name: {"kind": name, "files": ["record.xlsx"]} for name in ("codevelopment", "feedback")}
    return tables_of(Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=folder))


def of_csv(folder: Path, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    for part, sheets in (("codevelopment", SHEETS), ("feedback", EVALUATION_SHEETS)):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            (folder / part / f"{sheet.name}.csv").write_text(to_csv(tables, sheet), encoding="utf-8")
    sets = {name: {"kind": name, "files": [f"{name}/*.csv"]} for name in ("codevelopment", "feedback")}
    return tables_of(Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=folder))


def assert_same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> None:
    assert set(one) == set(other)
    for name in one:
        pd.testing.assert_frame_equal(one[name].drop(columns=PLACE), other[name].drop(columns=PLACE), obj=name)


def test_csv_to_workbook_and_back_is_the_same(tmp_path):
    first = tables_of(study_of(tmp_path / "first", good()))
    second = of_workbook(tmp_path / "second", to_workbook(first))
    assert_same(first, second)
    assert_same(second, of_csv(tmp_path / "third", second))


def test_the_example_goes_to_a_workbook_and_back_unchanged(tmp_path):
    root = Path(__file__).parents[2] / "data" / "example"
    sets = {"codevelopment": {"kind": "codevelopment", "files": ["codevelopment/*.csv"]},
            "feedback": {"kind": "feedback", "files": ["feedback/*.csv"]}}  # fmt: skip
    first = tables_of(Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=root))
    assert_same(first, of_workbook(tmp_path, to_workbook(first)))


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60).map(str.strip)
EVENT = next(sheet for sheet in SHEETS if sheet.name == "event")


def rows_of(content: bytes, name: str) -> list[dict]:
    grids = read_grids(Path(name), content, known=EVENT.written_columns()).grids
    grid = next(grid for grid in grids if grid.name == "event")
    read = read_rows(grid, EVENT, file="x", clean=lambda text: text)
    assert read.refused == []
    return read.rows


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(title=words.filter(bool), hours=st.floats(0, 99), day=st.dates(datetime.date(1990, 1, 1)))
def test_any_text_number_and_day_survives_both_ways(title, hours, day):
    row = {"id": "007", "phase_id": "1", "kind": "muu", "date": day.isoformat(), "hours": hours, "title_fi": title}
    frame = TABLES["event"].shaped(pd.DataFrame([row | {"source_file": "x", "source_row": 2}]))
    as_csv = rows_of(to_csv({"event": frame}, EVENT).encode(), "event.csv")
    assert as_csv == rows_of(to_workbook({"event": frame}), "record.xlsx")
    assert {key: as_csv[0][key] for key in row} == row | {
        "title_fi": unicodedata.normalize("NFC", title),
        "hours": round(hours, 6),
    }


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    rows = good()
    rows["contribution"][0]["text_summary_fi"] = "=1+1"
    tables = tables_of(study_of(tmp_path / "csv", rows))
    again = of_workbook(tmp_path / "xlsx", to_workbook(tables))
    assert again["contribution"]["text_summary_fi"].tolist().count("=1+1") == 1


def test_choices_have_a_drop_down_list_and_every_column_its_help():
    book = load_workbook(io.BytesIO(to_workbook({})))
    checks = {str(check.sqref): check for check in book["event"].data_validations.dataValidation}
    kind = checks["C2:C2000"]
    first, last = kind.formula1.split("!")[1].replace("$", "").split(":")
    listed = [cell.value for (cell,) in book[LISTS][f"{first}:{last}"]]
    assert listed == ["tyopaja", "kokous", "haastattelu", "seminaari", "kysely", "vertaiskaynti", "muu"]
    assert all(check.prompt for check in checks.values())
    helped = {(row[0], row[1]) for row in book[HELP].iter_rows(min_row=2, values_only=True)}
    assert {(sheet.name, column) for sheet in SHEETS for column in sheet.written_columns()} <= helped


def declared(folder: Path) -> Study:
    study_layout(folder)
    written = (folder / "study.yml").read_text("utf-8")
    (folder / "study.yml").write_text(written.replace("synthetic: false", "synthetic: true"), "utf-8")
    lay_out(folder)
    return load_study(folder)


def test_a_laid_out_form_waits_until_it_is_filled_in_and_is_then_read(tmp_path):
    first = tables_of(study_of(tmp_path / "csv", good()))
    study = declared(tmp_path / "mine")
    assert {"codevelopment", "feedback"} <= set(study.waiting)
    for path, sheets in (("codevelopment/codevelopment.xlsx", SHEETS), ("feedback/evaluation.xlsx", EVALUATION_SHEETS)):
        fill(tmp_path / "mine" / path, first, sheets)
    filled = load_study(tmp_path / "mine")
    assert set(filled.data_sets) == {"codevelopment", "feedback"}
    assert_same(first, tables_of(filled))


def fill(path: Path, tables: dict[str, pd.DataFrame], sheets) -> None:
    """Write rows into a laid-out workbook as a person would, under its own headings."""
    book = load_workbook(path)
    for sheet in sheets:
        head = [cell.value for cell in book[sheet.name][1]]
        for row in tables[sheet.name].astype(object).where(tables[sheet.name].notna(), None).to_dict("records"):
            book[sheet.name].append([row[name] for name in head])
    book.save(path)


def test_forms_are_laid_out_as_csv_too_and_read_as_an_empty_record(tmp_path):
    lay_out(tmp_path / "c", form="csv")
    assert len(list((tmp_path / "c").rglob("*.csv"))) == len(SHEETS) + len(EVALUATION_SHEETS)
    assert all(frame.empty for frame in of_workbook(tmp_path / "b", to_workbook({})).values())


def test_laying_out_never_writes_over_a_file(tmp_path):
    lay_out(tmp_path)
    with pytest.raises(StudyError, match="is there already"):
        lay_out(tmp_path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_reads_back_identical(tmp_path):
    first = tables_of(study_of(tmp_path / "csv", good()))
    (tmp_path / "record.xlsx").write_bytes(to_workbook(first))
    saved = tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
               "--outdir", str(saved), str(tmp_path / "record.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert_same(first, of_workbook(tmp_path / "again", (saved / "record.xlsx").read_bytes()))
