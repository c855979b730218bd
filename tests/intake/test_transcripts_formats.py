"""Transcript files of every kind, whole and broken: read, or refused by name."""

import html
import io
import re
import zipfile

import openpyxl
import pytest
from docx import Document

from verko.intake.archive import ArchiveProblem
from verko.intake.transcripts.formats import parse

TALK = "H: Miten menee?\n\nA1: Hyvin.\n\nH: Kiitos.\n"


def docx(*paragraphs: str, in_table: bool = False) -> bytes:
    document = Document()
    if in_table:
        table = document.add_table(rows=0, cols=2)
        for line in paragraphs:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = line.split(": ", 1)
    else:
        for line in paragraphs:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt(*paragraphs: str, manifest: str = "<m/>") -> bytes:
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:text="{odf}:text:1.0" xmlns:office="{odf}:office:1.0"'
    body = "".join(f"<text:p>{line}</text:p>" for line in paragraphs)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:doc {names}><office:body>{body}</office:body></office:doc>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def xlsx(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def said(data: bytes, suffix: str) -> list[tuple[str, str]]:
    transcript = parse(data, suffix).transcript
    return [(turn.label, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (TALK.encode(), ".txt"),
        (TALK.encode("utf-16"), ".txt"),
        (b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode(), ".txt"),
        (docx("H: Miten menee?", "A1: Hyvin.", "H: Kiitos."), ".docx"),
        (odt("H: Miten menee?", "A1: Hyvin.", "H: Kiitos."), ".odt"),
        (rb"{\rtf1\ansi H: Miten menee?\par A1: Hyvin.\par H: Kiitos.\par}", ".rtf"),
        (b"speaker;text\nH;Miten menee?\nA1;Hyvin.\nH;Kiitos.\n", ".csv"),
        (xlsx(("Puhuja", "Teksti"), ("H", "Miten menee?"), ("A1", "Hyvin."), ("H", "Kiitos.")), ".xlsx"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v H>Miten menee?\n\n00:03.000 --> 00:04.000\n<v A1>Hyvin.</v>\n\n"
         b"00:05.000 --> 00:06.000\n<v H>Kiitos.\n", ".vtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nH: Miten menee?\n\n2\n00:00:03,000 --> 00:00:04,000\nA1: Hyvin.\n\n"
         b"3\n00:00:05,000 --> 00:00:06,000\nH: Kiitos.\n\n4\n00:00:07,000 --> 00:00:08,000\nA1: \n", ".srt"),
    ],
)  # fmt: skip
def test_the_same_talk_is_read_from_every_kind_of_file(data, suffix):
    assert said(data, suffix)[:3] == [("H", "Miten menee?"), ("A1", "Hyvin."), ("H", "Kiitos.")]


def test_talk_in_a_table_of_a_word_file_is_read():
    found = said(docx("H: Miten menee?", "A1: Hyvin.", "H: Kiitos.", in_table=True), ".docx")
    assert [text for _, text in found if text] == ["Miten menee?", "Hyvin.", "Kiitos."]


def test_several_voices_of_one_cue_stay_apart():
    cue = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Liisa>Niin &amp; n\xc3\xa4in.</v> <v Sam>Joo.</v>\n"
    assert said(cue, ".vtt") == [("Liisa", "Niin & näin."), ("Sam", "Joo.")]


def test_a_cue_without_a_time_keeps_its_words_and_is_noted():
    transcript = parse(
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nYksi\n\n00:0x.000 --> 00:04.000\nKaksi\n", ".vtt"
    ).transcript
    assert [turn.seconds for turn in transcript.turns] == [1.0, None]
    assert "line 6" in transcript.notes[0]


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (b"", ".txt", "is empty"),
        (b"  \n\n", ".md", "is empty"),
        (docx(), ".docx", "holds no words"),
        (docx("H: Hei", "A: Hei")[:900], ".docx", "truncated"),
        (docx("H: Hei"), ".txt", "is a .docx file"),
        (TALK.encode(), ".docx", "is no docx"),
        (b"%PDF-1.7 ...", ".txt", "is a .pdf file"),
        (b"%PDF-1.7 cut", ".pdf", "cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx", "password-protected"),
        (rb"{\rtf1\ansi H: Hei", ".rtf", "cut off"),
        (odt("H: Hei", manifest="<m><encryption-data/></m>"), ".odt", "encrypted"),
        (b"<html><body>H: Hei</body></html>", ".txt", "a web page"),
        (bytes(range(256)) * 20, ".txt", "is not text"),
        (b"a,b\n1,2\n", ".csv", "no column of what was said"),
        (b"00:01.000 --> 00:02.000\nHei\n", ".vtt", "no WEBVTT header"),
        (b"WEBVTT\n", ".vtt", "no cue"),
        (b"x", ".exe", "unknown kind"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, suffix, reason):
    with pytest.raises((ArchiveProblem, ValueError), match=reason):
        parse(data, suffix)


def test_a_zip_of_an_unknown_version_is_refused():
    data = bytearray(docx("H: Hei"))
    data[data.rindex(b"PK\x01\x02") + 6] = 200
    with pytest.raises(ArchiveProblem, match="truncated or unknown zip file"):
        parse(bytes(data), ".docx")


def test_a_guessed_encoding_is_noted():
    parsed = parse("H: Hyvää päivää\nA1: Päivää päivää\n".encode("cp1252"), ".txt")
    assert parsed.encoding == "cp1252"
    assert "read as cp1252" in parsed.transcript.notes[0]


@pytest.mark.parametrize(("name", "labels"), [("P1", 94), ("P2", 165), ("P3", 122)])
def test_every_label_of_real_pdf_interviews_is_found(shared_data, name, labels):
    data = (shared_data / f"qualitative/transcripts/pdf/{name}.pdf").read_bytes()
    assert len(parse(data, ".pdf").transcript.turns) == labels


def test_no_page_number_is_left_inside_a_turn(shared_data):
    data = (shared_data / "qualitative/transcripts/pdf/P2.pdf").read_bytes()
    transcript = parse(data, ".pdf").transcript
    lines = [line for turn in transcript.turns for line in transcript.text[turn.start : turn.end].split("\n")]
    assert not [line for line in lines if line.strip().isdigit() or line.strip() in ("1/8", "2/8")]


def test_a_real_interview_is_the_same_as_word_file_and_as_table(shared_data):
    folder = shared_data / "qualitative/transcripts/docx"
    for letter in "AB":
        as_docx, as_csv, as_xlsx = (
            turns((folder / f"interview_{letter}{suffix}").read_bytes(), suffix)
            for suffix in (".docx", ".csv", ".xlsx")
        )
        assert as_docx == as_csv == as_xlsx


@pytest.mark.parametrize("letter", ["A", "B"])
def test_a_real_interview_is_the_same_in_every_other_kind_of_file(shared_data, letter):
    table = (shared_data / f"qualitative/transcripts/docx/interview_{letter}.csv").read_bytes()
    real = turns(table, ".csv")
    lines = [f"{who}: {said}" for who, said, _ in real]
    rtf = r"\par ".join(re.sub(r"[^\x00-\x7f]", lambda sign: rf"\u{ord(sign[0])}?", line) for line in lines)
    cues = "\n\n".join(
        f"00:{int(at) // 60:02}:{int(at) % 60:02}.000 --> 00:59:00.000\n<v {who}>{said}" for who, said, at in real
    )
    files = {
        ".txt": "\n".join(lines).encode("utf-16"),
        ".md": "\n\n".join(f"**{who}:** {said}" for who, said, _ in real).encode(),
        ".odt": odt(*(html.escape(line) for line in lines)),
        ".rtf": rf"{{\rtf1\ansi {rtf}\par}}".encode(),
        ".docx": docx(*lines, in_table=True),
        ".vtt": f"WEBVTT\n\n{cues}\n".encode(),
    }
    for suffix, data in files.items():
        assert said(data, suffix) == [(who, words) for who, words, _ in real], suffix
    assert turns(files[".vtt"], ".vtt") == real


def turns(data: bytes, suffix: str) -> list[tuple[str, str, float | None]]:
    transcript = parse(data, suffix).transcript
    return [(turn.label, transcript.text[turn.start : turn.end], turn.seconds) for turn in transcript.turns]
