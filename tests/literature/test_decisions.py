"""Reasons of other tools in the protocol's words."""

from __future__ import annotations

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.decisions import read_decisions
from verko.literature.finding import RecordFinder

FINDER = RecordFinder(pd.DataFrame({"record_id": ["r1"], "title": ["Peers at work"], "year": [2014], "doi": [None]}))
PROTOCOL = Protocol(exclusion_reasons={"X1": {"fi": "Väärä kohderyhmä", "en": "Wrong population"}})


def test_of_several_reasons_of_rayyan_the_first_that_the_protocol_knows_is_kept(tmp_path):
    path = tmp_path / "articles.csv"
    note = 'RAYYAN-INCLUSION: {""Ann""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: background article,wrong population'
    path.write_text(f'key,title,year,notes\n1,Peers at work,2014,"{note}"\n', encoding="utf-8")
    rows, account = read_decisions(path, "articles.csv", FINDER, PROTOCOL)
    assert [(row["decision"], row["reason"]) for row in rows] == [("exclude", "X1")]
    assert account.balanced
