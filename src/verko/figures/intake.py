"""Figures of the material: how much each interview holds."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from verko.figures.base import GREY, PALETTE, Language, new_figure

MOST_BARS = 40
_ROLES = {
    "participant": {"fi": "osallistujat", "en": "participants"},
    "interviewer": {"fi": "haastattelija", "en": "interviewer"},
    "unknown": {"fi": "puhuja ei tiedossa", "en": "speaker not known"},
}
_COLOURS = {"participant": PALETTE[0], "interviewer": PALETTE[4], "unknown": GREY}
_HATCHES = {"participant": "", "interviewer": "//", "unknown": ".."}


def words_per_interview(data: pd.DataFrame, *, language: Language) -> Figure:
    """Words of each interview by who speaks; with over 40 interviews, how many interviews have how many words.

    data: columns document_id, participant, interviewer, unknown (words).
    """
    if len(data) > MOST_BARS:
        return _histogram(data, language)
    figure, axes = new_figure(height=max(4.0, 1.8 + 0.42 * len(data)))
    left = pd.Series(0, index=data.index)
    for role, words in _ROLES.items():
        if data[role].any():
            axes.barh(data["document_id"], data[role], left=left, height=0.7, color=_COLOURS[role],
                      hatch=_HATCHES[role], edgecolor="white", linewidth=0.3, label=words[language])  # fmt: skip
            left = left + data[role]
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.set_xlabel({"fi": "Sanoja", "en": "Words"}[language])
    _legend_above(axes)
    return figure


def _histogram(data: pd.DataFrame, language: Language) -> Figure:
    figure, axes = new_figure(height=7)
    total = data[list(_ROLES)].sum(axis=1)
    axes.hist(total, bins=min(30, max(8, len(data) // 10)), color=PALETTE[0], edgecolor="white")
    axes.set_xlabel({"fi": "Sanoja haastattelussa", "en": "Words in an interview"}[language])
    axes.set_ylabel({"fi": "Haastatteluja", "en": "Interviews"}[language])
    return figure


def _legend_above(axes: Axes) -> None:
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0.2)
