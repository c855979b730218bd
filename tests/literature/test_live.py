"""Looking records up: asked once, kept in the study, and never in the way when nobody answers."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from verko.errors import FileProblem
from verko.literature import catalogues
from verko.literature.catalogues import NotInstalled, Offline, Work
from verko.literature.live import look_up
from verko.literature.live_study import look_up_study
from verko.study import load_study

from .review_sample import lay_out

TODAY = "2026-01-02"
RECORDS = pd.DataFrame({
    "record_id": ["r1", "r2", "r3", "r4"],
    "doi": ["10.5555/a", None, "10.5555/unknown", None],
    "title": ["Peers at work", "Bridges between peers and families", "Bakeries", "Editorial"],
    "year": [2014, 2015, 2016, 2017],
})  # fmt: skip


class Shelf:
    """A catalogue of invented works that counts what it is asked, and can be out of reach."""

    name = "Shelf"

    def __init__(self, *, open_for: int = 99) -> None:
        self.asked, self.open_for = [], open_for

    def _ask(self, question: str) -> None:
        if len(self.asked) >= self.open_for:
            raise Offline("no route")
        self.asked.append(question)

    def work(self, doi: str) -> Work | None:
        self._ask(doi)
        return Work(doi, "Peers at work", 2014, retracted=True) if doi == "10.5555/a" else None

    def works_like(self, title: str) -> list[Work]:
        self._ask(title)
        return [
            Work("10.5555/x", "Bakeries in towns", 2015),
            Work("10.5555/b", "Bridges Between Peers and Families", 2015),
        ]


def test_records_are_found_by_doi_and_by_title_and_generic_titles_are_not_asked_for(tmp_path):
    shelf = Shelf()
    found = look_up(RECORDS, tmp_path / "kept.json", [shelf], today=TODAY)
    assert found.table[["record_id", "asked", "doi", "date"]].values.tolist() == [
        ["r1", "doi", "10.5555/a", TODAY],
        ["r2", "title", "10.5555/b", TODAY],
    ]
    assert shelf.asked == ["10.5555/a", "Bridges between peers and families", "10.5555/unknown"]
    assert (found.known, found.asked, found.waiting, found.offline) == (0, 3, 0, "")
    assert "1 of them are marked as retracted" in found.in_words()[1]


def test_what_is_kept_is_not_asked_again_even_when_nothing_was_found(tmp_path):
    first = look_up(RECORDS, tmp_path / "kept.json", [Shelf()], today=TODAY)
    again = look_up(RECORDS, tmp_path / "kept.json", [Shelf(open_for=0)], today="2027-01-01")
    pd.testing.assert_frame_equal(first.table, again.table)
    assert (again.known, again.asked, again.offline) == (3, 0, "")


def test_when_the_line_breaks_what_was_answered_is_kept_and_the_rest_waits(tmp_path):
    found = look_up(RECORDS, tmp_path / "kept.json", [Shelf(open_for=1)], today=TODAY)
    assert (len(found.table), found.waiting) == (1, 2)
    assert found.in_words()[-1] == "2 records wait for the next time: no route"
    assert list(json.loads((tmp_path / "kept.json").read_text())) == ["doi:10.5555/a"]


def test_an_interrupted_look_up_keeps_its_answers(tmp_path):
    class Stopped(Shelf):
        def works_like(self, title: str) -> list[Work]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_up(RECORDS, tmp_path / "kept.json", [Stopped()], today=TODAY)
    assert "doi:10.5555/a" in json.loads((tmp_path / "kept.json").read_text())


def test_a_broken_file_of_answers_is_named(tmp_path):
    (tmp_path / "kept.json").write_text('{"doi:x": {"wo')
    with pytest.raises(FileProblem, match=r"kept\.json: is no file of answers"):
        look_up(RECORDS, tmp_path / "kept.json", [], today=TODAY)


def with_look_up(folder: Path, kept: str = "literature/looked_up.json"):
    study = lay_out(folder)
    path = study.folder / "study.yml"
    text = path.read_text().replace(
        "    kind: bibliography\n", f"    kind: bibliography\n    look_up: {{kept: {kept}}}\n"
    )
    path.write_text(text)
    return load_study(study.folder)


def test_a_study_that_asks_for_it_gets_its_answers_as_a_sheet(tmp_path):
    study = with_look_up(tmp_path / "study")
    [(found, path)] = look_up_study(study, tmp_path / "out", made_by=lambda mailto: [Shelf()], today=TODAY).values()
    assert path.read_text().startswith("record_id,asked,catalogue,date,doi,title")
    assert (study.folder / "literature" / "looked_up.json").is_file()
    assert found.waiting == 0


def test_without_the_extra_it_says_so_in_one_line_and_goes_on(tmp_path):
    def missing(mailto: str):
        raise NotInstalled("pyalex")

    [(found, _)] = look_up_study(with_look_up(tmp_path), tmp_path / "out", made_by=missing).values()
    assert len(found.in_words()) == 2
    assert "`live` (pyalex) is not installed" in found.in_words()[1]


def test_a_study_that_does_not_ask_for_it_is_told_how(tmp_path):
    with pytest.raises(FileProblem, match=r"study\.yml: no data set .* asks for it: add `look_up:"):
        look_up_study(lay_out(tmp_path), tmp_path / "out")


def test_answers_stay_in_the_study(tmp_path):
    with pytest.raises(FileProblem, match="leaves the study's folder"):
        look_up_study(with_look_up(tmp_path, "../kept.json"), tmp_path / "out", made_by=lambda mailto: [])


class Refusing:
    """A library that answers as the real ones do: what is unknown is an error 404, and a dead line one of its own."""

    config = SimpleNamespace(email=None, max_retries=0)

    def __init__(self, error: Exception) -> None:
        self.error = error

    def Works(self):  # noqa: N802 (pyalex calls it so)
        return self

    def __getitem__(self, name: str):
        raise self.error


def answered(status: int) -> Exception:
    error = RuntimeError("answer")
    error.response = SimpleNamespace(status_code=status)
    return error


def test_an_unknown_doi_is_no_error_and_a_dead_line_or_a_broken_service_is_offline(monkeypatch):
    cases = {"unknown": answered(404), "dead": ConnectionError("no route"), "broken": answered(503)}
    for name, error in cases.items():
        monkeypatch.setattr(catalogues, "_loaded", lambda library, error=error: Refusing(error))
        source = catalogues.OpenAlex("a@example.org")
        if name == "unknown":
            assert source.work("10.5555/a") is None
        else:
            with pytest.raises(Offline):
                source.work("10.5555/a")
