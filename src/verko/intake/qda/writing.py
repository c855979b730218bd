"""A project as .qdpx and a codebook as .qdc, valid against the REFI-QDA schemas: offsets are code points of LF text."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from verko.intake.qda.project import OWN_TOOL, QdaCode, QdaCoding, QdaProject, QdaSource

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_OWN = uuid.UUID("7f1c1f0e-3a52-5f57-9d8b-0d9f6c6b2a11")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VALUES = {
    "Boolean": r"true|false|0|1",
    "Integer": r"[+-]?\d+",
    "Float": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": _MOMENT.pattern,
}
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same project gives the same bytes


def guid_for(own: str, kind: str = "") -> str:
    """The id itself where it is a GUID, else one made of it that is always the same.

    >>> guid_for("code-1") == guid_for("code-1"), guid_for("0DD32A55-41fd-4dae-920c-a81a9735bfb6")[:8]
    (True, '0dd32a55')
    """
    return own.lower() if _GUID.fullmatch(own) else str(uuid.uuid5(_OWN, f"{kind}/{own}"))


def write_qdpx(project: QdaProject) -> bytes:
    """The project as an archive with its texts; the same project always gives the same bytes.

    Raises ValueError for codings that have no place: those known by their quote alone must be located first.
    """
    if placeless := sum(coding.start is None for coding in project.codings):
        raise ValueError(f"{placeless} codings have no place in a text: locate their quotes before writing")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", _Writer(project).document())
        for source in project.sources:
            if source.text is not None:
                _add(archive, f"sources/{guid_for(source.id, 'source')}.txt", source.text.encode("utf-8", "replace"))
    return stream.getvalue()


def write_qdc(codes: Iterable[QdaCode]) -> bytes:
    """The codebook alone."""
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK_NAMESPACE, "origin": OWN_TOOL})
    _codes(root, list(codes))
    return _serialised(root)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIXED_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _serialised(root: ET.Element) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _element(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    """A child element; attributes that are empty are left out."""
    return ET.SubElement(parent, tag, {key: _clean(value) for key, value in attributes.items() if value})


def _described(parent: ET.Element, text: str) -> None:
    if text:
        ET.SubElement(parent, "Description").text = _clean(text)


def _codes(parent: ET.Element, codes: list[QdaCode], notes: dict[str, list[str]] | None = None) -> None:
    """The tree of codes; a code whose parent is not there stands at the top."""
    known = {code.id for code in codes}
    below: dict[str, list[QdaCode]] = {}
    for code in codes:
        below.setdefault(code.parent if code.parent in known and code.parent != code.id else "", []).append(code)

    def add(above: ET.Element, code: QdaCode) -> None:
        made = ET.SubElement(above, "Code", {
            "guid": guid_for(code.id, "code"), "name": _clean(code.name), "isCodable": str(code.codable).lower(),
        })  # fmt: skip
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", code.color):
            made.set("color", code.color)
        _described(made, code.definition)
        for note in (notes or {}).get(code.id, []):
            ET.SubElement(made, "NoteRef", {"targetGUID": note})
        for one in below.get(code.id, []):
            add(made, one)

    if codes:
        holder = ET.SubElement(parent, "Codes")
        for code in below.get("", []):
            add(holder, code)


class _Writer:
    """Builds Project.qde: elements in the order of the schema, containers only where they hold something."""

    def __init__(self, project: QdaProject) -> None:
        self.project = project
        self.users = {name: own for own, name in project.users.items()}
        self.variables = {variable.id: variable.kind for variable in project.variables}
        self.notes: dict[tuple[str, str], list[str]] = {}
        for memo in project.memos:
            if memo.id != "project":
                self.notes.setdefault((memo.target_kind, memo.target), []).append(guid_for(memo.id, "memo"))

    def document(self) -> bytes:
        root = ET.Element(
            "Project", {"xmlns": PROJECT_NAMESPACE, "name": _clean(self.project.name), "origin": OWN_TOOL}
        )
        names = self._people()
        if names:
            users = ET.SubElement(root, "Users")
            for name in names:
                _element(users, "User", guid=self._user(name), name=name)
        if self.project.codes:
            _codes(ET.SubElement(root, "CodeBook"), self.project.codes, self._notes_by_target("code"))
        self._variables(root)
        self._cases(root)
        self._sources(root)
        self._notes(root)
        self._links(root)
        self._sets(root)
        _described(root, next((memo.text for memo in self.project.memos if memo.id == "project"), ""))
        self._refer(root, "project", "")
        return _serialised(root)

    def _people(self) -> list[str]:
        authors = [one.author for one in (*self.project.sources, *self.project.memos)]
        used = [*self.users, *(one.coder for one in self.project.codings), *authors]
        return [name for name in dict.fromkeys(used) if name]

    def _user(self, name: str) -> str:
        return guid_for(self.users.get(name, name), "user") if name else ""

    def _notes_by_target(self, kind: str) -> dict[str, list[str]]:
        return {target: own for (one, target), own in self.notes.items() if one == kind}

    def _refer(self, element: ET.Element, kind: str, target: str) -> None:
        for note in self.notes.get((kind, target), []):
            ET.SubElement(element, "NoteRef", {"targetGUID": note})

    def _variables(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Variables") if self.project.variables else root
        for one in self.project.variables:
            kind = one.kind if one.kind in _VALUES else "Text"
            own = {"guid": guid_for(one.id, "variable"), "name": _clean(one.name), "typeOfVariable": kind}
            _described(ET.SubElement(holder, "Variable", own), one.description)

    def _value(self, parent: ET.Element, variable: str, value: str) -> None:
        made = ET.SubElement(parent, "VariableValue")
        ET.SubElement(made, "VariableRef", {"targetGUID": guid_for(variable, "variable")})
        kind = self.variables.get(variable, "Text")
        fits = kind in _VALUES and re.fullmatch(_VALUES[kind], value)
        ET.SubElement(made, f"{kind if fits else 'Text'}Value").text = _clean(value)

    def _cases(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Cases") if self.project.cases else root
        for one in self.project.cases:
            case = _element(holder, "Case", guid=guid_for(one.id, "case"), name=one.name)
            _described(case, one.description)
            for code in one.codes:
                ET.SubElement(case, "CodeRef", {"targetGUID": guid_for(code, "code")})
            for variable, value in one.values:
                self._value(case, variable, value)
            for source in one.sources:
                ET.SubElement(case, "SourceRef", {"targetGUID": guid_for(source, "source")})

    def _sources(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Sources") if self.project.sources else root
        for source in self.project.sources:
            self._source(holder, source, [one for one in self.project.codings if one.source == source.id])

    def _source(self, holder: ET.Element, source: QdaSource, codings: list[QdaCoding]) -> None:
        own = guid_for(source.id, "source")
        path = "" if source.text is None else f"internal://{own}.txt"
        made = _element(
            holder, "TextSource", guid=own, name=source.name, plainTextPath=path,
            creatingUser=self._user(source.author), creationDateTime=_moment(source.created),
        )  # fmt: skip
        _described(made, source.description)
        groups: dict[tuple, list[QdaCoding]] = {}
        for coding in codings:
            groups.setdefault((coding.start, coding.end, coding.memo, coding.quote, coding.place), []).append(coding)
        for number, ((start, end, memo, quote, place), inside) in enumerate(groups.items()):
            self._selection(made, f"{source.id}/{place}/{number}", place, (start or 0, end or 0), memo, quote, inside)
        self._refer(made, "document", source.id)
        for variable, value in source.values:
            self._value(made, variable, value)

    def _selection(
        self,
        source: ET.Element,
        own: str,
        place: str,
        span: tuple[int, int],
        memo: str,
        quote: str,
        codings: list[QdaCoding],
    ) -> None:
        made = _element(
            source, "PlainTextSelection", guid=guid_for(place if _GUID.fullmatch(place) else own, "selection"),
            name=quote, startPosition=str(span[0]), endPosition=str(span[1]),
        )  # fmt: skip
        _described(made, memo)
        for coding in codings:
            child = _element(
                made, "Coding", guid=guid_for(coding.id, f"coding/{own}"), creatingUser=self._user(coding.coder),
                creationDateTime=_moment(coding.created),
            )  # fmt: skip
            ET.SubElement(child, "CodeRef", {"targetGUID": guid_for(coding.code, "code")})
            self._refer(child, "coding", coding.id)
        self._refer(made, "coding", place)

    def _notes(self, root: ET.Element) -> None:
        memos = [memo for memo in self.project.memos if memo.id != "project"]
        holder = ET.SubElement(root, "Notes") if memos else root
        for memo in memos:
            note = _element(
                holder, "Note", guid=guid_for(memo.id, "memo"), name=memo.title, creatingUser=self._user(memo.author),
                creationDateTime=_moment(memo.created),
            )  # fmt: skip
            ET.SubElement(note, "PlainTextContent").text = _clean(memo.text)

    def _links(self, root: ET.Element) -> None:
        links = [one for one in self.project.links if _GUID.fullmatch(one.origin) and _GUID.fullmatch(one.target)]
        holder = ET.SubElement(root, "Links") if links else root
        for one in links:
            _element(holder, "Link", guid=guid_for(one.id, "link"), name=one.name, direction=one.direction,
                     originGUID=one.origin, targetGUID=one.target)  # fmt: skip

    def _sets(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Sets") if self.project.sets else root
        for one in self.project.sets:
            made = ET.SubElement(holder, "Set", {"guid": guid_for(one.id, "set"), "name": _clean(one.name)})
            _described(made, one.description)
            for tag, kind, members in (("MemberCode", "code", one.codes), ("MemberSource", "source", one.sources),
                                       ("MemberNote", "memo", one.notes)):  # fmt: skip
                for member in members:
                    ET.SubElement(made, tag, {"targetGUID": guid_for(member, kind)})


def _moment(value: str) -> str:
    """A date and time the schema takes, or nothing."""
    return value if _MOMENT.fullmatch(value) else ""
