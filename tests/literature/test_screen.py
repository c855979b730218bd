"""Screening: decisions are on disk at once, can be undone, outlive a kernel and a spreadsheet, and stay one's own."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from verko.errors import FileProblem, StudyError
from verko.intake.bibliography.protocol import Protocol
from verko.literature import build
from verko.literature.decision_sheet import DecisionSheet
from verko.literature.decisions import read_decisions
from verko.literature.finding import RecordFinder
from verko.literature.screen import Screening
from verko.literature.screen_opening import screening_view, sheet_of
from verko.literature.screen_view import ScreenView
from verko.literature.screen_words import WORDS
from verko.store import Store

from .review_sample import DECISIONS, lay_out

RECORDS = pd.DataFrame({
    "record_id": ["r1", "r2", "r3"],
    "title": ["Peers & parents", "=Bridges", "Roles"],
    "abstract": ["Peer support works.", None, "<script>x</script>"],
    "year": [2014, None, 2015],
    "doi": [None, None, "10.5555/c"],
})  # fmt: skip


def session(sheet, **choices) -> Screening:
    """Screening of the three records in their own order."""
    made = Screening(RECORDS, sheet, ordered=False, **choices)
    made._queue.sort()
    return made


def press(view: ScreenView, *, do: str = "decide", **told: str) -> str:
    """Do what a key asks for on the record at hand; what the view then says."""
    current = view.session.current
    view.answer({"do": do, "record": current["record_id"] if current else "", "asked": 1} | told)
    return view.shown["message"]


def test_a_new_kernel_goes_on_where_the_last_one_stopped(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    session(sheet).decide("include")
    assert session(sheet).left == ["r2", "r3"]


def test_undo_takes_back_the_last_decision_only(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet, reasons={"X1": "Wrong"})
    one.decide("include")
    one.decide("exclude", "X1")
    assert one.undo()
    assert one.current["record_id"] == "r2"
    assert session(sheet).decided == {"r1": "include"}
    assert one.undo()
    assert not one.undo()


def test_what_is_left_for_later_comes_again_and_is_written_nowhere(tmp_path):
    one = session(tmp_path / "a.csv")
    one.skip()
    assert one.left == ["r2", "r3", "r1"]
    assert not (tmp_path / "a.csv").exists()


def test_the_sheet_is_one_that_excel_opens_in_finland(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    session(sheet).decide("maybe")
    data = sheet.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfstage;record_id;")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2


def test_formulas_are_neutralised_in_the_file_and_whole_when_read(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet)
    one.skip()
    one.decide("include")
    assert b";'=Bridges;" in sheet.read_bytes()
    assert DecisionSheet(sheet).rows[0]["title"] == "=Bridges"


def test_the_sheet_is_read_like_any_other(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet, reasons={"X1": "Wrong"})
    one.decide("include")
    one.decide("exclude", "X1")
    finder = RecordFinder(RECORDS[["record_id", "title", "year", "doi"]])
    rows, account = read_decisions(sheet, "screening_a.csv", finder, Protocol())
    assert [(row["record_id"], row["decision"], row["reason"]) for row in rows] == [
        ("r1", "include", None),
        ("r2", "exclude", "X1"),
    ]
    assert account.refused == 0


def resaved(data: bytes, *, encoding: str, delimiter: str) -> bytes:
    """The sheet as a Finnish spreadsheet saves it: dates its own way, another encoding, empty columns at the end."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*rows[0], ""])
    for row in rows[1:]:
        day, clock = row[-1].split(" ")
        year, month, date = day.split("-")
        saved = f"{int(date)}.{int(month)}.{year} {int(clock[:2])}.{clock[3:5]}"
        writer.writerow([*row[:-1], saved, ""])
    return stream.getvalue().encode(encoding, errors="replace")


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ";"), ("utf-8-sig", ","), ("utf-16", "\t")])
def test_a_sheet_that_a_spreadsheet_has_saved_again_goes_on(tmp_path, encoding, delimiter):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet)
    one.decide("include")
    one.decide("exclude")
    before = DecisionSheet(sheet).rows
    sheet.write_bytes(resaved(sheet.read_bytes(), encoding=encoding, delimiter=delimiter))
    again = session(sheet)
    assert again.decided == {"r1": "include", "r2": "exclude"}
    again.decide("include")
    after = DecisionSheet(sheet).rows
    told = ("record_id", "doi", "title", "year", "decision")
    assert [[row[name] for name in told] for row in after[:2]] == [[row[name] for name in told] for row in before]
    assert [row["decided_at"][:16] for row in after[:2]] == [row["decided_at"][:16] for row in before]
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbfstage;")


def test_what_a_person_adds_meanwhile_is_seen_and_kept(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet)
    one.decide("include")
    other = DecisionSheet(sheet)
    other.add({"stage": "title_abstract", "record_id": "r2", "decision": "ei"})
    one.decide("maybe")
    assert session(sheet).decided == {"r1": "include", "r2": "exclude", "r3": "maybe"}


def test_a_key_never_falls_on_a_record_that_came_up_meanwhile(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    view = ScreenView(session(sheet))
    seen = view.shown["record"]["id"]
    DecisionSheet(sheet).add({"stage": "title_abstract", "record_id": seen, "decision": "exclude"})
    view.answer({"do": "decide", "decision": "include", "record": seen, "asked": 1})
    assert view.session.decided == {seen: "exclude"}
    assert view.shown["record"]["id"] != seen


def test_a_sheet_that_vanishes_is_written_again_whole(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet)
    one.decide("include")
    sheet.unlink()
    one.decide("exclude")
    assert session(sheet).decided == {"r1": "include", "r2": "exclude"}


def test_columns_of_a_persons_own_are_kept(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    sheet.write_text("stage,doi,title,year,decision,reason,note\ntitle_abstract,10.5555/c,,,include,,read twice\n")
    one = session(sheet)
    one.decide("exclude")
    rows = DecisionSheet(sheet).rows
    assert rows[0]["note"] == "read twice"
    assert [row["decision"] for row in rows] == ["include", "exclude"]


def test_a_row_cut_off_when_the_machine_went_down_costs_only_itself(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    one = session(sheet)
    one.decide("include")
    one.decide("include")
    sheet.write_bytes(sheet.read_bytes()[: -len("title_abstract;r2;;'=Bridges;;include;;2026-11-23 03:59:55\r\n") + 9])
    again = session(sheet)
    assert again.decided == {"r1": "include"}
    assert again.kept.cut_off == "line 3"
    again.decide("exclude")
    assert session(sheet).decided == {"r1": "include", "r2": "exclude"}


def test_a_sheet_that_cannot_be_understood_is_left_alone(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    sheet.write_text("doi,title\n10.5555/c,Roles\n", encoding="utf-8")
    with pytest.raises((FileProblem, StudyError), match="has no column 'stage'"):
        session(sheet)
    assert sheet.read_text(encoding="utf-8") == "doi,title\n10.5555/c,Roles\n"


def test_a_decision_that_cannot_be_written_is_not_taken_for_made(tmp_path):
    sheet = tmp_path / "screening_a.csv"
    view = ScreenView(session(sheet))
    press(view, decision="include")
    sheet.unlink()
    sheet.mkdir()
    assert "screening_a.csv" in press(view, decision="include")
    assert view.shown["alarm"]
    assert view.shown["record"]["id"] == "r2"


def test_an_exclusion_at_full_text_needs_a_reason(tmp_path):
    one = session(tmp_path / "a.csv", stage="full_text", reasons={"X1": "Wrong"})
    with pytest.raises(ValueError, match="needs a reason"):
        one.decide("exclude")
    with pytest.raises(ValueError, match="goes with an exclusion"):
        one.decide("include", "X1")
    one.decide("exclude", "X1")
    assert one.left == ["r2", "r3"]


def test_the_view_shows_the_next_record_once_the_last_is_on_disk(tmp_path):
    view = ScreenView(session(tmp_path / "screening_a.csv", reasons={"X1": "Wrong"}), language="fi")
    assert press(view, decision="exclude", reason="X1") == "Tallennettu: pois (screening_a.csv)."
    assert view.shown["record"]["title"] == "=Bridges"
    assert press(view, do="undo") == "Viimeisin ratkaisu kumottu."
    assert view.shown["record"]["id"] == "r1"
    assert press(view, do="skip") == "Jätetty myöhemmäksi."


def test_a_key_pressed_too_late_decides_nothing(tmp_path):
    view = ScreenView(session(tmp_path / "a.csv"))
    view.answer({"do": "decide", "decision": "include", "record": "r3", "asked": 1})
    assert view.session.decided == {}


def test_the_likeliest_comes_next_once_there_is_one_of_each(tmp_path):
    texts = ["peers parents support"] * 6 + ["bridges steel load"] * 6
    records = pd.DataFrame({"title": texts, "abstract": None, "doi": None, "year": None})
    records["record_id"] = [f"r{number:02}" for number in range(12)]
    records["title"] += records["record_id"].radd(" ")
    one = Screening(records, tmp_path / "a.csv")
    while len(set(one.decided.values())) < 2:
        one.decide("include" if "peers" in one.current["title"] else "exclude")
    ahead = ["peers" in records.set_index("record_id").loc[each, "title"] for each in one.left]
    assert ahead == sorted(ahead, reverse=True)


def test_no_word_of_the_view_bids_to_stop():
    assert WORDS["fi"].keys() == WORDS["en"].keys()
    said = " ".join(text.lower() for each in WORDS.values() for text in each.values())
    assert "stop" not in said
    assert "lopeta" not in said


def test_a_reviewers_view_never_shows_what_the_other_decided(tmp_path):
    """Reviewer b's decisions, reasons and words change nothing of what reviewer a sees."""
    alone, both = tmp_path / "alone", tmp_path / "both"
    shown = []
    for folder, others in ((alone, DECISIONS), (both, DECISIONS + "title_abstract,10.5555/a,,,exclude,X1\n")):
        study = lay_out(folder, screening_a_dot_csv=DECISIONS, screening_b_dot_csv=others)
        store = Store(folder / "tables")
        for name, table in build.read(study, study.sets("bibliography")).tables.items():
            store.write(name, table)
        shown.append(screening_view(study, store, reviewer="a").shown)
    assert shown[0] == shown[1]


def test_a_report_not_retrieved_is_no_reason_before_full_text(tmp_path):
    study, store = lay_out(tmp_path), Store(tmp_path / "tables")
    for name, table in build.read(study, study.sets("bibliography")).tables.items():
        store.write(name, table)
    views = [screening_view(study, store, reviewer="c", stage=stage) for stage in ("title_abstract", "full_text")]
    assert [[each["code"] for each in view.shown["reasons"]] for view in views] == [["X1"], ["X1", "X2"]]


def test_a_reviewers_sheet_is_found_or_made_beside_the_others(tmp_path):
    study = lay_out(tmp_path)
    assert sheet_of(study, "a").relative_to(study.folder).as_posix() == "literature/screening_a.csv"
    assert sheet_of(study, "c").relative_to(study.folder).as_posix() == "literature/screening_c.csv"
    with pytest.raises(StudyError, match="is no reviewer"):
        screening_view(study, Store(tmp_path / "tables"), reviewer="../a")
