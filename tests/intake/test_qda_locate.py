"""Quotes are found where they were said, whatever came between."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.intake.qda.locate import Locator

TEXT = (
    "H: Miten menee?\n\nA1: No meillä on semmonen ryhmä, jossa vanhemmat juttelee keskenään arjesta, "
    "ja se on\ntärkeää. Niin."
)


def found(quote: str, text: str = TEXT, **options) -> str:
    place = Locator(text).find(quote, **options)
    assert place is not None
    return text[place.start : place.end]


def test_a_quote_is_found_word_for_word():
    assert found("semmonen ryhmä") == "semmonen ryhmä"


def test_changed_white_space_and_quotation_marks_do_not_hide_a_quote():
    assert found("arjesta,  ja se on tärkeää") == "arjesta, ja se on\ntärkeää"
    assert found("Vanhemmat juttelee keskenään – arjesta") == "vanhemmat juttelee keskenään arjesta"


def test_page_furniture_inside_a_passage_belongs_to_it():
    page = TEXT.replace("keskenään", "kes-\nHaastattelu R01 sivu 2 (12)\nkenään")
    assert found("No meillä on semmonen ryhmä, jossa vanhemmat juttelee keskenään arjesta, ja se on tärkeää.", page)


def test_a_small_edit_is_found_as_alike_and_not_certain():
    place = Locator(TEXT).find("No meillä oli semmoinen ryhmä, missä vanhemmat juttelee keskenään arjesta ja se")
    assert place is not None
    assert (place.how, place.certain) == ("alike", False)


def test_words_nobody_said_are_not_found():
    assert Locator(TEXT).find("rahoitus loppui kesken hankkeen ja johtaja lähti eläkkeelle") is None
    assert Locator(TEXT).find("") is None


def test_words_said_twice_are_not_certain_unless_a_place_is_told():
    text = "niin. joo niin."
    assert Locator(text).find("niin").certain is False
    place = Locator(text).find("niin", near=9)
    assert (place.start, place.certain) == (10, True)


@given(text=st.text(alphabet="abc äö\n", min_size=1, max_size=80), data=st.data())
def test_every_part_of_a_text_is_found_and_says_the_same(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end].strip()
    place = Locator(text).find(quote)
    assert (place is None) == (quote == "")
    if place:
        assert text[place.start : place.end] == quote


@pytest.fixture
def interviews(shared_data: Path) -> dict[str, Locator]:
    def text(path: Path) -> str:
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))

    return {path.stem: Locator(text(path)) for path in (shared_data / "qualitative/transcripts/pdf").glob("P*.pdf")}


def test_real_coded_segments_are_found_in_their_pdf_interviews(shared_data: Path, interviews: dict[str, Locator]):
    with (shared_data / "qualitative/coded/pdpilot_coded_segments.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    hits = sum(interviews[row["document"]].find(row["segment"]) is not None for row in rows)
    assert hits >= 0.98 * len(rows)
