"""One file to a project or a codebook: the format told by content."""

from __future__ import annotations

import re

from verko.intake.archive import ArchiveProblem, open_archive
from verko.intake.qda.codebook import looks_like_codebook
from verko.intake.qda.databases import opened
from verko.intake.qda.project import QdaProject
from verko.intake.qda.qdpx import read_qde, read_qdpx
from verko.intake.qda.qualcoder import is_qualcoder, read_qualcoder
from verko.intake.qda.refi import Fallback
from verko.intake.qda.rows import Rows, read_rows
from verko.intake.qda.rqda import is_rqda, read_rqda
from verko.intake.qda.segments import read_segments
from verko.intake.qda.taguette import is_taguette, read_taguette


def read_file(data: bytes, *, fallback_texts: Fallback) -> QdaProject | Rows:
    """The project in a file; for a codebook table its rows.

    Raises ValueError (ArchiveProblem among them) with the reason when the file is of no known kind or damaged.
    """
    if not data.strip():
        raise ValueError("is empty")
    if data[:16] == b"SQLite format 3\x00":
        return _from_database(data)
    if data[:2] == b"PK":
        return _from_zip(data, fallback_texts)
    if re.match(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe<\x00|\xfe\xff\x00<", data[:200]):
        return read_qde(data, fallback_texts=fallback_texts)
    return _from_rows(read_rows(data))


def _from_database(data: bytes) -> QdaProject:
    with opened(data) as database:
        for known, read in ((is_qualcoder, read_qualcoder), (is_rqda, read_rqda), (is_taguette, read_taguette)):
            if known(database):
                return read(database)
        if {"Codings", "Codewords", "Texts"} <= database.tables:
            raise ValueError("is MAXQDA's own project: export it there as REFI-QDA project (.qdpx)")
    raise ValueError("is a database of no QDA tool that is known: QualCoder, RQDA, Taguette")


def _from_zip(data: bytes, fallback_texts: Fallback) -> QdaProject | Rows:
    names = [name.casefold() for name in open_archive(data).namelist()]
    if any(name.endswith(".qde") for name in names):
        return read_qdpx(data, fallback_texts=fallback_texts)
    if "xl/workbook.xml" in names or "word/document.xml" in names:
        return _from_rows(read_rows(data))
    raise ArchiveProblem("has no Project.qde: this is no REFI-QDA project")


def _from_rows(rows: Rows) -> QdaProject | Rows:
    return rows if looks_like_codebook(rows) else read_segments(rows)
