"""The REFI-QDA exchange format of any writer: a project's or codebook's XML to a `QdaProject`.

Elements are known by their local names (several namespaces are in use), ids are compared without case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from verko.account import Refusal
from verko.intake.decode import plain_lines
from verko.intake.qda.offsets import RawText, Selection, detect
from verko.intake.qda.project import (
    QdaCase,
    QdaCode,
    QdaCoding,
    QdaLink,
    QdaMemo,
    QdaProject,
    QdaSet,
    QdaSource,
    QdaVariable,
)

TextLoader = Callable[[str], str | None]
"""From a path written in the project to the text behind it, or None when the archive does not hold it."""

_TEXT_HOLDERS = ("TextSource", "Representation", "Transcript", "TextDescription")
_MEDIA = {
    "PDFSelection": "codes a region of a page, which has no place in the text",
    "PictureSelection": "codes a region of a picture",
    "AudioSelection": "codes a stretch of sound, which has no place in the text",
    "VideoSelection": "codes a stretch of video, which has no place in the text",
    "NoteSelection": "codes a memo, not a source",
}
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that local name."""
    return (child for child in ([] if element is None else element) if local(child) == name)


def child(element: Element, name: str) -> Element | None:
    """The first direct child of that local name."""
    return next(children(element, name), None)


def guid(element: Element | None, attribute: str = "guid") -> str:
    """An id, compared without case and braces."""
    return "" if element is None else element.get(attribute, "").strip().strip("{}").lower()


def references(element: Element, name: str) -> tuple[str, ...]:
    """The ids that children such as CodeRef name."""
    return tuple(guid(one, "targetGUID") for one in children(element, name))


def words_of(element: Element | None) -> str:
    """The text of an element, line ends as LF; empty when it is absent."""
    return "" if element is None else plain_lines("".join(element.itertext())).strip()


def when(element: Element) -> str:
    """When it was made, or last changed where the writer does not tell when it was made."""
    return element.get("creationDateTime") or element.get("modifiedDateTime") or ""


Fallback = Callable[[str], str | None]
"""From a source's name to the text to use when the project does not bring it (a transcript of the study)."""


def read_refi(root: Element, load: TextLoader, *, fallback_texts: Fallback | None = None) -> QdaProject:
    """The project under the root element `Project`, or the codebook under `CodeBook`.

    load: fetches the texts the project names. fallback_texts: by a source's name, the text to use in their place.
    """
    codebook = root if local(root) == "CodeBook" else child(root, "CodeBook")
    project = QdaProject(tool=root.get("origin", ""), name=root.get("name", ""))
    project.users = dict(_users(root))
    if codebook is not None:
        _read_codes(project, codebook)
    project.announced = sum(local(element) == "Coding" for element in root.iter())
    project.variables = [_variable(one) for one in children(child(root, "Variables"), "Variable")]
    project.cases = [_case(one) for one in children(child(root, "Cases"), "Case")]
    project.sets = [_set(one) for holder in (root, codebook) if holder is not None
                    for one in children(child(holder, "Sets"), "Set")]  # fmt: skip
    project.links = [_link(one) for one in children(child(root, "Links"), "Link")]
    _read_notes(project, root, load)
    _read_sources(project, root, load, fallback_texts or (lambda name: None))
    if graphs := sum(1 for _ in children(child(root, "Graphs"), "Graph")):
        project.notes.append(f"{graphs} graphs are not kept")
    if description := words_of(child(root, "Description")):
        project.memos.append(QdaMemo("project", "project", "", description))
    return project


def _users(root: Element) -> Iterator[tuple[str, str]]:
    for number, user in enumerate(children(child(root, "Users"), "User"), start=1):
        yield guid(user), user.get("name") or user.get("id") or f"coder {number}"


def _read_codes(project: QdaProject, codebook: Element) -> None:
    seen: set[str] = set()

    def walk(parent: Element, above: str) -> None:
        for element in children(parent, "Code"):
            own, name = guid(element), (element.get("name") or "").strip()
            if not own or not name:
                project.notes.append(f"a code without {'a name' if own else 'an id'} is left out: {own or name}")
            elif own in seen:
                project.notes.append(f"two codes have the id {own}: the first is kept")
            else:
                seen.add(own)
                project.codes.append(QdaCode(
                    own, name, above, words_of(child(element, "Description")),
                    element.get("color", ""), element.get("isCodable", "true").lower() not in ("false", "0"),
                ))  # fmt: skip
            walk(element, own if name else above)

    walk(child(codebook, "Codes") if child(codebook, "Codes") is not None else codebook, "")


def _values(element: Element) -> tuple[tuple[str, str], ...]:
    """Variable id and value of each VariableValue; an empty value is kept as empty."""
    found = []
    for value in children(element, "VariableValue"):
        text = next((words_of(part) for part in value if local(part).endswith("Value")), "")
        found.append((guid(child(value, "VariableRef"), "targetGUID"), text))
    return tuple(found)


def _variable(element: Element) -> QdaVariable:
    kind = element.get("typeOfVariable", "Text")
    return QdaVariable(guid(element), element.get("name", ""), kind, words_of(child(element, "Description")))


def _case(element: Element) -> QdaCase:
    return QdaCase(
        guid(element), element.get("name", ""), words_of(child(element, "Description")),
        _values(element), references(element, "SourceRef"), references(element, "CodeRef"),
    )  # fmt: skip


def _set(element: Element) -> QdaSet:
    return QdaSet(
        guid(element), element.get("name", ""), words_of(child(element, "Description")),
        references(element, "MemberCode"), references(element, "MemberSource"), references(element, "MemberNote"),
    )  # fmt: skip


def _link(element: Element) -> QdaLink:
    return QdaLink(
        guid(element), guid(element, "originGUID"), guid(element, "targetGUID"),
        element.get("name", ""), element.get("direction", ""),
    )  # fmt: skip


def _text_in(element: Element, load: TextLoader) -> str | None:
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return "".join(inline.itertext())
    path = element.get("plainTextPath")
    return load(path) if path else None


def _read_notes(project: QdaProject, root: Element, load: TextLoader) -> None:
    """Notes as memos of what refers to them; a note nothing refers to is free."""
    targets = {
        note: (_kind_of(element), guid(element)) for element in root.iter() for note in references(element, "NoteRef")
    }
    for note in children(child(root, "Notes"), "Note"):
        text = plain_lines((_text_in(note, load) or "").removeprefix("\ufeff")) or words_of(child(note, "Description"))
        kind, target = targets.get(guid(note), ("free", ""))
        author = project.users.get(guid(note, "creatingUser"), "")
        project.memos.append(QdaMemo(guid(note), kind, target, text, note.get("name", ""), author, when(note)))


def _kind_of(element: Element) -> str:
    name = local(element)
    kinds = {"Code": "code", "Coding": "coding", "Case": "case", "Set": "set", "Project": "project"}
    return kinds.get(name, "coding" if name.endswith("Selection") else "document")


def _read_sources(project: QdaProject, root: Element, load: TextLoader, fallback: Callable[[str], str | None]) -> None:
    """Texts first, then every coding of them, with one convention of offsets for the whole project."""
    holders = []
    for element, name in _text_holders(root):
        raw = _text_in(element, load)
        raw = fallback(name) if raw is None else raw
        text = None if raw is None else RawText(raw)
        if text is None:
            project.notes.append(f"the text of source {guid(element)} is not in the file")
        project.sources.append(_source(project, element, name, text))
        holders.append(_Holder(element, text, [one for one in element if local(one) in _SELECTIONS]))
    _place_selections(project, holders)
    known = {code.id for code in project.codes}
    reached = {id(coding) for holder in holders for coding in _read_codings(project, holder, known)}
    _refuse_unreached(project, root, reached)


@dataclass
class _Holder:
    """An element that holds a text, its selections, and where they were found to lie (by the element's identity)."""

    element: Element
    text: RawText | None
    selections: list[Element]
    spans: dict[int, _Placed] = field(default_factory=dict)


@dataclass(frozen=True)
class _Placed:
    span: tuple[int, int] | None
    certain: bool
    located_by: str


def _text_holders(root: Element) -> Iterator[tuple[Element, str]]:
    """Every element that holds a text of its own, with the name of the source it belongs to."""
    for source in child(root, "Sources") if child(root, "Sources") is not None else ():
        for element in source.iter():
            if local(element) in _TEXT_HOLDERS and guid(element):
                yield element, source.get("name") or element.get("name") or guid(element)


def _source(project: QdaProject, element: Element, name: str, text: RawText | None) -> QdaSource:
    author = project.users.get(guid(element, "creatingUser"), "")
    return QdaSource(
        guid(element), name, None if text is None else text.plain, author, when(element),
        words_of(child(element, "Description")), _values(element),
    )  # fmt: skip


def _place_selections(project: QdaProject, holders: list[_Holder]) -> None:
    """Find what the project's offsets count, and with it the span of every selection."""
    readable = [(holder, holder.text) for holder in holders if holder.text is not None]
    asked = [[_selection(one, _sync_points(holder.element)) for one in holder.selections] for holder, _ in readable]
    if not any(asked):
        return
    found = detect([text for _, text in readable], asked)
    project.notes.append(f"offsets count {found.convention}")
    for (holder, _), spans, certain in zip(readable, found.spans, found.certain, strict=True):
        for element, span, sure in zip(holder.selections, spans, certain, strict=True):
            holder.spans[id(element)] = _Placed(span, sure, f"offsets: {found.convention}")


def _selection(element: Element, sync: dict[str, int]) -> Selection:
    def position(attribute: str, point: str) -> int:
        value = element.get(attribute, "")
        return int(value) if re.fullmatch(r"\s*\d{1,12}\s*", value) else sync.get(guid(element, point), -1)

    excerpt = plain_lines(element.get("name", ""))
    return Selection(position("startPosition", "fromSyncPoint"), position("endPosition", "toSyncPoint"), excerpt)


def _sync_points(element: Element) -> dict[str, int]:
    positions = {guid(one): one.get("position", "") for one in children(element, "SyncPoint")}
    return {point: int(value) for point, value in positions.items() if value.isdecimal()}


def _read_codings(project: QdaProject, holder: _Holder, known: set[str]) -> Iterator[Element]:
    """Take or refuse the codings of one text, and yield each; a selection with only a description is a memo."""
    text = holder.text.plain if holder.text is not None else None
    for coding in children(holder.element, "Coding"):
        whole = _Placed((0, len(text)) if text else None, True, "the whole source")
        _take(project, holder, holder.element, coding, whole, known)
        yield coding
    for selection in holder.selections:
        memo = words_of(child(selection, "Description"))
        codings = list(children(selection, "Coding"))
        if memo and not codings:
            target = guid(holder.element)
            project.memos.append(QdaMemo(guid(selection), "document", target, memo, created=when(selection)))
        placed = holder.spans.get(id(selection), _Placed(None, False, "quote"))
        for coding in codings:
            _take(project, holder, selection, coding, placed, known)
            yield coding


def _take(
    project: QdaProject, holder: _Holder, selection: Element, coding: Element, placed: _Placed, known: set[str]
) -> None:
    place, codes = guid(selection) or guid(coding), references(coding, "CodeRef")
    if reason := _why_not(holder, selection, placed, codes, known):
        project.refused.append(Refusal(place, reason))
        return
    start, end = placed.span or _unchecked(selection)
    project.codings.append(QdaCoding(
        guid(coding) or guid(selection), guid(holder.element), codes[0], start, end,
        quote=plain_lines(selection.get("name", "")) if selection is not holder.element else "",
        coder=project.users.get(guid(coding, "creatingUser") or guid(selection, "creatingUser"), ""),
        created=when(coding) or when(selection),
        memo="" if selection is holder.element else words_of(child(selection, "Description")),
        certain=placed.certain, located_by=placed.located_by, place=place,
    ))  # fmt: skip


def _unchecked(selection: Element) -> tuple[int, int] | tuple[None, None]:
    """The positions as they are written, for a source whose text the file does not bring."""
    told = _selection(selection, {})
    return (told.start, told.end) if 0 <= told.start < told.end else (None, None)


def _why_not(
    holder: _Holder, selection: Element, placed: _Placed, codes: tuple[str, ...], known: set[str]
) -> str | None:
    """Why a coding cannot be taken, or None."""
    if holder.text is None and (selection is holder.element or not selection.get("name")):
        return "the text of its source is not in the file"
    if holder.text is not None and placed.span is None:
        return "its offsets lie outside the text"
    if not codes:
        return "names no code"
    if len(codes) > 1 or codes[0] not in known:
        return "names a code that is not in the codebook"
    return None


def _refuse_unreached(project: QdaProject, root: Element, reached: set[int]) -> None:
    """Name every coding that stands outside a text, with what it codes instead."""
    for element in root.iter():
        for coding in children(element, "Coding"):
            if id(coding) not in reached:
                reason = _MEDIA.get(local(element), "stands outside any text")
                project.refused.append(Refusal(guid(element) or guid(coding), reason))
