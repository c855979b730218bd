"""Tables of agreement and saturation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from verko.coding import saturation
from verko.coding.material import Material


def agreement_table(own: Material, found: pd.DataFrame) -> pd.DataFrame:
    """Agreement per theme as shown: percent, alpha with its interval as text in each language; – where undefined."""
    names = own.labels(found["theme"])
    table = found.assign(
        theme_fi=names["label_fi"], theme_en=names["label_en"], **names, percent=found["percent"] * 100
    )
    for one in ("fi", "en"):
        table[f"interval_{one}"] = [
            _interval(low, high, one) for low, high in zip(found["low"], found["high"], strict=True)
        ]
    return table


def _interval(low: float, high: float, language: str) -> str:
    """An interval as text.

    >>> _interval(0.1, 0.955, "fi"), _interval(0.1, 0.955, "en")
    ('0,10–0,95', '0.10–0.95')
    """
    if np.isnan(low) or np.isnan(high):
        return "–"
    low, high = (round(value, 2) + 0.0 for value in (low, high))
    text = f"{low:.2f}–{high:.2f}".replace("-", "−")
    return text.replace(".", ",") if language == "fi" else text


def meaning_table(own: Material, documents: Sequence[str]) -> pd.DataFrame:
    """Code against meaning saturation: at which interview a theme was first met, and at which its last new code."""
    found = saturation.by_category(own.compared_in(documents), documents)
    names = own.labels(found["theme"])
    table = found.assign(theme_fi=names["label_fi"], theme_en=names["label_en"], codes_used=found["codes"])
    return table.sort_values(["last_new", "theme"], ascending=[False, True], ignore_index=True)
