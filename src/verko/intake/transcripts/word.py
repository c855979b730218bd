"""Text of .docx files, block by block: body, tables, text boxes; what is left out is counted and told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from verko.intake.archive import ArchiveProblem, open_archive, read_member
from verko.intake.transcripts.wordtext import Gathered, WordText
from verko.language.tokens import count_words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SAID = frozenset({f"{_W}t", f"{_MATH}t"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = frozenset({f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}sectPr", f"{_W}tblPr"})
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_BLOCKS = (f"{_W}p", f"{_W}tbl", f"{_W}sdt", f"{_W}customXml", f"{_W}altChunk", f"{_W}ins", f"{_W}moveTo", f"{_W}del",
           f"{_W}moveFrom")  # fmt: skip
_OTHER_PARTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header": "page headers",
                "footer": "page footers"}  # fmt: skip
_TRACKED = "text deleted in tracked changes"
DEEPEST = 200


def docx_text(data: bytes) -> Gathered:
    """The text of a .docx file. Raises ArchiveProblem with the reason.

    Insertions of tracked changes are taken, deletions left out; so are notes, comments, page headers and footers.
    What is left out is noted with its number of words.
    """
    archive, found = open_archive(data), WordText()
    content = read_member(archive, "word/document.xml")
    for block in xml_blocks(content.replace(_STRICT, _W[1:-1].encode()), f"{_W}body", _BLOCKS):
        _block(block, found, 0)
    if b"<w:ins " in content or found.left_out[_TRACKED]:
        found.notes.append("tracked changes: insertions were taken, deletions left out")
    for name in archive.namelist():
        if (kind := re.fullmatch(r"word/([a-z]+)\d*\.xml", name)) and kind[1] in _OTHER_PARTS:
            found.left_out[_OTHER_PARTS[kind[1]]] += _words_of_part(read_member(archive, name))
    if "docProps/core.xml" in archive.namelist():
        found.title = _title(read_member(archive, "docProps/core.xml"))
    return found.gathered()


def xml_blocks(content: bytes, parent: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements right below `parent`, one at a time, each forgotten when the next is asked for.

    Entities are neither declared nor fetched: a file that declares any is refused. Raises ArchiveProblem.
    """
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True}
    try:
        for _, element in etree.iterparse(io.BytesIO(content), events=("end",), tag=tags, **options):
            above = element.getparent()
            if above is not None and above.tag == parent:
                _refuse_entities(element)
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del above[0]
    except etree.XMLSyntaxError as error:
        raise ArchiveProblem(f"is no whole XML: line {error.lineno or 1}") from None


def safe_tree(content: bytes) -> Any:
    """The root of a small XML part, entities refused. Raises ArchiveProblem."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ArchiveProblem(f"is no whole XML: line {error.lineno or 1}") from None
    _refuse_entities(root)
    return root


def _refuse_entities(element: Any) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ArchiveProblem("declares XML entities: refused")


def _block(element: Any, found: WordText, depth: int) -> None:
    """One block of a body, a cell or a text box."""
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    if element.tag == f"{_W}p":
        _paragraph(element, found, depth)
    elif element.tag == f"{_W}tbl":
        for row in element.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is element:
                found.add_row([_cell(cell, found, depth) for cell in _cells(row)])
    elif element.tag in _DELETED:
        found.left_out[_TRACKED] += _words(element)
    elif element.tag == f"{_W}altChunk":
        found.notes.append("holds an embedded document that was not read: paste its text into the file")
    elif element.tag not in _SKIPPED:
        for child in element:
            _block(child, found, depth + 1)


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]


def _cell(cell: Any, found: WordText, depth: int) -> list[str]:
    inside = WordText(left_out=found.left_out, notes=found.notes)
    for child in cell:
        _block(child, inside, depth + 1)
    return inside.paragraphs


def _paragraph(element: Any, found: WordText, depth: int) -> None:
    """A paragraph, then the paragraphs of text boxes that hang on it."""
    said: list[str] = []
    boxes: list[Any] = []
    _run(element, said, boxes, found, depth)
    found.add("".join(said), bold=_bold_beginning(element))
    for box in boxes:
        for child in box:
            _block(child, found, depth + 1)


def _run(element: Any, said: list[str], boxes: list[Any], found: WordText, depth: int) -> None:
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    for child in element:
        tag = child.tag
        if tag in _SAID:
            said.append(child.text or "")
        elif tag in _SIGNS:
            said.append(_SIGNS[tag])
        elif tag in _DELETED:
            found.left_out[_TRACKED] += _words(child)
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag not in _SKIPPED and len(child):
            _run(child, said, boxes, found, depth + 1)


def _bold_beginning(paragraph: Any) -> int:
    """How many characters of a paragraph are bold before the first that is not; 0 where all are, or none."""
    length = 0
    for run in paragraph.iterchildren(f"{_W}r"):
        text = "".join(part.text or "" for part in run.iterchildren(f"{_W}t"))
        sign = run.find(f"{_W}rPr/{_W}b")
        bold = sign is not None and sign.get(f"{_W}val", "1") not in ("0", "false", "none")
        if text.strip() and not bold:
            return length if length <= 40 else 0
        length += len(text) if bold or length else 0
    return 0


def _words(element: Any) -> int:
    texts = element.iter(f"{_W}delText", f"{_W}t")
    return count_words("".join(text.text or "" for text in texts))


def _words_of_part(content: bytes) -> int:
    try:
        root = safe_tree(content.replace(_STRICT, _W[1:-1].encode()))
    except ArchiveProblem:
        return 0
    return sum(_words(paragraph) for paragraph in root.iter(f"{_W}p"))


def _title(content: bytes) -> str:
    try:
        return (safe_tree(content).findtext(f"{_DC}title") or "").strip()
    except ArchiveProblem:
        return ""
