"""Content analysis as a chain: original expression, reduced expression, sub, upper and main category, and its checks.

Tuomi & Sarajärvi 2018: reducing, grouping, abstracting. The chain is the table that researchers keep in the study
(`reductions`); without one it is made of the codings that bear a reduced expression, and of the codebook.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from verko.coding.codebook import Codebook
from verko.coding.material import Material

CHAIN = ("sub", "upper", "main", "uniting")


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


def reductions(own: Material) -> pd.DataFrame:
    """The reductions of this material: the study's table, or the codings that bear one.

    Columns document_id, start, end, original, reduced_fi, reduced_en, and for sub, upper, main and uniting the name as
    written (missing where none) and as shown in each language.
    """
    kept = own.reductions if len(own.reductions) else _of_codings(own)
    texts = own.documents.set_index("document_id")["text"]
    table = kept.assign(
        original=[texts[row.document_id][row.start : row.end] for row in kept.itertuples()],
        reduced_fi=kept["reduced"], reduced_en=kept["reduced_en"].fillna(kept["reduced"]),
    )  # fmt: skip
    for level in CHAIN:
        names, english = table[level].tolist(), table[f"{level}_en"].tolist()
        table[f"{level}_fi"] = [_named(own.book, name, None, "fi") for name in names]
        table[f"{level}_en"] = [_named(own.book, *pair, "en") for pair in zip(names, english, strict=True)]
    return table.reset_index(drop=True)


def _named(book: Codebook, name: object, english: object, language: str) -> str | None:
    if not isinstance(name, str):
        return None
    if isinstance(english, str):
        return english
    return book.shown(name, language) if name in book.rows else name


def _of_codings(own: Material) -> pd.DataFrame:
    if "reduced" not in own.on_themes:
        return own.reductions
    found = chain(own.on_themes.dropna(subset=["reduced"]), own.codes, own.documents)
    once = found.drop_duplicates(["document_id", "start", "end", "reduced"])
    return once.reindex(columns=own.reductions.columns).astype(object)


def chain_checks(found: pd.DataFrame, own: Material) -> pd.DataFrame:
    """What a person should look at in the table of reductions: columns check, name (of a category, or a place).

    two_parents: a category under two categories; only_main: a reduction put straight under a main category, so that
    grouping was passed over; one_reduction: an upper category that rests on a single reduction;
    mixed: one reduced expression under several categories; not_coded: a reduction whose words nobody coded;
    elsewhere: a category of the codebook that stands under another main category there.
    Orphans, cycles and reductions without their passage are refused when the table is read.
    """
    links = {(child, parent) for row in found[list(CHAIN)].itertuples(index=False) for child, parent in _links(row)}
    parents = pd.Series([child for child, _ in links], dtype=object).value_counts()
    rows = [("two_parents", name) for name in sorted(parents.index[parents > 1])]
    rows += [("only_main", one) for one in found.loc[found["sub"].isna() & found["upper"].isna(), "reduced"]]
    uppers = found.dropna(subset=["upper"]).groupby("upper")["reduced"].nunique()
    rows += [("one_reduction", name) for name in uppers.index[uppers == 1]]
    lowest = found["sub"].fillna(found["upper"]).fillna(found["main"])
    spread = lowest.groupby(found["reduced"]).nunique()
    rows += [("mixed", reduced) for reduced in spread.index[spread > 1]]
    rows += [("not_coded", place) for place in _not_coded(found, own.coded)]
    rows += [("elsewhere", name) for name in _elsewhere(found, own.book)]
    return pd.DataFrame(rows, columns=["check", "name"])


def _links(row: tuple) -> list[tuple[str, str]]:
    return list(pairwise([name for name in row if isinstance(name, str)]))


def _not_coded(found: pd.DataFrame, coded: pd.DataFrame) -> list[str]:
    places = []
    spans = {document: own[["start", "end"]].to_numpy() for document, own in coded.groupby("document_id")}
    for row in found.itertuples():
        own = spans.get(row.document_id)
        if own is None or not ((own[:, 0] < row.end) & (row.start < own[:, 1])).any():
            places.append(f"{row.document_id}: {row.reduced}")
    return places


def _elsewhere(found: pd.DataFrame, book: Codebook) -> list[str]:
    pairs = {
        (name, row.main)
        for row in found.itertuples()
        for name in (row.sub, row.upper)
        if isinstance(name, str) and name in book.rows and row.main in book.rows
    }
    return sorted(name for name, main in pairs if book.main(name) != main)
