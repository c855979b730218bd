"""Tables of codings: plain CSV or .xlsx, and what Taguette, openQDA and MAXQDA export as tables."""

from __future__ import annotations

from verko.account import Refusal
from verko.intake.qda.project import QdaCode, QdaCoding, QdaProject, QdaSource
from verko.intake.qda.rows import Rows

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": ("document", "document name", "source", "file", "filename", "dokumentti", "dokumentin nimi", "aineisto",
                 "haastattelu", "transcript", "interview"),
    "quote": ("quote", "segment", "selection", "content", "text", "lainaus", "katkelma", "segmentti", "coded text",
              "coded segment", "seltext", "alkuperäisilmaus"),
    "code": ("code", "code id", "tag", "code category", "koodi", "category", "code name", "luokka"),
    "coder": ("coder", "created by", "coded by", "user", "owner", "koodaaja", "author", "coder name"),
    "memo": ("memo", "comment", "comments", "note", "kommentti", "muistiinpano", "huomautus"),
    "reduced": ("reduced", "reduced expression", "reduction", "pelkistys", "pelkistetty", "pelkistetty ilmaus"),
    "start": ("start", "start pos", "start position", "alku", "pos0", "start offset"),
    "end": ("end", "end pos", "end position", "loppu", "pos1", "end offset"),
    "created": ("created", "created at", "date", "luotu", "creation date", "modified"),
    "id": ("coding id", "id", "tunniste"),
}  # fmt: skip
PATH_SEPARATORS = (" > ", "\\", " » ", " → ")


def columns_of(rows: Rows) -> dict[str, str]:
    """Which header of the file stands for which of our columns."""
    return {
        ours: next(name for name in names if name in rows.headers)
        for ours, names in COLUMNS.items()
        if any(name in rows.headers for name in names)
    }


def looks_like_codings(rows: Rows) -> bool:
    """Whether a table holds codings: a document, a code, and a quote or offsets."""
    found = columns_of(rows)
    return {"document", "code"} <= set(found) and ("quote" in found or {"start", "end"} <= set(found))


def read_segments(rows: Rows) -> QdaProject:
    """The codings of a table, one a row. Raises ValueError when a needed column is missing."""
    found = columns_of(rows)
    if missing := [name for name in ("document", "code") if name not in found]:
        raise ValueError(f"has no column '{missing[0]}': the first line must name document, quote, code, coder")
    if "quote" not in found and not {"start", "end"} <= set(found):
        raise ValueError("has no column 'quote', nor 'start' and 'end': a coding needs its words or its place")
    project = QdaProject(
        tool=_tool(rows), from_table=True, announced=len(rows.rows), synthetic=rows.synthetic, encoding=rows.encoding
    )
    for line, row in rows.rows:
        _add(project, line, {ours: row.get(theirs, "") for ours, theirs in found.items()})
    return project


def _tool(rows: Rows) -> str:
    headers = set(rows.headers)
    if {"id", "document", "tag", "content"} <= headers:
        return "Taguette table"
    if {"code category", "selection"} <= headers:
        return "openQDA table"
    if {"document name", "code", "segment"} <= headers:
        return "MAXQDA segments"
    return "table"


def _add(project: QdaProject, line: int, cells: dict[str, str]) -> None:
    """Take one row, or refuse it by its line."""
    place, code = f"line {line}", split_path(cells["code"])
    if not cells["document"]:
        project.refused.append(Refusal(place, "names no document"))
    elif not code:
        project.refused.append(Refusal(place, "names no code"))
    elif not cells.get("quote") and not cells.get("start"):
        project.refused.append(Refusal(place, "holds neither a quote nor a place"))
    elif (span := _span(cells)) is False:
        project.refused.append(Refusal(place, "its start and end are not two whole numbers in order"))
    else:
        start, end = span or (None, None)
        project.codings.append(QdaCoding(
            f"line-{line}", _source(project, cells["document"]), _code(project, code), start, end,
            quote=cells.get("quote", ""), coder=cells.get("coder", ""), created=cells.get("created", ""),
            memo=cells.get("memo", ""), reduced=cells.get("reduced", ""), certain=bool(span),
            located_by="offsets" if span else "quote", place=place,
        ))  # fmt: skip


def _span(cells: dict[str, str]) -> tuple[int, int] | bool | None:
    """Start and end; None where the row gives none; False where they make no sense."""
    start, end = cells.get("start", ""), cells.get("end", "")
    if not start or not end:
        return None
    if not (_whole(start) and _whole(end)):
        return None if cells.get("quote") else False
    return (int(float(start)), int(float(end))) if int(float(start)) < int(float(end)) else False


def _whole(value: str) -> bool:
    try:
        return 0 <= float(value) == int(float(value))
    except (ValueError, OverflowError):
        return False


def split_path(code: str) -> tuple[str, ...]:
    """The names from the top code down, however the tool writes a code's path.

    >>> split_path("Trust > lost"), split_path("Trust\\\\lost"), split_path(" Trust ")
    (('Trust', 'lost'), ('Trust', 'lost'), ('Trust',))
    """
    for separator in PATH_SEPARATORS:
        if separator in code:
            return tuple(part.strip() for part in code.split(separator) if part.strip())
    return (code.strip(),) if code.strip() else ()


def _source(project: QdaProject, name: str) -> str:
    if not any(source.id == name for source in project.sources):
        project.sources.append(QdaSource(name, name, None))
    return name


def _code(project: QdaProject, path: tuple[str, ...]) -> str:
    """The id of the code at the end of a path, made with those above it where they are new."""
    known = {code.id for code in project.codes}
    for depth in range(1, len(path) + 1):
        own, above = " > ".join(path[:depth]), " > ".join(path[: depth - 1])
        if own not in known:
            project.codes.append(QdaCode(own, path[depth - 1], parent=above))
    return " > ".join(path)
