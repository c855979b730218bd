"""Codings of pages, sound and video that have a place in a text all the same: by words or a synchronised transcript."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from verko.intake.decode import plain_lines
from verko.intake.qda.locate import Locator
from verko.intake.qda.offsets import Convention, RawText, Selection
from verko.intake.qda.refi_xml import TextLoader, child, children, local, text_in

_TIMED = ("AudioSelection", "VideoSelection")
_SHORTEST = 12  # letters by which the words of a region of a page are told from any others


@dataclass(frozen=True)
class Placed:
    """Where a selection lies in the text that holds it; None where it lies outside."""

    span: tuple[int, int] | None
    certain: bool
    located_by: str


@dataclass
class Holder:
    """An element that holds a text, its selections, and where they were found to lie (by the element's identity).

    source: the element of the source itself: a PDF around its text, a recording around its transcript.
    """

    id: str
    element: Element
    source: Element
    text: RawText | None
    selections: list[Element]
    spans: dict[int, Placed] = field(default_factory=dict)


def place_media(holders: list[Holder], convention: Convention, load: TextLoader) -> None:
    """Give the text of a PDF or recording the selections of it that have a place there; each goes to one text."""
    done: set[int] = set()
    for holder in holders:
        if holder.text is None:
            continue
        points = _sync_points(holder.element)
        for selection in holder.source:
            if id(selection) not in done and (placed := _placed(selection, holder.text, points, convention, load)):
                holder.selections.append(selection)
                holder.spans[id(selection)] = placed
                done.add(id(selection))


def _placed(
    selection: Element, text: RawText, points: list[tuple[int, int]], convention: Convention, load: TextLoader
) -> Placed | None:
    if local(selection) == "PDFSelection":
        return _by_words(selection, text, load)
    if local(selection) in _TIMED:
        return _by_time(selection, text, points, convention)
    return None


def _by_words(selection: Element, text: RawText, load: TextLoader) -> Placed | None:
    """By the text of the region where the writer gives it, else by the selection's name where that is an excerpt."""
    own = child(selection, "Representation")
    told = (text_in(own, load) if own is not None else None) or selection.get("name", "")
    words = re.sub(r"(\.\.\.|…)\s*$", "", plain_lines(told)).strip()
    if sum(map(str.isalnum, words)) < _SHORTEST:
        return None
    found = Locator(text.plain).find(words)
    if found is None or found.how not in ("exact", "spacing", "letters"):
        return None
    return Placed((found.start, found.end), found.certain and words == told.strip(), f"words of the page: {found.how}")


def _by_time(selection: Element, text: RawText, points: list[tuple[int, int]], convention: Convention) -> Placed | None:
    """From the last synchronised place at or before its beginning to the first at or after its end."""
    times = [selection.get(name, "") for name in ("begin", "end")]
    if len(points) < 2 or not all(value.isdecimal() for value in times):
        return None
    begin, end = map(int, times)
    before = [place for moment, place in points if moment <= begin]
    after = [place for moment, place in points if moment >= end]
    first, last = max(before, default=points[0][1]), min(after, default=points[-1][1])
    span = text.span(Selection(first, last), convention)
    return None if span is None else Placed(span, False, "time: synchronised transcript")


def _sync_points(transcript: Element) -> list[tuple[int, int]]:
    """Moment (milliseconds) and position of each synchronised place, in the order of time."""
    told = [(one.get("timeStamp", ""), one.get("position", "")) for one in children(transcript, "SyncPoint")]
    return sorted((int(moment), int(place)) for moment, place in told if moment.isdecimal() and place.isdecimal())
