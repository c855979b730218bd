"""Figures of co-development: the process as a loop, its timeline, the flow from contributions to versions."""

from __future__ import annotations

import datetime
import textwrap

import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter

from verko.codevelopment.impact import OUTCOMES
from verko.figures.base import GREY, INK, LIGHT, PALETTE, PAPER, Language, new_figure
from verko.tables.vocabularies import term

_WORDS = {
    "rounds": {"fi": "kierrosta", "en": "rounds"},
    "round": {"fi": "kierros", "en": "round"},
    "events": {"fi": "tapahtumia", "en": "events"},
    "contributions": {"fi": "panoksia", "en": "contributions"},
    "not_recorded": {"fi": "ei kirjattu", "en": "not recorded"},
    "event": {"fi": "tapahtuma", "en": "event"},
    "return": {"fi": "palautus", "en": "return"},
    "output": {"fi": "tuotos", "en": "output"},
    "phase": {"fi": "vaihe", "en": "phase"},
    "knowledge": {"fi": "Millaista tietoa tuotiin", "en": "Kind of knowledge brought"},
    "became": {"fi": "Miten siihen vastattiin", "en": "How it was answered"},
    "version": {"fi": "Mihin versioon se päätyi", "en": "Version it went into"},
    "no_version": {"fi": "ei versiossa", "en": "in no version"},
    "version_n": {"fi": "versio", "en": "version"},
}
_OUTCOMES = ("koosteessa", "hyvaksytty", "osin", "ei", "ei_vastausta")
_OUTCOME_COLOURS = dict(zip(_OUTCOMES, (PALETTE[2], PALETTE[0], PALETTE[4], PALETTE[1], PALETTE[5]), strict=True))


def _word(name: str, language: Language) -> str:
    return _WORDS[name][language]


# The process as a loop ---------------------------------------------------------------------------------------------

_BOX_WIDTH, _BOX_HEIGHT, _STEP = 2.65, 2.75, 3.3
_TOP, _BOTTOM = 0.55, 4.75


def process_loop(data: pd.DataFrame, *, language: Language) -> Figure:
    """P0 to P9 in order, with the loop between mirroring and return; from `verko.codevelopment.course.loop`."""
    figure, axes = new_figure(height=8.1)
    axes.set(xlim=(0, 16), ylim=(8.1, 0))
    axes.axis("off")
    places = {f"P{n}": (0.1 + _STEP * n, _TOP) for n in range(5)} | {
        f"P{n}": (0.1 + _STEP * (9 - n), _BOTTOM) for n in range(5, 10)
    }
    for row in data.to_dict("records"):
        _phase_box(axes, places[row["phase"]], row, language)
    for n in range(9):
        _step_arrow(axes, places[f"P{n}"], places[f"P{n + 1}"], loop=n == 4)
    rounds = data.set_index("phase")["rounds"].reindex(["P4", "P5"]).min()
    if rounds:
        text = f"{rounds} {_word('round' if rounds == 1 else 'rounds', language)}"
        axes.text(
            13.0, (_TOP + _BOX_HEIGHT + _BOTTOM) / 2, text, ha="right", va="center", fontsize=9, fontweight="bold"
        )
    return figure


def _phase_box(axes: Axes, place: tuple[float, float], row: dict, language: Language) -> None:
    left, top = place
    there = row["rounds"] > 0
    looping = row["phase"] in ("P4", "P5")
    axes.add_patch(
        FancyBboxPatch(
            (left, top), _BOX_WIDTH, _BOX_HEIGHT, boxstyle="round,pad=0,rounding_size=0.15",
            facecolor=("#fbeee5" if looping else "#eaf1f4") if there else PAPER,
            edgecolor=PALETTE[1] if looping else GREY, linewidth=1.2 if looping else 0.8,
            linestyle="-" if there else (0, (4, 3)),
        )
    )  # fmt: skip
    middle = left + _BOX_WIDTH / 2
    name = "\n".join(textwrap.wrap(term("phase", row["phase"], language), 18))
    axes.text(middle, top + 0.32, row["phase"], ha="center", va="center", fontsize=9, fontweight="bold")
    axes.text(middle, top + 1.22, name, ha="center", va="center", fontsize=7.5, linespacing=1.15)
    axes.text(middle, top + 2.3, _left_behind(row, language), ha="center", va="center", fontsize=7, color=GREY)


def _left_behind(row: dict, language: Language) -> str:
    if row["rounds"] == 0:
        return _word("not_recorded", language)
    lines = [f"{_word(what, language)} {row[what]}" for what in ("events", "contributions") if row[what]]
    return "\n".join(lines)


def _step_arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], *, loop: bool) -> None:
    style = {"mutation_scale": 9, "linewidth": 1.6 if loop else 1.1, "color": PALETTE[1] if loop else INK}
    if loop:
        for offset, (low, high) in ((0.75, (_TOP + _BOX_HEIGHT, _BOTTOM)), (1.9, (_BOTTOM, _TOP + _BOX_HEIGHT))):
            x = start[0] + offset
            axes.add_patch(FancyArrowPatch((x, low), (x, high), arrowstyle="-|>", **style))
        return
    forward = end[0] > start[0]
    x0, x1 = (start[0] + _BOX_WIDTH, end[0]) if forward else (start[0], end[0] + _BOX_WIDTH)
    y = start[1] + _BOX_HEIGHT / 2
    axes.add_patch(FancyArrowPatch((x0, y), (x1, y), arrowstyle="-|>", shrinkA=0, shrinkB=0, **style))


# The timeline ------------------------------------------------------------------------------------------------------

_MARKS = {"event": ("o", PALETTE[0]), "return": ("D", PALETTE[1]), "output": ("*", PALETTE[3])}


def timeline(data: pd.DataFrame, *, language: Language) -> Figure:
    """Phases as bars, with events, returns and outputs on them; from `verko.codevelopment.course.timeline`."""
    phases = sorted(data["phase"].unique())
    figure, axes = new_figure(height=2.6 + 0.72 * len(phases))
    line = {phase: number for number, phase in enumerate(phases)}
    for row in data.loc[data["what"] == "phase"].to_dict("records"):
        _phase_bar(axes, line[row["phase"]], row)
    for what, (marker, colour) in _MARKS.items():
        points = data.loc[data["what"] == what]
        days = [dates.date2num(datetime.date.fromisoformat(day)) for day in points["date"]]
        size, lift = (70, 0.3) if what == "output" else (26, 0)
        axes.scatter(days, [line[phase] - lift for phase in points["phase"]], s=size, marker=marker, color=colour,
                     edgecolors=PAPER, linewidths=0.7, zorder=3, label=_word(what, language))  # fmt: skip
    labels = [f"{textwrap.shorten(term('phase', phase, language), 44, placeholder=' …')}  {phase}" for phase in phases]
    axes.set_yticks(range(len(phases)), labels, fontsize=8)
    axes.set_ylim(len(phases) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.xaxis_date()
    axes.xaxis.set_major_locator(dates.AutoDateLocator(minticks=3, maxticks=9))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _month(value, language)))
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.1), ncols=4, frameon=False, fontsize=8)
    return figure


def _phase_bar(axes: Axes, y: int, row: dict) -> None:
    start, end = (dates.date2num(datetime.date.fromisoformat(row[side])) for side in ("date", "end"))
    axes.barh(y, max(end - start, 1), left=start, height=0.5, color="#b9d0da", edgecolor=GREY, linewidth=0.5, zorder=2)


_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(value: float, language: Language) -> str:
    day = dates.num2date(value)
    return f"{day.month}/{day.year}" if language == "fi" else f"{_MONTHS_EN[day.month - 1]} {day.year}"


# The flow from contributions to versions ---------------------------------------------------------------------------

_COLUMNS = (0.0, 7.0, 14.0)
_NODE, _GAP = 0.35, 0.5


def contribution_flow(data: pd.DataFrame, *, language: Language) -> Figure:
    """Kind of knowledge -> answer -> version, as wide as the contributions are many; from `impact.flow`."""
    orders = (
        list(data.groupby("knowledge_type")["contributions"].sum().sort_values(ascending=False, kind="stable").index),
        [outcome for outcome in _OUTCOMES if outcome in set(data["outcome"])],
        [
            *sorted(version for version in data["version"].unique() if version),
            *([0] if (data["version"] == 0).any() else []),
        ],
    )
    total = int(data["contributions"].sum())
    unit = 7.0 / total
    figure, axes = new_figure(height=9.4)
    axes.set(xlim=(-4.0, 18.6), ylim=(9.2, -0.9))
    axes.axis("off")
    nodes = [
        _node_places(data, column, order, unit)
        for column, order in zip(("knowledge_type", "outcome", "version"), orders, strict=True)
    ]
    _ribbons(axes, data, nodes, orders, unit)
    for number, (places, x) in enumerate(zip(nodes, _COLUMNS, strict=True)):
        for value, (top, height, count) in places.items():
            _node(axes, number, x, top, height, f"{_node_label(number, value, language)}  {count}")
    for name, x, side in zip(("knowledge", "became", "version"), _COLUMNS, ("right", "center", "left"), strict=True):
        at = {"right": x + _NODE, "center": x + _NODE / 2, "left": x}[side]
        axes.text(at, -0.6, _word(name, language), ha=side, fontsize=8.5, fontweight="bold")
    return figure


def _node_places(data: pd.DataFrame, column: str, order: list, unit: float) -> dict:
    """Top, height and count of every node of one column, spread over the same height."""
    counts = data.groupby(column)["contributions"].sum()
    gap = (8.6 - 7.0) / max(len(order) - 1, 1)
    places, top = {}, 0.0 if len(order) > 1 else 0.8
    for value in order:
        height = float(counts[value]) * unit
        places[value] = (top, height, int(counts[value]))
        top += height + min(gap, _GAP * 1.6)
    shift = (8.6 - (top - min(gap, _GAP * 1.6))) / 2 if len(order) > 1 else 0.0
    return {value: (top + shift, height, count) for value, (top, height, count) in places.items()}


def _ribbons(axes: Axes, data: pd.DataFrame, nodes: list[dict], orders: tuple, unit: float) -> None:
    left = data.groupby(["knowledge_type", "outcome"])["contributions"].sum()
    right = data.groupby(["outcome", "version"])["contributions"].sum()
    for number, (links, first, second) in enumerate(((left, 0, 1), (right, 1, 2))):
        out = {value: place[0] for value, place in nodes[first].items()}
        into = {value: place[0] for value, place in nodes[second].items()}
        for a in orders[first]:
            for b in orders[second]:
                count = links.get((a, b), 0)
                if count:
                    colour = _OUTCOME_COLOURS[b if number == 0 else a]
                    span = (_COLUMNS[first] + _NODE, _COLUMNS[second])
                    _ribbon(axes, span, out[a], into[b], count * unit, colour)
                    out[a] += count * unit
                    into[b] += count * unit


def _ribbon(axes: Axes, span: tuple[float, float], y0: float, y1: float, height: float, colour: str) -> None:
    x0, x1 = span
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1),
        (x1, y1 + height), (middle, y1 + height), (middle, y0 + height), (x0, y0 + height), (x0, y0),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.45, edgecolor="none"))


def _node(axes: Axes, number: int, x: float, top: float, height: float, label: str) -> None:
    axes.add_patch(FancyBboxPatch((x, top), _NODE, height, boxstyle="square,pad=0", facecolor=INK, edgecolor="none"))
    middle = top + height / 2
    if number == 0:
        axes.text(x - 0.15, middle, label, ha="right", va="center", fontsize=8)
    elif number == 1:
        box = {"facecolor": PAPER, "edgecolor": LIGHT, "boxstyle": "round,pad=0.2", "linewidth": 0.5}
        axes.text(x + _NODE / 2, middle, label, ha="center", va="center", fontsize=8, bbox=box)
    else:
        axes.text(x + _NODE + 0.15, middle, label, ha="left", va="center", fontsize=8)


def _node_label(number: int, value: object, language: Language) -> str:
    if number == 0:
        return term("knowledge", str(value), language)
    if number == 1:
        return OUTCOMES[str(value)][language]
    return f"{_word('version_n', language)} {value}" if value else _word("no_version", language)
