"""Small cells of tables that belong together: hidden so that sums of what is shown cannot bring one back.

Tables about the same people are tied: classes add up to the number of people, and the people of the parts to those of
the whole. An attacker who knows every shown cell, and of every hidden one that it is small or is not, can solve these
sums; `disclosed` is that attacker, and `protect` hides further cells until there is nothing to solve.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

Sum = tuple[Sequence[int], int]
"""Cells (by number, those to be subtracted as -1 - number) and what they add up to."""


def disclosed(counts: Sequence[int], hidden: Sequence[bool], sums: Sequence[Sum], k: int) -> list[int]:
    """The hidden cells of 1 to k-1 people whose number can be worked out from the shown ones.

    >>> disclosed([6, 4, 1], [False, False, True], [([0, 1, 2], 11)], 3)
    [2]
    >>> disclosed([6, 4, 1], [False, True, True], [([0, 1, 2], 11)], 3)
    []
    """
    small = [cell for cell, count in enumerate(counts) if hidden[cell] and 0 < count < k]
    if not small:
        return []
    system = _system(counts, hidden, sums, k)
    return [cell for cell in small if _range(cell, system) == (counts[cell], counts[cell])]


def protect(counts: Sequence[int], sums: Sequence[Sum], k: int) -> list[bool]:
    """Which cells to hide; True = hidden. Small ones first, then as few and as small others as keep them hidden.

    Zeros are shown unless nothing else helps. A number that the sums alone tell (one person in all) stays known.

    >>> protect([6, 4, 1], [([0, 1, 2], 11)], 3)
    [False, True, True]
    """
    hidden = [0 < count < k for count in counts]
    hopeless = set(disclosed(counts, [True] * len(counts), sums, k)) if any(hidden) else set()
    while found := _found(counts, hidden, sums, k, hopeless):
        tied = {_cell(one) for cells, _ in sums for one in cells if min(found) in map(_cell, cells)}
        open_ones = [cell for cell in tied if not hidden[cell]] or [c for c, shut in enumerate(hidden) if not shut]
        hidden[min(open_ones, key=lambda cell: (counts[cell] == 0, counts[cell], cell))] = True
    for cell in sorted(range(len(counts)), key=lambda cell: -counts[cell]):  # what nothing needs hidden is shown again
        if hidden[cell] and not 0 < counts[cell] < k:
            hidden[cell] = False
            hidden[cell] = bool(_found(counts, hidden, sums, k, hopeless))
    return hidden


def _found(counts: Sequence[int], hidden: list[bool], sums: Sequence[Sum], k: int, hopeless: set[int]) -> set[int]:
    """What can still be worked out: the only hidden cells of a sum first, which is seen without solving anything."""
    return _alone(counts, hidden, sums, k) - hopeless or set(disclosed(counts, hidden, sums, k)) - hopeless


def _alone(counts: Sequence[int], hidden: list[bool], sums: Sequence[Sum], k: int) -> set[int]:
    found = set()
    for cells, _ in sums:
        shut = [_cell(one) for one in cells if hidden[_cell(one)]]
        found |= {cell for cell in shut if len(shut) == 1 and 0 < counts[cell] < k}
    return found


def _cell(told: int) -> int:
    return told if told >= 0 else -1 - told


System = tuple[Bounds, LinearConstraint | None]


def _system(counts: Sequence[int], hidden: Sequence[bool], sums: Sequence[Sum], k: int) -> System:
    """What is known of every cell: its number where it is shown, else that it is 1 to k-1, or k and more."""
    lowest, highest = np.zeros(len(counts)), np.full(len(counts), np.inf)
    for cell, count in enumerate(counts):
        if not hidden[cell]:
            lowest[cell] = highest[cell] = count
        elif k > 2 and 0 < count < k:
            lowest[cell], highest[cell] = 1, k - 1
        else:
            lowest[cell] = min(k if k > 2 else 1, count)  # of two people and fewer, no sign tells how many
    rows = np.zeros((len(sums), len(counts)))
    for row, (cells, _) in enumerate(sums):
        for one in cells:
            rows[row, _cell(one)] = 1 if one >= 0 else -1
    totals = [total for _, total in sums]
    return Bounds(lowest, highest), LinearConstraint(rows, totals, totals) if sums else None


def _range(cell: int, system: System) -> tuple[int, int]:
    """The smallest and the largest whole number of people that a cell may have by what is known."""
    bounds, constraint = system
    goal = np.zeros(len(bounds.lb))
    goal[cell] = 1
    ends = []
    for sign in (1, -1):
        found = milp(sign * goal, bounds=bounds, constraints=constraint, integrality=np.ones(len(goal)))
        ends.append(
            round(sign * found.fun) if found.success else int(bounds.lb[cell] if sign == 1 else bounds.ub[cell])
        )
    return ends[0], ends[1]


def protect_parts(counts: pd.DataFrame, k: int) -> pd.DataFrame:
    """Which cells to hide in one-way tables of parts and of the whole; True = hidden, with a column `whole`.

    counts: people by class (rows) and part (columns). Each part is published with its number of people, and so is the
    whole: a class of the whole less that of one part is that of the other.

    >>> counts = pd.DataFrame({"groups": [7, 9, 6], "managers": [2, 8, 5]}, index=["a", "b", "c"])
    >>> protect_parts(counts, 3).loc["a"].tolist()
    [True, True, False]
    """
    parts = list(counts.columns)
    table = counts.to_numpy(dtype=int)
    cells = np.column_stack([table, table.sum(axis=1)]) if len(parts) > 1 else table
    columns = [*parts, "whole"] if len(parts) > 1 else parts
    numbers = np.arange(cells.size).reshape(cells.shape)
    sums: list[Sum] = [(list(numbers[:, place]), int(cells[:, place].sum())) for place in range(cells.shape[1])]
    if len(parts) > 1:
        sums += [([*row[:-1], -1 - row[-1]], 0) for row in numbers.tolist()]
    hidden = np.array(protect(cells.ravel().tolist(), sums, k)).reshape(cells.shape)
    made = pd.DataFrame(hidden, index=counts.index, columns=columns)
    return made if "whole" in made else made.assign(whole=made[parts[0]])
