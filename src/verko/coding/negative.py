"""Negative cases: passages that the coders themselves marked as speaking against the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

MARKS = ("kielteinen tapaus", "negatiivinen tapaus", "vastapuhe", "poikkeava", "poikkeaa", "ristiriida",
         "negative case", "deviant case", "counter-example", "contradict")  # fmt: skip
"""Beginnings of the words by which coders mark them in memos."""


def negative_cases(coded: pd.DataFrame, *, marks: Sequence[str] = MARKS) -> pd.DataFrame:
    """Codings whose memo says so, each passage once: columns theme, document_id, start, end, coder, memo.

    >>> coded = {"theme": ["U1", "U1"], "document_id": "R03", "start": [0, 9], "end": [5, 20], "coder": "KA",
    ...          "memo": ["Kielteinen tapaus.", None]}
    >>> negative_cases(pd.DataFrame(coded))["start"].tolist()
    [0]
    """
    columns = ["theme", "document_id", "start", "end", "coder", "memo"]
    if coded.empty or not marks or "memo" not in coded:
        return pd.DataFrame(columns=columns)
    pattern = "|".join(re.escape(mark) for mark in marks)
    marked = coded[coded["memo"].fillna("").str.contains(pattern, case=False, regex=True)]
    ordered = marked.sort_values(["theme", "document_id", "start", "end"])
    first = ordered.drop_duplicates(["document_id", "start", "end"])
    return _one_of_overlapping(first[columns])


def _one_of_overlapping(rows: pd.DataFrame) -> pd.DataFrame:
    kept: list[tuple[str, int, int]] = []
    taken = []
    for row in rows.itertuples():
        again = any(row.document_id == one and row.start < end and start < row.end for one, start, end in kept)
        taken.append(not again)
        if not again:
            kept.append((row.document_id, row.start, row.end))
    return rows.loc[np.array(taken, dtype=bool)].reset_index(drop=True)
