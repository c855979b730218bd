"""Text of .odt and .rtf files as their paragraphs stand; what is left out is counted."""

from __future__ import annotations

import re
from typing import Any

from striprtf.striprtf import rtf_to_text

from verko.intake.archive import ArchiveProblem, open_archive, read_member
from verko.intake.decode import plain_lines
from verko.intake.transcripts.word import DEEPEST, safe_tree
from verko.intake.transcripts.wordtext import LARGEST_TEXT, TOO_LONG, Gathered, WordText
from verko.language.tokens import count_words

_TEXT, _OFFICE, _TABLE, _DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("text", "office", "table", "drawing")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT = {
    f"{_TEXT}tracked-changes": "text deleted in tracked changes",
    f"{_TEXT}note": "footnotes and endnotes",
    f"{_OFFICE}annotation": "comments",
    f"{_OFFICE}forms": "form fields",
}
_SKIPPED = frozenset({f"{_TEXT}sequence-decls", f"{_TEXT}variable-decls", f"{_TEXT}user-field-decls"})
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_FOOTNOTE = re.compile(r"\{\\(?:\*\\)?(?:footnote|annotation)\b")


def odt_text(data: bytes) -> Gathered:
    """The text of an .odt file. Raises ArchiveProblem with the reason."""
    archive, found = open_archive(data), WordText()
    members = archive.namelist()
    if "META-INF/manifest.xml" in members and b"encryption-data" in read_member(archive, "META-INF/manifest.xml"):
        raise ArchiveProblem("is encrypted: save it without a password")
    root = safe_tree(read_member(archive, "content.xml"))
    body = root.find(f".//{_OFFICE}body")
    _blocks(root if body is None else body, found, 0)
    if "meta.xml" in members:
        found.title = (safe_tree(read_member(archive, "meta.xml")).findtext(f".//{_DC}title") or "").strip()
    return found.gathered()


def _blocks(element: Any, found: WordText, depth: int) -> None:
    """Paragraphs and tables below an element, in reading order."""
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    for child in element:
        if child.tag in _LEFT_OUT:
            found.left_out[_LEFT_OUT[child.tag]] += count_words(" ".join(child.itertext()))
        elif child.tag in _PARAGRAPHS:
            said: list[str] = []
            frames: list[Any] = []
            _signs(child, said, frames, found, depth)
            found.add("".join(said))
            for frame in frames:
                _blocks(frame, found, depth + 1)
        elif child.tag == f"{_TABLE}table-row":
            found.add_row([_cell(cell, found, depth) for cell in child.iterchildren(f"{_TABLE}table-cell")])
        elif child.tag not in _SKIPPED:
            _blocks(child, found, depth + 1)


def _cell(cell: Any, found: WordText, depth: int) -> list[str]:
    inside = WordText(left_out=found.left_out, notes=found.notes)
    _blocks(cell, inside, depth + 1)
    return inside.paragraphs


def _signs(element: Any, said: list[str], frames: list[Any], found: WordText, depth: int) -> None:
    """The characters of one paragraph; what stands in a frame or a text box is kept for after it."""
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    said.append(element.text or "")
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT:
            found.left_out[_LEFT_OUT[tag]] += count_words(" ".join(child.itertext()))
        elif tag == f"{_TEXT}s":
            said.append(" " * _count(child.get(f"{_TEXT}c", "1")))
        elif tag in _SIGNS:
            said.append(_SIGNS[tag])
        elif isinstance(tag, str) and tag.startswith(_DRAW):
            frames.append(child)
        else:
            _signs(child, said, frames, found, depth + 1)
        said.append(child.tail or "")


def _count(told: str) -> int:
    return min(int(told), 1000) if told.isdigit() else 1


def rtf_text(data: bytes) -> Gathered:
    """The text of an .rtf file. Raises ArchiveProblem when it is cut off."""
    source = data.decode("latin-1")
    bare = source.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
    if bare.count("{") > bare.count("}"):
        raise ArchiveProblem("is cut off: its braces are not closed")
    if len(source) > 8 * LARGEST_TEXT:
        raise ArchiveProblem(TOO_LONG)
    try:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")
    except Exception as error:
        raise ArchiveProblem(f"cannot be read as RTF ({type(error).__name__}): save it as .docx") from None
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    notes = len(_FOOTNOTE.findall(source))
    told = (f"footnotes and comments of the file: {notes}; see whether they stand in the text",) if notes else ()
    return Gathered(plain_lines(whole), "", told)
