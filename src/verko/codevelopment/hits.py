"""What a check finds: where, and what is wrong there, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from verko.codevelopment.record import Row

Text = dict[str, str]


@dataclass(frozen=True)
class Hit:
    """One thing a check finds. level: another than the check's own, where this thing is less grave."""

    table: str
    what: Text
    file: str | None = None
    row: int | None = None
    id: str | None = None
    level: str | None = None


def at(table: str, row: Row, fi: str, en: str, *, level: str | None = None) -> Hit:
    """A hit at a row of the record.

    >>> at("actor", {"id": "K01", "source_file": "actor.csv", "source_row": 2}, "puuttuu", "missing").row
    2
    """
    name = row.get("id") or row.get("actor_id") or row.get("type") or row.get("field")
    return Hit(table, {"fi": fi, "en": en}, row["source_file"], int(row["source_row"]), name, level)


def absent(table: str, fi: str, en: str, *, name: str | None = None, level: str | None = None) -> Hit:
    """A hit about rows that should be in a table and are not."""
    return Hit(table, {"fi": fi, "en": en}, id=name, level=level)
