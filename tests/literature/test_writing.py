"""Out and back: RIS keeps every field, CSV harms no spreadsheet, tools' decisions come in."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.intake.bibliography import ris
from verko.intake.bibliography.protocol import Protocol
from verko.intake.bibliography.sheets import read_sheet
from verko.literature.finding import RecordFinder
from verko.literature.identity import RECORD_FIELDS
from verko.literature.writing import safe_csv, to_ris

words = (
    st.text(alphabet="abcåäö-:()'é ", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not text.startswith("-"))
)
names = st.sampled_from(["Exampleson, Maria K.", "Inventius, A.", "Äyräs, Ö."])
records = st.fixed_dictionaries({
    "type": st.sampled_from(["article", "chapter", "thesis", "conference", "correction", "book", "report", "web"]),
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
@given(records)
def test_ris_and_back_keeps_every_field(record):
    [(_, reference)] = ris.read(to_ris(pd.DataFrame([record])))
    row = reference.as_row()
    assert {field: row[field] for field in RECORD_FIELDS} == record


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


FINDER = RecordFinder(
    pd.DataFrame(
        {"record_id": ["r1", "r2"], "title": ["Peers at work", "Bridges"], "year": [2014, 2015], "doi": [None] * 2}
    )
)
PROTOCOL = Protocol(exclusion_reasons={"X1": {"fi": "Väärä kohderyhmä", "en": "Wrong population"}})
