"""Small tables that a person edits in a spreadsheet program: comma, semicolon or tab between cells, and saved again."""

from __future__ import annotations

import csv
import io

_BETWEEN = ",;\t"


def rows_of(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a table, whatever stands between its cells; cells without white space at their ends.

    >>> rows_of("\\ufeffsep=;\\nname;kind\\nLiisa ;person\\n")
    (['name', 'kind'], [{'name': 'Liisa', 'kind': 'person'}])
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        del lines[0]
    between = max(_BETWEEN, key=lambda sign: lines[0].count(sign)) if lines else ","
    reader = csv.DictReader(io.StringIO("".join(lines)), delimiter=between)
    header = [(name or "").strip().casefold() for name in reader.fieldnames or []]
    reader.fieldnames = header
    rows = [{key: (value or "").strip() for key, value in row.items() if isinstance(key, str)} for row in reader]
    return header, rows
