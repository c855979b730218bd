"""One reviewer's decisions as a CSV that a spreadsheet opens and saves without harm, written row by row.

Semicolons, a byte order mark and CRLF are what Excel expects in Finland; a sheet that came back from a spreadsheet in
another shape is read all the same, and gets this one again at the next decision. Each row names its record four ways
(record_id, doi, title, year), so that the loss of one by a spreadsheet's guess costs nothing.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from verko.atomic import write_atomically
from verko.errors import FileProblem
from verko.intake.bibliography.sheets import read_sheet

COLUMNS = ("stage", "record_id", "doi", "title", "year", "decision", "reason", "decided_at")
MARK = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_SAVED_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ T]+(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?$")

Row = dict[str, str]


class DecisionSheet:
    """The rows of one sheet, in the order of the file; every change is on disk before the call returns.

    cut_off: where the last row was only half written, since the machine went down; that row is left out.

    >>> import tempfile
    >>> sheet = DecisionSheet(Path(tempfile.mkdtemp()) / "screening_a.csv")
    >>> sheet.add({"stage": "title_abstract", "title": "=Bridges", "decision": "exclude"})
    >>> DecisionSheet(sheet.path).rows[0]["title"]
    '=Bridges'
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.columns: list[str] = list(COLUMNS)
        self.rows: list[Row] = []
        self.cut_off = ""
        self._state: tuple[int, int] | None = None
        self._ours = True
        self.refresh()

    def refresh(self) -> bool:
        """Read the file again where somebody else has saved it since; True when it was read."""
        state = _state_of(self.path)
        if state == self._state:
            return False
        if state is None or not state[1]:  # gone, or emptied: what is known is written again with the next decision
            self._state, self._ours = None, False
            return False
        try:
            self.columns, self.rows, self._ours, self.cut_off = _read(self.path)
        except OSError as error:
            raise FileProblem(self.path, "", f"cannot be read ({error.strerror or 'unknown error'})") from None
        self._state = state
        return True

    def add(self, row: Row) -> None:
        """Append one row; FileProblem, and nothing changed, where the file cannot be written."""
        told = {name: str(row.get(name, "")) for name in self.columns}
        if self._state is not None and self._ours:
            self._write(lambda: _append(self.path, _lines([told], self.columns)))
        else:
            self._write(lambda: self._whole([*self.rows, told]))
        self.rows.append(told)

    def take_back(self, place: int) -> Row:
        """Remove the row at `place` and return it."""
        left = [row for number, row in enumerate(self.rows) if number != place]
        self._write(lambda: self._whole(left))
        return self.rows.pop(place)

    def _whole(self, rows: Sequence[Row]) -> None:
        head = dict(zip(self.columns, self.columns, strict=True))
        write_atomically(self.path, MARK + _lines([head, *rows], self.columns))
        self._ours = True

    def _write(self, write: Callable[[], None]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write()
        except OSError as error:
            reason = error.strerror or "unknown error"
            raise FileProblem(self.path, "", f"was not saved ({reason}): close it in other programs") from None
        self._state = _state_of(self.path)


def now() -> str:
    """The moment of a decision, to the second."""
    return datetime.now().replace(microsecond=0).isoformat(sep=" ")


def iso_moment(text: str) -> str:
    """A date and time as a Finnish spreadsheet saves it, written as ISO again; other text as it is.

    >>> iso_moment("7.9.2020 10.05"), iso_moment("2020-09-07 10:05:00")
    ('2020-09-07 10:05:00', '2020-09-07 10:05:00')
    """
    if not (found := _SAVED_DATE.match(text)):
        return text
    day, month, year, hour, minute, second = found.groups(default="0")
    try:
        return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second)).isoformat(sep=" ")
    except ValueError:
        return text


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return told.st_mtime_ns, told.st_size


def _read(path: Path) -> tuple[list[str], list[Row], bool, str]:
    """Columns, rows, whether the file has the shape that this program writes, and the place of a row cut off."""
    data = path.read_bytes()
    rows, account = read_sheet(path, path.name, needs=("stage", "decision"))
    refused, cut_off = list(account.refusals), ""
    if refused and not data.endswith((b"\n", b"\r")):
        cut_off = refused.pop().place
    if refused:
        raise FileProblem(path, refused[0].place.removeprefix("line "), f"{refused[0].reason}; mend it, then screen on")
    named = list(rows[0].cells) if rows else list(COLUMNS)
    columns = [name for name in named if name] + [name for name in COLUMNS if name not in named]
    kept = [{name: row.get(name) for name in columns} for row in rows]
    for row in kept:
        row["decided_at"] = iso_moment(row["decided_at"])
    header = (MARK + ";".join(columns) + "\r\n").encode()
    return columns, kept, data.startswith(header) and data.endswith(b"\r\n"), cut_off


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _lines(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Rows as lines of CSV, formulas neutralised; `read_sheet` takes the apostrophe off again."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=columns, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow({name: _harmless(" ".join(value.split())) for name, value in row.items()})
    return stream.getvalue()


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_DANGEROUS) else value
