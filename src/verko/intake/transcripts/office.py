"""Text of word processor files: .docx and .odt as their paragraphs stand, tables walked, deletions left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from striprtf.striprtf import rtf_to_text

from verko.intake.archive import ArchiveProblem, open_archive, parse_xml, read_member
from verko.intake.decode import plain_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SKIPPED = {
    f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}footnoteReference",
    f"{_ODF_TEXT}tracked-changes", f"{_ODF_TEXT}note", f"{_ODF_TEXT}sequence-decls",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}forms",
}  # fmt: skip
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
          f"{_ODF_TEXT}tab": "\t", f"{_ODF_TEXT}line-break": "\n"}  # fmt: skip
DEEPEST = 200


def docx_text(data: bytes) -> tuple[str, str, list[str]]:
    """Text, title and notes of a .docx file. Raises ArchiveProblem with the reason."""
    archive = open_archive(data)
    body = parse_xml(read_member(archive, "word/document.xml"))
    text = "\n".join("".join(_signs(paragraph, 0)) for paragraph in _paragraphs(body, f"{_W}p", 0))
    title = _docx_title(read_member(archive, "docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else ""
    return plain_lines(text), title, list(_docx_notes(body, archive.namelist()))


def odt_text(data: bytes) -> tuple[str, str, list[str]]:
    """Text, title and notes of an .odt file. Raises ArchiveProblem with the reason."""
    archive = open_archive(data)
    if b"encryption-data" in read_member(archive, "META-INF/manifest.xml"):
        raise ArchiveProblem("is encrypted: save it without a password")
    root = parse_xml(read_member(archive, "content.xml"))
    kinds = (f"{_ODF_TEXT}p", f"{_ODF_TEXT}h")
    text = "\n".join("".join(_signs(paragraph, 0)) for kind in [kinds] for paragraph in _paragraphs(root, kind, 0))
    title = ""
    if "meta.xml" in archive.namelist():
        title = parse_xml(read_member(archive, "meta.xml")).findtext(f".//{_DC}title") or ""
    notes = ["footnotes were left out"] if root.find(f".//{_ODF_TEXT}note") is not None else []
    return plain_lines(text), title, notes


def rtf_text(data: bytes) -> tuple[str, str, list[str]]:
    """Text of an .rtf file. Raises ArchiveProblem when it is cut off."""
    source = data.decode("latin-1")
    bare = source.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
    if bare.count("{") > bare.count("}"):
        raise ArchiveProblem("is cut off: its braces are not closed")
    try:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")
    except Exception as error:
        raise ArchiveProblem(f"cannot be read as RTF ({type(error).__name__}): save it as .docx") from None
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return plain_lines(whole), "", []


def _paragraphs(element: Element, kinds: str | tuple[str, ...], depth: int) -> Iterator[Element]:
    """Paragraphs in reading order, those in tables, lists and text boxes too, each once."""
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == kinds or child.tag in kinds:
            yield child
        yield from _paragraphs(child, kinds, depth + 1)


def _signs(element: Element, depth: int) -> Iterator[str]:
    """The characters of one paragraph; a paragraph inside it (a text box) is not repeated here."""
    if depth > DEEPEST:
        raise ArchiveProblem(f"nests deeper than {DEEPEST} levels")
    odf = element.tag.startswith(_ODF_TEXT) or element.tag.startswith("{urn:oasis")
    if odf and element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_ODF_TEXT}s":
            yield " " * min(int(child.get(f"{_ODF_TEXT}c", "1")), 1000)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _SKIPPED and child.tag not in (f"{_W}p", f"{_ODF_TEXT}p"):
            yield from _signs(child, depth + 1)
        if odf and child.tail:
            yield child.tail


def _docx_title(data: bytes) -> str:
    try:
        return (parse_xml(data).findtext(f"{_DC}title") or "").strip()
    except ArchiveProblem:
        return ""


def _docx_notes(body: Element, members: list[str]) -> Iterator[str]:
    if body.find(f".//{_W}del") is not None or body.find(f".//{_W}ins") is not None:
        yield "tracked changes: insertions were taken, deletions left out"
    if body.find(f".//{_W}footnoteReference") is not None:
        yield "footnotes were left out"
    if "word/comments.xml" in members:
        yield "comments were left out"
