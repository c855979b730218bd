"""Evidence is the only door to the report: names, languages, traces, quotes checked against the store."""

import json

import pandas as pd
import pytest

from verko.errors import StudyError
from verko.evidence import Evidence, read_evidence
from verko.figures.base import horizontal_bars, new_figure
from verko.hashing import text_hash
from verko.store import Store

BOTH = {"fi": "Taulukko", "en": "Table"}
TEXT = "Me ollaan täällä vertaisia. Niin just."


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "tables")
    document = {
        "document_id": "R01", "data_set": "groups", "file": "R01.md", "format": "md", "language": "fi", "text": TEXT,
        "text_hash": text_hash(TEXT), "characters": len(TEXT), "words": 6, "synthetic": True,
    }  # fmt: skip
    turn = {"turn_id": "R01-0001", "document_id": "R01", "number": 1, "speaker": "A1", "role": "participant",
            "start": 0, "end": len(TEXT), "words": 6}  # fmt: skip
    translation = {"document_id": "R01", "start": 0, "end": 27, "language": "en", "translation": "We are peers here."}
    store.write("documents", pd.DataFrame([document]))
    store.write("turns", pd.DataFrame([turn]))
    store.write("translations", pd.DataFrame([translation]))
    return store


@pytest.fixture
def evidence(tmp_path, store):
    return Evidence(tmp_path / "evidence", "03-interview-analysis", store, synthetic=True, most_words=5)


def recorded(evidence):
    evidence.save()
    return read_evidence(evidence.folder)


def test_a_number_keeps_what_it_was_computed_from(evidence):
    evidence.number("interviews.share", 0.5, n=2, denominator=4, percent=True)
    number = recorded(evidence)["numbers"]["interviews.share"]
    assert (number["value"], number["n"], number["denominator"], number["percent"]) == (0.5, 2, 4, True)


def test_a_number_remembers_the_tables_read_so_far(evidence, store):
    store.read("turns")
    evidence.number("interviews.turns", 1)
    assert recorded(evidence)["numbers"]["interviews.turns"]["trace"] == ["turns"]


def test_a_number_about_fewer_people_than_k_is_not_written_anywhere(evidence):
    evidence.number("interviews.minors", 2, people=2)
    number = recorded(evidence)["numbers"]["interviews.minors"]
    assert (number["value"], number["suppressed"], number["below"]) == (None, True, 3)


def test_not_a_number_is_an_error_rather_than_a_quiet_nan(evidence):
    with pytest.raises(ValueError, match="name why"):
        evidence.number("interviews.kappa", float("nan"))


@pytest.mark.parametrize("name", ["groups", "Interviews.groups", "interviews.grups!", "interviews.", "../x.y"])
def test_a_name_says_theme_and_thing_in_lower_case(evidence, name):
    with pytest.raises(StudyError, match="is no name for evidence"):
        evidence.number(name, 1)


def test_a_name_is_recorded_once(evidence):
    evidence.number("interviews.groups", 4)
    with pytest.raises(StudyError, match="recorded twice"):
        evidence.number("interviews.groups", 5)


def test_two_notebooks_may_not_record_the_same_name(evidence, tmp_path, store):
    other = Evidence(tmp_path / "evidence", "04-leadership-themes", store, synthetic=True)
    for one in (evidence, other):
        one.number("interviews.groups", 4)
        one.save()
    with pytest.raises(StudyError, match=r"03-interview-analysis and 04-leadership-themes"):
        read_evidence(evidence.folder)


def test_a_caption_is_given_in_every_language_of_the_study(evidence):
    with pytest.raises(StudyError, match="without 'en'"):
        evidence.table("interviews.t", pd.DataFrame({"a": [1]}), caption={"fi": "T"}, headers={"a": BOTH})


def test_a_header_for_a_column_that_is_not_there_is_told(evidence):
    with pytest.raises(StudyError, match=r"no column 'wrods' \(did you mean 'words'\?\)"):
        evidence.table("interviews.t", pd.DataFrame({"words": [1]}), caption=BOTH, headers={"wrods": BOTH})


def test_a_column_may_differ_by_language(evidence):
    frame = pd.DataFrame({"name_fi": ["ryhmä"], "name_en": ["group"], "n": [4]})
    evidence.table("interviews.t", frame, caption=BOTH, headers={"name": BOTH, "n": BOTH})
    assert recorded(evidence)["tables"]["interviews.t"]["align"] == {"name": "left", "n": "right"}


def test_a_figure_is_drawn_in_each_language_with_its_mark_title_and_description(evidence):
    def draw(data, *, language):
        figure, axes = new_figure(height=4)
        horizontal_bars(axes, [language], [1.0])
        return figure

    evidence.figure("interviews.f", draw, pd.DataFrame({"n": [1]}), caption=BOTH, alt={"fi": "Yksi <b>", "en": "One"})
    figure = recorded(evidence)["figures"]["interviews.f"]
    svg = (evidence.folder / evidence.notebook / figure["files"]["fi"]).read_text(encoding="utf-8")
    assert "<title>Taulukko</title><desc>Yksi &lt;b&gt;</desc>" in svg
    assert 'role="img" lang="fi"' in svg
    assert set(figure["files"]) == {"fi", "en"}


def test_a_quote_is_taken_from_the_store_with_speaker_and_translation(evidence):
    evidence.quote("interviews.q", document="R01", start=0, end=27)
    quote = recorded(evidence)["quotes"]["interviews.q"]
    assert quote["text"] == "Me ollaan täällä vertaisia."
    assert (quote["speaker"], quote["turn"], quote["translation"]) == ("A1", "R01-0001", {"en": "We are peers here."})


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"document": "R09", "start": 0, "end": 2}, "no document_id 'R09'"),
        ({"document": "R01", "start": 5, "end": 5}, "no characters 5 to 5"),
        ({"document": "R01", "start": 0, "end": 999}, "no characters"),
        ({"coding": "nobody"}, "no coding_id 'nobody'"),
        ({"document": "R01"}, "give a coding, or document, start and end"),
        ({"document": "R01", "start": 0, "end": len(TEXT)}, "6 words, over 5"),
    ],
)
def test_a_quote_that_is_not_in_the_store_or_too_long_is_refused_without_its_words(evidence, where, said):
    with pytest.raises(StudyError) as caught:
        evidence.quote("interviews.q", **where)
    assert said in str(caught.value)
    assert "vertaisia" not in str(caught.value)


def test_a_quote_of_a_text_that_has_changed_since_is_refused(evidence, store):
    changed = store.read("documents").assign(text=TEXT.replace("Me", "He"))
    store.write("documents", changed)
    with pytest.raises(StudyError, match="not the one that was stored"):
        evidence.quote("interviews.q", document="R01", start=0, end=5)


def test_a_claim_rests_on_what_was_recorded(evidence):
    evidence.number("interviews.groups", 4)
    evidence.claim("interviews.c", text=BOTH, numbers=["interviews.groups"])
    assert recorded(evidence)["claims"]["interviews.c"]["numbers"] == ["interviews.groups"]


def test_a_claim_that_rests_on_nothing_is_refused(evidence):
    with pytest.raises(StudyError, match="rests on nothing"):
        evidence.claim("interviews.c", text=BOTH)


def test_a_claim_that_leans_on_a_misspelt_name_is_told(evidence):
    evidence.number("interviews.groups", 4)
    with pytest.raises(StudyError, match=r"'interviews.grups'.*did you mean 'interviews.groups'\?"):
        evidence.claim("interviews.c", text=BOTH, numbers=["interviews.grups"])


def test_saving_replaces_what_an_earlier_run_wrote(evidence, tmp_path, store):
    evidence.number("interviews.groups", 4)
    evidence.save()
    again = Evidence(tmp_path / "evidence", "03-interview-analysis", store, synthetic=True)
    again.number("interviews.people", 12)
    assert list(recorded(again)["numbers"]) == ["interviews.people"]


def test_the_same_evidence_has_the_same_bytes(evidence):
    evidence.table("interviews.t", pd.DataFrame({"a": [1]}), caption=BOTH, headers={"a": BOTH})
    evidence.save()
    file = evidence.folder / evidence.notebook / "evidence.json"
    first = file.read_bytes()
    evidence.save()
    assert file.read_bytes() == first
    assert set(json.loads(first)["files"]) == {"tables/interviews.t.parquet"}
