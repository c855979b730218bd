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

from verko.figures.base import GREY, INK, LIGHT, PALETTE, SEQUENTIAL, Language, decimal, new_figure

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
    "passages": {"fi": "katkelmia", "en": "passages"},
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


def draw_cells(axes: Axes, table: pd.DataFrame) -> None:
    """The cells of a heat map with their counts."""
    values = table.to_numpy(dtype=float)
    shown = np.ma.masked_where(~(values > 0), values)
    axes.imshow(shown, cmap=SEQUENTIAL, aspect="auto", vmin=0, vmax=max(np.nanmax(values, initial=1), 1) * 1.15)
    axes.set_yticks(range(len(table)), wrapped([str(one) for one in table.index]), fontsize=7.5)
    widest = max((len(str(one)) for one in table.columns), default=0)
    many = len(table.columns) * max(widest, 3) > 60
    slant = 0 if not many else 90 if widest <= 4 else 40
    names = [str(one) if slant else "\n".join(textwrap.wrap(str(one), 18)) for one in table.columns]
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    aligned = {"ha": "left", "va": "bottom", "rotation_mode": "anchor"} if slant == 40 else {}
    axes.set_xticks(range(len(table.columns)), names, rotation=slant, fontsize=8, **aligned)
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
    x, y = place
    axes.scatter([x], [y], s=40 + 420 * share, color=PALETTE[0], zorder=3)
    side = "left" if np.cos(angle) > 0 else "right"
    text = "\n".join(textwrap.wrap(label, 26, max_lines=3, placeholder=" …"))
    height = "bottom" if np.sin(angle) > 0.9 else "top" if np.sin(angle) < -0.9 else "center"
    axes.text(x * 1.13, y * 1.13, text, ha=side, va=height, fontsize=7.5)


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


def category_tree(data: pd.DataFrame, *, language: Language) -> Figure:
    """The categories as a tree. Columns depth (0, 1, 2), parent (row number or none), passages, label_fi, label_en.

    A tree of over 34 rows is drawn in two columns, parted between main categories.
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
    for row in rows.itertuples():
        y, x = row.Index - first, left + row.depth * step
        if pd.notna(row.parent):
            elbow = x - step * 2 / 3
            axes.plot([elbow, elbow, x - 0.008], [row.parent - first + 0.35, y, y], color=GREY, linewidth=0.8)
        name = textwrap.shorten(getattr(row, f"label_{language}"), width, placeholder=" …")
        axes.text(x, y, name, va="center", fontsize=7.5, fontweight="bold" if row.depth == 0 else "normal")
        axes.text(left + 1.0, y, f"{row.passages}", va="center", ha="right", fontsize=7.5, color=GREY)
    axes.text(left + 1.0, -1, word("passages", language), ha="right", va="center", fontsize=7, color=GREY)


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
