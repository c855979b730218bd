"""Judgements of the same units by several coders, with equal rows of judgements counted once."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd


class Ratings:
    """Judgements of the same units by several coders.

    table: one row a unit, one column a coder, cells labels of any kind; missing cells are judgements not made.

    >>> ratings = Ratings(pd.DataFrame({"A": ["x", "x", "y", None], "B": ["x", "y", "y", "y"]}))
    >>> ratings.units, ratings.coders, ratings.categories
    (3, 2, ['x', 'y'])
    """

    def __init__(self, table: pd.DataFrame) -> None:
        codes, labels = pd.factorize(table.to_numpy(dtype=object).ravel(), sort=False)
        self.categories, order = _in_order(list(labels))
        self.codes = np.where(codes < 0, -1, order[codes] if len(order) else codes).reshape(table.shape)
        judged = (self.codes >= 0).sum(axis=1)
        self.codes = self.codes[judged > 0]
        self.units, self.coders = int((judged > 1).sum()), table.shape[1]

    @cached_property
    def patterns(self) -> tuple[np.ndarray, np.ndarray]:
        """The distinct rows of judgements by number of coders per category, and how often each occurs."""
        counts = np.zeros((len(self.codes), len(self.categories)), dtype=np.int64)
        for column in self.codes.T:
            given = column >= 0
            counts[np.flatnonzero(given), column[given]] += 1
        return _distinct(counts)

    @cached_property
    def coder_patterns(self) -> tuple[np.ndarray, np.ndarray]:
        """The distinct rows of judgements, coder by coder (-1: not judged), and how often each occurs."""
        return _distinct(self.codes)


def _in_order(labels: list) -> tuple[list, np.ndarray]:
    """The categories in the order that ordinal distances need: by value where they are numbers, else as text."""
    try:
        wanted = sorted(range(len(labels)), key=lambda place: float(labels[place]))
    except (TypeError, ValueError):
        wanted = sorted(range(len(labels)), key=lambda place: str(labels[place]))
    rank = np.empty(len(labels), dtype=np.int64)
    rank[wanted] = np.arange(len(labels))
    return [labels[place] for place in wanted], rank


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct rows and their counts; rows are told apart by their bytes, which is faster than by their columns."""
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    small = np.ascontiguousarray(rows.astype(np.int16 if rows.max(initial=0) < 32000 else np.int64))
    keys = small.view(np.dtype((np.void, small.dtype.itemsize * small.shape[1]))).ravel()
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return rows[first], counts
