"""What goes out comes back: the study's coding as a project for the team's QDA tool, and into the study again."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.test_qda_reading import CODEBOOK, RAW, study_with, table, transcript
from verko.intake.qda.export import export_qdc, export_qdpx, study_project
from verko.intake.qda.formats import read_file
from verko.store import Store
from verko.tables import TABLES

ROWS = ("R01,Miten Sirkku jaksaa,U1,KA,Sirkku taas", "R01,Toinen tietää mistä puhutaan,U1.1,KB,")
SAME = ["coding_id", "reference", "document_id", "start", "end", "code_id", "coder", "memo", "reduced", "text_hash",
        "certainty"]  # fmt: skip


def stored(folder, reading, *, synthetic: bool = True) -> Store:
    """The store of a study whose only transcript is the one of `study_with`."""
    store, one = Store(folder / "tables"), transcript()
    for name in ("codes", "codings", "memos", "cases", "code_sets"):
        store.write(name, reading.tables[name])
    document = {
        "document_id": "R01", "data_set": "groups", "file": "R01.md", "format": "md", "language": "fi",
        "text": one.stored, "text_hash": "", "characters": len(one.stored), "words": 9, "synthetic": synthetic,
        "sector": "järjestö",
    }  # fmt: skip
    person = {"participant_id": "R01-A1", "document_id": "R01", "speaker": "A1", "role": "ammattilainen"}
    store.write("documents", TABLES["documents"].conform(pd.DataFrame([document])))
    store.write("participants", TABLES["participants"].conform(pd.DataFrame([person])))
    return store


def test_the_exported_codings_come_back_into_the_study_the_same(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = study_with(tmp_path / "a", team__csv=table(*ROWS))
    made = export_qdpx(stored(tmp_path, first), name="study")
    again = study_with(tmp_path / "b", team__qdpx=made)
    one, other = (reading.tables["codings"][SAME].astype(object) for reading in (first, again))
    assert one.where(one.notna(), None).values.tolist() == other.where(other.notna(), None).values.tolist()
    assert len(one) == 2


def test_a_reduced_expression_travels_as_a_note_on_its_coding(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    rows = "document,quote,code,coder,pelkistys\nR01,Ei tarvii alottaa alusta,U1.1,KA,ymmärretään selittämättä\n"
    made = export_qdpx(stored(tmp_path, study_with(tmp_path / "a", team__csv=rows)), name="study")
    again = study_with(tmp_path / "b", team__qdpx=made)
    assert again.tables["codings"]["reduced"].tolist() == ["ymmärretään selittämättä"]
    assert again.tables["memos"].empty
    assert again.accounts["codings"][-1].synthetic


def test_no_name_of_a_person_is_in_the_exported_file(tmp_path):
    made = export_qdpx(stored(tmp_path, study_with(tmp_path, team__csv=table(*ROWS))), name="study")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        everything = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert "[nimi]" in everything
    assert "Sirkku" not in everything
    assert "SYNTEETTINEN" in everything


def test_people_are_cases_with_their_background_and_data_sets_are_sets(tmp_path):
    project = study_project(stored(tmp_path, study_with(tmp_path, team__csv=table(*ROWS))), name="study")
    assert [(case.name, case.values, case.sources) for case in project.cases] == [
        ("R01-A1", (("role", "ammattilainen"),), ("R01",))
    ]
    assert [(one.name, one.sources) for one in project.sets] == [("groups", ("R01",))]
    assert ("sector", "järjestö") in project.sources[0].values


def test_a_material_that_is_not_synthetic_carries_no_mark(tmp_path):
    store = stored(tmp_path, study_with(tmp_path, team__csv=table(*ROWS)), synthetic=False)
    assert not any(memo.id == "project" for memo in study_project(store, name="study").memos)


def test_an_exported_codebook_comes_back_with_ids_definitions_and_limits(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    book = CODEBOOK.replace("definition_fi\n", "definition_fi,include,exclude\n").replace(
        "tuesta.", "tuesta.,ryhmät,U2"
    )
    first = study_with(tmp_path / "a", codebook=book, team__csv=table(*ROWS))
    made = export_qdc(stored(tmp_path, first))
    again = study_with(tmp_path / "b", codebook=None, book__qdc=made).tables["codes"]
    columns = ["code_id", "parent_id", "name_fi", "definition_fi", "include", "exclude"]
    one, other = first.tables["codes"][columns].astype(object), again[columns].astype(object)
    assert one.where(one.notna(), None).values.tolist() == other.where(other.notna(), None).values.tolist()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["U1", "U1.1"]),
                          st.sampled_from(["KA", "KB"])), max_size=8, unique=True))  # fmt: skip
def test_any_spans_go_out_and_come_back_the_same(tmp_path_factory, spans):
    """Offsets in the stored text, through the exchange format, into the stored text again."""
    one = tmp_path_factory.mktemp("one")
    lines = [f"R01,{start},{min(start + size, len(RAW))},{code},{coder}" for start, size, code, coder in spans]
    text = "document,start,end,code,coder\n" + "".join(f"{line}\n" for line in lines)
    (one / "a").mkdir()
    (one / "b").mkdir()
    first = study_with(one / "a", team__csv=text)
    again = study_with(one / "b", team__qdpx=export_qdpx(stored(one, first), name="study"))
    kept = ["document_id", "start", "end", "code_id", "coder", "reference"]
    assert first.tables["codings"][kept].values.tolist() == again.tables["codings"][kept].values.tolist()


def test_a_codebook_alone_and_a_project_are_both_readable_by_any_reader(tmp_path):
    store = stored(tmp_path, study_with(tmp_path, team__csv=table(*ROWS)))
    for data in (export_qdpx(store, name="study"), export_qdc(store)):
        project = read_file(data, fallback_texts=lambda name: None)
        assert [code.name for code in project.codes] == ["U1 Tuki", "U1.1 samankaltainen kokemus"]
