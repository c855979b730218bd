"""Figures of the codings: themes over documents, agreement, co-occurrence, saturation, talk, the category tree.

Every figure takes a tidy table whose names in each language stand in `label_fi` and `label_en`.
"""

from __future__ import annotations

import textwrap

import matplotlib
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from verko.figures.base import GREY, INK, LIGHT, PALETTE, SEQUENTIAL, Language, decimal, new_figure

_ROW = 0.62  # centimetres a row of labels needs
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
    "passages": {"fi": "katkelmia", "en": "passages"},
    "difference": {"fi": "osuus ryhmän katkelmista", "en": "share of the group's passages"},
    "keyness": {"fi": "log-suhde", "en": "log ratio"},
}


def word(name: str, language: Language) -> str:
    """One of the words that these figures use."""
    return WORDS[name][language]


def wrapped(labels: list[str], width: int = 38) -> list[str]:
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


def draw_cells(axes: Axes, table: pd.DataFrame) -> None:
    """The cells of a heat map with their counts."""
    values = table.to_numpy(dtype=float)
    shown = np.ma.masked_where(~(values > 0), values)
    axes.imshow(shown, cmap=SEQUENTIAL, aspect="auto", vmin=0, vmax=max(np.nanmax(values, initial=1), 1) * 1.15)
    axes.set_yticks(range(len(table)), wrapped([str(one) for one in table.index]), fontsize=8)
    many = len(table.columns) > 12
    axes.set_xticks(
        range(len(table.columns)), [str(one) for one in table.columns], rotation=90 if many else 0, fontsize=8
    )
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    axes.spines[:].set_visible(False)
    darkest = np.nanmax(values, initial=1)
    for row, column in np.argwhere(values > 0):
        colour = "white" if values[row, column] > 0.6 * darkest else INK
        axes.text(column, row, f"{values[row, column]:g}", ha="center", va="center", fontsize=8, color=colour)
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


def thematic_map(data: pd.DataFrame, *, language: Language) -> Figure:
    """Themes as circles (area: passages) joined where they go together (width: c).

    data: rows with `kind` theme (label_fi, label_en, size) and rows with kind link (first, second, weight), both with `name`.
    """
    nodes, links = data[data["kind"] == "theme"], data[data["kind"] == "link"]
    graph = nx.Graph()
    graph.add_nodes_from(nodes["name"])
    graph.add_weighted_edges_from(zip(links["first"], links["second"], links["weight"], strict=True))
    places = nx.spring_layout(graph, seed=7, k=2.6 / max(len(nodes), 1) ** 0.5, weight=None, iterations=300)
    figure, axes = new_figure(height=12)
    strongest = links["weight"].max() if len(links) else 1
    for row in links.itertuples():
        (x1, y1), (x2, y2) = places[row.first], places[row.second]
        axes.plot([x1, x2], [y1, y2], color=GREY, alpha=0.55, linewidth=0.5 + 5 * row.weight / strongest, zorder=1)
    for row in nodes.itertuples():
        x, y = places[row.name]
        axes.scatter([x], [y], s=80 + 900 * row.size / nodes["size"].max(), color=PALETTE[0], alpha=0.85, zorder=2)
        label = "\n".join(textwrap.wrap(getattr(row, f"label_{language}"), 20, max_lines=3, placeholder=" …"))
        axes.annotate(label, (x, y), (0, -14), textcoords="offset points", ha="center", va="top", fontsize=7, zorder=3)
    axes.margins(0.16)
    axes.set_axis_off()
    return figure


def talk_shares(data: pd.DataFrame, *, language: Language) -> Figure:
    """Who talks: one bar a document, parted into the interviewer and the participants. Columns document, role, share."""
    table = data.pivot_table(index="document", columns="role", values="share", aggfunc="sum", fill_value=0, sort=True)
    figure, axes = new_figure(height=max(4, 2 + 0.55 * len(table)))
    left = np.zeros(len(table))
    for role, colour in (("interviewer", PALETTE[1]), ("participant", PALETTE[0]), ("unknown", PALETTE[5])):
        if role in table.columns:
            axes.barh(range(len(table)), table[role], left=left, color=colour, height=0.7, label=word(role, language))
            left = left + table[role].to_numpy()
    axes.set_yticks(range(len(table)), list(table.index), fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(tick, language) for tick in (0, 0.25, 0.5, 0.75, 1)])
    axes.set_xlabel(word("words", language))
    figure.legend(frameon=False, loc="outside upper right", ncols=3, fontsize=8)
    return figure


def percent(share: float, language: Language) -> str:
    """A share as whole per cent, as the language writes it.

    >>> percent(0.25, "fi"), percent(0.25, "en")
    ('25\\xa0%', '25%')
    """
    return f"{share * 100:.0f}" + ("\u00a0%" if language == "fi" else "%")


def category_tree(data: pd.DataFrame, *, language: Language) -> Figure:
    """The categories as a tree. Columns depth (0, 1, 2), parent (row number or missing), passages, label_fi, label_en."""
    figure, axes = new_figure(height=max(5, 1 + 0.47 * len(data)))
    step = 0.06
    for number, row in enumerate(data.itertuples()):
        x = row.depth * step
        if pd.notna(row.parent):
            above = int(row.parent)
            elbow = (row.depth - 1) * step + step / 3
            axes.plot([elbow, elbow, x - 0.008], [above + 0.35, number, number], color=GREY, linewidth=0.8)
        weight = "bold" if row.depth == 0 else "normal"
        name = textwrap.shorten(getattr(row, f"label_{language}"), 70, placeholder=" …")
        axes.text(x, number, name, va="center", fontsize=8, fontweight=weight)
        axes.text(1.0, number, f"{row.passages}", va="center", ha="right", fontsize=8, color=GREY)
    axes.text(1.0, -1, word("passages", language), ha="right", va="center", fontsize=7.5, color=GREY)
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(len(data) - 0.4, -1.6)
    axes.set_axis_off()
    return figure


def contrast_dots(data: pd.DataFrame, *, language: Language) -> Figure:
    """Themes over the values of a background variable. Columns label_fi, label_en, value_fi, value_en, share."""
    themes = list(dict.fromkeys(data[f"label_{language}"]))
    values = list(dict.fromkeys(data[f"value_{language}"]))
    figure, axes = new_figure(height=max(5, 2.6 + _ROW * len(themes)))
    for number, value in enumerate(values):
        own = data[data[f"value_{language}"] == value]
        rows = [themes.index(label) for label in own[f"label_{language}"]]
        marker = "osD^vP"[number % 6]
        axes.plot(own["share"], rows, marker, color=PALETTE[number % 6], markersize=6, alpha=0.9, label=value)
    for number in range(len(themes)):
        axes.axhline(number, color=LIGHT, linewidth=0.6, zorder=0)
    axes.set_yticks(range(len(themes)), wrapped(themes), fontsize=8)
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda share, _: percent(share, language)))
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
