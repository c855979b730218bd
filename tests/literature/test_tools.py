"""Decisions of other tools, in the shapes that they export."""

from __future__ import annotations

import pandas as pd
import pytest

from verko.intake.bibliography.protocol import Protocol
from verko.literature.decisions import read_decisions
from verko.literature.finding import RecordFinder
from verko.literature.tools import read_votes

SOURCES = pd.DataFrame(
    {"record_id": ["r1", "r2"], "title": ["Peers at work", "Bridges"], "year": [2014, 2015], "doi": [None] * 2}
)
PROTOCOL = Protocol(exclusion_reasons={"X1": {"fi": "Väärä kohderyhmä", "en": "Wrong population"}})
ASREVIEW = "title,abstract,asreview_label,asreview_note\nPeers at work,x,1,\nBridges,y,0.0,\n"
ASREVIEW_USERS = (
    "title,asreview_label,asreview_user_name\nPeers at work,1,Maija\nPeers at work,0,Aatu\nBridges,,Maija\n"
)
ASREVIEW_RIS = (
    'TY  - JOUR\nTI  - Peers at work\nN1  - ASReview_relevant\nN1  - asreview_time: "2024"\nER  - \n\n'
    "TY  - JOUR\nTI  - Bridges\nN1  - ASReview_irrelevant\nER  - \n"
    "TY  - JOUR\nTI  - Bridges\nN1  - ASReview_not_seen\nER  - \n"
)
RAYYAN = (
    "key,title,year,notes\n"
    'rayyan-1,Peers at work,2014,"RAYYAN-INCLUSION: {""Maija""=>""Included"", ""Aatu ""=>""Maybe""}"\n'
    'rayyan-2,Bridges,2015,"RAYYAN-INCLUSION: {""Maija""=>""Excluded""} | RAYYAN-LABELS: a,b | '
    'RAYYAN-EXCLUSION-REASONS: duplicate,wrong population"\n'
)
RAYYAN_TWICE = (
    "key,title,notes\nrayyan-1,Peers at work,"
    '"RAYYAN-INCLUSION: {""Maija""=>""Included""} | RAYYAN-INCLUSION: {""Maija""=>""Included"", ""Aatu""=>""Maybe""}"\n'
)
RAYYAN_BIB = (
    "@article{rayyan-1,\n title={Peers at work},\n authors={X, M.},\n"
    ' note={RAYYAN-INCLUSION: {"Maija"=>"Included", "Aatu"=>"Excluded"} | '
    "RAYYAN-EXCLUSION-REASONS: wrong population}\n}\n"
)
COVIDENCE = "Title,Authors,Published Year,DOI,Covidence #,Study,Notes,Tags\nBridges,X,2015,,#2,X 2015,{notes},\n"
COVIDENCE_RIS = "TY  - JOUR\nTI  - Bridges\nPY  - 2015\nN1  - \nER  - \n"
VOTES = (
    "Title,Covidence #,Reviewer A,Reviewer B,Full text Reviewer A vote\n"
    "Peers at work,#1,Yes,Maybe,No\nBridges,#2,No,,\n"
)

X1 = ("r2", "full_text", "exclude", "X1")
FIRST = ("r2", "title_abstract", "include", None)
CASES = {
    "asreview.csv": (ASREVIEW, {("r1", "title_abstract", "include", None), ("r2", "title_abstract", "exclude", None)}),
    "asreview_full_text.csv": (ASREVIEW, {("r1", "full_text", "include", None), ("r2", "full_text", "exclude", None)}),
    "users.csv": (ASREVIEW_USERS, {("r1", "title_abstract", each, None) for each in ("include", "exclude")}),
    "asreview.ris": (
        ASREVIEW_RIS,
        {("r1", "title_abstract", "include", None), ("r2", "title_abstract", "exclude", None)},
    ),
    "rayyan.csv": (
        RAYYAN,
        {("r1", "title_abstract", each, None) for each in ("include", "maybe")}
        | {("r2", "title_abstract", "exclude", "X1")},
    ),
    "twice.csv": (RAYYAN_TWICE, {("r1", "title_abstract", each, None) for each in ("include", "maybe")}),
    "articles.bib": (
        RAYYAN_BIB,
        {("r1", "title_abstract", "include", None), ("r1", "title_abstract", "exclude", "X1")},
    ),
    "review_excluded.csv": (COVIDENCE.format(notes="Exclusion reason: Wrong population;"), {FIRST, X1}),
    "review_2_irrelevant_csv_20240130175158.csv": (
        COVIDENCE.format(notes=""),
        {("r2", "title_abstract", "exclude", None)},
    ),
    "review_2_select_csv_20240130175158.csv": (COVIDENCE.format(notes=""), {FIRST}),
    "review_2_included_csv_20240130175158.csv": (
        COVIDENCE.format(notes=""),
        {FIRST, ("r2", "full_text", "include", None)},
    ),
    "review_2_irrelevant_endnote_20240130.ris": (COVIDENCE_RIS, {("r2", "title_abstract", "exclude", None)}),
    "votes.csv": (
        VOTES,
        {("r1", "title_abstract", each, None) for each in ("include", "maybe")}
        | {("r1", "full_text", "exclude", None), ("r2", "title_abstract", "exclude", None)},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_decisions_of_other_tools_are_read(tmp_path, name):
    text, expected = CASES[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    rows, account = read_decisions(path, name, RecordFinder(SOURCES), PROTOCOL)
    assert {(row["record_id"], row["stage"], row["decision"], row["reason"]) for row in rows} == expected
    assert account.balanced
    assert account.refused == 0
    assert not any("Maija" in str(row) or "Aatu" in str(row) for row in rows), "no reviewer is named"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_tools_export_is_read_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "rayyan.csv"
    path.write_bytes(RAYYAN.replace("\n", "\r\n").encode(encoding))
    rows, _ = read_decisions(path, "rayyan.csv", RecordFinder(SOURCES), PROTOCOL)
    assert len(rows) == 3


def test_the_teams_decision_settles_when_it_is_declared_as_the_adjudication(tmp_path):
    path = tmp_path / "review_2_irrelevant_csv_20240130175158.csv"
    path.write_text(COVIDENCE.format(notes=""), encoding="utf-8")
    [row], _ = read_decisions(path, path.name, RecordFinder(SOURCES), PROTOCOL, reviewer="adjudication")
    assert row["reviewer"] == "adjudication"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("export.csv", COVIDENCE.format(notes=""), "tells no decision"),
        ("irr.csv", "Reviewer A,Reviewer B,A Yes B Yes,Cohen's Kappa\nx,y,3,0.4\n", "is a count of agreements"),
        ("customizations_log.csv", "created_at,user_email,article_id,key,value\n1,x,2,included,1\n", "Rayyan's log"),
    ],
)
def test_an_export_that_tells_no_decision_on_a_record_says_so(tmp_path, name, text, reason):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    rows, account = read_decisions(path, name, RecordFinder(SOURCES), PROTOCOL)
    assert not rows
    assert account.balanced
    assert [reason in refusal.reason for refusal in account.refusals] == [True]


def test_the_projects_own_sheet_is_no_tools_export(tmp_path):
    path = tmp_path / "screening_a.csv"
    path.write_text("stage,title,decision,included,reviewer\ntitle_abstract,Bridges,exclude,0,a\n", encoding="utf-8")
    assert read_votes(path, "screening_a.csv") is None
