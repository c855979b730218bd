"""Tables of codings as tools and people write them; every word in them is invented, the headers are the tools' own."""

from __future__ import annotations

import io
import sqlite3

import docx
import openpyxl
import pytest

from verko.intake.qda.formats import read_file
from verko.intake.qda.project import QdaProject


def read(data: str | bytes) -> QdaProject:
    project = read_file(data.encode() if isinstance(data, str) else data, fallback_texts=lambda name: None)
    assert isinstance(project, QdaProject)
    return project


def rows(project: QdaProject) -> list[tuple]:
    paths = project.code_paths()
    return [(one.source, " > ".join(paths[one.code]), one.quote, one.coder) for one in project.codings]


def workbook(*sheets: list[list]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, lines in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for line in lines:
            sheet.append(line)
    book.save(stream)
    return stream.getvalue()


def test_segments_of_a_german_maxqda_whose_beginnings_count_paragraphs():
    project = read(
        "Farbe;Kommentar;Dokumentgruppe;Dokumentname;Code;Anfang;Ende;Gewicht;Segment;Erstellt von;Erstellt am\n"
        "●;hyvä;Ryhmät;R01;Tuki > toivo;12;12;0;kyllä se kantaa;KA;1.2.2021 10:00\n"
    )
    assert (project.tool, rows(project)) == ("MAXQDA segments", [("R01", "Tuki > toivo", "kyllä se kantaa", "KA")])
    assert (project.codings[0].start, project.codings[0].memo) == (None, "hyvä")


def test_segments_of_an_english_maxqda_as_a_workbook():
    lines = [
        ["Color", "Document group", "Document name", "Code", "Beginning", "End", "Weight score", "Segment",
         "Created by", "Created", "Comment", "Area", "Coverage %"],
        ["●", "G", "R01", "Tuki", 3, 4, 0, "kyllä se kantaa", "KA", "1/2/2021", None, 15, 0.2],
    ]  # fmt: skip
    project = read(workbook(lines))
    assert rows(project) == [("R01", "Tuki", "kyllä se kantaa", "KA")]
    assert project.codings[0].start is None


def test_segments_of_a_polish_maxqda():
    project = read(
        "Kolor\tKomentarz\tGrupa dokumentów\tNazwa dokumentu\tKod\tPoczątek\tKoniec\tWaga\tFragment\tAutor\n"
        "●\t\tG\tR01\tTuki\t1\t1\t0\tkyllä se kantaa\tKA\n"
    )
    assert rows(project) == [("R01", "Tuki", "kyllä se kantaa", "KA")]


def test_selections_of_openqda_with_their_offsets():
    project = read(
        "source,code category,created by,created at,last update,start pos,end pos,selection\r\n"
        'R01.txt,toivo,Koodaaja A,1.2.2026 klo 10.00,,5,13,"se, joka"\r\n'
    )
    coding = project.codings[0]
    assert (project.tool, coding.start, coding.end, coding.quote) == ("openQDA table", 5, 13, "se, joka")


def test_quotations_of_atlas_ti_with_several_codes_each_below_a_title():
    lines = [
        ["Quotation Report"],
        [],
        ["ID", "Document", "Quotation Name", "Quotation Content", "Codes", "Created by"],
        ["1:1", "R01", "kyllä…", "kyllä se kantaa", "Tuki\ntoivo", "KA"],
        ["1:2", "R01", "ei", "ei se kannata", "Tuki", "KB"],
    ]
    project = read(workbook([["about"]], lines))
    assert (project.tool, project.announced) == ("ATLAS.ti quotations", 3)
    assert [row[1] for row in rows(project)] == ["Tuki", "toivo", "Tuki"]


def test_excerpts_of_dedoose_have_a_column_for_each_code():
    project = read(
        "Media Title,Excerpt Creator,Excerpt Copy,Code: Tuki Applied,Code: toivo Applied,Code: toivo Weight\n"
        "R01,KA,kyllä se kantaa,True,False,0\n"
        "R01,KA,ei se kannata,True,True,1\n"
        "R01,KA,tyhjä,False,False,0\n"
    )
    assert [row[1] for row in rows(project)] == ["tuki", "tuki", "toivo"]
    assert [(one.place, one.reason) for one in project.refused] == [("line 4", "names no code")]
    assert project.announced == len(project.codings) + len(project.refused)


def test_highlights_of_taguette_as_a_word_document():
    document, stream = docx.Document(), io.BytesIO()
    document.add_heading("Taguette highlights", 1)
    for words, tags in (("kyllä se kantaa", "Tuki, toivo"), ("ei se kannata", "Tuki")):
        document.add_paragraph(words)
        document.add_paragraph(f"Document: R01 Tags: {tags}")
    document.save(stream)
    project = read(stream.getvalue())
    assert [(row[0], row[1], row[2]) for row in rows(project)] == [
        ("R01", "Tuki", "kyllä se kantaa"), ("R01", "toivo", "kyllä se kantaa"), ("R01", "Tuki", "ei se kannata"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Haastattelun tunnus;Lainaus / katkelma;Koodi (pakollinen);Koodaaja:",
        "Tiedosto\tAlkuperäisilmaus\tLuokka\tKoodannut",
        "file_name,Quote*,CODE,Coder",
        "Transcript|x,Segment,Code name,Coded by".replace("|x", ""),
    ],
)
def test_headers_are_understood_as_people_write_them(header):
    separator = next(mark for mark in ";\t," if mark in header)
    project = read(f"{header}\n" + separator.join(["R01", "kyllä se kantaa", "Tuki", "KA"]) + "\n")
    assert rows(project) == [("R01", "Tuki", "kyllä se kantaa", "KA")]


def test_titles_above_the_header_of_a_csv_are_passed_over():
    project = read("Hankkeen koodaukset\n\nhaastattelu,lainaus,koodi\nR01,kyllä se kantaa,Tuki\n")
    assert rows(project) == [("R01", "Tuki", "kyllä se kantaa", "")]
    assert project.codings[0].place == "line 4"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old .xls"),
        (b"quote,code\na,b\n", "no column 'document'"),
        (b"document,quote\na,b\n", "no column 'code'"),
        (b"document,code\na,b\n", "no column 'quote'"),
    ],
)
def test_what_is_no_table_of_codings_says_why(data, reason):
    with pytest.raises(ValueError, match=reason):
        read(data)


def test_a_project_of_maxqda_itself_is_named_as_such():
    connection = sqlite3.connect(":memory:")
    for name in ("Codings", "Codewords", "Texts"):
        connection.execute(f"create table {name} (ID integer)")
    with pytest.raises(ValueError, match="MAXQDA's own project"):
        read(connection.serialize())
