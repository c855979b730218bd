"""Tables are checked against their schema and written whole or not at all, always to the same bytes."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.errors import StudyError
from verko.store import Store, atomic_path
from verko.tables import TABLES, empty


def stimuli(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"stimulus_id": list(ids), "text_fi": [f"Kertomus {name}" for name in ids]})


def test_a_table_comes_back_as_it_was_written(tmp_path):
    store = Store(tmp_path)
    store.write("stimuli", stimuli("V1", "V2"))
    assert store.read("stimuli")["text_fi"].tolist() == ["Kertomus V1", "Kertomus V2"]


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path):
    store = Store(tmp_path)
    store.write("stimuli", stimuli("V1", "V2"))
    first = store.path("stimuli").read_bytes()
    store.write("stimuli", stimuli("V2", "V1"))
    assert store.path("stimuli").read_bytes() == first


def test_writing_the_same_again_leaves_the_file_alone(tmp_path):
    store = Store(tmp_path)
    store.write("stimuli", stimuli("V1"))
    before = store.path("stimuli").stat().st_mtime_ns
    store.write("stimuli", stimuli("V1"))
    assert store.path("stimuli").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (stimuli("V1", "V1"), "stimulus_id"),
        (stimuli("V1").assign(extra=1), "unknown columns"),
        (stimuli("V1").drop(columns="stimulus_id"), "'stimulus_id' is missing"),
        (pd.DataFrame({"stimulus_id": [None]}), "stimulus_id"),
    ],
)
def test_a_frame_that_is_not_the_table_is_refused(tmp_path, frame, said):
    with pytest.raises(ValueError, match=said):
        Store(tmp_path).write("stimuli", frame)
    assert list(tmp_path.iterdir()) == []


def test_a_value_outside_the_vocabulary_is_refused(tmp_path):
    turn = {
        "turn_id": ["a"],
        "document_id": ["a"],
        "number": [1],
        "role": ["friend"],
        "start": [0],
        "end": [1],
        "words": [1],
    }
    with pytest.raises(ValueError, match="role"):
        Store(tmp_path).write("turns", pd.DataFrame(turn))


def test_a_table_the_study_has_not_is_empty_with_its_columns(tmp_path):
    assert list(Store(tmp_path).read("turns").columns) == list(TABLES["turns"].columns)


def test_a_misspelt_table_is_told_with_the_nearest_name(tmp_path):
    with pytest.raises(StudyError, match=r"did you mean 'turns'\?"):
        Store(tmp_path).read("trns")


def test_a_table_that_was_not_declared_may_not_be_read(tmp_path):
    with pytest.raises(StudyError, match="'codings' is not declared"):
        Store(tmp_path, allowed=["turns"]).read("codings")


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(FileNotFoundError), atomic_path(path) as temporary:
        temporary.write_bytes((tmp_path / "nowhere").read_bytes())
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_an_empty_form_and_says_what_its_columns_mean(name):
    assert empty(name).empty
    assert all(column.meaning for column in TABLES[name].columns.values())


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=8, unique=True))
def test_any_text_survives_the_store(tmp_path_factory, texts):
    store = Store(tmp_path_factory.mktemp("store"))
    ids = [f"V{number:03}" for number in range(len(texts))]
    store.write("stimuli", pd.DataFrame({"stimulus_id": ids, "text_fi": texts}, dtype="object"))
    assert store.read("stimuli")["text_fi"].tolist() == texts
