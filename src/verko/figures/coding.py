"""Figures of the codings: themes over documents, agreement, co-occurrence, saturation, talk, the category tree.

Every figure takes a tidy table whose names in each language stand in `label_fi` and `label_en`.
"""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from verko.figures.base import GREY, INK, LIGHT, PALETTE, PAPER, SEQUENTIAL, Language, decimal, new_figure
from verko.figures.categories import category_tree, thematic_map

__all__ = [
    "agreement_intervals", "category_tree", "contrast_dots", "draw_cells", "key_words", "percent", "role_map",
    "saturation_curve", "talk_shares", "thematic_map", "theme_map", "word", "wrapped",
]  # fmt: skip

_ROW = 0.55  # centimetres a row of labels needs
WORDS: dict[str, dict[str, str]] = {
    "alpha": {"fi": "Krippendorffin alfa", "en": "Krippendorff's alpha"},
    "documents": {"fi": "haastatteluja", "en": "interviews"},
    "codes": {"fi": "eri koodeja", "en": "distinct codes"},
    "in_order": {"fi": "haastattelujärjestys", "en": "order of interviewing"},
    "mean": {"fi": "keskiarvo satunnaisissa järjestyksissä", "en": "mean over random orders"},
    "words": {"fi": "osuus sanoista", "en": "share of words"},
    "interviewer": {"fi": "haastattelija", "en": "interviewer"},
    "participant": {"fi": "haastateltavat", "en": "participants"},
    "unknown": {"fi": "puhuja ei tiedossa", "en": "speaker not known"},
    "difference": {"fi": "osuus ryhmän katkelmista", "en": "share of the group's passages"},
    "keyness": {"fi": "log-suhde", "en": "log ratio"},
}


def word(name: str, language: Language) -> str:
    """One of the words that these figures use."""
    return WORDS[name][language]


def wrapped(labels: list[str], width: int = 44) -> list[str]:
    """Labels broken into lines of at most `width` characters, at most two lines."""
    return ["\n".join(textwrap.wrap(label, width, max_lines=2, placeholder=" …")) for label in labels]


def theme_map(data: pd.DataFrame, *, language: Language) -> Figure:
    """Heat map of passages: one row a theme, one column a document. Columns label_fi, label_en, document, passages.

    The count stands in every cell, so that colour is not the only carrier; empty cells stay white.
    """
    order = list(dict.fromkeys(data[f"label_{language}"]))
    table = data.pivot_table(index=f"label_{language}", columns="document", values="passages", sort=False).loc[order]
    figure, axes = new_figure(height=max(5, 2 + _ROW * len(table)))
    draw_cells(axes, table)
    return figure


def role_map(data: pd.DataFrame, *, language: Language) -> Figure:
    """Heat map of interviews: one row a theme, one column a role. Columns label_*, value_*, documents, told, of.

    In a cell: interviews / people; where the number of people is hidden, what is told of it, and no number of
    interviews either. The number of people of the role stands beside its name.
    """
    rows = list(dict.fromkeys(data[f"label_{language}"]))
    named = data.assign(column=data[f"value_{language}"] + " (" + data["of"].astype(str) + ")")
    told = named["told"].str.fullmatch(r"\d+")
    named = named.assign(
        shown=named["documents"].where(told, 0),
        text=named["told"].where(~told, named["documents"].astype(str) + " / " + named["told"]).replace("0 / 0", ""),
    )
    columns = list(dict.fromkeys(named["column"]))
    place = {"index": f"label_{language}", "columns": "column", "aggfunc": "first"}
    values = named.pivot_table(values="shown", **place).loc[rows, columns]
    texts = named.pivot_table(values="text", **place).loc[rows, columns]
    figure, axes = new_figure(height=max(5, 4 + _ROW * len(rows)))
    draw_cells(axes, values, texts)
    return figure


def draw_cells(axes: Axes, table: pd.DataFrame, texts: pd.DataFrame | None = None) -> None:
    """The cells of a heat map with their counts, or with these texts."""
    values = table.to_numpy(dtype=float)
    shown = np.ma.masked_where(~(values > 0), values)
    axes.imshow(shown, cmap=SEQUENTIAL, aspect="auto", vmin=0, vmax=max(np.nanmax(values, initial=1), 1) * 1.15)
    axes.set_yticks(range(len(table)), wrapped([str(one) for one in table.index]), fontsize=7.5)
    widest = max((len(str(one)) for one in table.columns), default=0)
    many = len(table.columns) * max(widest, 3) > 60
    slant = 0 if not many else 90 if widest <= 4 else 40
    width = 18 if not slant else 26 if slant == 40 and len(table.columns) <= 6 else 90
    names = ["\n".join(textwrap.wrap(str(one), width)) for one in table.columns]
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    aligned = {"ha": "left", "va": "bottom", "rotation_mode": "anchor"} if slant == 40 else {}
    axes.set_xticks(range(len(table.columns)), names, rotation=slant, fontsize=8, **aligned)
    axes.spines[:].set_visible(False)
    darkest = np.nanmax(values, initial=1)
    written = table.map(lambda value: f"{value:g}" if value > 0 else "") if texts is None else texts
    for (row, column), text in np.ndenumerate(written.to_numpy(dtype=object)):
        colour = "white" if values[row, column] > 0.6 * darkest else INK
        axes.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(np.arange(-0.5, len(table.columns)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(table)), minor=True)
    axes.grid(which="minor", color=LIGHT, linewidth=0.6)
    axes.tick_params(which="minor", length=0)


def agreement_intervals(data: pd.DataFrame, *, language: Language) -> Figure:
    """Alpha of each theme with its interval. Columns label_fi, label_en, alpha, low, high; .667 and .80 are marked."""
    figure, axes = new_figure(height=max(5, 2.4 + _ROW * len(data)))
    rows = np.arange(len(data))
    axes.hlines(rows, data["low"], data["high"], color=PALETTE[0], linewidth=1.6)
    axes.plot(data["alpha"], rows, "o", color=PALETTE[0], markersize=5)
    for limit in (0.667, 0.8):
        axes.axvline(limit, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.set_yticks(rows, wrapped(list(data[f"label_{language}"])), fontsize=8)
    axes.invert_yaxis()
    lowest = float(np.nanmin([0.0, data["low"].min()]))
    axes.set_xlim(min(-0.05, lowest - 0.05), 1.03)
    ticks = [tick for tick in (-0.5, 0, 0.25, 0.5, 0.667, 0.8, 1) if tick >= lowest - 0.05]
    axes.set_xticks(ticks, [decimal(tick, 3 if tick == 0.667 else 2, language) for tick in ticks], fontsize=8)
    axes.set_xlabel(word("alpha", language))
    return figure


def saturation_curve(data: pd.DataFrame, *, language: Language) -> Figure:
    """Codes met after 1, 2, ... interviews: as they were done, and the band of random orders."""
    figure, axes = new_figure(height=8)
    axes.fill_between(data["documents"], data["low"], data["high"], color=PALETTE[0], alpha=0.18, linewidth=0)
    axes.plot(data["documents"], data["mean"], color=PALETTE[0], linestyle="--", label=word("mean", language))
    axes.plot(
        data["documents"],
        data["in_order"],
        color=PALETTE[1],
        marker="o",
        markersize=4,
        label=word("in_order", language),
    )
    axes.set_xlabel(word("documents", language))
    axes.set_ylabel(word("codes", language))
    axes.set_ylim(bottom=0)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, loc="lower right", fontsize=8)
    return figure


def talk_shares(data: pd.DataFrame, *, language: Language) -> Figure:
    """Who talks: a bar for each document, a part for each speaker, the interviewer first.


    Columns document, role, rank, share; rank: 0 for the interviewers, then 1, 2 ... by words, growing paler.
    """
    documents = list(dict.fromkeys(data["document"]))
    figure, axes = new_figure(height=max(4, 2 + 0.45 * len(documents)))
    for place, document in enumerate(documents):
        left = 0.0
        for row in data[data["document"] == document].sort_values("rank").itertuples():
            colour = PALETTE[1] if row.role == "interviewer" else PALETTE[5] if row.role == "unknown" else PALETTE[0]
            pale = 1.0 if row.role != "participant" else max(0.3, 1 - 0.17 * (row.rank - 1))
            axes.barh(place, row.share, left=left, color=colour, alpha=pale, height=0.7, edgecolor="white")
            left += row.share
    axes.set_yticks(range(len(documents)), documents, fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(tick, language) for tick in (0, 0.25, 0.5, 0.75, 1)])
    axes.set_xlabel(word("words", language))
    roles = [("interviewer", PALETTE[1]), ("participant", PALETTE[0]), ("unknown", PALETTE[5])]
    shown = [(role, colour) for role, colour in roles if (data["role"] == role).any()]
    patches = [Patch(color=colour, label=word(role, language)) for role, colour in shown]
    figure.legend(handles=patches, frameon=False, loc="outside upper right", ncols=3, fontsize=8)
    return figure


def percent(share: float, language: Language) -> str:
    """A share as whole per cent, as the language writes it.

    >>> percent(0.25, "fi"), percent(0.25, "en")
    ('25\\xa0%', '25%')
    """
    return f"{share * 100:.0f}" + ("\u00a0%" if language == "fi" else "%")


def contrast_dots(data: pd.DataFrame, *, language: Language) -> Figure:
    """Themes over the values of a background variable. Columns label_fi, label_en, value_fi, value_en, share.

    Each value has its own mark; from the seventh on the marks are hollow, so that no two look alike.
    """
    themes = list(dict.fromkeys(data[f"label_{language}"]))
    values = list(dict.fromkeys(data[f"value_{language}"]))
    figure, axes = new_figure(height=max(5, 2.6 + _ROW * len(themes)))
    for number, value in enumerate(values):
        own = data[data[f"value_{language}"] == value]
        rows = [themes.index(label) for label in own[f"label_{language}"]]
        look = {"color": PALETTE[number % 6], "markersize": 6, "alpha": 0.9, "label": value}
        if number >= 6:
            look |= {"markerfacecolor": PAPER, "markeredgewidth": 1.4}
        axes.plot(own["share"], rows, "osD^vPhX<*>d"[number % 12], **look)
    for number in range(len(themes)):
        axes.axhline(number, color=LIGHT, linewidth=0.6, zorder=0)
    axes.set_yticks(range(len(themes)), wrapped(themes), fontsize=8)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, language)))
    axes.set_xlabel(word("difference", language))
    figure.legend(frameon=False, loc="outside upper center", ncols=3, fontsize=8)
    return figure


def key_words(data: pd.DataFrame, *, language: Language) -> Figure:
    """Words that set a set of interviews apart. Columns label_fi, label_en (the set), lemma, log_ratio."""
    labels = [f"{row.lemma}  ({getattr(row, f'label_{language}')})" for row in data.itertuples()]
    figure, axes = new_figure(height=max(4, 1.6 + 0.5 * len(data)))
    axes.barh(range(len(data)), data["log_ratio"], color=PALETTE[0], height=0.68)
    axes.set_yticks(range(len(data)), labels, fontsize=8)
    axes.invert_yaxis()
    axes.set_xlabel(word("keyness", language))
    return figure
