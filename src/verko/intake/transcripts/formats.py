"""One transcript file to text and turns: the format told by content, checked against the name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO

from verko.intake.archive import ArchiveProblem
from verko.intake.decode import decode, plain_lines
from verko.intake.transcripts.labels import MARKED
from verko.intake.transcripts.lines import Line, openings
from verko.intake.transcripts.office import odt_text, rtf_text
from verko.intake.transcripts.pdf import pdf_text
from verko.intake.transcripts.sheets import csv_rows, is_spoken_table, said_in_rows, xlsx_rows
from verko.intake.transcripts.spoken import transcript_of, with_named_voices
from verko.intake.transcripts.subtitles import cues
from verko.intake.transcripts.turns import Transcript, turns_of
from verko.intake.transcripts.word import docx_text
from verko.intake.transcripts.wordtext import LARGEST_TEXT, TOO_LONG, Gathered

TEXT_KINDS = ("txt", "md", "vtt", "srt", "sbv", "csv")
KINDS = (*TEXT_KINDS, "docx", "odt", "rtf", "pdf", "xlsx")
_SAME = {"markdown": "md", "text": "txt", "tsv": "csv", "docm": "docx", "dotx": "docx"}
_SUBTITLES = (
    ("vtt", re.compile(r"\ufeff?WEBVTT(?:[ \t][^\n]*)?\n")),
    ("srt", re.compile(r"\s*\d+[ \t]*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")),
)
"""How subtitles begin, whatever the file is called."""


@dataclass(frozen=True)
class Parsed:
    """What one file gave: its transcript, the format and the encoding it was read in."""

    transcript: Transcript
    format: str
    encoding: str = ""


def parse(data: bytes, suffix: str, *, known: Iterable[str] = ()) -> Parsed:
    """The transcript in `data`. suffix: the file's, such as '.docx'. known: speaker labels the study's tables tell.

    Raises ArchiveProblem or ValueError with the reason why the file is refused.

    >>> parse(b"H: Hei\\nA1: Hei hei\\nH: No niin\\n", ".txt").transcript.turns[1].label
    'A1'
    """
    kind = _SAME.get(suffix.lower().removeprefix("."), suffix.lower().removeprefix("."))
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise ArchiveProblem("is empty")
    _check_kind(kind, kind_by_content(data), suffix)
    parsed = _text_file(data, kind, known) if kind in TEXT_KINDS else _binary_file(data, kind, known)
    if not any(turn.end > turn.start for turn in parsed.transcript.turns):
        raise ArchiveProblem("holds no words")
    return parsed


def _check_kind(kind: str, found: str, suffix: str) -> None:
    """Refuse a file of an unknown kind, or whose content is not what its name says; say what it is, what to do."""
    if found == "ole":
        raise ArchiveProblem("is an old or password-protected Office file: save it as .docx without a password")
    if kind not in KINDS:
        advice = f": transcripts are {', '.join(KINDS)}"
        advice = f"; it is {_what(found)}: {_mend(found)}" if found else advice
        raise ArchiveProblem(f"is of an unknown kind '{suffix}'{advice}")
    if found in ("", "html") and kind not in TEXT_KINDS:
        raise ArchiveProblem(f"is no {kind}, though its name says so: {_what(found)}")
    if found not in ("", kind) and not (found == "html" and kind == "md"):
        raise ArchiveProblem(f"is {_what(found)}, though its name says {kind}: {_mend(found)}")


def kind_by_content(data: bytes) -> str:
    """The format that the first bytes tell: pdf, rtf, docx, odt, xlsx, zip, ole, html, or "" for other text.

    >>> kind_by_content(b"%PDF-1.7"), kind_by_content(b"Hei")
    ('pdf', '')
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data)
    if re.match(rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,3}<(?:!doctype html|html|head|body)\b", head, re.I | re.S):
        return "html"
    return ""


def _kind_of_zip(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    for name, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("content.xml", "odt")):
        if name in names:
            return kind
    return "zip"


def _what(found: str) -> str:
    return {
        "": "plain text",
        "zip": "a truncated or unknown zip file",
        "html": "a web page",
    }.get(found, f"a .{found} file")


def _mend(found: str) -> str:
    mended = {"zip": "copy it again from where it came", "html": "save it as .docx or .txt"}
    return f"rename it to .{found}" if found in KINDS else mended.get(found, "save it as .docx or .txt")


def _text_file(data: bytes, kind: str, known: Iterable[str]) -> Parsed:
    if len(data) > 4 * LARGEST_TEXT:
        raise ArchiveProblem(TOO_LONG)
    decoded = decode(data)
    if len(decoded.text) > LARGEST_TEXT:
        raise ArchiveProblem(TOO_LONG)
    text, notes = plain_lines(decoded.text).removeprefix("\ufeff"), list(decoded.notes)
    if kind == "txt" and (subtitles := next((name for name, head in _SUBTITLES if head.match(text)), "")):
        notes.append(f"was read as .{subtitles} subtitles, which it holds, though its name says txt")
        kind = subtitles
    if kind in ("vtt", "srt", "sbv"):
        found = cues(text, kind)
        transcript = transcript_of(with_named_voices(found.spoken), [*notes, *found.notes])
    elif kind == "csv" or (kind == "txt" and is_spoken_table(text)):
        transcript = said_in_rows(csv_rows(text), notes)
    else:
        transcript = turns_of(text, known=known, notes=notes)
    return Parsed(transcript, kind, decoded.encoding)


def _binary_file(data: bytes, kind: str, known: Iterable[str]) -> Parsed:
    if kind == "xlsx":
        rows, notes = xlsx_rows(data)
        return Parsed(said_in_rows(rows, notes), kind)
    readers: dict[str, Callable[[bytes], Gathered]] = {
        "docx": docx_text,
        "odt": odt_text,
        "rtf": rtf_text,
        "pdf": lambda data: Gathered(*pdf_text(data, _begins)),
    }
    found = readers[kind](data)
    if not found.text.strip():
        raise ArchiveProblem("holds no words")
    labels = [*known, *found.labels]
    transcript = turns_of(found.text, known=labels, notes=found.notes, paragraph_lines=kind != "pdf")
    return Parsed(replace(transcript, title=found.title), kind)


def _begins(line: str) -> bool:
    """Whether a wrapped line could begin a turn: it opens with a label and a colon, or with a time stamp."""
    return any(opening.form in (*MARKED, "time") for opening in openings(Line(0, line)))
