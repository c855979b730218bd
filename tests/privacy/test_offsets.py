"""Offsets before and after replacement name the same characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.privacy import Edit, OffsetMap


@st.composite
def edited_texts(draw):
    pieces = draw(
        st.lists(st.tuples(st.text(max_size=6), st.text(min_size=1, max_size=6), st.text(max_size=6)), max_size=8)
    )
    tail = draw(st.text(max_size=6))
    text, edits = "", []
    for kept, old, new in pieces:
        text += kept
        edits.append(Edit(len(text), len(text) + len(old), new))
        text += old
    return text + tail, edits


@given(edited_texts(), st.data())
def test_a_span_outside_every_edit_keeps_its_characters_both_ways(case, data):
    text, edits = case
    changes = OffsetMap(edits)
    new = changes.apply(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if any(edit.start < end and start < edit.end for edit in edits):
        return
    there = changes.to_new(start, end)
    if start < end:
        assert new[slice(*there)] == text[start:end]
        assert changes.to_old(*there) == (start, end)


@given(edited_texts())
def test_the_whole_text_maps_to_the_whole_text(case):
    text, edits = case
    changes = OffsetMap(edits)
    if text and changes.apply(text):
        assert changes.to_new(0, len(text)) == (0, len(changes.apply(text)))


@given(edited_texts(), st.data())
def test_a_span_always_stays_in_order_and_inside_the_new_text(case, data):
    text, edits = case
    changes = OffsetMap(edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new_start, new_end = changes.to_new(start, end)
    assert 0 <= new_start <= new_end <= len(changes.apply(text))


def test_a_span_that_cuts_a_replacement_is_widened_to_it():
    changes = OffsetMap([Edit(4, 9, "[nimi]")])
    assert changes.apply("Kun Liisa tuli") == "Kun [nimi] tuli"
    assert changes.to_new(6, 14) == (4, 15)


def test_overlapping_edits_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="overlap"):
        OffsetMap([Edit(0, 5, ""), Edit(4, 6, "")])
