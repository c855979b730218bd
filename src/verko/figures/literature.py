"""Figures of the literature review: the flow of records, the databases' overlap, years, and what was charted."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from verko.figures.base import GREY, INK, LIGHT, PALETTE, PAPER, Language, decimal, horizontal_bars, new_figure

_LINE = 0.42  # centimetres a line of text takes
_PHASE, _MAIN, _OUT = (0.1, 0.75), (1.15, 7.15), (9.0, 6.9)  # left edge and width of the three columns, centimetres
_WRAP = 42
_GAP, _LOWEST = 0.6, 1.3  # centimetres between two stages, and the least that one takes


def flow_chart(data: pd.DataFrame, *, language: Language) -> Figure:
    """The flow from the table `verko.literature.flow_boxes.boxes`: down go the records, right what is left out.

    The phases stand on the left, as PRISMA 2020 or PRISMA-ScR names them.
    """
    numbers = sorted(data["stage"].unique())
    stages = [_stage(data[data["stage"] == stage], language) for stage in numbers]
    heights = [max(_LOWEST, _tall(main), sum(map(_tall, out)) + 0.2 * max(len(out) - 1, 0)) for main, out in stages]
    total = sum(heights) + _GAP * (len(stages) - 1) + 0.4
    figure, axes = new_figure(height=total)
    axes.set(xlim=(0, 16), ylim=(total, 0))
    axes.axis("off")
    tops = [0.2 + sum(heights[:place]) + _GAP * place for place in range(len(stages))]
    for number, ((main, out), top, height) in enumerate(zip(stages, tops, heights, strict=True)):
        _box(axes, _MAIN, top, height, main, fill="#eaf1f4")
        if number + 1 < len(stages):
            _arrow(axes, (_MAIN[0] + _MAIN[1] / 2, top + height), (_MAIN[0] + _MAIN[1] / 2, top + height + _GAP))
        _side(axes, top, out)
    phases = [str(data.loc[data["stage"] == stage, f"phase_{language}"].iloc[0]) for stage in numbers]
    for phase in dict.fromkeys(phases):
        within = [place for place, name in enumerate(phases) if name == phase]
        _phase(axes, phase, tops[within[0]], tops[within[-1]] + heights[within[-1]])
    return figure


def _phase(axes: Axes, name: str, top: float, bottom: float) -> None:
    left, width = _PHASE
    axes.add_patch(_rounded((left, top), width, bottom - top, fill="#cfdfe6"))
    place = (left + width / 2, (top + bottom) / 2)
    size = 8 if bottom - top > 0.24 * len(name) + 0.3 else 6.5
    axes.text(*place, name, rotation=90, va="center", ha="center", fontsize=size, fontweight="bold", color=INK)


def _stage(rows: pd.DataFrame, language: Language) -> tuple[list[str], list[list[str]]]:
    """The lines of the stage's main box, and of each box beside it."""
    main = _lines(rows[rows["side"] == "main"], language)
    out, box = [], []
    for row in rows[rows["side"] == "out"].to_dict("records"):
        if row["level"] == 0 and box:
            out.append(_lines(pd.DataFrame(box), language))
            box = []
        box.append(row)
    return main, [*out, _lines(pd.DataFrame(box), language)] if box else out


def _lines(rows: pd.DataFrame, language: Language) -> list[str]:
    lines: list[str] = []
    for row in rows.to_dict("records"):
        text = f"{row['text_' + language]} (n\u00a0=\u00a0{decimal(row['n'], 0, language)})"
        indent = "   " * int(row["level"])
        lines += textwrap.wrap(text, _WRAP, initial_indent=indent, subsequent_indent=indent + "   ")
    return lines


def _tall(lines: list[str]) -> float:
    return _LINE * len(lines) + 0.4


def _box(axes: Axes, column: tuple[float, float], top: float, height: float, lines: list[str], *, fill: str) -> None:
    left, width = column
    axes.add_patch(_rounded((left, top), width, height, fill=fill))
    axes.text(left + 0.25, top + height / 2, "\n".join(lines), va="center", ha="left", fontsize=8, color=INK)


def _rounded(corner: tuple[float, float], width: float, height: float, *, fill: str) -> FancyBboxPatch:
    style = "round,pad=0,rounding_size=0.12"
    return FancyBboxPatch(corner, width, height, boxstyle=style, facecolor=fill, edgecolor=GREY, linewidth=0.8)


def _side(axes: Axes, top: float, out: list[list[str]]) -> None:
    for lines in out:
        height = _tall(lines)
        _box(axes, _OUT, top, height, lines, fill=PAPER)
        _arrow(axes, (_MAIN[0] + _MAIN[1], top + height / 2), (_OUT[0], top + height / 2))
        top += height + 0.2


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.annotate(
        "", xy=end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": GREY, "shrinkA": 0, "shrinkB": 0, "lw": 0.9}
    )


def overlap(data: pd.DataFrame, *, language: Language) -> Figure:
    """Per database: records only it found, and records others found too; from `overlap.contributions`."""
    words = {
        "fi": ("vain tässä", "myös muissa", "Viitteitä kaksoiskappaleiden poiston jälkeen"),
        "en": ("only here", "elsewhere too", "Records after de-duplication"),
    }[language]
    figure, axes = new_figure(height=1.6 + 1.1 * len(data))
    places = range(len(data))
    unique, shared = data["unique"].to_list(), data["shared"].to_list()
    axes.barh(places, unique, color=PALETTE[0], label=words[0], height=0.62)
    axes.barh(
        places,
        shared,
        left=unique,
        color=LIGHT,
        edgecolor=GREY,
        hatch="///",
        linewidth=0.5,
        label=words[1],
        height=0.62,
    )
    most = max((a + b for a, b in zip(unique, shared, strict=True)), default=1)
    for place, (alone, together) in enumerate(zip(unique, shared, strict=True)):
        text = f"{decimal(alone, 0, language)} + {decimal(together, 0, language)}"
        axes.annotate(text, (alone + together, place), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, data["database"].to_list())
    axes.set(xlim=(0, most * 1.18), xlabel=words[2])
    axes.invert_yaxis()
    axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def years(data: pd.DataFrame, *, language: Language) -> Figure:
    """Records and included studies by year of publication; from `describe.by_year`."""
    words = {
        "fi": ("kaikki viitteet", "mukaan otetut", "Julkaisuvuosi", "Viitteitä"),
        "en": ("all records", "included", "Year of publication", "Records"),
    }[language]
    figure, axes = new_figure(height=6)
    axes.bar(data["year"], data["records"], color=LIGHT, edgecolor=GREY, linewidth=0.5, label=words[0])
    if data["included"].any():
        axes.bar(data["year"], data["included"], color=PALETTE[0], label=words[1])
        axes.legend(frameon=False, loc="upper left")
    axes.set(xlabel=words[2], ylabel=words[3])
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.yaxis.get_major_locator().set_params(integer=True)
    return figure


def recall_curve(data: pd.DataFrame, *, language: Language) -> Figure:
    """How soon the relevant records come up in the order of the program: from `simulation.curves`.

    The thick line is the mean of the runs, thin ones are the runs; the broken line is reading in any order.
    """
    words = {
        "fi": (
            "ohjelman järjestys",
            "mikä tahansa järjestys",
            "Luettu viitteistä, %",
            "Löydetty mukaan otettavista, %",
        ),
        "en": ("in the program's order", "in any order", "Records read, %", "Relevant records found, %"),
    }[language]
    figure, axes = new_figure(height=7.5)
    for _, run in data.groupby("run"):
        axes.plot(100 * run["read"], 100 * run["recall"], color=PALETTE[0], alpha=0.3, linewidth=0.8)
    mean = data.groupby("read", as_index=False)["recall"].mean()
    axes.plot(100 * mean["read"], 100 * mean["recall"], color=PALETTE[0], linewidth=2.2, label=words[0])
    axes.plot([0, 100], [0, 100], color=PALETTE[1], linewidth=1.4, linestyle=(0, (5, 3)), label=words[1])
    axes.axhline(95, color=GREY, linewidth=0.8, linestyle=":")
    axes.annotate(f"95{chr(0xA0)}%" if language == "fi" else "95%", (0.5, 95), (0, 3), textcoords="offset points")
    axes.set(xlim=(0, 100), ylim=(0, 103), xlabel=words[2], ylabel=words[3])
    axes.legend(frameon=False, loc="lower right")
    return figure


def charted(data: pd.DataFrame, *, language: Language) -> Figure:
    """How many included studies have each value of one charted field; from `describe.counted`."""
    figure, axes = new_figure(height=1.2 + 0.75 * len(data))
    labels = ["\n".join(textwrap.wrap(text, 34)) for text in data[f"text_{language}"]]
    horizontal_bars(axes, labels, data["records"].astype(float).to_list())
    return figure


def keyword_map(data: pd.DataFrame, *, language: Language) -> Figure:
    """Keywords on a circle, a line between two that stand in the same records (the table of `maps.map_table`).

    Size tells how many records; the group is told by colour and by the sign before the word, never by colour alone.
    Groups beyond the sixth are small: they share an open circle.
    """
    nodes, edges = _spread(data[data["kind"] == "keyword"]), data[data["kind"] == "pair"]
    place = nodes.set_index("one")[["x", "y"]]
    figure, axes = new_figure(height=max(8.0, 1.5 + 0.3 * len(nodes)))
    most = max(edges["records"].max(), 1) if len(edges) else 1
    for edge in edges.itertuples():
        (x1, y1), (x2, y2) = place.loc[edge.one], place.loc[edge.two]
        axes.plot(
            [x1, x2], [y1, y2], color=GREY, alpha=0.25 + 0.5 * edge.records / most, linewidth=2 * edge.records / most
        )
    for node in nodes.assign(share=nodes["records"] / max(nodes["records"].max(), 1)).itertuples():
        _keyword(axes, node, language)
    axes.set(xlim=(-2.9, 2.9), ylim=(-1.1, 1.1))
    axes.axis("off")
    return figure


def _spread(nodes: pd.DataFrame) -> pd.DataFrame:
    """The keywords of each half of the circle at even heights, so that no word is written over another."""
    left = nodes["x"] < 0
    halves = []
    for half, side in ((nodes[left], -1), (nodes[~left], 1)):
        height = half["y"].rank(method="first").sub(0.5).div(max(len(half), 1)).mul(2).sub(1)
        halves.append(half.assign(y=height, x=side * (0.35 + 0.65 * (1 - height**2) ** 0.5)))
    return pd.concat(halves).sort_index()


def _keyword(axes: Axes, node: Any, language: Language) -> None:
    group = int(node.group) - 1
    colour, sign = (PALETTE[group], _SIGNS[group]) if group < len(_SIGNS) else (GREY, "○")
    axes.scatter([node.x], [node.y], s=25 + 150 * node.share, color=colour, edgecolor=PAPER, zorder=2)
    word = node.one if len(node.one) <= _LONGEST else node.one[: _LONGEST - 1].rstrip() + "…"
    text = f"{sign} {word} ({decimal(node.records, 0, language)})"
    side = 1 if node.x >= 0 else -1
    axes.annotate(
        text, (node.x, node.y), (9 * side, 0), textcoords="offset points", ha={1: "left", -1: "right"}[side],
        va="center", fontsize=8,
    )  # fmt: skip


_LONGEST = 28  # characters of a keyword
_SIGNS = ("●", "■", "▲", "◆", "▼", "★")
