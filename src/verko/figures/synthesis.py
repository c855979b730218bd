"""Figures of the synthesis: the study's design, and themes across data sets."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import PercentFormatter

from verko.figures.base import GREY, INK, PALETTE, PAPER, Language, new_figure

_LEFT, _MIDDLE, _RIGHT = (0.1, 4.9), (5.8, 3.6), (10.3, 5.6)  # left edge and width of each column, centimetres
_HEADS = (
    {"fi": "Aineistot", "en": "Data sets"},
    {"fi": "Analyysi", "en": "Analysis"},
    {"fi": "Mihin ne vastaavat", "en": "What they answer"},
)
_LINE = 0.40  # centimetres a line of text takes


def study_design(data: pd.DataFrame, *, language: Language) -> Figure:
    """F1: data sets, their analysis, and the questions they answer; from `verko.synthesis.design`."""
    sets = data.drop_duplicates("data_set")
    questions = data.drop_duplicates("question").sort_values("question", key=lambda ids: ids.where(ids != "", "~"))
    lefts = [
        _wrapped(f"{row[f'title_{language}']}\n{row[f'amount_{language}']}", 30) for row in sets.to_dict("records")
    ]
    middles = [_wrapped(row[f"analysis_{language}"], 22) for row in sets.to_dict("records")]
    rights = [_wrapped(_question(row, language), 36) for row in questions.to_dict("records")]
    heights = [max(_tall(left), _tall(middle)) for left, middle in zip(lefts, middles, strict=True)]
    total = max(_stacked(heights), _stacked([_tall(lines) for lines in rights])) + 0.9
    figure, axes = new_figure(height=total + 0.5)
    axes.set(xlim=(0, 16), ylim=(total + 0.1, 0))
    axes.axis("off")
    for head, (x, _) in zip(_HEADS, (_LEFT, _MIDDLE, _RIGHT), strict=True):
        axes.text(x + 0.05, 0.35, head[language], fontsize=9, fontweight="bold", va="center")
    set_places = _places(heights, total)
    question_places = _places([_tall(lines) for lines in rights], total)
    for place, left, middle in zip(set_places, lefts, middles, strict=True):
        _box(axes, _LEFT, place, left, fill="#eaf1f4")
        _box(axes, _MIDDLE, place, middle, fill=PAPER)
        _line(axes, (_LEFT[0] + _LEFT[1], _centre(place)), (_MIDDLE[0], _centre(place)))
    for place, lines in zip(question_places, rights, strict=True):
        _box(axes, _RIGHT, place, lines, fill="#fbeee5")
    at_set = dict(zip(sets["data_set"], set_places, strict=True))
    at_question = dict(zip(questions["question"], question_places, strict=True))
    for row in data.to_dict("records"):
        end = (_RIGHT[0], _centre(at_question[row["question"]]))
        _line(axes, (_MIDDLE[0] + _MIDDLE[1], _centre(at_set[row["data_set"]])), end)
    return figure


def _question(row: dict, language: Language) -> str:
    return f"{row['question']}  {row[f'question_text_{language}']}".strip()


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width)]


def _tall(lines: list[str]) -> float:
    return _LINE * len(lines) + 0.35


def _stacked(heights: list[float], gap: float = 0.3) -> float:
    return sum(heights) + gap * max(len(heights) - 1, 0)


def _places(heights: list[float], total: float) -> list[tuple[float, float]]:
    """Top and height of boxes spread evenly below the headings."""
    room = total - 0.8
    gap = (room - sum(heights)) / (len(heights) - 1) if len(heights) > 1 else 0.0
    top = 0.8 if len(heights) > 1 else 0.8 + (room - sum(heights)) / 2
    places = []
    for height in heights:
        places.append((top, height))
        top += height + gap
    return places


def _centre(place: tuple[float, float]) -> float:
    return place[0] + place[1] / 2


def _box(axes: Axes, column: tuple[float, float], place: tuple[float, float], lines: list[str], *, fill: str) -> None:
    shape = {"boxstyle": "round,pad=0,rounding_size=0.12", "facecolor": fill, "edgecolor": GREY, "linewidth": 0.8}
    axes.add_patch(FancyBboxPatch((column[0], place[0]), column[1], place[1], **shape, zorder=2))
    axes.text(column[0] + 0.2, _centre(place), "\n".join(lines), va="center", ha="left", fontsize=7.5, zorder=3)


def _line(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.plot([start[0], end[0]], [start[1], end[1]], color=GREY, linewidth=0.8, alpha=0.8, zorder=1)


_MARKERS = ("o", "D", "s", "^", "v", "P")


def theme_coverage(data: pd.DataFrame, *, language: Language) -> Figure:
    """Share of units that hold each theme, one mark a data set; columns theme, title (both languages) and share.

    A cell without a share (suppressed) has no mark.
    """
    themes = list(dict.fromkeys(data[f"theme_{language}"]))
    figure, axes = new_figure(height=2.2 + 0.55 * len(themes))
    line = {theme: number for number, theme in enumerate(themes)}
    for theme, mine in data.dropna(subset="share").groupby(f"theme_{language}"):
        axes.plot([mine["share"].min(), mine["share"].max()], [line[theme]] * 2, color=GREY, linewidth=1.2, zorder=1)
    titles = list(dict.fromkeys(data[f"title_{language}"]))
    for number, title in enumerate(titles):
        mine = data.loc[data[f"title_{language}"] == title].dropna(subset="share")
        apart = 0.22 * (number - (len(titles) - 1) / 2)
        marker, colour = _MARKERS[number % len(_MARKERS)], PALETTE[number % len(PALETTE)]
        places = mine[f"theme_{language}"].map(line).astype(float) + apart
        axes.scatter(mine["share"], places, s=36, label=title, zorder=2, marker=marker, color=colour)
    axes.set_yticks(range(len(themes)), [textwrap.shorten(theme, 46, placeholder=" …") for theme in themes], fontsize=8)
    axes.set_ylim(len(themes) - 0.4, -0.6)
    axes.set_xlim(-0.03, 1.03)
    axes.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %" if language == "fi" else "%"))
    axes.grid(axis="both", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    figure.legend(loc="outside upper left", frameon=False, fontsize=8, ncols=1)
    return figure
