"""Names planted in every field of a study are nowhere in what is made of it, and would be found if they were."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import canaries
from tests.whole import Whole
from verko.browse.index import up_to_date_index
from verko.pipeline import stations
from verko.privacy.wall import Wall

KINDS = ("bibliography", "codevelopment", "codings", "feedback", "transcripts", "webpages")
PLANTED = {
    "bibliography": {"charting", "protocols", "records"},
    "codevelopment": {"change", "contribution", "debrief", "impact_review", "model_card", "mutual_feedback", "process"},
    "codings": {"cases", "code_sets", "codes", "codings", "documents", "memos"},
    "feedback": {"evaluation_question", "evaluation_response"},
    "transcripts": {"documents", "participants", "stimuli", "translations"},
    "webpages": {"webpages"},
}
"""Tables in which planted names would stand if nothing kept them out."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    whole = Whole(tmp_path_factory.mktemp("wall"))
    canaries.plant(whole.root / "data" / "example")
    return whole


@pytest.fixture(scope="module")
def reported(planted):
    done = planted.verko("report", "--renderer", "embedded")
    assert done.returncode == 0, done.stderr
    assert canaries.names_in(done.stdout + done.stderr) == []
    return planted


def test_no_planted_name_is_in_anything_that_was_made(reported):
    made = reported.outputs("example")
    assert {path.suffix for path in made.rglob("*")} >= {
        ".parquet",
        ".sqlite",
        ".ipynb",
        ".json",
        ".html",
        ".pdf",
        ".svg",
    }
    assert canaries.leaks(made) == {}


@pytest.mark.parametrize("command", [["check"], ["browse", "interviews"], ["export"]])
def test_no_planted_name_is_in_what_a_command_says(reported, command):
    done = reported.verko(*command)
    assert done.returncode == 0, done.stderr
    assert canaries.names_in(done.stdout + done.stderr) == []
    assert canaries.leaks(reported.outputs("example")) == {}


def test_no_planted_name_is_in_what_is_searched_in_the_browser(reported):
    made = reported.outputs("example")
    up_to_date_index(made / "tables", made / "browse" / "transcripts.sqlite")
    assert (made / "browse" / "transcripts.sqlite").is_file()
    assert canaries.leaks(made / "browse") == {}


def test_no_planted_name_is_in_the_deposit_package(reported):
    told = reported.verko("archive", "--renderer", "embedded")
    assert canaries.names_in(told.stdout + told.stderr) == []
    if told.returncode:
        assert "wait for a decision" in told.stderr
        assert not list(reported.outputs("example").glob("*.zip"))
        _keep_all(reported.root / "data" / "example" / "privacy" / "review.csv")
        told = reported.verko("archive", "--renderer", "embedded")
    assert told.returncode == 0, told.stderr
    (package,) = reported.outputs("example").glob("*.zip")
    assert canaries.leaks(reported.outputs("example")) == {}
    assert len(list(canaries.texts_of(package.name, package.read_bytes()))) > 100


def _keep_all(review: Path) -> None:
    with review.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with review.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"decision": row["decision"] or "keep"} for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_list_of_names_they_are_found_in_every_field(planted, tmp_path, kind):
    study = shutil.copytree(planted.root / "data" / "example", tmp_path / "open")
    names = study / "privacy" / "names.csv"
    names.write_text(names.read_text(encoding="utf-8").replace(canaries.NAMES, ""), encoding="utf-8")
    stations.read_kind(str(study), kind, str(tmp_path / "made"))
    assert PLANTED[kind] <= {Path(file).stem for file in canaries.leaks(tmp_path / "made")}


@pytest.mark.parametrize("kind", ["bibliography", "codings"])
def test_the_wall_opened_on_purpose_is_noticed(planted, tmp_path, kind, monkeypatch):
    monkeypatch.setattr(Wall, "text", lambda self, value: value)
    stations.read_kind(str(planted.root / "data" / "example"), kind, str(tmp_path))
    assert canaries.leaks(tmp_path)


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("interviews/groups/haastattelu_zorbertin_2019.docx", "interviews/groups/haastattelu_[name]_2019.docx"),
        ("literature/Kvaakkunen lainat.ris", "literature/[name] lainat.ris"),
        ("qvintola/muistio.txt", "[name]/muistio.txt"),
        ("webpages/040 123 4567.html", "webpages/[covered].html"),
    ],
)
def test_a_file_called_by_a_name_stops_everything_before_anything_is_made(planted, tmp_path, file, shown):
    whole = Whole(tmp_path)
    study = whole.root / "data" / "example"
    with (study / "privacy" / "names.csv").open("a", encoding="utf-8") as names:
        names.write(canaries.NAMES)
    (study / file).parent.mkdir(exist_ok=True)
    (study / file).write_text(canaries.MARK, encoding="utf-8")
    for command in (["check"], ["report"]):
        done = whole.verko(*command)
        assert done.returncode == 1
        assert f"{shown}: is called by a listed name" in done.stderr
        assert canaries.names_in(done.stdout + done.stderr) == []
    assert canaries.leaks(whole.outputs("example")) == {}


def test_a_name_where_a_word_of_a_list_belongs_is_not_told_in_the_message(planted, tmp_path):
    study = shutil.copytree(planted.root / "data" / "example", tmp_path / "broken")
    wrong = {
        "webpages/sheet.csv": ["org_type", "page_id"],
        "codevelopment/actor.csv": ["kind", "host_org_id"],
        "codevelopment/impact_review.csv": ["evidence_change_ids"],
        "interviews/participants.csv": ["document", "participant_id", "age_band"],
        "interviews/interviews.csv": ["document", "duration_min"],
        "literature/screening_a.csv": ["decision", "reason", "title"],
        "codings/coder_c.csv": ["code", "document", "quote"],
        "codings/codebook.csv": ["level", "parent_id"],
        "feedback/evaluation_response.csv": ["direction", "question_id"],
    }
    table = "document,quote,code,coder,synthetic\n" + "R01,Ja hyvä niin,U1,KC,true\n" * 6
    (study / "codings/coder_c.csv").write_text(table, encoding="utf-8")
    for file, columns in wrong.items():
        assert (study / file).is_file(), file
        for number, column in enumerate(columns):
            _write(study / file, number, column, canaries.FULL)
    said = [
        _said(lambda kind=kind: stations.read_kind(str(study), kind, str(tmp_path / "made" / kind))) for kind in KINDS
    ]
    assert canaries.names_in("\n".join(said)) == []
    assert sum(len(list(path.rglob("accounts.json"))) for path in (tmp_path / "made").iterdir()) >= 5
    assert canaries.leaks(tmp_path / "made") == {}


def _said(work: Callable[[], None]) -> str:
    try:
        work()
    except Exception as error:
        return str(error)
    return ""


def _write(table: Path, number: int, column: str, value: str) -> None:
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[number][column] = value
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
