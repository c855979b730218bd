"""Whatever a cell of any table may hold, the CSV and the workbook read back as the same record."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from verko.codevelopment.forms import SHEETS, to_csv, to_workbook
from verko.intake.codevelopment.grids import read_grids
from verko.intake.codevelopment.rows import read_rows
from verko.intake.decode import plain_lines
from verko.tables import TABLES
from verko.tables.sheets import Field, Sheet
from verko.tables.vocabularies import VOCABULARIES

NASTY = (
    "007", "1.2.2020", "2020-01-31", "=1+1", "+358", "-5", "@nimi", "12,5", "1 234,50", "50 %", "1e5", "TRUE", "kyllä",
    "rivi 1\nrivi 2", "puolipiste; pilkku, \"lainaus\" 'heittomerkki", "ä" * 3000, "🧡 perhe", "a|b|c", "#REF!-sana",
    "3/4", "0x1F", "NaN", "None", "<b>liha</b>", "_x000D_", "\u00a0väli\u00a0keskellä", "’lainaus’", "–",
)  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=40
)
ids = st.from_regex(r"[A-ZÅÄÖ0-9][A-Za-z0-9_.:+-]{0,10}", fullmatch=True) | st.sampled_from(
    ["007", "1e5", "2020-01-31"]
)


def cell(field: Field) -> st.SearchStrategy[Any]:
    """Anything that a cell of this kind may hold."""
    if field.kind == "choice":
        return st.sampled_from(list(VOCABULARIES[field.vocabulary]))
    if field.kind == "choices":
        return st.lists(st.sampled_from(list(VOCABULARIES[field.vocabulary])), min_size=1, max_size=3).map("|".join)
    if field.kind == "counts":
        kinds = st.lists(st.sampled_from(list(VOCABULARIES[field.vocabulary])), min_size=1, max_size=3, unique=True)
        return kinds.map(lambda names: "|".join(f"{name}={n}" for n, name in enumerate(names)))
    kinds = {
        "id": ids, "ref": ids, "refs": st.lists(ids, min_size=1, max_size=3, unique=True).map("|".join),
        "date": st.dates(datetime.date(1990, 1, 1), datetime.date(2050, 1, 1)).map(datetime.date.isoformat),
        "number": st.floats(-1e6, 1e6).map(lambda number: round(number, 6)), "whole": st.integers(0, 10**6),
        "flag": st.booleans(), "word": ids | st.sampled_from(["U1.1|C2", "0015"]),
        "prose": texts.map(plain_lines).map(str.strip).filter(bool),
    }  # fmt: skip
    return kinds[field.kind]


@st.composite
def row_of(draw: st.DrawFn, sheet: Sheet) -> dict[str, Any]:
    """One row of a table; what need not be filled in may be empty."""
    row: dict[str, Any] = {}
    for name, field in sheet.fields.items():
        for column in field.columns(name):
            row[column] = draw(cell(field) if field.required or field.default else st.none() | cell(field))
    for low, high in (("start", "end"), ("started", "ended"), ("phase_from", "phase_to"), ("responded_n", "invited_n")):
        if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
            row[low], row[high] = row[high], row[low]
    return row | {"synthetic": True, "source_file": "x", "source_row": 2}


records = st.fixed_dictionaries({sheet.name: row_of(sheet) for sheet in SHEETS})


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(row_by_table=records)
def test_every_table_reads_back_the_same_from_csv_and_from_the_workbook(row_by_table):
    tables = {name: TABLES[name].shaped(pd.DataFrame([row])) for name, row in row_by_table.items()}
    book = {grid.name: grid for grid in grids("record.xlsx", to_workbook(tables))}
    for sheet in SHEETS:
        as_csv = rows(grids(f"{sheet.name}.csv", to_csv(tables, sheet).encode())[0], sheet)
        assert as_csv == rows(book[sheet.name], sheet), sheet.name
        assert len(as_csv) == 1
        written = {name: value for name, value in row_by_table[sheet.name].items() if name in as_csv[0]}
        assert {name: as_csv[0][name] for name in written} == written | {"source_file": "x", "source_row": 2}


def grids(name: str, content: bytes) -> tuple:
    known = {column for sheet in SHEETS for column in sheet.written_columns()}
    return read_grids(Path(name), content, known=known).grids


def rows(grid: Any, sheet: Sheet) -> list[dict]:
    read = read_rows(grid, sheet, file="x", clean=lambda text: text)
    assert read.refused == []
    return read.rows


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_nasty_cells_saved_by_libreoffice_read_back_identical(tmp_path):
    events = [{"id": f"{n:03}", "phase_id": "007", "kind": "muu", "date": "2020-02-29", "hours": n + 0.25,
               "title_fi": plain_lines(text).strip(), "source_file": "x", "source_row": n + 2}
              for n, text in enumerate(NASTY) if "_x" not in text]  # fmt: skip
    first = {"event": TABLES["event"].shaped(pd.DataFrame(events))}
    (tmp_path / "record.xlsx").write_bytes(to_workbook(first))
    for form in ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"):
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form,
                   "--outdir", str(tmp_path / "saved"), str(tmp_path / "record.xlsx")]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = next(sheet for sheet in SHEETS if sheet.name == "event")
    wanted = rows({grid.name: grid for grid in grids("a.xlsx", to_workbook(first))}["event"], sheet)
    saved = {grid.name: grid for grid in grids("b.xlsx", (tmp_path / "saved" / "record.xlsx").read_bytes())}
    assert rows(saved["event"], sheet) == wanted
    with_semicolons = (tmp_path / "saved" / "record-event.csv").read_bytes()
    assert b";" in with_semicolons.split(b"\n")[0]
    assert rows(grids("event.csv", with_semicolons)[0], sheet) == wanted
