"""Interview guides: read row by row, for every data set that was asked by them."""

from __future__ import annotations

from pathlib import Path

from verko.intake import transcripts
from verko.study import load_study

STUDY = """title: {fi: Testi, en: Test}
synthetic: false
data_sets:
  groups: {kind: transcripts, files: ["R*.txt"], guide: guide.csv}
  managers: {kind: transcripts, files: ["J*.txt"], analysis: leadership, guide: guide.csv}
"""


def read(folder: Path, guide: str):
    (folder / "study.yml").write_text(STUDY, encoding="utf-8")
    (folder / "guide.csv").write_text(guide, encoding="utf-8")
    for name in ("R01", "J01"):
        (folder / f"{name}.txt").write_text("H: Mitä kuuluu?\n\nA1: Hyvää kuuluu.\n", encoding="utf-8")
    study = load_study(folder)
    return transcripts.read(study, study.sets("transcripts"))


def test_a_shared_guide_belongs_to_both_data_sets_in_its_order(tmp_path):
    table = read(tmp_path, "theme_fi,questions_fi\nRaha,Kuka maksaa?\nTuki,\n").tables["guides"]
    assert table[["data_set", "number", "theme_fi"]].values.tolist() == [
        ["groups", 1, "Raha"], ["groups", 2, "Tuki"], ["managers", 1, "Raha"], ["managers", 2, "Tuki"],
    ]  # fmt: skip


def test_a_row_without_a_theme_is_refused(tmp_path):
    reading = read(tmp_path, "theme_fi,theme_en,questions_fi\n,,Kuka maksaa?\n,Money,\n")
    account = next(one for of_set in reading.accounts.values() for one in of_set if one.file == "guide.csv")
    assert [(one.place, one.reason) for one in account.refusals] == [
        ("row 2", "names no theme: fill theme_fi or theme_en")
    ]
    assert account.balanced
