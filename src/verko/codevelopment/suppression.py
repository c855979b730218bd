"""Small cells of a two-way table, and those others without which a reader could work them out."""

from __future__ import annotations

import pandas as pd


def suppressed(counts: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """Which cells of a table of counts of people must not be shown: True where hidden.

    Cells from 1 to k-1 are hidden first. As long as a row or a column with a known total has just one hidden cell,
    its smallest shown cell above zero is hidden too, so that subtraction does not give the first one away.

    >>> suppressed(pd.DataFrame({"a": [1, 5], "b": [4, 6]}), k=3)
          a     b
    0  True  True
    1  True  True
    """
    hidden = (counts > 0) & (counts < k)
    while True:
        more = _one_more(counts, hidden) or _one_more(counts.T, hidden.T)
        if more is None:
            return hidden
        row, column = more if more[0] in hidden.index and more[1] in hidden.columns else more[::-1]
        hidden.loc[row, column] = True


def _one_more(counts: pd.DataFrame, hidden: pd.DataFrame) -> tuple[object, object] | None:
    for row in counts.index:
        if hidden.loc[row].sum() == 1:
            open_cells = counts.loc[row].where(~hidden.loc[row] & (counts.loc[row] > 0)).dropna()
            if len(open_cells):
                return row, open_cells.idxmin()
    return None
