"""Small cells are hidden so that they cannot be worked out from what is shown."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from verko.privacy.disclosure import one_way, over_quoted, small_combinations, suppressed, suppressed_cross_table

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@given(COUNTS, st.integers(2, 5))
def test_no_small_cell_is_shown_and_no_hidden_one_can_be_worked_out(counts, k):
    hidden = suppressed(counts, k)
    assert all(hide for count, hide in zip(counts, hidden, strict=True) if 0 < count < k)
    covered = [count for count, hide in zip(counts, hidden, strict=True) if hide]
    assert not covered or all(hidden) or (len(covered) >= 2 and sum(covered) >= k)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=4), st.integers(2, 4))
def test_no_hidden_cell_stands_alone_in_its_row_or_column(rows, k):
    counts = pd.DataFrame(rows)
    hidden = suppressed_cross_table(counts, k)
    for line in [*hidden.to_numpy(), *hidden.to_numpy().T]:
        assert line.sum() != 1
    assert hidden.to_numpy()[(counts.to_numpy() > 0) & (counts.to_numpy() < k)].all()


def test_counts_of_k_and_more_are_shown():
    assert suppressed([3, 4, 0], 3) == [False, False, False]


def test_a_combination_that_one_person_has_is_named_though_each_class_is_common():
    people = pd.DataFrame({"sector": ["a", "a", "b", "b", "a"], "age": ["x", "x", "y", "y", "y"]})
    assert small_combinations(people, ["sector", "age"], 2).values.tolist() == [["a", "y", 1]]


def test_the_published_background_hides_a_second_class_with_a_small_one():
    people = pd.DataFrame({"sector": ["a"] * 6 + ["b"] * 4 + ["c"]})
    assert one_way(people, ["sector"], 3)["people"].tolist() == ["6", "–", "< 3"]


def test_a_speaker_with_half_of_the_quotes_is_named():
    quotes = pd.DataFrame({"document_id": ["J1", "J1", "J2", "J3"], "speaker": ["J"] * 4})
    assert over_quoted(quotes, 6)["document_id"].tolist() == ["J1"]
