"""Sources of an exchange project: their texts, and the codings that hang on them, with one convention of offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from verko.account import Refusal
from verko.intake.decode import plain_lines
from verko.intake.qda.offsets import STANDARD, Convention, RawText, Selection, detect
from verko.intake.qda.project import QdaCoding, QdaMemo, QdaProject, QdaSource
from verko.intake.qda.refi_media import Holder, Placed, place_media
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

_TEXT_HOLDERS = ("TextSource", "Representation", "Transcript", "TextDescription")
_MEDIA = {
    "PDFSelection": "codes a region of a page whose words are not found in the text",
    "PictureSelection": "codes a region of a picture",
    "AudioSelection": "codes a stretch of sound, and no transcript is synchronised with it",
    "VideoSelection": "codes a stretch of video, and no transcript is synchronised with it",
    "NoteSelection": "codes a memo, not a source",
}
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")


def read_sources(project: QdaProject, root: Element, load: TextLoader, fallback: Callable[[str], str | None]) -> None:
    """Texts first, then every coding of them, with one convention of offsets for the whole project."""
    holders: list[Holder] = []
    for source, element, name in _text_holders(root, fallback):
        raw = text_in(element, load)
        raw = fallback(name) if raw is None else raw
        text = None if raw is None else RawText(raw)
        own = _own_id(project, element)
        if text is None:
            project.notes.append(f"the text of source {own} is not in the file")
        project.sources.append(_source(project, element, own, name, text))
        selections = [one for one in element if local(one) in _SELECTIONS]
        holders.append(Holder(own, element, source, text, selections))
    convention = _place_selections(project, holders)
    place_media(holders, convention, load)
    known = {code.id for code in project.codes}
    reached = {id(coding) for holder in holders for coding in _read_codings(project, holder, known)}
    _refuse_unreached(project, root, reached)


def _text_holders(root: Element, fallback: Callable[[str], str | None]) -> Iterator[tuple[Element, Element, str]]:
    """Every element that holds a text of its own, with its source and the source's name.

    A PDF without a text of its own holds the study's transcript of its name, where there is one.
    """
    for source in child(root, "Sources") if child(root, "Sources") is not None else ():
        name = source.get("name") or guid(source)
        own = [one for one in (source, *source) if local(one) in _TEXT_HOLDERS and guid(one)]
        if not own and local(source) == "PDFSource" and fallback(name) is not None:
            own = [source]
        for element in own:
            yield source, element, source.get("name") or element.get("name") or guid(element)


def _own_id(project: QdaProject, element: Element) -> str:
    """The id of a source: its GUID, or where another source has that one too, the GUID with a number."""
    taken, own = {source.id for source in project.sources}, guid(element)
    if own not in taken:
        return own
    project.notes.append(f"two sources have the id {own}: they are kept apart")
    return next(numbered for number in range(2, len(taken) + 3) if (numbered := f"{own}-{number}") not in taken)


def _source(project: QdaProject, element: Element, own: str, name: str, text: RawText | None) -> QdaSource:
    author = project.users.get(guid(element, "creatingUser"), "")
    return QdaSource(
        own, name, None if text is None else text.plain, author, when(element),
        words_of(child(element, "Description")), values_of(element),
    )  # fmt: skip


def _place_selections(project: QdaProject, holders: list[Holder]) -> Convention:
    """Find what the project's offsets count, and with it the span of every selection."""
    readable = [(holder, holder.text) for holder in holders if holder.text is not None]
    points = [_sync_points(holder.element) for holder, _ in readable]
    asked = [
        [_selection(one, sync) for one in holder.selections] for (holder, _), sync in zip(readable, points, strict=True)
    ]
    if not any(asked):
        return STANDARD
    found = detect([text for _, text in readable], asked)
    project.notes.append(f"offsets count {found.convention}")
    for (holder, _), spans, certain in zip(readable, found.spans, found.certain, strict=True):
        for element, span, sure in zip(holder.selections, spans, certain, strict=True):
            holder.spans[id(element)] = Placed(span, sure, f"offsets: {found.convention}")
    return found.convention


def _selection(element: Element, sync: dict[str, int]) -> Selection:
    def position(attribute: str, point: str) -> int:
        value = element.get(attribute, "")
        return int(value) if re.fullmatch(r"\s*\d{1,12}\s*", value) else sync.get(guid(element, point), -1)

    excerpt = plain_lines(element.get("name", ""))
    return Selection(position("startPosition", "fromSyncPoint"), position("endPosition", "toSyncPoint"), excerpt)


def _sync_points(element: Element) -> dict[str, int]:
    positions = {guid(one): one.get("position", "") for one in children(element, "SyncPoint")}
    return {point: int(value) for point, value in positions.items() if value.isdecimal()}


def _read_codings(project: QdaProject, holder: Holder, known: set[str]) -> Iterator[Element]:
    """Take or refuse the codings of one text, and yield each; a selection with only a description is a memo."""
    text = holder.text.plain if holder.text is not None else None
    for coding in children(holder.element, "Coding"):
        whole = Placed((0, len(text)) if text else None, True, "the whole source")
        _take(project, holder, holder.element, coding, whole, known)
        yield coding
    coded = _coded_spans(holder)
    for selection in holder.selections:
        memo = words_of(child(selection, "Description"))
        codings = list(children(selection, "Coding"))
        if memo and not codings:
            kind, target = coded.get(_span_of(holder, selection), ("document", holder.id))
            project.memos.append(QdaMemo(guid(selection), kind, target, memo, created=when(selection)))
        placed = holder.spans.get(id(selection), Placed(None, False, "quote"))
        for coding in codings:
            _take(project, holder, selection, coding, placed, known)
            yield coding


def _span_of(holder: Holder, selection: Element) -> tuple[int, int] | None:
    placed = holder.spans.get(id(selection))
    return None if placed is None else placed.span


def _coded_spans(holder: Holder) -> dict[tuple[int, int] | None, tuple[str, str]]:
    """Where something is coded: a comment on just that passage (MAXQDA writes it apart) is a memo on the coding."""
    coded = [one for one in holder.selections if child(one, "Coding") is not None and guid(one)]
    return {span: ("coding", guid(one)) for one in coded if (span := _span_of(holder, one)) is not None}


def _take(
    project: QdaProject, holder: Holder, selection: Element, coding: Element, placed: Placed, known: set[str]
) -> None:
    place, codes = guid(selection) or guid(coding), references(coding, "CodeRef")
    if reason := _why_not(holder, selection, placed, codes, known):
        project.refused.append(Refusal(place, reason))
        return
    start, end = placed.span or _unchecked(selection)
    project.codings.append(QdaCoding(
        guid(coding) or guid(selection), holder.id, codes[0], start, end,
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


def _why_not(holder: Holder, selection: Element, placed: Placed, codes: tuple[str, ...], known: set[str]) -> str | None:
    """Why a coding cannot be taken, or None."""
    if holder.text is None and (selection is holder.element or not selection.get("name")):
        return "the text of its source is not in the file"
    if holder.text is not None and placed.span is None:
        told = _selection(selection, {})
        return "marks no characters" if told.start == told.end >= 0 else "its offsets lie outside the text"
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
