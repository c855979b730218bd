"""Figures of the document analysis: organisations by form of activity, and the commonest terms."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from verko.figures.base import GREY, INK, PALETTE, SEQUENTIAL, Language, horizontal_bars, new_figure
from verko.language.labels import label


def organisations_by_form(data: pd.DataFrame, *, language: Language) -> Figure:
    """A grid of how many pages of each type of organisation tell of each form of activity; every cell has its number.

    data: columns org_type and one per form of activity, pages as whole numbers; no totals.
    """
    grid = data.set_index("org_type").T
    figure, axes = new_figure(height=2.2 + 0.8 * len(grid))
    values = grid.to_numpy(dtype=float)
    most = max(values.max(initial=0), 1)
    axes.imshow(values, cmap=SEQUENTIAL, vmin=0, vmax=most * 1.25, aspect="auto")
    for row, column in [(row, column) for row in range(grid.shape[0]) for column in range(grid.shape[1])]:
        count = int(values[row, column])
        colour = "white" if values[row, column] > most * 0.62 else INK if count else GREY
        axes.text(column, row, str(count) if count else "–", ha="center", va="center", color=colour)
    axes.set_xticks(range(grid.shape[1]), [label(value, language).replace(" ", "\n") for value in grid.columns])
    axes.set_yticks(range(grid.shape[0]), [label(form, language) for form in grid.index])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def commonest_words(data: pd.DataFrame, *, language: Language) -> Figure:
    """The commonest content words with the number of times each is used.

    data: columns lemma, count.
    """
    figure, axes = new_figure(height=max(4.0, 1.2 + 0.5 * len(data)))
    horizontal_bars(axes, data["lemma"].tolist(), data["count"].tolist(), colour=PALETTE[0])
    axes.set_title({"fi": "Esiintymiä", "en": "Occurrences"}[language], loc="left", fontsize=9, fontweight="normal")
    return figure
