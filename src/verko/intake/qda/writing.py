"""A project as .qdpx and a codebook as .qdc, valid against the REFI-QDA schemas: offsets are code points of LF text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from verko.intake.qda.project import OWN_TOOL, QdaCode, QdaCoding, QdaProject, QdaSource
from verko.intake.qda.refi_elements import GUID, MOMENT, add_codes, clean_text, described, element, guid_for, serialised

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_VALUES = {
    "Boolean": r"true|false|0|1",
    "Integer": r"[+-]?\d+",
    "Float": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": MOMENT.pattern,
}
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same project gives the same bytes


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
    add_codes(root, list(codes))
    return serialised(root)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIXED_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


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
            "Project", {"xmlns": PROJECT_NAMESPACE, "name": clean_text(self.project.name), "origin": OWN_TOOL}
        )
        names = self._people()
        if names:
            users = ET.SubElement(root, "Users")
            for name in names:
                element(users, "User", guid=self._user(name), name=name)
        if self.project.codes:
            add_codes(ET.SubElement(root, "CodeBook"), self.project.codes, self._notes_by_target("code"))
        self._variables(root)
        self._cases(root)
        self._sources(root)
        self._notes(root)
        self._links(root)
        self._sets(root)
        described(root, next((memo.text for memo in self.project.memos if memo.id == "project"), ""))
        self._refer(root, "project", "")
        return serialised(root)

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
            own = {"guid": guid_for(one.id, "variable"), "name": clean_text(one.name), "typeOfVariable": kind}
            described(ET.SubElement(holder, "Variable", own), one.description)

    def _value(self, parent: ET.Element, variable: str, value: str) -> None:
        made = ET.SubElement(parent, "VariableValue")
        ET.SubElement(made, "VariableRef", {"targetGUID": guid_for(variable, "variable")})
        kind = self.variables.get(variable, "Text")
        fits = kind in _VALUES and re.fullmatch(_VALUES[kind], value)
        ET.SubElement(made, f"{kind if fits else 'Text'}Value").text = clean_text(value)

    def _cases(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Cases") if self.project.cases else root
        for one in self.project.cases:
            case = element(holder, "Case", guid=guid_for(one.id, "case"), name=one.name)
            described(case, one.description)
            for code in one.codes:
                ET.SubElement(case, "CodeRef", {"targetGUID": guid_for(code, "code")})
            for variable, value in one.values:
                self._value(case, variable, value)
            for source in one.sources:
                ET.SubElement(case, "SourceRef", {"targetGUID": guid_for(source, "source")})

    def _sources(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Sources") if self.project.sources else root
        coded: dict[str, list[QdaCoding]] = {}
        for coding in self.project.codings:
            coded.setdefault(coding.source, []).append(coding)
        for source in self.project.sources:
            self._source(holder, source, coded.get(source.id, []))

    def _source(self, holder: ET.Element, source: QdaSource, codings: list[QdaCoding]) -> None:
        own = guid_for(source.id, "source")
        path = "" if source.text is None else f"internal://{own}.txt"
        made = element(
            holder, "TextSource", guid=own, name=source.name, plainTextPath=path,
            creatingUser=self._user(source.author), creationDateTime=_moment(source.created),
        )  # fmt: skip
        described(made, source.description)
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
        made = element(
            source, "PlainTextSelection", guid=guid_for(place if GUID.fullmatch(place) else own, "selection"),
            name=quote, startPosition=str(span[0]), endPosition=str(span[1]),
        )  # fmt: skip
        described(made, memo)
        for coding in codings:
            child = element(
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
            note = element(
                holder, "Note", guid=guid_for(memo.id, "memo"), name=memo.title, creatingUser=self._user(memo.author),
                creationDateTime=_moment(memo.created),
            )  # fmt: skip
            ET.SubElement(note, "PlainTextContent").text = clean_text(memo.text)

    def _links(self, root: ET.Element) -> None:
        links = [one for one in self.project.links if GUID.fullmatch(one.origin) and GUID.fullmatch(one.target)]
        holder = ET.SubElement(root, "Links") if links else root
        for one in links:
            element(holder, "Link", guid=guid_for(one.id, "link"), name=one.name, direction=one.direction,
                     originGUID=one.origin, targetGUID=one.target)  # fmt: skip

    def _sets(self, root: ET.Element) -> None:
        holder = ET.SubElement(root, "Sets") if self.project.sets else root
        for one in self.project.sets:
            made = ET.SubElement(holder, "Set", {"guid": guid_for(one.id, "set"), "name": clean_text(one.name)})
            described(made, one.description)
            for tag, kind, members in (("MemberCode", "code", one.codes), ("MemberSource", "source", one.sources),
                                       ("MemberNote", "memo", one.notes)):  # fmt: skip
                for member in members:
                    ET.SubElement(made, tag, {"targetGUID": guid_for(member, kind)})


def _moment(value: str) -> str:
    """A date and time the schema takes, or nothing."""
    return value if MOMENT.fullmatch(value) else ""
