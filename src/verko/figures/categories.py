"""Figures of the categories: the tree, and the thematic map. Names in each language stand in label_fi and label_en."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from verko.figures.base import GREY, PALETTE, Language, new_figure

COUNTED: dict[str, dict[str, str]] = {
    "passages": {"fi": "katkelmia", "en": "passages"},
    "reductions": {"fi": "pelkistyksiä", "en": "reductions"},
}


def category_tree(data: pd.DataFrame, *, language: Language) -> Figure:
    """The categories as a tree. Columns depth (0, 1, 2), parent (row number or none), passages, label_fi, label_en.

    A tree of over 34 rows is drawn in two columns, parted between main categories. The column `counted` (passages,
    reductions) may say what is counted.
    """
    rows = data.reset_index(drop=True)
    cut = len(rows)
    if len(rows) > 34:
        cut = min(rows.index[rows["depth"] == 0], key=lambda row: abs(row - len(rows) / 2))
    tallest = max(cut, len(rows) - cut)
    figure, axes = new_figure(height=max(4, 1 + 0.41 * tallest))
    axes.set_axis_off()
    if cut == len(rows):
        _branch(axes, rows, 0, language, width=70)
    else:
        for place, part in enumerate((rows.iloc[:cut], rows.iloc[cut:])):
            _branch(axes, part, place, language, width=44)
    axes.set_xlim(-0.01, 1.01 if cut == len(rows) else 2.1)
    axes.set_ylim(tallest - 0.4, -1.6)
    return figure


def _branch(axes: Axes, rows: pd.DataFrame, column: int, language: Language, *, width: int) -> None:
    """One column of the tree, from its own first row."""
    left, first, step = 1.08 * column, rows.index[0], 0.06
    counted = rows["counted"].iloc[0] if "counted" in rows else "passages"
    for row in rows.itertuples():
        y, x = row.Index - first, left + row.depth * step
        if pd.notna(row.parent):
            elbow = x - step * 2 / 3
            axes.plot([elbow, elbow, x - 0.008], [row.parent - first + 0.35, y, y], color=GREY, linewidth=0.8)
        label = getattr(row, f"label_{language}")
        name = textwrap.shorten(label, round(1.35 * width), placeholder=" …")
        size = 7.5 * min(1, width / len(name))  # a long name is written smaller before it is cut
        axes.text(x, y, name, va="center", fontsize=size, fontweight="bold" if row.depth == 0 else "normal")
        axes.text(left + 1.0, y, f"{row.passages}", va="center", ha="right", fontsize=7.5, color=GREY)
    axes.text(left + 1.0, -1, COUNTED[counted][language], ha="right", va="center", fontsize=7, color=GREY)


def thematic_map(data: pd.DataFrame, *, language: Language) -> Figure:
    """Themes on a ring as circles (area: passages), joined where they go together (width: overlap).

    data: rows with `kind` theme (name, label_fi, label_en, size) and rows with kind link (first, second, weight).
    A ring, since it reads the same with four themes and with twenty, and no label hides another.
    """
    themes, links = data[data["kind"] == "theme"], data[data["kind"] == "link"]
    angles = np.pi / 2 - 2 * np.pi * (np.arange(len(themes)) + 0.5) / max(len(themes), 1)
    places = dict(zip(themes["name"], zip(1.35 * np.cos(angles), np.sin(angles), strict=True), strict=True))
    figure, axes = new_figure(height=10)
    strongest = links["weight"].max() if len(links) else 1
    for row in links.itertuples():
        (x1, y1), (x2, y2) = places[row.first], places[row.second]
        strength = row.weight / strongest
        axes.plot([x1, x2], [y1, y2], color=PALETTE[1], alpha=0.25 + 0.6 * strength, linewidth=0.5 + 5 * strength)
    for row, angle in zip(themes.itertuples(), angles, strict=True):
        _theme_circle(axes, places[row.name], angle, getattr(row, f"label_{language}"), row.size_share)
    axes.set_xlim(-2.75, 2.75)
    axes.set_ylim(-1.35, 1.35)
    axes.set_axis_off()
    return figure


def _theme_circle(axes: Axes, place: tuple[float, float], angle: float, label: str, share: float) -> None:
    size = 40 + 420 * share
    axes.scatter(*place, s=size, color=PALETTE[0], zorder=3)
    away = np.sqrt(size) / 2 + 4  # points from the centre: the circle's radius and a gap
    side = "left" if np.cos(angle) > 0 else "right"
    text = "\n".join(textwrap.wrap(label, 26, max_lines=3, placeholder=" …"))
    height = "bottom" if np.sin(angle) > 0.9 else "top" if np.sin(angle) < -0.9 else "center"
    beside = height == "center"
    offset = (
        away * np.sign(np.cos(angle)) if beside else away * np.cos(angle),
        away * np.sin(angle) * (0.4 if beside else 1),
    )
    axes.annotate(text, place, offset, textcoords="offset points", ha=side, va=height, fontsize=7.5)
