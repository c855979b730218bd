"""Cells of spreadsheets: what begins like a formula stands behind an apostrophe, and comes back without it."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@")


def cell(value: str | None) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from reading it as a formula.

    >>> cell("'=ei tiedä"), cell("- ei mitään"), cell(None)
    ('=ei tiedä', '- ei mitään', '')
    """
    text = (value or "").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("– ei"), safe_cell("-")
    ("'=1+1", '– ei', "'-")
    """
    return f"'{value}" if value.startswith((*_FORMULA, "\t", "\r")) else value
