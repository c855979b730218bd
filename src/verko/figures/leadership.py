"""Figures of leadership: themes at macro, meso and micro level, and across sectors."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from verko.figures.base import GREY, PALETTE, Language, new_figure
from verko.figures.coding import draw_cells, wrapped

LEVELS = ("macro", "meso", "micro", "none")
LEVEL_NAMES: dict[str, dict[str, str]] = {
    "macro": {"fi": "makrotaso", "en": "macro level"},
    "meso": {"fi": "mesotaso", "en": "meso level"},
    "micro": {"fi": "mikrotaso", "en": "micro level"},
    "none": {"fi": "ei tasoa", "en": "no level"},
}
_AXIS = {"fi": "haastatteluja, joissa teema esiintyy", "en": "interviews in which the theme was met"}


def themes_by_level(data: pd.DataFrame, *, language: Language) -> Figure:
    """In how many interviews each theme was met, level by level. Columns label_fi, label_en, level, documents, of."""
    ordered = data.assign(rank=data["level"].map(LEVELS.index)).sort_values(
        ["rank", "documents"], ascending=[True, False], kind="stable"
    )
    figure, axes = new_figure(height=max(5, 2.4 + 0.52 * len(ordered)))
    for level in dict.fromkeys(ordered["level"]):
        rows = [number for number, one in enumerate(ordered["level"]) if one == level]
        own = ordered.iloc[rows]["documents"]
        colour = PALETTE[LEVELS.index(level)]
        axes.barh(rows, own, color=colour, height=0.7, label=LEVEL_NAMES[level][language])
        for row, value in zip(rows, own, strict=True):
            axes.annotate(str(value), (value, row), (3, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(range(len(ordered)), wrapped(list(ordered[f"label_{language}"])), fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, float(data["of"].max()) * 1.06)
    axes.axvline(float(data["of"].max()), color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(_AXIS[language])
    if set(data["level"]) != {"none"}:
        figure.legend(frameon=False, loc="outside upper right", ncols=4, fontsize=8)
    return figure


def themes_by_sector(data: pd.DataFrame, *, language: Language) -> Figure:
    """Interviews with each theme by sector. Columns label_fi, label_en, value_fi, value_en, documents, of.

    The number of the sector's interviews stands beside its name.
    """
    order = list(dict.fromkeys(data[f"label_{language}"]))
    named = data.assign(value=data[f"value_{language}"] + " (" + data["of"].astype(str) + ")")
    table = named.pivot_table(index=f"label_{language}", columns="value", values="documents", aggfunc="sum", sort=False)
    figure, axes = new_figure(height=max(5, 4 + 0.55 * len(order)))
    draw_cells(axes, table.loc[order])
    return figure
