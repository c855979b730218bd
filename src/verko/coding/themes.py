"""Themes over documents: in how many groups or interviews each was met, and where it was not.

The unit is the document (a group, an interview), never a person: a group's talk is the group's.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from verko.coding.codebook import Codebook, in_order


def theme_level(codes: pd.DataFrame, codings: pd.DataFrame, *, fewest: int = 4) -> str:
    """`main`, or `upper` where the codings have fewer than `fewest` main categories (two headings over all codes)."""
    book = Codebook(codes)
    return "main" if len({book.main(code) for code in codings["code_id"]}) >= fewest else "upper"


def with_themes(codings: pd.DataFrame, codes: pd.DataFrame, *, level: str = "main") -> pd.DataFrame:
    """The codings with a column `theme`: the category at that level."""
    book = Codebook(codes)
    return codings.assign(theme=[book.at(code, level) for code in codings["code_id"]])


def segments(coded: pd.DataFrame) -> pd.DataFrame:
    """One row per document x theme x passage: codings of the same theme that overlap count once, whoever made them.

    coded: codings with a column `theme`. Columns: document_id, theme, start, end, coders (how many).

    >>> coded = pd.DataFrame({"document_id": ["R01"] * 3, "theme": ["U1"] * 3, "start": [0, 3, 20], "end": [5, 9, 30],
    ...                       "coder": ["A", "B", "A"]})
    >>> segments(coded)[["start", "end", "coders"]].values.tolist()
    [[0, 9, 2], [20, 30, 1]]
    """
    columns = ["document_id", "theme", "start", "end", "coders"]
    if coded.empty:
        return pd.DataFrame(columns=columns)
    documents, document_names = pd.factorize(coded["document_id"], sort=True)
    themes, theme_names = pd.factorize(coded["theme"], sort=True)
    start, end = (coded[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    order = np.lexsort((end, start, themes, documents))
    group = (documents * len(theme_names) + themes)[order]
    start, end = start[order], end[order]
    reach = int(end.max()) + 1
    furthest = np.maximum.accumulate(end + group * reach)
    begins = np.r_[True, (group[1:] != group[:-1]) | (start[1:] + group[1:] * reach >= furthest[:-1])]
    first = np.flatnonzero(begins)
    coders = pd.factorize(coded["coder"].to_numpy()[order])[0]
    pairs = np.unique(np.stack([np.cumsum(begins) - 1, coders], axis=1)[coders >= 0], axis=0)
    return pd.DataFrame({
        "document_id": document_names[documents[order][first]], "theme": theme_names[themes[order][first]],
        "start": start[first], "end": np.maximum.reduceat(end, first),
        "coders": np.bincount(pairs[:, 0], minlength=len(first)),
    })  # fmt: skip


def theme_by_document(passages: pd.DataFrame, documents: Sequence[str], themes: Sequence[str]) -> pd.DataFrame:
    """Passages of each theme (rows) in each document (columns); documents without any are columns of zeros."""
    table = passages.groupby(["theme", "document_id"]).size().unstack(fill_value=0)
    return table.reindex(index=list(themes), columns=list(documents), fill_value=0)


def prevalence(
    passages: pd.DataFrame, documents: Sequence[str], themes: Sequence[str], *, least: int = 1
) -> pd.DataFrame:
    """Per theme: `documents` in which it was met at least `least` times, `of` how many, `passages`, `without` (list).

    >>> passages = pd.DataFrame({"document_id": ["R01", "R01"], "theme": ["U1", "U1"]})
    >>> prevalence(passages, ["R01", "R02"], ["U1"]).values.tolist()
    [['U1', 1, 2, 2, ['R02']]]
    """
    counts = theme_by_document(passages, documents, themes)
    rows = []
    for theme, row in counts.iterrows():
        without = [document for document in documents if row[document] < least]
        rows.append((theme, len(documents) - len(without), len(documents), int(row.sum()), without))
    return pd.DataFrame(rows, columns=["theme", "documents", "of", "passages", "without"])


def themes_of(coded: pd.DataFrame) -> list[str]:
    """The themes met in the codings, in natural order."""
    return in_order(sorted(set(coded["theme"])))


def by_background(passages: pd.DataFrame, documents: pd.DataFrame, column: str) -> pd.DataFrame:
    """Documents with each theme by a background variable: columns theme, value, documents, of, passages.

    documents: the table, with `document_id` and `column`; documents without a value are left out of both counts.
    """
    known = documents.dropna(subset=[column])
    sizes = known.groupby(column)["document_id"].nunique()
    joined = passages.merge(known[["document_id", column]], on="document_id", validate="many_to_one")
    met = joined.groupby(["theme", column]).agg(documents=("document_id", "nunique"), passages=("start", "size"))
    full = pd.MultiIndex.from_product([in_order(sorted(set(passages["theme"]))), sizes.index], names=["theme", column])
    table = met.reindex(full, fill_value=0).reset_index().rename(columns={column: "value"})
    return table.assign(of=table["value"].map(sizes))[["theme", "value", "documents", "of", "passages"]]


def contrasts(by_value: pd.DataFrame, *, least: int = 2) -> pd.DataFrame:
    """Themes whose share of passages differs most between values: columns theme, most, least, difference.

    Shares are of each value's own passages, so that a talkative group does not win by length. Themes with fewer than
    `least` passages in all are left out. It orders themes for reading; it is no test.
    """
    wide = by_value.pivot_table(index="theme", columns="value", values="passages", fill_value=0)
    shares = wide / wide.sum().where(lambda total: total > 0)
    kept = shares[wide.sum(axis=1) >= least].dropna(axis=1)
    rows = [(theme, row.idxmax(), row.idxmin(), float(row.max() - row.min())) for theme, row in kept.iterrows()]
    found = pd.DataFrame(rows, columns=["theme", "most", "least", "difference"])
    return found.sort_values(["difference", "theme"], ascending=[False, True], ignore_index=True)
