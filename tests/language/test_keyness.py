"""Log-likelihood against published figures, and where it is not defined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramAssocMeasures

from verko.language import collocations, keyness, log_likelihood, log_ratio


def test_the_worked_example_of_two_corpora_of_one_size():
    """2 * (20 ln(20/12.5) + 5 ln(5/12.5)) by hand."""
    assert log_likelihood(20, 5, 10_000, 10_000) == pytest.approx(9.6372, abs=1e-4)


def test_the_published_example_of_two_sizes():
    """Hardie, A., on Rayson's calculator (Lancaster): 52 in 50,000 words against 57 in 75,000 gives 2.65."""
    assert log_likelihood(52, 57, 50_000, 75_000) == pytest.approx(2.65, abs=5e-3)


@pytest.mark.parametrize(
    ("together", "first_alone", "second_alone", "neither", "published"),
    [(110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (10, 0, 3, 31764, 167.23)],
)
def test_pairs_are_scored_as_dunning_published(together, first_alone, second_alone, neither, published):
    """Dunning (1993), Accurate methods for the statistics of surprise and coincidence, table 2 (bank reports)."""
    score = BigramAssocMeasures.likelihood_ratio(
        together, (together + first_alone, together + second_alone), together + first_alone + second_alone + neither
    )
    assert score == pytest.approx(published, abs=5e-3)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(100, 1000), st.integers(100, 1000))
def test_it_is_symmetric_and_never_negative(a, b, n, m):
    assert log_likelihood(a, b, n, m) == pytest.approx(log_likelihood(b, a, m, n))
    assert log_likelihood(a, b, n, m) >= -1e-9


def test_equal_shares_give_zero():
    assert log_likelihood(10, 20, 1000, 2000) == pytest.approx(0)
    assert log_ratio(10, 20, 1000, 2000) == pytest.approx(0)


def test_an_empty_corpus_cannot_be_compared():
    with pytest.raises(ValueError, match="without words"):
        log_likelihood(1, 1, 0, 10)
    assert keyness({}, {"a": ["x"]}).empty


def test_a_word_that_is_commoner_in_the_reference_is_no_keyword():
    found = keyness({"a": ["tuki"] * 5 + ["aika"] * 3}, {"b": ["aika"] * 9 + ["tuki"]})
    assert found["lemma"].tolist() == ["tuki"]
    assert found.loc[0, "documents"] == 1


def test_a_pair_across_two_documents_is_no_pair():
    assert collocations({"a": ["oma", "tuki"], "b": ["tuki", "oma"]}, least=1)[["first", "second"]].values.tolist() == [
        ["oma", "tuki"],
        ["tuki", "oma"],
    ]
