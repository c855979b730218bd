"""The pages: from a claim to the turn it rests on, for their own user alone, and nothing of the material is run."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from pathlib import Path

import pandas as pd
import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from tests.browse.test_search import lay_out
from verko.browse.library import Library
from verko.browse.server import application
from verko.study import Study

HOSTILE = "<script>alert(1)</script> & 'paha'"
TALK = ["Vertaistuki auttoi.", HOSTILE]
EVIDENCE = {
    "notebook": "03-interview-analysis", "synthetic": True,
    "numbers": {"a.n": {"value": 4, "unit": "groups", "digits": 0, "trace": ["turns"]}},
    "tables": {"a.t": {"file": "tables/a.t.parquet", "caption": {"fi": "Taulu"}, "headers": {"x": {"fi": "X"}}}},
    "figures": {},
    "quotes": {
        "a.q": {"document": "R01", "start": 0, "end": 12, "speaker": "A1", "text": "Vertaistuki", "text_hash": "0"},
        "a.hidden": {"document": "R01", "start": 0, "end": 12, "speaker": "A1", "text": "Salainen", "suppressed": True},
    },
    "claims": {"a.c": {"text": {"fi": HOSTILE}, "quotes": ["a.q"], "numbers": ["a.n"], "counter": []}},
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    lay_out(tmp_path, TALK)
    folder = tmp_path / "evidence" / "03-interview-analysis"
    (folder / "tables").mkdir(parents=True)
    pd.DataFrame({"x": [HOSTILE]}).to_parquet(folder / "tables" / "a.t.parquet")
    (folder / "evidence.json").write_text(json.dumps(EVIDENCE), encoding="utf-8")
    chapter = tmp_path / "report" / "staged" / "fi" / "05-interviews.qmd"
    chapter.parent.mkdir(parents=True)
    chapter.write_text("{{< include _evidence/claims/a.c.md >}}\n\n{{< var a.n >}} ryhmää\n", encoding="utf-8")
    return Library(Study(title={"fi": "Koe"}, synthetic=True, data_sets={}), tmp_path)


def pages(library: Library, *paths: str, token: str = "secret", host: str = "127.0.0.1") -> list[tuple[int, str]]:
    """Status and content of each path, asked from a server that lives for the call."""

    async def ask() -> list[tuple[int, str]]:
        server = HTTPServer(application(library, "secret"))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        port = sockets[0].getsockname()[1]
        try:
            return [await asyncio.to_thread(_get, port, path, token, host) for path in paths]
        finally:
            server.stop()
            await server.close_all_connections()

    return asyncio.run(ask())


def _get(port: int, path: str, token: str, host: str) -> tuple[int, str]:
    headers = {"Cookie": f"verko={token}", "Host": host, "Connection": "close"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_claim_leads_to_its_quote_and_the_quote_to_the_turn(library: Library):
    claim, quote, turn = pages(library, "/evidence/a.c", "/evidence/a.q", "/transcripts/R01?start=0&end=11")
    assert 'href="/evidence/a.q"' in claim[1]
    assert 'href="/evidence/a.n"' in claim[1]
    assert 'href="/transcripts/R01?start=0&amp;end=12#here"' in quote[1]
    assert '<mark id="here">Vertaistuki</mark> auttoi.' in turn[1]


def test_a_number_tells_its_tables_and_where_the_report_uses_it(library: Library):
    ((status, page),) = pages(library, "/evidence/a.n")
    assert status == 200
    assert "turns" in page
    assert "fi: 05-interviews" in page
    assert 'href="/evidence/a.c"' in page


def test_what_people_said_is_never_run(library: Library):
    shown = pages(
        library, "/", "/evidence/a.c", "/evidence/a.t", "/transcripts/R01", "/search?q=alert", "/search?q=%3Cscript%3E"
    )
    for status, page in shown:
        assert status == 200
        assert "<script" not in page


def test_a_suppressed_quote_is_not_shown(library: Library):
    for _, page in pages(library, "/", "/evidence/a.hidden", "/search?q=salainen"):
        assert "Salainen" not in page


def test_without_the_token_nothing_is_answered(library: Library):
    answers = pages(library, "/", "/transcripts/R01", "/evidence/a.q", "/search?q=vertaistuki", token="guess")
    assert {status for status, _ in answers} == {403}


def test_the_token_of_the_address_opens_the_page_that_was_asked_for(library: Library):
    ((status, page),) = pages(library, "/?token=secret")
    assert (status, "Koe" in page) == (200, True)


def test_another_name_for_this_machine_is_not_answered(library: Library):
    ((status, _),) = pages(library, "/", host="elsewhere.example")
    assert status == 404


@pytest.mark.parametrize(
    "path", ["/evidence/no.such", "/transcripts/R99", "/figures/a.q/fi.svg", "/reports/fi", "/transcripts/..%2F..%2Fx"]
)
def test_what_is_not_there_is_said(library: Library, path: str):
    ((status, page),) = pages(library, path)
    assert status == 404
    assert "Tällaista ei ole" in page
