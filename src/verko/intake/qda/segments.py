"""Tables of codings: plain CSV or .xlsx, and what Taguette, openQDA and MAXQDA export as tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verko.account import Refusal
from verko.intake.qda.headers import columns_among
from verko.intake.qda.project import QdaCode, QdaCoding, QdaProject, QdaSource
from verko.intake.qda.rows import Rows

PATH_SEPARATORS = (" > ", "\\", " » ", " → ")
_APPLIED = re.compile(r"code: (.+?)(?: applied)?")
"""A column that Dedoose has for each code; its cells say whether the code was applied."""
_YES = frozenset({"true", "1", "x", "yes", "kyllä"})


def columns_of(rows: Rows) -> dict[str, str]:
    """Which header of the file stands for which of our columns."""
    return columns_among(rows.headers)


def looks_like_codings(rows: Rows) -> bool:
    """Whether a table holds codings: a document, a code, and a quote or offsets."""
    found = columns_of(rows)
    coded = {"code", "codes"} & set(found) or _applied(rows)
    return "document" in found and bool(coded) and ("quote" in found or {"start", "end"} <= set(found))


def read_segments(rows: Rows) -> QdaProject:
    """The codings of a table: one a row, or one for each code that a row names.

    Raises ValueError when a needed column is missing.
    """
    found, applied = columns_of(rows), _applied(rows)
    if "document" not in found:
        raise ValueError("has no column 'document': the first line must name document, quote, code, coder")
    if not ({"code", "codes"} & set(found) or applied):
        raise ValueError("has no column 'code': the first line must name document, quote, code, coder")
    if "quote" not in found and not {"start", "end"} <= set(found):
        raise ValueError("has no column 'quote', nor 'start' and 'end': a coding needs its words or its place")
    project = QdaProject(tool=_tool(rows), from_table=True, synthetic=rows.synthetic, encoding=rows.encoding)
    made = _Made(project)
    for line, row in rows.rows:
        cells = {ours: row.get(theirs, "") for ours, theirs in found.items()}
        for code in _codes(cells, row, applied):
            project.announced += 1
            _add(made, line, cells | {"code": code})
    return project


def _applied(rows: Rows) -> dict[str, str]:
    """The columns that stand for one code each, with the code's name."""
    matches = {header: _APPLIED.fullmatch(header) for header in rows.headers}
    return {
        header: match[1] for header, match in matches.items()
        if match and not header.endswith((" range", " weight"))
    }  # fmt: skip


def _codes(cells: dict[str, str], row: dict[str, str], applied: dict[str, str]) -> list[str]:
    """The codes of a row; one empty code where it names none, so that the row is refused by its line."""
    if told := cells.get("code") or cells.get("codes"):
        apart = r"\n" if cells.get("code") else r"[\n;|]"
        return [part.strip() for part in re.split(apart, told) if part.strip()] or [""]
    return [name for header, name in applied.items() if row.get(header, "").casefold() in _YES] or [""]


def _tool(rows: Rows) -> str:
    headers = set(rows.headers)
    if {"id", "document", "tag", "content"} <= headers or {"document", "content", "tags"} <= headers:
        return "Taguette table"
    if {"code category", "selection"} <= headers:
        return "openQDA table"
    if {"quotation content", "codes"} <= headers or {"text content", "codes"} <= headers:
        return "ATLAS.ti quotations"
    if "excerpt copy" in headers:
        return "Dedoose excerpts"
    if any(one <= headers for one in _MAXQDA):
        return "MAXQDA segments"
    return "table"


_MAXQDA = (
    {"document name", "code", "segment"},
    {"dokumentname", "code", "segment"},
    {"nazwa dokumentu", "kod", "fragment"},
)


def _add(made: _Made, line: int, cells: dict[str, str]) -> None:
    """Take one row, or refuse it by its line."""
    place, code = f"line {line}", split_path(cells["code"])
    if not cells["document"]:
        made.project.refused.append(Refusal(place, "names no document"))
    elif not code:
        made.project.refused.append(Refusal(place, "names no code"))
    elif not cells.get("quote") and not cells.get("start"):
        made.project.refused.append(Refusal(place, "holds neither a quote nor a place"))
    elif (span := _span(cells)) is False:
        made.project.refused.append(Refusal(place, "its start and end are not two whole numbers in order"))
    else:
        start, end = span or (None, None)
        made.project.codings.append(QdaCoding(
            f"line-{line}", _source(made, cells["document"]), _code(made, code), start, end,
            quote=cells.get("quote", ""), coder=cells.get("coder", ""), created=cells.get("created", ""),
            memo=cells.get("memo", ""), reduced=cells.get("reduced", ""), certain=bool(span),
            located_by="offsets" if span else "quote", place=place,
        ))  # fmt: skip


def _span(cells: dict[str, str]) -> tuple[int, int] | bool | None:
    """Start and end; None where the row gives none; False where they make no sense."""
    start, end = cells.get("start", ""), cells.get("end", "")
    if not start or not end:
        return None
    if _whole(start) and _whole(end) and int(float(start)) < int(float(end)):
        return int(float(start)), int(float(end))
    return None if cells.get("quote") else False


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


@dataclass
class _Made:
    """The project as it is made of rows, and the ids of the sources and codes in it."""

    project: QdaProject
    sources: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def _source(made: _Made, name: str) -> str:
    if name not in made.sources:
        made.sources.add(name)
        made.project.sources.append(QdaSource(name, name, None))
    return name


def _code(made: _Made, path: tuple[str, ...]) -> str:
    """The id of the code at the end of a path, made with those above it where they are new."""
    whole, known = " > ".join(path), made.codes
    for depth in range(1, len(path) + 1) if whole not in known else ():
        own, above = " > ".join(path[:depth]), " > ".join(path[: depth - 1])
        if own not in known:
            known.add(own)
            made.project.codes.append(QdaCode(own, path[depth - 1], parent=above))
    return whole
