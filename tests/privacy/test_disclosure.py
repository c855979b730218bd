"""Small cells are hidden so that they cannot be worked out from what is shown."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.privacy.coarsening import rare_backgrounds, write_rare
from verko.privacy.disclosure import one_way, over_quoted, small_combinations, suppressed, suppressed_cross_table
from verko.privacy.linked import disclosed
from verko.study.model import Study

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(2, 5))
def test_no_small_cell_is_shown_and_no_hidden_one_can_be_worked_out(counts, k):
    hidden = suppressed(counts, k)
    assert all(hide for count, hide in zip(counts, hidden, strict=True) if 0 < count < k)
    sums = [(range(len(counts)), sum(counts))]
    assert set(disclosed(counts, hidden, sums, k)) <= set(disclosed(counts, [True] * len(counts), sums, k))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=4), st.integers(2, 4))
def test_no_hidden_cell_can_be_worked_out_from_rows_and_columns(rows, k):
    counts = pd.DataFrame(rows)
    hidden = suppressed_cross_table(counts, k)
    cells = counts.to_numpy().ravel().tolist()
    numbers = np.arange(len(cells)).reshape(counts.shape)
    sums = [(line.tolist(), sum(cells[cell] for cell in line)) for line in (*numbers, *numbers.T)]
    told = disclosed(cells, hidden.to_numpy().ravel().tolist(), sums, k)
    assert set(told) <= set(disclosed(cells, [True] * len(cells), sums, k))
    assert hidden.to_numpy()[(counts.to_numpy() > 0) & (counts.to_numpy() < k)].all()


def test_counts_of_k_and_more_are_shown():
    assert suppressed([3, 4, 0], 3) == [False, False, False]


def test_a_combination_that_one_person_has_is_named_though_each_class_is_common():
    people = pd.DataFrame({"sector": ["a", "a", "b", "b", "a"], "age": ["x", "x", "y", "y", "y"]})
    assert small_combinations(people, ["sector", "age"], 2).values.tolist() == [["a", "y", 1]]


def test_the_published_background_hides_a_second_class_with_a_small_one():
    people = pd.DataFrame({"sector": ["a"] * 6 + ["b"] * 4 + ["c"]})
    assert one_way(people, ["sector"], 3)["people"].tolist() == ["6", "–", "< 3"]


def test_a_hidden_cell_of_one_beside_one_of_k_is_not_enough():
    assert disclosed([9, 3, 1], [False, True, True], [(range(3), 13)], 3) == [2]  # 4 less 3 or more, and 1 or 2
    assert suppressed([9, 3, 1], 3) == [True, False, True]


def test_below_three_the_sign_itself_would_tell_the_number():
    assert one_way(pd.DataFrame({"sector": ["a"] * 6 + ["b"] * 4 + ["c"]}), ["sector"], 2)["people"].tolist() == [
        "6",
        "–",
        "–",
    ]


def test_a_speaker_with_half_of_the_quotes_is_named():
    quotes = pd.DataFrame({"document_id": ["J1", "J1", "J2", "J3"], "speaker": ["J"] * 4})
    assert over_quoted(quotes, 6)["document_id"].tolist() == ["J1"]


@st.composite
def parted_people(draw):
    counts = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=5))
    rows = [
        (f"v{n}", part)
        for n, pair in enumerate(counts)
        for part, many in zip("ab", pair, strict=True)
        for _ in range(many)
    ]
    return pd.DataFrame(rows, columns=["sector", "part"])


def shown_tables(people, k, *, linked):
    """The tables of both parts and of the whole, as a report shows them."""
    parts = people["part"] if linked else None
    tables = (
        {show: one_way(people, ["sector"], k, parts=parts, show=show) for show in ("a", "b", "")}
        if linked
        else {
            show: one_way(people[people["part"] == show] if show else people, ["sector"], k) for show in ("a", "b", "")
        }
    )
    return {show: dict(zip(table["value"], table["people"], strict=True)) for show, table in tables.items()}


def told_by_arithmetic(people, tables, k):
    """The attacker: what classes, parts and numbers of people add up to gives which hidden small cells back."""
    values, counts, sums = system(people)
    hidden = [not tables[show].get(value, "0").isdigit() for show in ("a", "b", "") for value in values]
    return disclosed(counts, hidden, sums, k)


def told_by_sums_alone(people, k):
    _, counts, sums = system(people)
    return disclosed(counts, [True] * len(counts), sums, k)


def system(people):
    """Every cell of the three tables, and what adds up to what."""
    values = sorted(people["sector"].unique())
    counts = [int(((people["sector"] == value) & people["part"].isin(list(show or "ab"))).sum())
              for show in ("a", "b", "") for value in values]  # fmt: skip
    n = len(values)
    sums = [(list(range(place, place + n)), sum(counts[place : place + n])) for place in (0, n, 2 * n)]
    sums += [([cell, n + cell, -1 - (2 * n + cell)], 0) for cell in range(n)]
    return values, counts, sums


@settings(max_examples=20, deadline=None)
@given(parted_people(), st.integers(3, 4))
def test_tables_of_the_parts_and_of_the_whole_tell_no_small_cell_together(people, k):
    if people["part"].nunique() < 2:
        return
    tables = shown_tables(people, k, linked=True)
    assert told_by_arithmetic(people, tables, k) == told_by_sums_alone(people, k)


def one_man_among_ten_women():
    rows = [("nainen", "a")] * 5 + [("mies", "a")] * 4 + [("nainen", "b")] * 5 + [("mies", "b")] + [("muu", "a")] * 3
    return pd.DataFrame(rows, columns=["sector", "part"])


def test_one_man_among_managers_is_not_found_by_taking_one_table_from_another():
    people = one_man_among_ten_women()
    assert told_by_arithmetic(people, shown_tables(people, 3, linked=True), 3) == []


def test_the_attacker_finds_him_when_the_tables_are_suppressed_one_by_one():
    people = one_man_among_ten_women()
    assert told_by_arithmetic(people, shown_tables(people, 3, linked=False), 3) != []


def test_a_rare_background_is_listed_with_what_to_make_coarser(tmp_path):
    rows = [("health", "40-49", "town")] * 4 + [("health", "60-69", "town"), ("church", "20-29", "village")]
    people = pd.DataFrame(rows, columns=["sector", "age_band", "region"])
    rare = rare_backgrounds(people, ["sector", "age_band", "region"], 3)
    assert rare[["sector", "people", "coarser"]].values.tolist() == [["church", 1, ""], ["health", 1, "age_band"]]
    study = Study(title={"en": "x"}, synthetic=True, folder=tmp_path)
    path, number = write_rare(study, people.assign(participant_id=range(6)))
    assert (number, path.name, path.stat().st_mode & 0o077) == (2, "rare.csv", 0)
