"""Out and back: RIS keeps every field, CSV harms no spreadsheet, tools' decisions come in."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.intake.bibliography import read_export, ris
from verko.intake.bibliography.sheets import read_sheet
from verko.literature.handing_on import export_records
from verko.literature.identity import RECORD_FIELDS
from verko.literature.writing import from_ris, safe_csv, to_ris
from verko.store import Store
from verko.tables import TABLES

words = (
    st.text(alphabet="abcåäö-:()'é ", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not text.startswith("-"))
)
names = st.sampled_from(["Exampleson, Maria K.", "Inventius, A.", "Äyräs, Ö."])
records = st.fixed_dictionaries({
    "record_id": st.integers(1, 999).map(lambda number: f"r-{number}"),
    "databases": st.lists(st.sampled_from(["PubMed", "Scopus", "CINAHL"]), min_size=1, unique=True).map("; ".join),
    "type": st.sampled_from([
        "article", "chapter", "thesis", "conference", "correction", "book", "report", "web", "preprint", "dataset",
        "other",
    ]),
    "title": words,
    "authors": st.lists(names, min_size=1, max_size=3, unique=True).map("; ".join),
    "year": st.integers(1900, 2029),
    "venue": words,
    "volume": st.integers(1, 99).map(str),
    "issue": st.integers(1, 12).map(str),
    "pages": st.tuples(st.integers(1, 900), st.integers(1, 50)).map(lambda pair: f"{pair[0]}-{pair[0] + pair[1]}"),
    "doi": st.integers(1, 999).map(lambda number: f"10.5555/x{number}"),
    "pmid": st.integers(99900000, 99999999).map(str),
    "abstract": words,
    "keywords": st.lists(st.sampled_from(["peers", "parents", "work"]), min_size=1, unique=True).map("; ".join),
    "language": st.sampled_from(["fi", "English"]),
})  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(records, st.sets(st.sampled_from(RECORD_FIELDS))), min_size=1, max_size=3))
def test_ris_and_back_keeps_every_field_of_the_table(drawn):
    """Every column of the table of records, told or not."""
    rows = [
        {name: None if name in silent - {"title"} else value for name, value in row.items()} for row, silent in drawn
    ]
    frame = TABLES["records"].shaped(pd.DataFrame([row | {"record_id": f"r-{n}"} for n, row in enumerate(rows)]))
    pd.testing.assert_frame_equal(TABLES["records"].shaped(from_ris(to_ris(frame))), frame)


def test_missing_fields_stay_missing_in_ris():
    record = dict.fromkeys(RECORD_FIELDS) | {"title": "Peers", "year": pd.NA}
    [(_, reference)] = ris.read(to_ris(pd.DataFrame([record])))
    assert {field: value for field, value in reference.as_row().items() if value} == {"title": "Peers"}


def test_a_formula_is_neutralised_on_the_way_out_and_restored_on_the_way_in(tmp_path):
    path = tmp_path / "queue.csv"
    path.write_text(safe_csv(pd.DataFrame({"title": ["=1+1"], "n": [-3]})), encoding="utf-8")
    assert "'=1+1,-3" in path.read_text(encoding="utf-8")
    [row], _ = read_sheet(path, "queue.csv", needs=("title",))
    assert row.cells == {"title": "=1+1", "n": "-3"}


def test_real_records_come_back_from_ris_as_they_went(shared_data):
    """Every reference of the shared exports, whatever format it came in."""
    for path in sorted((shared_data / "literature/exports").rglob("*.*")):
        rows = [{name: each.as_row()[name] for name in RECORD_FIELDS} for each in read_export(path)[0]]
        if rows:
            frame = pd.DataFrame(rows).astype(object)
            back = [each.as_row() for _, each in ris.read(to_ris(frame.where(frame.notna(), None)))]
            assert [{name: row[name] for name in RECORD_FIELDS} for row in back] == rows, path.name


def test_records_are_handed_on_with_what_was_decided_and_with_the_synthetic_mark(tmp_path):
    store = Store(tmp_path)
    store.write("records", pd.DataFrame({"record_id": ["r-1"], "title": ["=Peers"], "databases": ["PubMed"]}))
    decision = {"record_id": "r-1", "stage": "full_text", "reviewer": "a", "decision": "exclude", "reason": "X1"}
    decision |= {"file": "a.csv"}
    store.write("screening", pd.DataFrame([decision]))
    made = export_records(store, synthetic=True)
    (tmp_path / "records.ris").write_text(made[".ris"], encoding="utf-8")
    [reference], account = read_export(tmp_path / "records.ris")
    assert reference.notes.endswith("; full_text: exclude (X1)")
    assert account.synthetic is True
    assert made[".csv"].splitlines()[1].endswith("full_text: exclude (X1),true")
    assert ",'=Peers," in made[".csv"]
    assert "SYNTEETTINEN" not in export_records(store, synthetic=False)[".ris"]
