"""The table of types, and the memory of lemmas between runs and processes."""

import multiprocessing
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from verko.language import Lemmatiser
from verko.language.memory import lemma_table, remembered_types, types_of
from verko.language.plain import PlainAnalyser


def tool() -> Lemmatiser:
    return Lemmatiser("fi", PlainAnalyser("fi"))


def look_up(folder: Path, words: list[str]) -> None:
    with remembered_types(tool(), folder) as own:
        for word in words:
            own.lemma(word)


def remembered(folder: Path) -> set[str]:
    (path,) = folder.glob("*.fi.tsv")
    return {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}


def test_two_processes_keep_what_the_other_found(tmp_path):
    with remembered_types(tool(), tmp_path) as slow:
        slow.lemma("ryhmässä")
        other = multiprocessing.get_context("spawn").Process(target=look_up, args=(tmp_path, ["lapsille"]))
        other.start()
        other.join()
        assert other.exitcode == 0
    assert remembered(tmp_path) == {"ryhmässä", "lapsille"}


def test_what_other_rules_made_is_not_used(tmp_path):
    stale = tmp_path / "simplemma-1.0.0.0123456789ab.fi.tsv"
    stale.write_text("ryhmässä\t\twrong\n", encoding="utf-8")
    with remembered_types(tool(), tmp_path) as own:
        assert own.lemma("ryhmässä") == "ryhmä"
    assert not stale.exists()


def test_a_memory_cut_off_in_the_middle_only_costs_time(tmp_path):
    look_up(tmp_path, ["ryhmässä", "lapsille"])
    (path,) = tmp_path.glob("*.fi.tsv")
    path.write_bytes(path.read_bytes()[:-12])
    look_up(tmp_path, ["ryhmässä", "lapsille"])
    assert remembered(tmp_path) == {"ryhmässä", "lapsille"}


def test_types_are_the_same_however_the_texts_are_cut(tmp_path):
    texts = ["Liisa tuli ryhmään.", "Ryhmässä oli Liisa.", None, ""] * 50
    table = pa.table({"language": ["fi"] * len(texts), "text": texts})
    for rows in (1, 7, 200):
        pq.write_table(table, tmp_path / f"{rows}.parquet", row_group_size=rows)
    found = [types_of([tmp_path / f"{rows}.parquet"]) for rows in (1, 7, 200)]
    assert found[0] == found[1] == found[2]
    assert ("Liisa", True) in found[0]["fi"]


def test_a_table_that_is_not_there_has_no_types(tmp_path):
    assert types_of([tmp_path / "documents.parquet"]) == {}


def test_the_table_names_the_analyser_of_every_row(tmp_path):
    made = lemma_table({"fi": {("ryhmässä", False)}, "en": {("children", False)}}, tmp_path)
    assert made.set_index("word")["lemma"].to_dict() == {"ryhmässä": "ryhmä", "children": "child"}
    assert made["backend"].str.contains("simplemma").all()
    pd.testing.assert_frame_equal(
        made, lemma_table({"fi": {("ryhmässä", False)}, "en": {("children", False)}}, tmp_path)
    )
