"""Side tables that people keep in CSV: rows with their row numbers, known columns, and an account."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verko.account import FileAccount, refused_file
from verko.errors import did_you_mean
from verko.intake.archive import ArchiveProblem
from verko.intake.decode import decode, plain_lines

TRUE, FALSE = (
    frozenset({"true", "1", "yes", "kyllä", "x", "tosi"}),
    frozenset({"false", "0", "no", "ei", "", "epätosi"}),
)


@dataclass(frozen=True)
class Row:
    """One row: its number in the file (the header is row 1) and its cells by column, stripped."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def place(self) -> str:
        return f"row {self.number}"


@dataclass
class SideTable:
    """The rows of a side table and the account in which what becomes of each is kept."""

    rows: list[Row]
    account: FileAccount

    def refuse(self, row: Row, reason: str) -> None:
        """Count a row as refused."""
        self.account.refuse(row.place, reason)


def side_table(path: Path, name: str, *, needs: Iterable[str], knows: Iterable[str] = ()) -> SideTable:
    """The rows of the CSV at `path`, called `name` in the account.

    needs: columns that must be there; knows: further columns. An unknown column is noted with a likely meaning.
    Rows are counted as announced; the caller counts them read or refused. A file that cannot be read is refused whole.
    """
    try:
        decoded = decode(path.read_bytes())
        rows, columns = _rows(plain_lines(decoded.text).removeprefix("\ufeff"))
        if missing := [column for column in needs if column not in columns]:
            near = did_you_mean(missing[0], columns)
            raise ArchiveProblem(f"has no column '{missing[0]}'{near}")
    except (OSError, ValueError) as error:
        return SideTable([], refused_file(name, "rows", str(error), format="csv"))
    account = FileAccount(name, "rows", announced=len(rows), format="csv", encoding=decoded.encoding)
    account.synthetic = _synthetic(rows) if "synthetic" in columns else None
    if not decoded.certain:
        account.notes.append(f"not UTF-8: read as {decoded.encoding}, please check the letters ä and ö")
    known = {*needs, *knows, "synthetic"}
    for column in columns:
        if column not in known:
            account.notes.append(f"column '{column}' is not used{did_you_mean(column, known)}")
    return SideTable(rows, account)


def flag_of(value: str) -> bool | None:
    """true/false as people write it; None for anything else.

    >>> flag_of("Kyllä"), flag_of("false"), flag_of("ehkä")
    (True, False, None)
    """
    told = value.strip().casefold()
    return True if told in TRUE else False if told in FALSE else None


_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%b %d %Y", "%d %b %Y")


def iso_date(told: str) -> str:
    """A day as 2020-09-14, however spreadsheets and browsers write it; "" for what is no day.

    >>> iso_date("14.9.2020"), iso_date("Sep 14, 2020"), iso_date("syksyllä")
    ('2020-09-14', '2020-09-14', '')
    """
    for form in _DATES:
        try:
            return datetime.datetime.strptime(told.strip().replace(",", ""), form).date().isoformat()
        except ValueError:
            continue
    return ""


def _rows(text: str) -> tuple[list[Row], list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else "\t" if first.count("\t") > first.count(",") else ","
    if not text.strip():
        raise ArchiveProblem("is empty")
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ArchiveProblem(f"is no whole CSV: {error}") from None
    columns = [head.strip() for head in lines[0]]
    if doubled := [column for column in columns if column and columns.count(column) > 1]:
        raise ArchiveProblem(f"has two columns '{doubled[0]}'")
    return list(_numbered(columns, lines[1:])), columns


def _numbered(columns: list[str], lines: list[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            yield Row(
                number,
                {column: " ".join(cell.split()) for column, cell in zip(columns, padded, strict=False) if column},
            )


def _synthetic(rows: list[Row]) -> bool | None:
    marks = {flag_of(row["synthetic"]) for row in rows}
    return True if marks == {True} else False if rows else None
