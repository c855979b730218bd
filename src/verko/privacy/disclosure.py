"""Disclosure control: which combinations of background tell who somebody is, and which cells may be shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def small_combinations(people: pd.DataFrame, columns: Sequence[str], k: int) -> pd.DataFrame:
    """Combinations of background values that fewer than `k` people share: each of them may point to a person.

    people: one row per person. Columns of the answer: `columns` and `people`, the smallest first.
    A missing value counts as a value.

    >>> people = pd.DataFrame({"sector": ["a", "a", "a", "b"], "age": ["40-49"] * 4})
    >>> small_combinations(people, ["sector", "age"], 3).values.tolist()
    [['b', '40-49', 1]]
    """
    if people.empty or not columns:
        return pd.DataFrame(columns=[*columns, "people"])
    counts = people.groupby(list(columns), dropna=False, sort=True).size().rename("people").reset_index()
    small = counts[counts["people"] < k]
    return small.sort_values(["people", *columns], ignore_index=True)


def suppressed(counts: Sequence[int], k: int, *, total_told: bool = True) -> list[bool]:
    """Which cells of one row of counts must not be shown; True = hidden. Zeros may be shown.

    Cells of 1 to k-1 are hidden. Where the total is told, enough further cells, the smallest first, are hidden
    that the hidden ones cannot be worked out: at least two of them, with at least `k` people in all.

    >>> suppressed([12, 2, 7], 3), suppressed([12, 2, 1, 7], 3), suppressed([12, 0, 7], 3)
    ([False, True, True], [False, True, True, False], [False, False, False])
    """
    hidden = [0 < count < k for count in counts]
    if not any(hidden) or not total_told:
        return hidden
    for place in sorted(range(len(counts)), key=lambda place: (counts[place] == 0, counts[place], place)):
        enough = sum(hidden) >= 2 and sum(c for c, h in zip(counts, hidden, strict=True) if h) >= k
        if enough:
            break
        hidden[place] = True
    return hidden


def suppressed_cross_table(counts: pd.DataFrame, k: int) -> pd.DataFrame:
    """Which cells of a cross table with published margins must not be shown; a frame of True (hidden) and False.

    Small cells are hidden, then further ones until no hidden cell stands alone in its row or its column.

    >>> table = pd.DataFrame({"x": [1, 9], "y": [8, 7]}, index=["a", "b"])
    >>> suppressed_cross_table(table, 3).values.tolist()
    [[True, True], [True, True]]
    """
    values = counts.to_numpy(dtype=int)
    hidden = (values > 0) & (values < k)
    for _ in range(values.size):
        lonely = _lonely(values, hidden, k)
        if lonely is None:
            break
        hidden[lonely] = True
    return pd.DataFrame(hidden, index=counts.index, columns=counts.columns)


def _lonely(values: np.ndarray, hidden: np.ndarray, k: int) -> tuple[int, int] | None:
    """The cell to hide next: the smallest open one in a line whose hidden cells can be worked out from its margin."""
    for axis in (0, 1):
        for line in range(values.shape[axis]):
            row = values[line] if axis == 0 else values[:, line]
            mask = hidden[line] if axis == 0 else hidden[:, line]
            if not mask.any() or (mask.sum() >= 2 and row[mask].sum() >= k) or mask.all():
                continue
            open_cells = sorted(np.flatnonzero(~mask), key=lambda cell: (row[cell] == 0, row[cell], cell))
            return (line, int(open_cells[0])) if axis == 0 else (int(open_cells[0]), line)
    return None


def shown_count(count: int, hidden: bool, k: int) -> str:
    """A count as a published table shows it: hidden small cells as `< k`, hidden larger ones as `–`.

    >>> shown_count(2, True, 3), shown_count(9, True, 3), shown_count(9, False, 3)
    ('< 3', '–', '9')
    """
    if not hidden:
        return str(count)
    return f"< {k}" if 0 < count < k else "–"


def one_way(people: pd.DataFrame, columns: Sequence[str], k: int) -> pd.DataFrame:
    """Background of people, one variable at a time, small cells hidden: columns variable, value, people.

    Values are sorted; a variable that nobody has is left out. Values whose own name would tell are no concern of
    this function: the tables hold coarse classes only.

    >>> one_way(pd.DataFrame({"sector": ["a"] * 4 + ["b"] * 5}), ["sector"], 3).values.tolist()
    [['sector', 'a', '4'], ['sector', 'b', '5']]
    """
    rows = []
    for column in columns:
        counts = people[column].dropna().value_counts().sort_index()
        hidden = suppressed([int(count) for count in counts], k)
        for value, count, hide in zip(counts.index, counts, hidden, strict=True):
            rows.append((column, value, shown_count(int(count), hide, k)))
    return pd.DataFrame(rows, columns=["variable", "value", "people"])


def over_quoted(quotes: pd.DataFrame, speakers: int, *, most_share: float = 0.25) -> pd.DataFrame:
    """Speakers whose quotes are over `most_share` of all: a voice that leads, and that can be pieced together.

    quotes: columns document_id and speaker. Nothing is told of fewer than four quotes, nor of fewer than four speakers.

    >>> quotes = pd.DataFrame({"document_id": ["J01"] * 3 + ["J02"], "speaker": ["J"] * 4})
    >>> over_quoted(quotes, 6)[["document_id", "share"]].values.tolist()
    [['J01', 0.75]]
    """
    counts = quotes.groupby(["document_id", "speaker"], dropna=False).size().rename("quotes").reset_index()
    counts["share"] = counts["quotes"] / max(len(quotes), 1)
    if len(quotes) < 4 or speakers < 4:
        return counts.iloc[0:0]
    return counts[counts["share"] > most_share].sort_values("share", ascending=False, ignore_index=True)
