"""QualCoder's database (data.qda), versions that keep their codings in `code_text`."""

from __future__ import annotations

from verko.account import Refusal
from verko.intake.qda.databases import Database, Row, id_of, number_of, place_codings, text_of, when_of
from verko.intake.qda.offsets import RawText, Selection
from verko.intake.qda.project import QdaCase, QdaCode, QdaCoding, QdaMemo, QdaProject, QdaSource, QdaVariable

_KINDS = {"numeric": "Float", "character": "Text"}


def is_qualcoder(database: Database) -> bool:
    """Whether the tables are QualCoder's."""
    return {"code_text", "code_name", "source"} <= database.tables


def read_qualcoder(database: Database) -> QdaProject:
    """The project: texts, categories and codes as a tree, codings, memos, journal, cases with their attributes.

    Codings of pictures, sound and video are refused by name: they have no place in a text.
    """
    about = next(database.rows("project"), {})
    project = QdaProject(tool=text_of(about, "about") or "QualCoder")
    if memo := text_of(about, "memo"):
        project.memos.append(QdaMemo("project", "project", "", memo))
    project.codes = [_category(row) for row in database.rows("code_cat")]
    project.codes += [_code(row) for row in database.rows("code_name")]
    texts = _read_sources(project, database)
    _read_codings(project, database, texts)
    _read_notes(project, database)
    _read_cases(project, database)
    return project


def _category(row: Row) -> QdaCode:
    above = id_of(row, "supercatid", "category")
    return QdaCode(id_of(row, "catid", "category"), text_of(row, "name"), above, text_of(row, "memo"), codable=False)


def _code(row: Row) -> QdaCode:
    above = id_of(row, "supercid", "code") or id_of(row, "catid", "category")
    return QdaCode(id_of(row, "cid", "code"), text_of(row, "name"), above, text_of(row, "memo"), text_of(row, "color"))


def _read_sources(project: QdaProject, database: Database) -> dict[str, RawText]:
    texts: dict[str, RawText] = {}
    values = _values(project, database, "file")
    for row in database.rows("source"):
        own, raw = id_of(row, "id", "source"), row.get("fulltext")
        text = RawText(str(raw)) if isinstance(raw, str) and raw else None
        if text is not None:
            texts[own] = text
        project.sources.append(QdaSource(
            own, text_of(row, "name"), None if text is None else text.plain, text_of(row, "owner"),
            when_of(row, "date"), text_of(row, "memo"), values.get(id_of(row, "id"), ()),
        ))  # fmt: skip
    return texts


def _values(project: QdaProject, database: Database, kind: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Attributes of files or cases, by id; their variables are added to the project once."""
    found: dict[str, list[tuple[str, str]]] = {}
    types = {text_of(row, "name"): text_of(row, "valuetype") for row in database.rows("attribute_type")}
    for row in database.rows("attribute"):
        if text_of(row, "attr_type") == kind:
            name = text_of(row, "name")
            if not any(variable.id == name for variable in project.variables):
                project.variables.append(QdaVariable(name, name, _KINDS.get(types.get(name, ""), "Text")))
            found.setdefault(id_of(row, "id"), []).append((name, text_of(row, "value")))
    return {key: tuple(values) for key, values in found.items()}


def _read_codings(project: QdaProject, database: Database, texts: dict[str, RawText]) -> None:
    known, asked = {code.id for code in project.codes}, []
    hidden = {text_of(row, "name") for row in database.rows("coder_names") if row.get("visibility") == 0}
    for row in database.rows("code_text"):
        project.announced += 1
        coding = QdaCoding(
            id_of(row, "ctid", "coding"), id_of(row, "fid", "source"), id_of(row, "cid", "code"),
            quote=text_of(row, "seltext"), coder=text_of(row, "owner"), created=when_of(row, "date"),
            memo=text_of(row, "memo"), place=id_of(row, "ctid", "coding"),
        )  # fmt: skip
        if coding.code not in known:
            project.refused.append(Refusal(coding.place, "names a code that is not in the codebook"))
        else:
            asked.append((coding, Selection(number_of(row, "pos0"), number_of(row, "pos1"), coding.quote)))
    place_codings(project, texts, asked)
    for table, what in (("code_image", "a region of a picture or page"), ("code_av", "a stretch of sound or video")):
        for row in database.rows(table):
            project.announced += 1
            place = id_of(row, "imid" if table == "code_image" else "avid", table)
            project.refused.append(Refusal(place, f"codes {what}, which has no place in a text"))
    if hidden:
        project.notes.append(f"{len(hidden)} coders are hidden in the tool; their codings are read all the same")


def _read_notes(project: QdaProject, database: Database) -> None:
    for row in database.rows("annotation"):
        own, source = id_of(row, "anid", "annotation"), id_of(row, "fid", "source")
        project.memos.append(QdaMemo(
            own, "document", source, text_of(row, "memo"), "", text_of(row, "owner"), when_of(row, "date")
        ))  # fmt: skip
    for row in database.rows("journal"):
        project.memos.append(QdaMemo(
            id_of(row, "jid", "journal"), "free", "", text_of(row, "jentry"), text_of(row, "name"),
            text_of(row, "owner"), when_of(row, "date"),
        ))  # fmt: skip


def _read_cases(project: QdaProject, database: Database) -> None:
    values = _values(project, database, "case")
    members: dict[str, dict[str, None]] = {}
    for row in database.rows("case_text"):
        members.setdefault(id_of(row, "caseid"), {})[id_of(row, "fid", "source")] = None
    for row in database.rows("cases"):
        own = id_of(row, "caseid")
        project.cases.append(QdaCase(
            f"case-{own}", text_of(row, "name"), text_of(row, "memo"), values.get(own, ()), tuple(members.get(own, ()))
        ))  # fmt: skip
