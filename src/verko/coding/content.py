"""Content analysis as a chain: original expression, reduced expression, sub, upper and main category, and its checks.

Tuomi & Sarajärvi 2018: reducing, grouping, abstracting. The reduced expression is the coder's own; where none was
written, the chain goes from the original expression straight to its category.
"""

from __future__ import annotations

import pandas as pd

from verko.coding.codebook import Codebook


def chain(coded: pd.DataFrame, codes: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """One row a coding: document_id, start, end, original, reduced, sub, upper, main (ids, missing where none is).

    coded: codings, with `reduced` where reductions were written.

    >>> codes = pd.DataFrame({"code_id": ["L2", "L2.1"], "parent_id": [None, "L2"]})
    >>> documents = pd.DataFrame({"document_id": ["J01"], "text": ["Kuka maksaa?"]})
    >>> coded = {"document_id": ["J01"], "start": [0], "end": [12], "code_id": ["L2.1"], "reduced": ["maksaja auki"]}
    >>> chain(pd.DataFrame(coded), codes, documents)[["original", "reduced", "upper", "main"]].values.tolist()
    [['Kuka maksaa?', 'maksaja auki', 'L2.1', 'L2']]
    """
    book, texts = Codebook(codes), documents.set_index("document_id")["text"]
    rows = []
    for row in coded.itertuples():
        line = book.lineage(row.code_id)
        levels = [*line[:3], *[None] * (3 - len(line[:3]))]
        reduced = getattr(row, "reduced", None)
        original = texts[row.document_id][row.start : row.end]
        rows.append((row.document_id, row.start, row.end, original, reduced, levels[2], levels[1], levels[0]))
    columns = ["document_id", "start", "end", "original", "reduced", "sub", "upper", "main"]
    return pd.DataFrame(rows, columns=columns).astype(object)


def chain_checks(found: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """What breaks the chain: columns check, code_id, number.

    no_category: a coding whose code is not in the codebook; only_main: a coding put straight under a main category,
    so that grouping was passed over; one_reduction: an upper category that rests on a single reduction; mixed: the same
    reduced expression under several categories, which grouping should have settled.
    """
    known = set(codes["code_id"])
    rows = [
        ("no_category", code, int(n))
        for code, n in found.loc[~found["main"].isin(known), "main"].value_counts().items()
    ]
    rows += [("only_main", code, int(n)) for code, n in found.loc[found["upper"].isna(), "main"].value_counts().items()]
    reduced = found.dropna(subset=["reduced", "upper"])
    single = reduced.groupby("upper")["reduced"].nunique()
    rows += [("one_reduction", code, 1) for code in single.index[single == 1]]
    spread = reduced.groupby("reduced")["upper"].nunique()
    rows += [("mixed", words, int(spread[words])) for words in spread.index[spread > 1]]
    return pd.DataFrame(rows, columns=["check", "code_id", "number"])
