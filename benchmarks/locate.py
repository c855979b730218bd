"""Coded segments that a tool exported as words alone: how many are found again in the interviews, which are PDFs."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from verko.intake.qda.locate import Locator
from verko.intake.qda.qdpx import read_qdpx
from verko.intake.qda.rows import read_rows
from verko.intake.qda.segments import columns_of, looks_like_codings
from verko.intake.transcripts.formats import KINDS, parse
from verko.project import project_root


def run(data: Path | None = None) -> dict[str, float | int]:
    """data: a CSV with columns document, code and segment (or a folder that holds one), its interviews near it.

    Without data: the words of the example's codings, looked for in its transcripts; two of them hold a replaced name,
    which the transcripts as they came do not have.
    """
    named, near = _example() if data is None else _told(_table(data))
    texts = _texts(near, {document for _, document, _ in named})
    if missing := sorted({document for _, document, _ in named} - set(texts)):
        print(f"no interview of this name near the table: {', '.join(missing)}")
    began, how = time.perf_counter(), Counter()
    for place, document, words in named:
        found = texts[document].find(words) if document in texts else None
        how[found.how if found else "not found"] += 1
        if found is None:
            print(f"{place}: not found in {document}")
    for way, count in how.most_common():
        print(f"{way:12} {count:6}")
    seconds = round(time.perf_counter() - began, 2)
    return {"segments": len(named), "found": len(named) - how["not found"], "documents": len(texts), "seconds": seconds}


def _told(table: Path) -> tuple[list[tuple[str, str, str]], Path]:
    """Place, document and words of each segment of a table, and the folder around which its interviews lie."""
    rows = read_rows(table.read_bytes())
    columns = columns_of(rows)
    named = [(f"line {line}", row[columns["document"]], row[columns["quote"]]) for line, row in rows.rows]
    return named, table.parent.parent


def _example() -> tuple[list[tuple[str, str, str]], Path]:
    named = []
    folder = project_root() / "data/example"
    for file in sorted((folder / "codings").glob("*.qdpx")):
        project = read_qdpx(file.read_bytes())
        names = {source.id: source.name for source in project.sources}
        named += [(one.place, names[one.source], one.quote) for one in project.codings]
    return named, folder


def _table(data: Path) -> Path:
    if data.is_file():
        return data
    tables = [path for path in sorted(data.rglob("*.csv")) if looks_like_codings(read_rows(path.read_bytes()))]
    if not tables:
        raise SystemExit(f"{data}: holds no table with the columns document, code and segment")
    return tables[0]


def _texts(folder: Path, documents: set[str]) -> dict[str, Locator]:
    """The interviews by name, looked for below a folder; PDFs before other kinds."""
    places = [path for path in folder.rglob("*") if path.suffix.lower().removeprefix(".") in KINDS]
    found: dict[str, Locator] = {}
    for path in sorted(places, key=lambda path: (path.suffix.lower() != ".pdf", path)):
        if path.stem in documents and path.stem not in found:
            found[path.stem] = Locator(parse(path.read_bytes(), path.suffix).transcript.text)
    return found
