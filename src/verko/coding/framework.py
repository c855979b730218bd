"""The framework matrix: one row a case, one column a theme, a cell what the case says of it, with its passages.

Ritchie & Spencer 1994; Gale et al. 2013, BMC Medical Research Methodology 13:117. A cell's summary is a person's; where
none is written it holds the shortest passage that two coders marked, else the shortest, so that no cell is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from verko.cells import safe_cell


def framework(
    passages: pd.DataFrame, documents: pd.DataFrame, themes: Sequence[str], *, ids: Sequence[str], most_words: int = 40,
    cases: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """One row a cell: case, theme, passages, document_id, start, end (of the passage that stands for it), words, empty.

    passages: of `themes.segments`; a passage over `most_words` stands for a cell only when there is no shorter one.
    ids: documents, each a case of its own; cases: further cases, each of several documents, after them.
    """
    texts = documents.set_index("document_id")["text"]
    measured = passages.assign(
        words=[len(texts[row.document_id][row.start : row.end].split()) for row in passages.itertuples()]
    )
    ranked = measured.assign(
        long=measured["words"] > most_words, short=measured["words"] < 5, single=measured["coders"] < 2
    ).sort_values(["long", "short", "single", "words", "document_id", "start"])
    rows = []
    for case, held in {**{one: [one] for one in ids}, **(cases or {})}.items():
        here = ranked[ranked["document_id"].isin(held)]
        best, counts = here.drop_duplicates("theme").set_index("theme"), here["theme"].value_counts()
        for theme in themes:
            place = ["document_id", "start", "end", "words"]
            told = best.loc[theme, place].tolist() if theme in best.index else [None] * len(place)
            rows.append((case, theme, int(counts.get(theme, 0)), *told))
    columns = ["case", "theme", "passages", "document_id", "start", "end", "words"]
    made = pd.DataFrame(rows, columns=columns).astype({"start": "Int64", "end": "Int64", "words": "Int64"})
    return made.assign(empty=made["passages"] == 0)


def thin_cells(cells: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Cells to look at: `empty`, and `one_speaker` where a group's theme rests on one of several speakers.

    coded: codings with theme and speaker. Columns check, case, theme.
    """
    told = coded.dropna(subset=["speaker"])
    voices = told.groupby(["document_id", "theme"])["speaker"].nunique()
    several = told.groupby("document_id")["speaker"].nunique()
    rows = [("empty", row.case, row.theme) for row in cells[cells["empty"]].itertuples()]
    rows += [
        ("one_speaker", document, theme)
        for (document, theme), count in voices.items()
        if count == 1 and several[document] > 1 and theme in set(cells["theme"])
    ]
    return pd.DataFrame(rows, columns=["check", "case", "theme"])


def blank_sheet(
    cells: pd.DataFrame, summaries: pd.DataFrame, names: Mapping[str, str], *, synthetic: bool = False
) -> str:
    """The matrix to be filled in, as CSV that spreadsheets open rightly: a row a case, a column a theme.

    What is summarised stands in its cell, in the language of the summaries; the others are empty. names: what each
    theme is called in the first line. synthetic: a column marks every row as invented.
    Words that begin like a formula stand behind an apostrophe, which the reader takes away again.

    >>> cells = pd.DataFrame({"case": ["R01"], "theme": ["U1"]})
    >>> summaries = pd.DataFrame({"case_id": ["R01"], "theme": ["U1"], "summary": ["=tuki"]})
    >>> print(blank_sheet(cells, summaries, {"U1": "U1 Tuki"}).removeprefix(chr(0xfeff)), end="")
    document;U1 Tuki
    R01;'=tuki
    """
    wide = pd.DataFrame("", index=list(dict.fromkeys(cells["case"])), columns=list(dict.fromkeys(cells["theme"])))
    for row in summaries.itertuples():
        if row.case_id in wide.index and row.theme in wide.columns:
            wide.loc[row.case_id, row.theme] = safe_cell(row.summary)
    wide.columns = [safe_cell(names.get(theme, theme)) for theme in wide.columns]
    if synthetic:
        wide["synthetic"] = "true"
    return "\ufeff" + wide.rename_axis("document").reset_index().to_csv(index=False, sep=";", lineterminator="\n")
