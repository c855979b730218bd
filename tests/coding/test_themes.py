"""Themes, co-occurrence, saturation, quotes: small cases that a person can count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.coding import balance, cooccurrence, saturation, themes
from verko.coding.codebook import Codebook, checks
from verko.coding.talk import with_turns

CODES = pd.DataFrame(
    {
        "code_id": ["U1", "U1.1", "U2", "U2.1", "U3"],
        "parent_id": [None, "U1", None, "U2", None],
        "name_fi": ["Vertaistuki tukena", "toivo", "Vaikuttaminen", "koulutus", "Tieto"],
        "definition_fi": ["Makrotaso: x", None, "y", None, None],
    }
)


def coded(*rows: tuple) -> pd.DataFrame:
    """Rows of document, start, end, code, coder."""
    return pd.DataFrame(rows, columns=["document_id", "start", "end", "code_id", "coder"])


def test_codings_of_two_coders_on_one_place_are_one_passage():
    table = themes.with_themes(coded(("R01", 0, 10, "U1.1", "A"), ("R01", 5, 12, "U1", "B")), CODES)
    assert themes.segments(table)[["start", "end", "coders"]].values.tolist() == [[0, 12, 2]]


def test_passages_that_only_touch_stay_two():
    table = themes.with_themes(coded(("R01", 0, 10, "U1", "A"), ("R01", 10, 12, "U1", "A")), CODES)
    assert len(themes.segments(table)) == 2


def test_a_group_without_a_theme_stays_in_the_denominator():
    passages = themes.segments(themes.with_themes(coded(("R01", 0, 10, "U1.1", "A")), CODES))
    row = themes.prevalence(passages, ["R01", "R02"], ["U1"]).iloc[0]
    assert (row["documents"], row["of"], row["without"]) == (1, 2, ["R02"])


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 40), st.integers(1, 9), st.sampled_from("XY")), max_size=20
    )
)
def test_passages_cover_just_what_was_coded(rows):
    table = pd.DataFrame(
        [(document, start, start + size, theme, "K") for document, start, size, theme in rows],
        columns=["document_id", "start", "end", "theme", "coder"],
    )
    for key, own in table.groupby(["document_id", "theme"]):
        made = themes.segments(table)
        made = made[(made["document_id"] == key[0]) & (made["theme"] == key[1])]
        covered = {place for row in own.itertuples() for place in range(row.start, row.end)}
        assert {place for row in made.itertuples() for place in range(row.start, row.end)} == covered


@given(
    st.lists(
        st.tuples(st.sampled_from(["R1", "R2"]), st.integers(0, 30), st.integers(1, 8), st.sampled_from("XYZ")),
        max_size=25,
    )
)
def test_overlap_counts_equal_those_counted_pair_by_pair(rows):
    table = pd.DataFrame(
        [(document, start, start + size, theme) for document, start, size, theme in rows],
        columns=["document_id", "start", "end", "theme"],
    )
    found = {(row.first, row.second): row.n12 for row in cooccurrence.cooccurrence(table).itertuples()}
    for first, second in (("X", "Y"), ("X", "Z"), ("Y", "Z")):
        sides = [
            sum(
                any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for b in table.values if b[3] == other)
                for a in table.values
                if a[3] == one
            )
            for one, other in ((first, second), (second, first))
        ]
        assert found.get((first, second), 0) == min(sides)


def test_codes_of_one_document_go_together_by_document():
    table = coded(("R01", 0, 2, "a", "A"), ("R01", 50, 60, "b", "A"), ("R02", 0, 2, "a", "A"))
    found = cooccurrence.cooccurrence(table, by="document", column="code_id").iloc[0]
    assert (found["n1"], found["n2"], found["n12"], found["c"]) == (2, 1, 1, 0.5)


def test_the_codebook_tells_what_to_look_at():
    found = checks(CODES, coded(("R01", 0, 9, "U1.1", "A"), ("R02", 0, 9, "U1.1", "B"), ("R01", 0, 9, "U2.1", "A")))
    told = set(map(tuple, found.values.tolist()))
    assert ("one_coder", "U2.1") in told
    assert ("few_documents", "U2") in told
    assert ("one_word", "U3") in told
    assert ("unused", "U3") in told
    assert ("no_definition", "U1.1") in told
    assert ("unused", "U1.1") not in told


def test_the_context_of_a_code_is_its_ancestors():
    assert Codebook(CODES).context("U1.1") == "macro"
    assert Codebook(CODES).context("U2.1") is None


def test_a_coding_belongs_to_the_turn_it_begins_in():
    turns = pd.DataFrame(
        {"document_id": "R01", "turn_id": ["a", "b"], "speaker": ["A1", "A2"], "role": "participant",
         "stimulus_id": [None, "V1"], "start": [0, 20], "end": [10, 30]}
    )  # fmt: skip
    found = with_turns(coded(("R01", 22, 25, "U1", "A"), ("R01", 0, 5, "U1", "A"), ("R01", 12, 14, "U1", "A")), turns)
    assert found["turn_id"].fillna("outside").tolist() == ["b", "a", "outside"]


def met(*rows: str) -> pd.DataFrame:
    return pd.DataFrame([[mark == "x" for mark in row] for row in rows])


def test_all_runs_are_told_not_only_the_first_low_one():
    found = saturation.runs(met("xx..", "x...", "x...", "x.x.", "x..x"), base=2, run=1)
    assert found["new"].tolist() == [0, 1, 1]


def test_the_band_of_orders_ends_where_all_codes_are_met():
    curve = saturation.accumulation(met("xx...", ".xx..", "...xx"), orders=500, rng=np.random.default_rng(1))
    assert curve.iloc[-1][["in_order", "mean", "low", "high"]].tolist() == [5, 5, 5, 5]
    assert curve["mean"].iloc[0] == pytest.approx(2.0)


def test_the_mean_over_all_orders_is_the_one_counted_by_hand():
    curve = saturation.accumulation(met("x.", "x.", ".x"), orders=20_000, rng=np.random.default_rng(2))
    assert curve["mean"].iloc[1] == pytest.approx(5 / 3, abs=0.02)


def test_no_codes_have_no_coverage():
    assert saturation.richness(met("..", "..")).coverage is None


def passages(*rows: tuple) -> pd.DataFrame:
    columns = ["theme", "document_id", "start", "end", "coders", "translated", "speaker", "words", "text"]
    return pd.DataFrame([(*row, 1, False, row[1] + "s", 20, "") for row in rows], columns=columns)


def test_quotes_of_a_theme_come_from_different_interviews():
    chosen = balance.choose(passages(("U1", "R01", 0, 9), ("U1", "R01", 20, 29), ("U1", "R02", 0, 9)), per_theme=2)
    assert sorted(chosen["document_id"]) == ["R01", "R02"]


def test_no_passage_is_quoted_twice():
    chosen = balance.choose(passages(("U1", "R01", 0, 9), ("U2", "R01", 5, 12)), per_theme=2)
    assert len(chosen) == 1


def test_a_translated_passage_outweighs_one_earlier_quote():
    rows = passages(("U1", "R01", 0, 9), ("U2", "R01", 20, 29), ("U2", "R01", 40, 49), ("U2", "R02", 0, 9))
    rows.loc[1, "translated"] = True
    chosen = balance.choose(rows, per_theme=1).set_index("theme")
    assert tuple(chosen.loc["U2", ["document_id", "start"]]) == ("R01", 20)


def test_unevenness_of_quotes():
    assert balance.gini([1, 1, 1, 1]) == 0
    assert balance.gini([4, 0, 0, 0]) == pytest.approx(0.75)
    assert balance.gini([]) is None
