"""The framework matrix as it is shown: a row a case, a column a theme, a person's summary or a quote with its id."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from verko.coding.framework import blank_sheet, framework, thin_cells
from verko.coding.material import Material, material
from verko.coding.wording import HEADERS, Text
from verko.store import Store
from verko.study import Study

_LABEL = re.compile(r"^(\[?[A-ZÅÄÖ]{1,3}\d{0,3}\]?):\s+")
"""A speaker's label at the beginning of a passage that was coded with it."""
EMPTY: Text = {"fi": "–", "en": "–"}
ONE_SPEAKER: Text = {"fi": "yksi puhuja", "en": "one speaker"}


def framework_cells(own: Material) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells of the matrix over the coded interviews, and those to look at."""
    cells = framework(own.passages, own.documents, own.themes, ids=own.coded_ids, cases=own.cases)
    return cells, thin_cells(cells, own.on_themes)


def blank_sheets(study: Study, store: Store, *, language: str) -> dict[str, str]:
    """The framework matrix to be filled in, as CSV for a spreadsheet, for each analysis with codings, by its name.

    What is summarised already stands in its cell; the columns bear the themes' names in that language.
    """
    sheets = {}
    for analysis in ("interviews", "leadership"):
        own = material(study, store, analysis)
        if len(own.passages):
            names = {theme: own.book.shown(theme, language) for theme in own.themes}
            sheets[analysis] = blank_sheet(framework_cells(own)[0], own.summaries, names, synthetic=study.synthetic)
    return sheets


def summarised_themes(own: Material, *, most: int = 4) -> list[str]:
    """The themes that a person has summarised for most cases, in the codebook's order."""
    counts = own.summaries[own.summaries["theme"].isin(own.themes)]["theme"].value_counts()
    kept = set(counts.index[:most])
    return [theme for theme in own.themes if theme in kept]


def matrix(
    own: Material, cells: pd.DataFrame, thin: pd.DataFrame, themes: Sequence[str]
) -> tuple[pd.DataFrame, dict[str, Text]]:
    """The matrix in wide form, and its headers: a column `case` and `theme_1_fi`, `theme_1_en` ... in each language.

    A cell: the person's summary; where none is written the passage that stands for it, quoted with its interview;
    – where the theme was not met. A cell that rests on one of a group's speakers says so.
    """
    single = set(map(tuple, thin.loc[thin["check"] == "one_speaker", ["case", "theme"]].values))
    written = {(row.case_id, row.theme): row for row in own.summaries.itertuples()}
    texts = own.documents.set_index("document_id")["text"]
    cases = list(dict.fromkeys(cells["case"]))
    table, headers = pd.DataFrame({"case": cases}), {"case": HEADERS["document"]}
    at = {(row.case, row.theme): row for row in cells.itertuples()}
    for number, theme in enumerate(themes, start=1):
        headers[f"theme_{number}"] = {one: own.book.shown(theme, one) for one in ("fi", "en")}
        for one in ("fi", "en"):
            table[f"theme_{number}_{one}"] = [
                _cell(own, at[case, theme], written.get((case, theme)), texts, one, (case, theme) in single)
                for case in cases
            ]
    return table, headers


def _cell(own: Material, cell, summary, texts: pd.Series, language: str, single: bool) -> str:
    if summary is not None:
        english = summary.summary_en if isinstance(summary.summary_en, str) else summary.summary
        text = summary.summary if language == "fi" else english
    elif cell.empty:
        return EMPTY[language]
    else:
        text = _quoted(own, cell, texts, language)
    return f"{text} ({ONE_SPEAKER[language]})" if single else text


def _quoted(own: Material, cell, texts: pd.Series, language: str, *, most_words: int = 40) -> str:
    """The passage with its interview: its translation where the study has one of just this passage."""
    words = " ".join(texts[cell.document_id][cell.start : cell.end].split()[:most_words])
    words = _LABEL.sub("", words)
    if language == "en":
        place = pd.DataFrame([(cell.document_id, cell.start, cell.end)], columns=["document_id", "start", "end"])
        words = own.translated(place, [words])[0]
    marks = "””" if language == "fi" else "“”"
    return f"{marks[0]}{words}{marks[1]} ({cell.document_id})"
