"""Agreement: published examples, hand-sized cases, undefined cases named, properties that always hold."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.coding.agreement import COEFFICIENTS, agreement, gwet_standard_error
from verko.coding.ratings import Ratings
from verko.coding.unitizing import OverlappingSegments, per_code, unitizing
from verko.coding.unitizing_2004 import alpha_u_2004

LABELS = st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 3), min_size=3, max_size=25)


def ratings(*columns: str) -> Ratings:
    """One string a coder, one character a unit; a point is a judgement not made."""
    return Ratings(
        pd.DataFrame({place: [None if c == "." else c for c in column] for place, column in enumerate(columns)})
    )


@pytest.fixture
def published(shared_data: Path) -> dict:
    return json.loads((shared_data / "qualitative/coded/icr_published_examples.json").read_text(encoding="utf-8"))


def as_ratings(example: dict) -> Ratings:
    if "coders_by_units" in example:
        table = pd.DataFrame([list(one) for one in example["coders_by_units"]]).T.astype(object)
        return Ratings(table.where(table.notna(), None))
    if "counts" in example:
        rows = [[place for place, count in enumerate(row) for _ in range(count)] for row in example["counts"]]
        return Ratings(pd.DataFrame(rows))
    cells = [[a, b] for a, row in enumerate(example["table"]) for b, count in enumerate(row) for _ in range(count)]
    return Ratings(pd.DataFrame(cells))


def computed(found: Ratings, name: str) -> float | None:
    if name == "gwet_ac1_se":
        return gwet_standard_error(found)
    if name.startswith("alpha_"):
        return agreement(found, "alpha", level=name.removeprefix("alpha_")).value
    known = {
        "gwet_ac1": "gwet",
        "conger_kappa": "conger",
        "cohen_kappa": "cohen",
        "brennan_prediger": "brennan_prediger",
    }
    return agreement(found, known.get(name, "fleiss")).value


def test_every_published_coefficient_is_reproduced(published):
    checked = 0
    for example in published.values():
        if "segments_half_open" not in example:
            for name, value in example["expected"].items():
                assert computed(as_ratings(example), name) == pytest.approx(value, abs=6e-4), name
                checked += 1
    assert checked >= 15


def test_the_unitizing_family_gives_krippendorffs_figure_12_11(published):
    example = published["krippendorff_2019_fig_12_11_unitizing"]
    segments = {coder: [tuple(one) for one in own] for coder, own in example["segments_half_open"].items()}
    found = unitizing(segments, example["L"])
    assert found.u == pytest.approx(0.510, abs=6e-4)
    assert found.binary == pytest.approx(0.413, abs=6e-4)
    assert found.cu == pytest.approx(0.7283, abs=6e-5)  # printed .724: see the next test
    assert found.per_value == {"1": 1.0, "2": 0.0, "3": 0.0, "4": 0.0, "5": 1.0, "6": 1.0, "7": None}


def test_no_reading_of_the_equations_gives_the_printed_cu_of_figure_12_11():
    """By hand: l_c. of values 1-6 is 21, 6, 6, 6, 8, 36; 18 of the 83 pairable lengths disagree."""
    marginals, total, disagreeing = np.array([21.0, 6, 6, 6, 8, 36]), 83.0, 18.0
    readings = {
        "whole segments": ([147, 36, 36, 36, 132, 268], 256, 0.7397),
        "pairable parts": ([147, 36, 36, 36, 128, 268], 0, 0.7283),
        "pair by pair": ([147, 36, 36, 36, 64, 268], 0, 0.7256),
        "piece by piece": ([147, 36, 36, 36, 128, 150], 0, 0.7232),
    }
    for squares, unpaired, value in readings.values():
        squared = np.array(squares, dtype=float)
        chance = (marginals**2 - squared) / (total - (squared.sum() + unpaired) / total)
        alone = -unpaired / (total - (squared.sum() + unpaired) / total)
        assert 1 - disagreeing / (total - chance.sum() - alone) == pytest.approx(value, abs=6e-5)
    squared = np.array(readings["pairable parts"][0], dtype=float)
    chance = (marginals**2 - squared) / (total - squared.sum() / total)
    assert chance[4] < 0  # value 5: two of the three coders see it
    assert 1 - disagreeing / (total - chance.clip(0).sum()) == pytest.approx(0.7248, abs=6e-5)


def test_the_older_unitizing_alpha_gives_the_2004_example(published):
    example = published["krippendorff_2004_p254_unitizing"]
    segments = {coder: [tuple(one) for one in own] for coder, own in example["segments_half_open"].items()}
    value, parts = alpha_u_2004(segments, example["L"])
    assert value == pytest.approx(0.859, abs=6e-4)
    assert parts["c"] == pytest.approx((0.0144, 0.0532), abs=6e-5)
    assert parts["k"] == pytest.approx((0.0, 0.0490), abs=6e-5)


def test_cohens_kappa_by_hand():
    found = agreement(ratings("yynn", "ynnn"), "cohen")
    assert found.value == pytest.approx(0.5)  # Po 3/4; Pe 2/4 x 1/4 + 2/4 x 3/4 = 1/2


@pytest.mark.parametrize(
    ("columns", "coefficient", "reason"),
    [
        (("aab",), "alpha", "only one coder"),
        (("a..", ".b."), "alpha", "no unit was judged by two"),
        (("aaa", "aaa"), "alpha", "the same category"),
        (("aab", "abb", "abb"), "cohen", "two coders"),
    ],
)
def test_a_coefficient_that_does_not_exist_says_why(columns, coefficient, reason):
    found = agreement(ratings(*columns), coefficient)
    assert found.value is None
    assert reason in found.undefined


def test_words_have_no_interval_level():
    assert "no numbers" in agreement(ratings("ab", "ab"), "alpha", level="interval").undefined


def test_a_bootstrap_without_a_seeded_generator_is_refused():
    with pytest.raises(ValueError, match="rng"):
        agreement(ratings("aabb", "abbb"), bootstrap=10)


@given(rows=LABELS, order=st.permutations([0, 1, 2]))
def test_the_order_of_coders_and_units_changes_nothing(rows, order):
    table = pd.DataFrame(rows)
    turned = table[order].iloc[::-1]
    for coefficient in COEFFICIENTS:
        first, second = agreement(Ratings(table), coefficient), agreement(Ratings(turned), coefficient)
        assert (first.value is None) == (second.value is None)
        if first.value is not None:
            assert first.value == pytest.approx(second.value)


@given(rows=LABELS)
def test_full_agreement_is_one_and_nothing_is_above_it(rows):
    alike = agreement(Ratings(pd.DataFrame([[row[0]] * 3 for row in rows])), "alpha")
    assert alike.value is None or alike.value == pytest.approx(1.0)
    for coefficient in COEFFICIENTS:
        value = agreement(Ratings(pd.DataFrame(rows)), coefficient).value
        assert value is None or value <= 1 + 1e-9


def test_the_bootstrap_is_the_one_over_units():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.choice(list("ab"), size=(40, 2), p=[0.6, 0.4]))
    table[1] = np.where(rng.random(40) < 0.7, table[0], table[1])
    found = agreement(Ratings(table), "alpha", bootstrap=4000, rng=np.random.default_rng(1))
    slow = [agreement(Ratings(table.sample(40, replace=True, random_state=seed)), "alpha").value for seed in range(400)]
    low, high = np.quantile([value for value in slow if value is not None], [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.06)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)), min_size=1, max_size=8))
def test_the_same_segments_agree_fully(pieces):
    segments, at = [], 0
    for gap, size in pieces:
        segments.append((at + gap, at + gap + size, "x"))
        at += gap + size
    found = unitizing({"A": segments, "B": segments, "C": segments}, at + 10)
    assert found.u == pytest.approx(1.0)
    assert found.binary == pytest.approx(1.0)


def test_overlapping_segments_of_one_coder_are_compared_code_by_code():
    segments = {"A": [(0, 5, "x"), (3, 8, "y")], "B": [(0, 5, "x"), (4, 8, "y")]}
    with pytest.raises(OverlappingSegments):
        unitizing(segments, 10)
    assert per_code(segments, 10)["x"] == 1.0


def test_a_segment_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="outside"):
        unitizing({"A": [(0, 11, "x")], "B": []}, 10)
