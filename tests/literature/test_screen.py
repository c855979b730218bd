"""Screening in a notebook: decisions are on disk at once, can be undone, and are read like any other sheet."""

from __future__ import annotations

import pandas as pd
import pytest

from verko.errors import FileProblem
from verko.intake.bibliography.protocol import Protocol
from verko.literature.decisions import read_decisions
from verko.literature.finding import RecordFinder
from verko.literature.screen import Screening

RECORDS = pd.DataFrame({
    "record_id": ["r1", "r2", "r3"],
    "title": ["Peers & parents", "=Bridges", "Roles"],
    "abstract": ["Peer support works.", None, "<script>x</script>"],
    "year": [2014, None, 2015],
    "doi": [None, None, "10.5555/c"],
})  # fmt: skip


def test_a_new_kernel_goes_on_where_the_last_one_stopped(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    Screening(RECORDS, sheet).decide("i")
    again = Screening(RECORDS, sheet)
    assert again.left["record_id"].tolist() == ["r2", "r3"]


def test_undo_takes_back_the_last_decision_only(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    session = Screening(RECORDS, sheet)
    session.decide("i")
    session.decide("e", "X1")
    assert session.undo()
    assert Screening(RECORDS, sheet).left["record_id"].tolist() == ["r2", "r3"]
    assert session.undo()
    assert not session.undo()


def test_the_sheet_is_read_like_any_other(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    answers = iter(["i", "x", "e X1", "u", "e X1", "q"])
    Screening(RECORDS, sheet, reasons=["X1"]).run(lambda prompt: next(answers))
    finder = RecordFinder(RECORDS[["record_id", "title", "year", "doi"]])
    rows, account = read_decisions(sheet, "screening_a.csv", finder, Protocol())
    assert [(row["record_id"], row["decision"], row["reason"]) for row in rows] == [
        ("r1", "include", None),
        ("r2", "exclude", "X1"),
    ]
    assert account.refused == 0


def test_terms_are_highlighted_and_markup_is_not_obeyed(tmp_path):
    shown = Screening(RECORDS, tmp_path / "a.csv", words=["peer"]).html()
    assert "<mark>Peer</mark> support" in shown
    assert "Peers</mark> &amp; parents" in shown
    assert "<script>" not in Screening(RECORDS.tail(1), tmp_path / "a.csv").html()


def test_a_sheet_of_another_shape_is_left_alone(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    sheet.write_text("stage,doi,title\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="screen into a file of its own"):
        Screening(RECORDS, sheet)
