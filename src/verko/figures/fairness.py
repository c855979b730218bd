"""Figures of fairness in co-development: who decided what was taken, and what was refused."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.figure import Figure

from verko.codevelopment.fairness import DECIDERS
from verko.codevelopment.impact import OUTCOMES
from verko.figures.base import GREY, INK, PALETTE, PAPER, Language, new_figure

_PARTS = ("hyvaksytty", "osin", "ei")
_FACES = dict(zip(_PARTS, (PALETTE[0], "#b9d0da", PAPER), strict=True))
_HATCHES = dict(zip(_PARTS, ("", "", "////"), strict=True))
_WORDS = {"fi": "Ehdotuksia tai muutoksia", "en": "Proposals or changes"}


def deciding(data: pd.DataFrame, *, language: Language) -> Figure:
    """A bar a set of deciders, parted by what they decided; from `verko.codevelopment.fairness.deciders`."""
    figure, axes = new_figure(height=2.9 + 1.15 * len(data))
    labels = ["\n".join(textwrap.wrap(DECIDERS[who][language], 24)) for who in data["who"]]
    left = pd.Series(0, index=data.index)
    for part in _PARTS:
        counts = data[part]
        axes.barh(range(len(data)), counts, left=left, height=0.6, color=_FACES[part], hatch=_HATCHES[part],
                  edgecolor=INK, linewidth=0.8, label=OUTCOMES[part][language])  # fmt: skip
        for place, (start, count) in enumerate(zip(left, counts, strict=True)):
            if count:
                _number(axes, start + count / 2, place, int(count), dark=part == "hyvaksytty")
        left = left + counts
    axes.set_yticks(range(len(data)), labels)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(_WORDS[language], color=GREY)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.28), ncols=3, frameon=False, fontsize=8.5)
    return figure


def _number(axes: object, x: float, y: float, count: int, *, dark: bool) -> None:
    box = None if dark else {"facecolor": PAPER, "edgecolor": "none", "pad": 1.2}
    axes.text(x, y, str(count), ha="center", va="center", color=PAPER if dark else INK, fontsize=9, bbox=box)  # type: ignore[attr-defined]
