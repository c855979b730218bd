"""The framework matrix: one row a case, one column a theme, a cell what the case says of it, with its passages.

Ritchie & Spencer 1994; Gale et al. 2013, BMC Medical Research Methodology 13:117. A cell's summary is a person's; where
none is written it holds the shortest passage that two coders marked, else the shortest, so that no cell is made up.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def framework(
    passages: pd.DataFrame, documents: pd.DataFrame, themes: Sequence[str], *, ids: Sequence[str], most_words: int = 40
) -> pd.DataFrame:
    """One row a cell: document_id, theme, passages, start, end (of the passage that stands for the cell), words, empty.

    passages: of `themes.segments`; a passage over `most_words` stands for a cell only when there is no shorter one.
    """
    texts = documents.set_index("document_id")["text"]
    measured = passages.assign(
        words=[len(texts[row.document_id][row.start : row.end].split()) for row in passages.itertuples()]
    )
    rows = []
    for document in ids:
        for theme in themes:
            own = measured[(measured["document_id"] == document) & (measured["theme"] == theme)]
            rows.append((document, theme, len(own), *_stands_for(own, most_words)))
    columns = ["document_id", "theme", "passages", "start", "end", "words"]
    return pd.DataFrame(rows, columns=columns).assign(empty=lambda cells: cells["passages"] == 0)


def _stands_for(own: pd.DataFrame, most_words: int) -> tuple[int | None, int | None, int | None]:
    if own.empty:
        return None, None, None
    ranked = own.assign(long=own["words"] > most_words, short=own["words"] < 5, single=own["coders"] < 2)
    best = ranked.sort_values(["long", "short", "single", "words", "start"]).iloc[0]
    return int(best["start"]), int(best["end"]), int(best["words"])


def thin_cells(cells: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Cells to look at: `empty`, and `one_speaker` where a group's theme rests on one of several speakers.

    coded: codings with theme and speaker. Columns check, document_id, theme.
    """
    told = coded.dropna(subset=["speaker"])
    voices = told.groupby(["document_id", "theme"])["speaker"].nunique()
    several = told.groupby("document_id")["speaker"].nunique()
    rows = [("empty", row.document_id, row.theme) for row in cells[cells["empty"]].itertuples()]
    rows += [
        ("one_speaker", document, theme)
        for (document, theme), count in voices.items()
        if count == 1 and several[document] > 1 and theme in set(cells["theme"])
    ]
    return pd.DataFrame(rows, columns=["check", "document_id", "theme"])
