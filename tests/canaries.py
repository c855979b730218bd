"""Names planted in every field of a study, and a search for them in everything that was made of it.

The names are invented; their stems have no letter that an encoding could write in another way.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pyarrow.parquet as parquet
import pypdfium2
import typst
import yaml
from pypdf import PdfReader

from verko.intake.qda.project import QdaCase, QdaCode, QdaCoding, QdaMemo, QdaProject, QdaSet, QdaSource, QdaVariable
from verko.intake.qda.writing import write_qdpx

STEMS = ("zorber", "kvaakku", "qvinto", "zyrtt", "xanfred")
NAMES = """Zorbertti Kvaakkunen,Maija,person,true
Xanfred,,person,true
Qvintola,[kunta],place,true
Zyrttiapu ry,[järjestö],organisation,true
"""
FIRST, FULL, PLACE, ASSOCIATION = "Zorbertti", "Zorbertti Kvaakkunen", "Qvintola", "Zyrttiapu ry"
SAID = "Zorbertin mukaan Qvintolassa Kvaakkuselle soitettiin, ja Zyrttiapu ry:n Xanfred'kin tuli."
MARK = "SYNTEETTINEN AINEISTO – ei tutkimustuloksia"
FREE = re.compile(
    r"memo|definition|^include|^exclude|name_|text|answer|title_|summary|reason_|note_|goal|result_|practice|content"
    r"|evidence_(fi|en)|claimed|follow_up_|change_(fi|en)|finding|profession|contact|translat|source_ref|value_"
    r"|^service$|organisation$"
)
"""Columns of the example's tables in which anything may be written."""


def plant(study: Path) -> None:
    """Write the names into every field of a copy of the example, and bring files of every kind that hold them."""
    with (study / "privacy" / "names.csv").open("a", encoding="utf-8") as names:
        names.write(NAMES)
    for table in sorted(study.rglob("*.csv")):
        if table.parent.name != "privacy":
            _plant_in_table(table)
    groups = study / "interviews" / "groups"
    talk = next(path for path in sorted(groups.iterdir()) if path.suffix in (".md", ".txt"))
    with talk.open("a", encoding="utf-8") as stream:
        stream.write(f"\nA1: {SAID} Soita {FIRST} 040 123 4567.\n")
    _codings(study / "codings", talk.stem)
    _docx(groups / "R91.docx")
    _odt(groups / "R92.odt")
    _pdf(groups / "R93.pdf")
    cues = (f"NOTE {FULL}", f"00:00.000 --> 00:01.000\n{MARK}", f"00:01.000 --> 00:04.000\n<v {FULL}>Olen {PLACE}sta.")
    talk = "\n\n".join(["WEBVTT", *cues]) + "\n"
    (groups / "R94.vtt").write_text(talk, encoding="utf-8")
    _literature(study / "literature")
    _page(study / "webpages" / "W01.html")
    (study / "codings" / "planted.qdpx").write_bytes(_project())
    declared = yaml.safe_load((study / "study.yml").read_text(encoding="utf-8"))
    codings = next(one for one in declared["data_sets"].values() if one["kind"] == "codings")
    codings["files"] += ["codings/planted.csv", "codings/planted.qdpx"]
    declared["coders"] = {"KA": f"first coder, {FULL}", "KB": "second coder"}
    (study / "study.yml").write_text(yaml.safe_dump(declared, allow_unicode=True), encoding="utf-8")


def _plant_in_table(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    free = [column for column in rows[0] if FREE.search(column)]
    for row in (rows[0], rows[-1]):
        for column in free:
            row[column] = f"{row[column]} {SAID}".strip()
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def _codings(folder: Path, document: str) -> None:
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as stream:
        codes = [row["code_id"] for row in csv.DictReader(stream)][-3:]
    rows = [f'{document},"{SAID}",{code},{FULL},"{SAID}",true\n' for code in codes]
    (folder / "planted.csv").write_text("document,quote,code,coder,memo,synthetic\n" + "".join(rows), encoding="utf-8")


def _after(path: Path, place: str, text: str) -> None:
    whole = path.read_text(encoding="utf-8")
    assert place in whole, path.name
    path.write_text(whole.replace(place, place + text, 1), encoding="utf-8")


def _docx(path: Path) -> None:
    made = docx.Document()
    told = made.core_properties
    told.author = told.last_modified_by = told.title = told.subject = told.comments = FULL
    told.keywords = told.category = f"{PLACE} {ASSOCIATION}"
    made.sections[0].header.paragraphs[0].text = f"{MARK} {FULL}"
    made.add_paragraph(MARK)
    made.add_paragraph(f"{FULL}:  Olen töissä. {SAID}")
    asked = made.add_paragraph("H: Miten siellä?")
    made.add_comment(runs=asked.runs[0], text=f"Tämä oli {FULL}", author=FULL, initials="ZK")
    made.add_table(1, 1).cell(0, 0).text = f"A1: Kerroin {FIRST}lle."
    made.save(str(path))


def _odt(path: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = (
        f'xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    comment = f"<office:annotation><dc:creator>{FULL}</dc:creator><text:p>{SAID}</text:p></office:annotation>"
    lines = "".join(f"<text:p>{line}</text:p>" for line in (MARK, f"H: Kerro.{comment}", f"{FULL}: {SAID}"))
    body = f"<office:body><office:text>{lines}</office:text></office:body>"
    meta = f"<office:meta><dc:title>{FULL}</dc:title><dc:creator>{FULL}</dc:creator></office:meta>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        archive.writestr("meta.xml", f"<office:document-meta {spaces}>{meta}</office:document-meta>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def _pdf(path: Path) -> None:
    told = f'title: "{FULL}", author: "{FULL}", keywords: ("{PLACE}",)'
    text = f"#set document({told})\n{MARK}\n\nH: Kerro.\n\n{FULL}: {SAID}\n"
    path.write_bytes(typst.compile(text.encode("utf-8")))


def _literature(folder: Path) -> None:
    _after(folder / "scopus.ris", "KW  - Trust\n", f"KW  - {FULL}\nN1  - {SAID}\nN2  - Loaned to {FULL}\n")
    _after(folder / "cinahl.bib", "Family centres; Leadership", f"; {FULL}")
    _after(folder / "cinahl.bib", "note      = {", f"{SAID} ")
    _after(folder / "protocol.yml", "Kokotekstiä ei saatu", f" ({FULL})")


def _page(path: Path) -> None:
    _after(path, '<meta name="description" content="', f"{FULL} {PLACE} ")
    _after(path, "<title>", f"{FULL} {ASSOCIATION} – ")
    _after(path, 'class="ingressi">', f"{SAID} ")


def _project() -> bytes:
    talk = f"{MARK}\n\nH: Kerro.\n\nA1: {SAID} Se oli hyvä.\n"
    start = talk.index("Zorbertin")
    return write_qdpx(QdaProject(
        "test", name=FULL,
        codes=[QdaCode("c1", f"{FULL} kertoo", definition=SAID), QdaCode("c2", f"Luottamus {PLACE}ssa", parent="c1")],
        sources=[QdaSource("s1", f"{FULL}.txt", talk, author=FULL, description=SAID, values=(("v1", FULL),))],
        codings=[QdaCoding("k1", "s1", "c2", start, start + len(SAID), coder=FULL, memo=SAID)],
        memos=[QdaMemo("m1", "coding", "k1", SAID, title=FULL, author=FULL), QdaMemo("m2", "free", "", SAID, FULL)],
        variables=[QdaVariable("v1", f"{FULL} vastasi", description=SAID)],
        cases=[QdaCase("a1", FULL, description=SAID, values=(("v1", PLACE),), sources=("s1",))],
        sets=[QdaSet("e1", f"Joukko {FULL}", description=SAID, codes=("c1",))],
        users={FULL: "u1"},
    ))  # fmt: skip


def leaks(folder: Path) -> dict[str, list[str]]:
    """Every made file that holds a planted name, in its bytes or in what it unpacks to, with what surrounds it."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        texts = [path.relative_to(folder).as_posix(), *texts_of(path.name, path.read_bytes())]
        if told := [place for text in texts for place in names_in(text)]:
            found[path.relative_to(folder).as_posix()] = told
    return found


def names_in(text: str) -> list[str]:
    """The planted names in a text, each with its surroundings.

    >>> names_in("nobody here"), names_in("eilen ZORBERTIN")
    ([], ['eilen zorbertin'])
    """
    low = text.casefold()
    if not any(stem in low for stem in STEMS):
        return []
    pattern = re.compile(".{0,40}(?:" + "|".join(STEMS) + ").{0,40}", re.S)
    return [" ".join(hit.split()) for hit in pattern.findall(low)]


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """All that can be read out of one file."""
    text = data.decode("utf-8", errors="replace")
    yield text
    yield data.decode("utf-16-le", errors="ignore")
    kind = name.rpartition(".")[2].lower()
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename + member.comment.decode("utf-8", "replace")
                yield from texts_of(member.filename, archive.read(member))
    elif data[:4] == b"PAR1":
        table = parquet.read_table(io.BytesIO(data))
        yield str(table.schema)
        for column in table.columns:
            yield "\n".join(map(str, column.to_pylist()))
    elif data[:15] == b"SQLite format 3":
        yield from _sqlite(data)
    elif data[:4] == b"%PDF":
        yield from _pdf_texts(data)
    elif kind in ("json", "ipynb"):
        yield json.dumps(json.loads(text), ensure_ascii=False)
    for packed in re.findall(r"base64,([A-Za-z0-9+/=]{40,})", text):
        yield base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8", errors="replace")


def _sqlite(data: bytes) -> Iterator[str]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    yield "\n".join(connection.iterdump())
    connection.close()


def _pdf_texts(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()
    document.close()
    reader = PdfReader(io.BytesIO(data))
    yield str(dict(reader.metadata or {})) + str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())
    yield str(reader.outline)
