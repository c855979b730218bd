"""The REFI-QDA exchange format of any writer: a project's or codebook's XML to a `QdaProject`.

Elements are known by their local names (several namespaces are in use), ids are compared without case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from verko.intake.decode import plain_lines
from verko.intake.qda.project import QdaCase, QdaCode, QdaLink, QdaMemo, QdaProject, QdaSet, QdaVariable
from verko.intake.qda.refi_sources import read_sources
from verko.intake.qda.refi_xml import (
    TextLoader,
    child,
    children,
    guid,
    local,
    references,
    text_in,
    values_of,
    when,
    words_of,
)
from verko.intake.transcripts.turns import is_synthetic

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
    read_sources(project, root, load, fallback_texts or (lambda name: None))
    if graphs := sum(1 for _ in children(child(root, "Graphs"), "Graph")):
        project.notes.append(f"{graphs} graphs are not kept")
    if description := words_of(child(root, "Description")):
        project.memos.append(QdaMemo("project", "project", "", description))
        project.synthetic = True if is_synthetic(description) else None
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


def _variable(element: Element) -> QdaVariable:
    kind = element.get("typeOfVariable", "Text")
    return QdaVariable(guid(element), element.get("name", ""), kind, words_of(child(element, "Description")))


def _case(element: Element) -> QdaCase:
    return QdaCase(
        guid(element), element.get("name", ""), words_of(child(element, "Description")),
        values_of(element), references(element, "SourceRef"), references(element, "CodeRef"),
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


def _read_notes(project: QdaProject, root: Element, load: TextLoader) -> None:
    """Notes as memos of what refers to them; a note nothing refers to is free."""
    targets = {
        note: (_kind_of(element), guid(element)) for element in root.iter() for note in references(element, "NoteRef")
    }
    for note in children(child(root, "Notes"), "Note"):
        text = plain_lines((text_in(note, load) or "").removeprefix("\ufeff")) or words_of(child(note, "Description"))
        kind, target = targets.get(guid(note), ("free", ""))
        author = project.users.get(guid(note, "creatingUser"), "")
        project.memos.append(QdaMemo(guid(note), kind, target, text, note.get("name", ""), author, when(note)))


def _kind_of(element: Element) -> str:
    name = local(element)
    kinds = {"Code": "code", "Coding": "coding", "Case": "case", "Set": "set", "Project": "project"}
    return kinds.get(name, "coding" if name.endswith("Selection") else "document")
