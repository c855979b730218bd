"""Searching the talk: every form of a word, nothing that a query says is run as a command."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from verko.browse.index import up_to_date_index
from verko.browse.search import find_passages, turns_of
from verko.errors import StudyError
from verko.pipeline.index import write_index
from verko.store import Store

TALK = ["Vertaistuesta puhuttiin paljon.", "Onko vertaistuki sama asia?", "Äiti (naurahtaa) mitä jos ei.", "aiti?"]
FORMS = {"vertaistuesta": "vertaistuki", "vertaistuki": "vertaistuki", "äiti": "äiti"}

DOCUMENT = {"document_id": "R01", "data_set": "groups", "file": "R01.md", "format": "md", "language": "fi", "words": 9,
            "synthetic": True}  # fmt: skip


def lay_out(folder: Path, talk: list[str]) -> Path:
    store, text, turns = Store(folder / "tables"), "", []
    for number, words in enumerate(talk, 1):
        turns.append({
            "turn_id": f"R01-{number}", "document_id": "R01", "number": number, "speaker": "A1",
            "role": "participant", "start": len(text), "end": len(text) + len(words), "words": 1,
        })  # fmt: skip
        text += f"{words}\n"
    store.write("documents", pd.DataFrame([{**DOCUMENT, "text": text, "text_hash": "", "characters": len(text)}]))
    store.write("turns", pd.DataFrame(turns))
    forms = pd.DataFrame(FORMS.items(), columns=["word", "lemma"])
    store.write("lemmas", forms.assign(language="fi", name=False, backend="test"))
    write_index(store.folder, ["documents", "turns", "lemmas"])
    return store.folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return up_to_date_index(lay_out(tmp_path, TALK), tmp_path / "browse" / "transcripts.sqlite")


def found(database: Path, query: str) -> list[str]:
    return [passage.turn for passage in find_passages(database, query).shown]


def test_any_form_of_a_word_finds_every_form_of_it(database: Path):
    assert found(database, "vertaistuki") == found(database, "Vertaistuesta") == ["R01-1", "R01-2"]


def test_words_in_quotes_are_found_only_as_written(database: Path):
    assert found(database, '"vertaistuki"') == ["R01-2"]
    assert found(database, '"mitä jos"') == ["R01-3"]


def test_a_star_finds_by_the_beginning(database: Path):
    assert found(database, "puhut*") == ["R01-1"]


def test_all_words_must_be_in_the_turn(database: Path):
    assert found(database, "vertaistuki sama") == ["R01-2"]


def test_a_and_a_with_dots_are_different_letters(database: Path):
    assert found(database, "äiti") == ["R01-3"]
    assert found(database, "aiti") == ["R01-4"]


def test_the_hit_is_marked_in_its_turn(database: Path):
    (first, *_) = find_passages(database, "vertaistuki").shown
    assert next(iter(first.parts())) == ("Vertaistuesta", True)


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "*", "()", "-", "\x00"])
def test_a_query_without_words_finds_nothing(database: Path, query: str):
    assert find_passages(database, query).count == 0


@given(some.text(max_size=30))
def test_no_query_breaks_the_search(query: str):
    assert find_passages(_SHARED[0], query).count >= 0


_SHARED: list[Path] = []


@pytest.fixture(autouse=True, scope="module")
def shared_database(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("talk")
    _SHARED[:] = [up_to_date_index(lay_out(folder, TALK), folder / "transcripts.sqlite")]


def test_operators_of_the_index_are_only_words(database: Path):
    assert found(database, "vertaistuki OR äiti") == []
    assert found(database, "turns:vertaistuki") == []


def test_a_transcript_is_whole_and_in_order(database: Path):
    assert [turn.words for turn in turns_of(database, "R01")] == TALK


def test_changed_tables_and_a_broken_file_are_indexed_again(tmp_path: Path):
    database = tmp_path / "transcripts.sqlite"
    up_to_date_index(lay_out(tmp_path, TALK), database)
    up_to_date_index(lay_out(tmp_path, ["Uusi puhe."]), database)
    assert found(database, "uusi") == ["R01-1"]
    database.write_bytes(database.read_bytes()[:100])
    up_to_date_index(tmp_path / "tables", database)
    assert found(database, "uusi") == ["R01-1"]


def test_before_the_first_report_it_says_what_to_do(tmp_path: Path):
    with pytest.raises(StudyError, match="run `make report` first"):
        up_to_date_index(tmp_path / "tables", tmp_path / "transcripts.sqlite")
