"""References between rows: what names a row that is not there is refused, and so is what leans on it in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from verko.errors import did_you_mean
from verko.intake.codevelopment.rows import Row
from verko.tables.sheets import Sheet

Refuse = Callable[[Row, list[str], str], None]


def linked(
    sheets: Sequence[Sheet],
    rows: Mapping[str, list[Row]],
    *,
    refuse: Refuse,
    elsewhere: Mapping[str, set[str]],
    lost: Mapping[str, set[str]],
) -> dict[str, list[Row]]:
    """The rows whose references all hold and whose key stands once.

    sheets: in such an order that a table comes after those it refers to.
    refuse: called for every row that is left out, with the columns and the reason.
    elsewhere: ids of tables that another reader reads. lost: ids of rows that were refused before.
    """
    kept: dict[str, list[Row]] = {}
    ids: dict[str, set[str]] = {name: set(known) for name, known in elsewhere.items()}
    refused_ids: dict[str, set[str]] = {name: set(names) for name, names in lost.items()}
    for sheet in sheets:
        announced = {str(row["id"]) for row in rows.get(sheet.name, []) if "id" in row}
        rest = _without_doubles(sheet, rows.get(sheet.name, []), refuse)
        rest = _with_references(sheet, rest, ids, refused_ids, refuse)
        if sheet.name == "synthesis":
            rest = _with_parents(rest, refuse)
        kept[sheet.name] = rest
        ids[sheet.name] = {str(row["id"]) for row in rest if "id" in row}
        refused_ids[sheet.name] = (refused_ids.get(sheet.name, set()) | announced) - ids[sheet.name]
    return kept


def _without_doubles(sheet: Sheet, rows: Iterable[Row], refuse: Refuse) -> list[Row]:
    seen: dict[tuple[object, ...], Row] = {}
    kept = []
    for row in rows:
        key = tuple(row[column] for column in sheet.key)
        if sheet.key and key in seen:
            first = seen[key]
            refuse(row, list(sheet.key), f"stands already in {first['source_file']}, row {first['source_row']}")
        else:
            seen[key] = row
            kept.append(row)
    return kept


def _with_references(
    sheet: Sheet, rows: list[Row], ids: Mapping[str, set[str]], refused_ids: Mapping[str, set[str]], refuse: Refuse
) -> list[Row]:
    """Leave out rows with a broken reference, again and again where a table refers to itself."""
    references = {name: field.refers for name, field in sheet.fields.items() if field.refers}
    while True:
        known = {**ids, sheet.name: {str(row["id"]) for row in rows if "id" in row}}
        broken = [(row, hit) for row in rows if (hit := _broken(row, references, known))]
        for row, (column, name) in broken:
            refers = references[column]
            near = did_you_mean(name, _ids(refers, known))
            hint = " (its row was refused)" if name in _ids(refers, refused_ids) else near
            refuse(row, [column], f"names '{name}', which is no id in {refers.replace('|', ' or ')}{hint}")
        if not broken:
            return rows
        left_out = {id(row) for row, _ in broken}
        rows = [row for row in rows if id(row) not in left_out]


def _broken(row: Row, references: Mapping[str, str], known: Mapping[str, set[str]]) -> tuple[str, str] | None:
    for column, refers in references.items():
        written = row[column]
        for name in str(written).split("|") if written is not None else ():
            if name not in _ids(refers, known):
                return column, name
    return None


def _ids(refers: str, known: Mapping[str, set[str]]) -> set[str]:
    """The ids of one table, or of all of `one|other`."""
    first, *others = refers.split("|")
    return (
        known.get(first, set()).union(*(known.get(other, set()) for other in others))
        if others
        else known.get(first, set())
    )


def _with_parents(rows: list[Row], refuse: Refuse) -> list[Row]:
    """A version made from another names one of the same process, and an earlier one."""
    versions = {(row["process_id"], row["version"]) for row in rows}
    kept = []
    for row in rows:
        parent, version = row["parent_version"], row["version"]
        if parent is not None and ((row["process_id"], parent) not in versions or parent >= version):  # type: ignore[operator]
            refuse(row, ["parent_version"], f"names version {parent}, which is no earlier version of the process")
        else:
            kept.append(row)
    return kept
