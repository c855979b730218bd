"""Dispersion against published worked examples, and where it is not defined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.language import deviation_of_proportions, dispersion, juilland_d, normalized_deviation

CORPUS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
"""The corpus of five parts with which Gries (2008; 2020) shows each measure; the word is the letter a."""
A = [part.count("a") for part in CORPUS]
SIZES = [len(part) for part in CORPUS]


def test_the_worked_example_of_gries():
    assert (A, SIZES) == ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert deviation_of_proportions(A, SIZES) == pytest.approx(0.18, abs=5e-3)
    assert normalized_deviation(A, SIZES) == pytest.approx(0.22, abs=5e-3)
    assert juilland_d(A, SIZES) == pytest.approx(0.785, abs=5e-4)


def test_the_worked_example_of_lijffijt_and_gries():
    """Three parts of one size, two thirds of the word in one and a third in another (2012, table 1)."""
    assert deviation_of_proportions([2, 1, 0], [50, 50, 50]) == pytest.approx(1 / 3)
    assert normalized_deviation([2, 1, 0], [50, 50, 50]) == pytest.approx(0.5)


def test_a_word_in_one_part_alone_is_as_uneven_as_can_be():
    assert normalized_deviation([0, 0, 7], [10, 10, 10]) == pytest.approx(1)
    assert juilland_d([0, 0, 7], [10, 10, 10]) == pytest.approx(0)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=8), st.integers(1, 9))
def test_a_word_that_follows_the_sizes_is_even(sizes, times):
    counts = [size * times for size in sizes]
    assert deviation_of_proportions(counts, sizes) == pytest.approx(0)
    assert juilland_d(counts, sizes) == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 500)), min_size=2, max_size=8))
def test_the_order_of_the_parts_changes_nothing(parts):
    counts, sizes = [count for count, _ in parts], [size for _, size in parts]
    if sum(counts):
        assert deviation_of_proportions(counts, sizes) == pytest.approx(
            deviation_of_proportions(counts[::-1], sizes[::-1])
        )
        assert 0 <= normalized_deviation(counts, sizes) <= 1 + 1e-9


def test_undefined_dispersion_is_said():
    with pytest.raises(ValueError, match="does not occur"):
        deviation_of_proportions([0, 0], [5, 5])
    with pytest.raises(ValueError, match="without words"):
        deviation_of_proportions([1, 0], [5, 0])
    with pytest.raises(ValueError, match="two parts"):
        juilland_d([1], [5])


def test_a_table_of_one_document_has_no_rows():
    assert dispersion({"R01": ["tuki"] * 9, "R02": []}).empty
