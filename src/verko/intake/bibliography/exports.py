"""One export file to references and an account, by its content and not by its suffix."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

from verko.account import FileAccount, refused_file
from verko.intake.bibliography import bibtex, endnote_tagged, endnote_xml, medline, ris, spreadsheet, wos
from verko.intake.bibliography.reference import Reference
from verko.intake.decode import Decoded, decode, plain_lines
from verko.intake.reading import LARGEST_FILE

FORMATS: tuple[ModuleType, ...] = (endnote_xml, ris, medline, wos, endnote_tagged, bibtex, spreadsheet)
"""In the order in which they are tried: RIS abstracts hold lines that look like Web of Science, never the reverse."""

_GZIP = b"\x1f\x8b"
_DEEPEST_PACKING = 3
_FEW = 20  # one NUL in so many bytes is damage, more is another kind of file
_MOST_SWELLING, _SMALL, _CHUNK = 100, 64 * 1024 * 1024, 4 * 1024 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_PACKED = {b"PK\x03\x04": "a zip archive or a workbook", b"\xd0\xcf\x11\xe0": "an old Office file", b"%PDF": "a PDF",
           b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a rar archive", b"SQLite format 3": "a database"}  # fmt: skip
_MARK = "SYNTEETTINEN AINEISTO"
_LONGEST_SNIFF = 4_000_000


def read_export(path: Path, *, name: str = "") -> tuple[list[Reference], FileAccount]:
    """The references of one file and its account; a file that is no export is refused whole, never raised.

    name: what the account calls the file; its path otherwise.
    """
    name = name or str(path)
    try:
        data, notes = _without_strays(_unpacked(path))
        decoded = decode(data)
        text = plain_lines(decoded.text)
        form = _format_of(text)
    except ValueError as problem:
        return [], refused_file(name, "records", str(problem))
    account = FileAccount(name, "records", format=form.NAME, encoding=decoded.encoding)
    account.synthetic = True if _MARK in text else None
    account.notes += notes + _notes(decoded)
    return list(_references(form, text, account)), account


def _references(form: ModuleType, text: str, account: FileAccount) -> Iterator[Reference]:
    account.announced = form.announced(text)
    met = 0
    for met, (line, found) in enumerate(form.read(text), start=1):
        place = f"entry {met}, line {line}"
        if isinstance(found, str):
            account.refuse(place, found)
        elif found.is_empty:
            account.refuse(place, "holds no title, author, abstract, DOI or PubMed id")
        else:
            found.place, found.line = place, line
            account.read += 1
            yield found
    account.announced = max(account.announced, met)  # fields without a start tag are announced by their own lines
    for _ in range(account.announced - met):
        account.refuse("", "an entry is announced that the reader did not reach")


def _format_of(text: str) -> ModuleType:
    if not text.strip():
        raise ValueError("is empty")
    sample = text[:_LONGEST_SNIFF]
    for form in FORMATS:
        if form.looks_like(sample):
            return form
    if text.lstrip().startswith("<"):
        raise ValueError("is XML or HTML but no EndNote export: export as EndNote XML, RIS or BibTeX")
    raise ValueError("is no database export: RIS, BibTeX, MEDLINE, Web of Science, EndNote, or CSV with a title column")


def _unpacked(path: Path) -> bytes:
    """The bytes of the file, unpacked where it is gzip. Raises ValueError with the reason where that fails."""
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError("is over 512 MB: split the export")
    data = path.read_bytes()
    if kind := next((kind for start, kind in _PACKED.items() if data.startswith(start)), ""):
        raise ValueError(f"is {kind}: unpack it, or export as RIS, BibTeX or CSV")
    for _ in range(_DEEPEST_PACKING):
        if not data.startswith(_GZIP):
            return data
        data = _gunzip(data)
    raise ValueError("is packed over and over: unpack it and save the export itself")


def _gunzip(packed: bytes) -> bytes:
    """What is packed; a file that swells beyond what text does is refused while it swells."""
    allowed = min(LARGEST_FILE, max(_SMALL, _MOST_SWELLING * len(packed)))
    parts, size = [], 0
    try:
        with gzip.open(BytesIO(packed)) as stream:
            while part := stream.read(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > allowed:
                    raise ValueError("unpacks to far more than text does, or to over 512 MB: unpack and split it")
    except (OSError, EOFError, zlib.error):
        raise ValueError("is damaged or cut off: its gzip packing does not open") from None
    return b"".join(parts)


def _without_strays(data: bytes) -> tuple[bytes, list[str]]:
    """The bytes without the few NULs that a broken download leaves, and a note on them; UTF-16 is left alone."""
    data = data.rstrip(b"\x1a") if not data.startswith(_WIDE) else data
    strays = data.count(b"\x00")
    if not strays or data.startswith(_WIDE) or strays > len(data) // _FEW:
        return data, []
    return data.replace(b"\x00", b""), [f"{strays} NUL bytes were left out: the file may be damaged"]


def _notes(decoded: Decoded) -> list[str]:
    return [] if decoded.certain else [f"read as {decoded.encoding}: look whether letters such as ä and ö are right"]
