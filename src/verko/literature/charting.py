"""Charting: what was noted of each included record, against the form in the protocol."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from verko.account import FileAccount
from verko.intake.bibliography.protocol import ChartingField, Protocol
from verko.intake.bibliography.sheets import Row, read_sheet
from verko.literature.finding import RecordFinder

_NOT_FIELDS = frozenset({"record_id", "doi", "title", "year", "synthetic", "note", "charted_by", "date"})


def read_charting(
    path: Path, name: str, finder: RecordFinder, protocol: Protocol
) -> tuple[list[dict[str, str | None]], FileAccount]:
    """Rows of the `charting` table (record x field) from one CSV with a row per record, and its account.

    A value outside a field's choices, a record that is not found or stands twice: the row is refused with its line.
    """
    rows, account = read_sheet(path, name, needs=("title",))
    form = {field.name: field for field in protocol.charting_form}
    seen: dict[str, int] = {}
    made = []
    for row in rows:
        try:
            record = _record(row, finder, seen)
            values = {column: _value(form.get(column), column, cell) for column, cell in _fields(row, form).items()}
        except LookupError as problem:
            account.refuse(f"line {row.line}", str(problem.args[0]))
            continue
        seen[record] = row.line
        account.read += 1
        made += [{"record_id": record, "field": column, "value": value or None} for column, value in values.items()]
    return made, account


def _record(row: Row, finder: RecordFinder, seen: dict[str, int]) -> str:
    found = finder.find(
        record_id=row.get("record_id"), doi=row.get("doi"), title=row.get("title"), year=row.get("year")
    )
    if found in seen:
        raise LookupError(f"this record was already charted on line {seen[found]}")
    return found


def _fields(row: Row, form: dict[str, ChartingField]) -> dict[str, str]:
    return {
        column: cell for column, cell in row.cells.items() if column in form or (not form and column not in _NOT_FIELDS)
    }


def _value(field: ChartingField | None, column: str, cell: str) -> str:
    if field is None or not cell:
        return cell
    given = [part.strip() for part in cell.split("|")] if field.type == "choices" else [cell]
    if field.choices and (strange := [part for part in given if part not in field.choices]):
        raise LookupError(f"column '{column}' has {len(strange)} value(s) that are not among its choices")
    if field.type == "number" and not cell.replace(",", ".").replace(".", "", 1).lstrip("-").isdigit():
        raise LookupError(f"column '{column}' is not a number")
    return "|".join(given)


def missing_charting(charting: pd.DataFrame, included: list[str], required: list[str]) -> pd.DataFrame:
    """What the form still lacks: one row per included record x obligatory field without a value.

    >>> charted = pd.DataFrame({"record_id": ["r-1"], "field": ["country"], "value": ["FI"]})
    >>> missing_charting(charted, ["r-1", "r-2"], ["country"]).to_dict("records")
    [{'record_id': 'r-2', 'field': 'country'}]
    """
    told = set(charting.dropna(subset=["value"])[["record_id", "field"]].itertuples(index=False, name=None))
    lacking = [(record, field) for record in included for field in required if (record, field) not in told]
    return pd.DataFrame(lacking, columns=["record_id", "field"])
