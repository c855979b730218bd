"""Numbers, percentages, dates and yes/no as the report prints them in Finnish and in English."""

from __future__ import annotations

import contextlib
import datetime
import decimal
import math
import numbers
import re
from typing import Any

from verko.report.words import MONTHS_EN, word

NARROW_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
MINUS = "\u2212"
GROUPED_FROM = 10_000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def number_text(value: float, *, digits: int | None, language: str, percent: bool = False) -> str:
    """A number as read in `language`: decimal comma and spaced thousands in Finnish.

    Thousands are set apart from five digits on, so that a year in a table stays a year.
    digits: decimals shown; None shows an integer without decimals and any other number with at most two.
    percent: `value` is a share, 0 to 1, and prints in per cent.

    >>> number_text(12480, digits=0, language="en"), number_text(0.455, digits=1, language="en", percent=True)
    ('12,480', '45.5%')
    >>> number_text(0.455, digits=1, language="fi", percent=True) == "45,5\\u00a0%"
    True
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a number a report can show: record it as missing instead")
    if percent:
        value = float(decimal.Decimal(str(value)) * 100)
    plain = f"{abs(value):,.2f}".rstrip("0").rstrip(".") if digits is None else f"{abs(value):,.{digits}f}"
    if abs(value) < GROUPED_FROM:
        plain = plain.replace(",", "")
    sign = MINUS if value < 0 and float(plain.replace(",", "")) else ""
    if language == "fi":
        plain = plain.replace(",", NARROW_SPACE).replace(".", ",")
    tail = {"fi": f"{HARD_SPACE}%", "en": "%"}[language] if percent else ""
    return f"{sign}{plain}{tail}"


def date_text(value: datetime.date, *, language: str) -> str:
    """A date as read in `language`.

    >>> date_text(datetime.date(2021, 3, 5), language="fi"), date_text(datetime.date(2021, 3, 5), language="en")
    ('5.3.2021', '5 March 2021')
    """
    if language == "fi":
        return f"{value.day}.{value.month}.{value.year}"
    return f"{value.day} {MONTHS_EN[value.month - 1]} {value.year}"


def value_text(value: Any, *, digits: int | None = None, language: str, percent: bool = False) -> str:
    """Any recorded value as text; a missing one as a dash, an ISO date as the language writes it.

    >>> value_text(True, language="fi"), value_text(None, language="fi"), value_text("< 3", language="en")
    ('kyllä', '–', '< 3')
    >>> value_text("2020-09-08", language="fi")
    '8.9.2020'
    """
    if missing(value):
        return word("empty", language)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return word("yes" if value else "no", language)
    if isinstance(value, numbers.Number):
        return number_text(float(value), digits=digits, language=language, percent=percent)  # type: ignore[arg-type]
    if isinstance(value, datetime.datetime):
        return date_text(value.date(), language=language)
    if isinstance(value, datetime.date):
        return date_text(value, language=language)
    if _ISO_DATE.fullmatch(str(value)):
        with contextlib.suppress(ValueError):
            return date_text(datetime.date.fromisoformat(str(value)), language=language)
    return str(value)


def missing(value: Any) -> bool:
    """Whether a recorded value is not there: None, NaN, NaT, pandas' NA or an empty text."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, numbers.Real) and math.isnan(float(value))
