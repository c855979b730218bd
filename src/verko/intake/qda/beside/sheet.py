"""One hand-kept sheet: its columns under our names."""

from __future__ import annotations

from collections.abc import Mapping

from verko.intake.qda.rows import Rows


def columns_of(rows: Rows, names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Which header of the file stands for which of our columns; those that are missing are left out."""
    return {
        ours: next(name for name in known if name in rows.headers)
        for ours, known in names.items()
        if any(name in rows.headers for name in known)
    }


def need(found: Mapping[str, str], *columns: str) -> None:
    """Raise ValueError, with what the first line must name, when one of these columns is missing."""
    if missing := [column for column in columns if column not in found]:
        raise ValueError(f"has no column '{missing[0]}': the first line must name {', '.join(columns)}")
