"""The common look of all figures: palette, size, type, number format, and the SVG they become."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Literal, Protocol
from xml.sax.saxutils import escape

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Language = Literal["fi", "en"]

INK, GREY, LIGHT, PAPER = "#1b2a33", "#5b6770", "#d9dee2", "#ffffff"
PALETTE = ("#1f5f7a", "#c8682b", "#4d8b5b", "#8a5a9e", "#b8912f", "#6b7f8c")
"""Six colours that stay apart in grey and for colour-blind readers; never the only carrier of a meaning."""
SEQUENTIAL = "YlGnBu"

SYNTHETIC_MARK: dict[str, str] = {
    "fi": "SYNTEETTINEN AINEISTO – ei tutkimustuloksia",
    "en": "SYNTHETIC DATA – not research results",
}

_LOOK = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": LIGHT,
    "svg.fonttype": "path",
    "svg.hashsalt": "verko",
    "text.parse_math": False,
}


class Draw(Protocol):
    """What a figure function looks like."""

    def __call__(self, data: pd.DataFrame, *, language: Language) -> Figure: ...


def new_figure(*, width: float = 16, height: float = 8) -> tuple[Figure, Axes]:
    """A figure of `width` x `height` centimetres with one pair of axes; 16 cm is the text width of A4.

    Built without pyplot: nothing global changes and nothing has to be closed.

    >>> figure, axes = new_figure(height=5)
    >>> round(figure.get_size_inches()[1] * 2.54)
    5
    """
    with matplotlib.rc_context(_LOOK):
        figure = Figure(figsize=(width / 2.54, height / 2.54), layout="constrained")
        return figure, figure.add_subplot()


def horizontal_bars(axes: Axes, labels: list[str], values: list[float], *, colour: str = PALETTE[0]) -> None:
    """Bars from top to bottom with their value beside them, and no more ink than that."""
    positions = range(len(labels))
    axes.barh(positions, values, color=colour, height=0.68)
    axes.set_yticks(positions, labels)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    for position, value in zip(positions, values, strict=True):
        axes.annotate(f"{value:g}", (value, position), (3, 0), textcoords="offset points", va="center")


def decimal(value: float, digits: int, language: Language) -> str:
    """A number as the language writes it.

    >>> decimal(1234.5, 1, "fi"), decimal(1234.5, 1, "en")
    ('1\\u202f234,5', '1,234.5')
    """
    text = f"{value:,.{digits}f}"
    return text.replace(",", "\u202f").replace(".", ",") if language == "fi" else text


def as_svg(
    draw: Callable[..., Figure], data: pd.DataFrame, *, language: Language, title: str, alt: str, synthetic: bool
) -> bytes:
    """Draw and write one figure as accessible SVG; the same data always give the same bytes."""
    with matplotlib.rc_context(_LOOK):
        figure = draw(data, language=language)
        if synthetic:
            _mark_synthetic(figure, language)
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, facecolor=PAPER)
    return _with_title(stream.getvalue(), title, alt, language).encode("utf-8")


def _mark_synthetic(figure: Figure, language: Language) -> None:
    height = figure.get_size_inches()[1]
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0, 0.16 / height, 1, 1 - 0.16 / height))
    figure.text(0.995, 0.02 / height, SYNTHETIC_MARK[language], ha="right", va="bottom", fontsize=6.5, color=GREY)


def _with_title(svg: str, title: str, alt: str, language: Language) -> str:
    """Give the SVG a name and a description that screen readers find."""
    head = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    return re.sub(r"(<svg\b[^>]*?)>", rf'\1 role="img" lang="{language}">' + head.replace("\\", r"\\"), svg, count=1)
