"""RQDA's database (.rqda). Rows with status 0 were deleted in the tool: they are refused by that name."""

from __future__ import annotations

from collections.abc import Iterator

from verko.account import Refusal
from verko.intake.qda.databases import Database, Row, id_of, number_of, place_codings, text_of, when_of
from verko.intake.qda.offsets import RawText, Selection
from verko.intake.qda.project import QdaCase, QdaCode, QdaCoding, QdaMemo, QdaProject, QdaSet, QdaSource, QdaVariable


def is_rqda(database: Database) -> bool:
    """Whether the tables are RQDA's."""
    return {"freecode", "coding", "source"} <= database.tables


def read_rqda(database: Database) -> QdaProject:
    """The project: texts, codes under their categories, live codings, memos, journal, cases, file categories."""
    project = QdaProject(tool="RQDA")
    project.codes = _codes(database)
    texts = {id_of(row, "id", "source"): RawText(str(row.get("file") or "")) for row in _live(database, "source")}
    values = _values(project, database, "fileattr", "fileid")
    for row in _live(database, "source"):
        own = id_of(row, "id", "source")
        project.sources.append(QdaSource(
            own, text_of(row, "name"), texts[own].plain, text_of(row, "owner"), when_of(row, "date"),
            text_of(row, "memo"), values.get(id_of(row, "id"), ()),
        ))  # fmt: skip
    _read_codings(project, database, texts)
    _read_notes(project, database)
    _read_cases(project, database)
    return project


def _live(database: Database, table: str) -> Iterator[Row]:
    names = {name.casefold(): name for name in database.tables}
    return (row for row in database.rows(names.get(table, table)) if row.get("status") in (1, None))


def _codes(database: Database) -> list[QdaCode]:
    """Codes under their category; a code in several categories stands under the first."""
    categories = [
        QdaCode(id_of(row, "catid", "category"), text_of(row, "name"), "", text_of(row, "memo"), codable=False)
        for row in _live(database, "codecat")
    ]
    known, parents = {one.id for one in categories}, {}
    for row in _live(database, "treecode"):
        if (above := id_of(row, "catid", "category")) in known:
            parents.setdefault(id_of(row, "cid", "code"), above)
    codes = []
    for row in _live(database, "freecode"):
        own = id_of(row, "id", "code")
        codes.append(
            QdaCode(own, text_of(row, "name"), parents.get(own, ""), text_of(row, "memo"), text_of(row, "color"))
        )
    return [*categories, *codes]


def _values(project: QdaProject, database: Database, table: str, key: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _live(database, table):
        name = text_of(row, "variable")
        if not any(variable.id == name for variable in project.variables):
            project.variables.append(QdaVariable(name, name))
        found.setdefault(id_of(row, key), []).append((name, text_of(row, "value")))
    return {own: tuple(values) for own, values in found.items()}


def _read_codings(project: QdaProject, database: Database, texts: dict[str, RawText]) -> None:
    known, asked = {code.id for code in project.codes}, []
    for number, row in enumerate(database.rows("coding"), start=1):
        project.announced += 1
        place = f"row {number}"
        code = id_of(row, "cid", "code")
        if row.get("status") not in (1, None):
            project.refused.append(Refusal(place, "was deleted in the tool"))
        elif code not in known:
            project.refused.append(Refusal(place, "names a code that is not in the codebook, or was deleted"))
        else:
            coding = QdaCoding(
                f"coding-{number}", id_of(row, "fid", "source"), code, quote=text_of(row, "seltext"),
                coder=text_of(row, "owner"), created=when_of(row, "date"), memo=text_of(row, "memo"), place=place,
            )  # fmt: skip
            asked.append((coding, Selection(number_of(row, "selfirst"), number_of(row, "selend"), coding.quote)))
    place_codings(project, texts, asked)


def _read_notes(project: QdaProject, database: Database) -> None:
    for number, row in enumerate(_live(database, "annotation"), start=1):
        project.memos.append(QdaMemo(
            f"annotation-{number}", "document", id_of(row, "fid", "source"), text_of(row, "annotation"), "",
            text_of(row, "owner"), when_of(row, "date"),
        ))  # fmt: skip
    for number, row in enumerate(_live(database, "journal"), start=1):
        project.memos.append(QdaMemo(
            f"journal-{number}", "free", "", text_of(row, "journal"), text_of(row, "name"), text_of(row, "owner"),
            when_of(row, "date"),
        ))  # fmt: skip
    if memo := text_of(next(database.rows("project"), {}), "memo"):
        project.memos.append(QdaMemo("project", "project", "", memo))


def _read_cases(project: QdaProject, database: Database) -> None:
    values = _values(project, database, "caseattr", "caseid")
    members: dict[str, dict[str, None]] = {}
    for row in _live(database, "caselinkage"):
        members.setdefault(id_of(row, "caseid"), {})[id_of(row, "fid", "source")] = None
    for row in _live(database, "cases"):
        own = id_of(row, "id")
        project.cases.append(QdaCase(
            f"case-{own}", text_of(row, "name"), text_of(row, "memo"), values.get(own, ()), tuple(members.get(own, ()))
        ))  # fmt: skip
    sets: dict[str, list[str]] = {}
    for row in _live(database, "treefile"):
        sets.setdefault(id_of(row, "catid"), []).append(id_of(row, "fid", "source"))
    for row in _live(database, "filecat"):
        own = id_of(row, "catid")
        name, memo = text_of(row, "name"), text_of(row, "memo")
        project.sets.append(QdaSet(f"set-{own}", name, memo, sources=tuple(sets.get(own, ()))))
