"""Coded segments that a tool exported as words alone: how many are found again in the interviews, which are PDFs."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from verko.intake.qda.locate import Locator
from verko.intake.qda.rows import read_rows
from verko.intake.qda.segments import columns_of, looks_like_codings
from verko.intake.transcripts.formats import KINDS, parse
from verko.project import project_root


def run(data: Path | None = None) -> dict[str, float | int]:
    """data: a CSV with columns document, code and segment (or a folder that holds one), its interviews near it.

    Without data: the example study's codings in its transcripts.
    """
    table = _table(data or project_root() / "data/example/codings")
    rows = read_rows(table.read_bytes())
    columns = columns_of(rows)
    texts = _texts(table, {row[columns["document"]] for _, row in rows.rows})
    began, how = time.perf_counter(), Counter()
    for line, row in rows.rows:
        document = row[columns["document"]]
        found = texts[document].find(row[columns["quote"]]) if document in texts else None
        how[found.how if found else "not found"] += 1
        if found is None:
            print(f"line {line}: not found in {document}")
    for way, count in how.most_common():
        print(f"{way:12} {count:6}")
    segments = len(rows.rows)
    seconds = round(time.perf_counter() - began, 2)
    return {"segments": segments, "found": segments - how["not found"], "documents": len(texts), "seconds": seconds}


def _table(data: Path) -> Path:
    if data.is_file():
        return data
    tables = [path for path in sorted(data.rglob("*.csv")) if looks_like_codings(read_rows(path.read_bytes()))]
    if not tables:
        raise SystemExit(f"{data}: holds no table with the columns document, code and segment")
    return tables[0]


def _texts(table: Path, documents: set[str]) -> dict[str, Locator]:
    """The interviews by name, looked for around the table; PDFs before other kinds."""
    places = [path for path in table.parent.parent.rglob("*") if path.suffix.lower().removeprefix(".") in KINDS]
    found: dict[str, Locator] = {}
    for path in sorted(places, key=lambda path: (path.suffix.lower() != ".pdf", path)):
        if path.stem in documents and path.stem not in found:
            found[path.stem] = Locator(parse(path.read_bytes(), path.suffix).transcript.text)
    return found
