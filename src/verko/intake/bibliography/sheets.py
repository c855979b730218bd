"""The CSV tables that people keep beside the exports: decisions, charting, merges. Rows with their line numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verko.account import FileAccount, refused_file
from verko.intake.bibliography.delimited import sheet
from verko.intake.decode import decode, plain_lines
from verko.intake.reading import LARGEST_FILE


@dataclass(frozen=True)
class Row:
    """One row: its line and its cells by column, in lower case and without white space around."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell, empty where the column is absent."""
        return self.cells.get(column, "")


def read_sheet(path: Path, name: str, *, needs: tuple[str, ...]) -> tuple[list[Row], FileAccount]:
    """The rows of one CSV, as Excel, LibreOffice or a program saves it, and its account with the rows announced.

    needs: columns without which no row can be understood; where one is missing, the file is refused whole.
    A cell that a spreadsheet has escaped (`'=...`) is given as it was. The account is not closed yet: the caller
    counts each row as read or refused.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError("is over 512 MB")
        decoded = decode(path.read_bytes())
        text = plain_lines(decoded.text)
        if not text.strip():
            raise ValueError("is empty")
        made = sheet(text)
        columns = [column.lower().strip() for column in made.header]
        if missing := [column for column in needs if column not in columns]:
            raise ValueError(f"has no column '{missing[0]}': its first row must name {', '.join(needs)}")
    except ValueError as problem:
        return [], refused_file(name, "rows", str(problem), format="CSV")
    account = FileAccount(name, "rows", format="CSV", encoding=decoded.encoding)
    account.announced = len(made.rows) + len(made.broken)
    for line, reason in made.broken:
        account.refuse(f"line {line}", reason)
    rows = []
    for line, cells in made.rows:
        if any(cell.strip() for cell in cells[len(columns) :]):
            reason = f"{len(cells)} cells under {len(columns)} headings: look for a cell that needs quotes"
            account.refuse(f"line {line}", reason)
        else:
            rows.append(Row(line, dict(zip(columns, map(_cell, cells), strict=False))))
    marks = {row.get("synthetic").lower() for row in rows} - {""}
    account.synthetic = None if not marks else marks <= {"true", "1", "kyllä", "yes"}
    return rows, account


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text
