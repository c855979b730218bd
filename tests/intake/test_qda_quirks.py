"""What writers of exchange projects and databases do besides the standard, and what a hostile file may try."""

from __future__ import annotations

import io
import sqlite3
import struct
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.test_qda_native import qualcoder, words
from tests.intake.test_qda_qdpx import CODES, HEAD, archive, quotes, selection, source
from tests.intake.test_qda_reading import study_with
from verko.intake.archive import ArchiveProblem
from verko.intake.qda.formats import read_file
from verko.intake.qda.offsets import CONVENTIONS, RawText, Selection
from verko.intake.qda.project import QdaProject
from verko.intake.qda.qdpx import read_qde, read_qdpx

CODING = '<Coding guid="K1" creatingUser="U1"><CodeRef targetGUID="C2"/></Coding>'
TALK = "H: Hei\n\nJ: Kyllä se kantaa, kun joku soittaa.\n\nH: Kiitos"


def packed(sources: str, members: dict[str, bytes], *, name: str = "project.qde") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, f"{HEAD}{CODES}<Sources>{sources}</Sources></Project>")
        for member, data in members.items():
            made.writestr(member, data)
    return stream.getvalue()


def adds_up(project: QdaProject) -> bool:
    return project.announced == len(project.codings) + len(project.refused)


def pdf(region: str, *, text: str = "internal://t.txt") -> str:
    return (
        f'<PDFSource guid="S1" name="R01.pdf" path="internal://r.pdf">{region}'
        f'<Representation guid="S2" name="x" plainTextPath="{text}"/></PDFSource>'
    )


def test_a_region_of_a_page_is_placed_by_its_words():
    region = f'<PDFSelection guid="P1" page="0" name="Kyllä se  kantaa, kun joku…">{CODING}</PDFSelection>'
    project = read_qdpx(packed(pdf(region), {"sources/t.txt": TALK.encode()}))
    assert quotes(project) == ["Kyllä se kantaa, kun joku"]
    assert (project.codings[0].certain, adds_up(project)) == (False, True)


def test_the_text_of_a_region_is_no_source_of_its_own():
    told = "<PlainTextContent>Kyllä se kantaa, kun joku</PlainTextContent>"
    own = f'<Representation guid="S9" name="r">{told}</Representation>'
    region = f'<PDFSelection guid="P1" page="0" name="12:1">{own}{CODING}</PDFSelection>'
    project = read_qdpx(packed(pdf(region), {"sources/t.txt": TALK.encode()}))
    assert [one.id for one in project.sources] == ["s2"]
    assert quotes(project) == ["Kyllä se kantaa, kun joku"]


def test_a_region_without_words_is_refused_by_name():
    region = f'<PDFSelection guid="P1" page="0" name="Quotation 12:3">{CODING}</PDFSelection>'
    project = read_qdpx(packed(pdf(region), {"sources/t.txt": TALK.encode()}))
    assert [one.reason for one in project.refused] == ["codes a region of a page whose words are not found in the text"]
    assert adds_up(project)


def test_a_coded_pdf_without_a_text_uses_the_transcript_of_its_name():
    region = f'<PDFSelection guid="P1" page="0" name="Kyllä se kantaa">{CODING}</PDFSelection>'
    data = packed(f'<PDFSource guid="S1" name="R01.pdf">{region}</PDFSource>', {})
    project = read_qdpx(data, fallback_texts=lambda name: TALK if name == "R01.pdf" else None)
    assert quotes(project) == ["Kyllä se kantaa"]


@pytest.mark.parametrize("kind", ["Audio", "Video"])
def test_a_stretch_of_sound_or_video_is_placed_by_its_synchronised_transcript(kind):
    points = "".join(
        f'<SyncPoint guid="Y{n}" timeStamp="{moment}" position="{place}"/>'
        for n, (moment, place) in enumerate([(0, 0), (4000, 8), (9000, TALK.index("\n\nH: Kiitos"))])
    )
    timed = f'<{kind}Selection guid="P1" begin="4100" end="8000">{CODING}</{kind}Selection>'
    holder = f'<Transcript guid="S2" name="t" plainTextPath="internal://t.txt">{points}</Transcript>'
    recording = f'<{kind}Source guid="S1" name="R01">{holder}{timed}</{kind}Source>'
    project = read_qdpx(packed(recording, {"sources/t.txt": TALK.encode()}))
    assert quotes(project) == ["J: Kyllä se kantaa, kun joku soittaa."]
    assert (project.codings[0].certain, adds_up(project)) == (False, True)


def test_sound_without_a_synchronised_transcript_is_refused_by_name():
    timed = f'<AudioSelection guid="P1" begin="1" end="2">{CODING}</AudioSelection>'
    project = read_qdpx(packed(f'<AudioSource guid="S1" name="R01">{timed}</AudioSource>', {}))
    assert "no transcript is synchronised" in project.refused[0].reason


def test_two_sources_of_one_id_keep_their_own_codings():
    def one(name: str, path: str) -> str:
        return f'<TextSource guid="S1" name="{name}" plainTextPath="internal://{path}">{selection(0, 4)}</TextSource>'

    data = packed(one("a", "a.txt") + one("b", "b.txt"), {"sources/a.txt": b"yksi", "sources/b.txt": b"nelonen"})
    project = read_qdpx(data)
    assert sorted(quotes(project)) == ["nelo", "yksi"]
    assert any("two sources have the id" in note for note in project.notes)


def test_two_sources_of_one_name_become_two_documents(tmp_path):
    first, second = "Yksi puhuu tuesta ja arjesta pitkään.", "Toinen puhuu johtamisesta ja rahasta toisin."
    sources = "".join(
        f'<TextSource guid="S{n}" name="Haastattelu" plainTextPath="internal://{n}.txt">'
        f"{selection(0, 4, guid=f'P{n}')}</TextSource>"
        for n in (1, 2)
    )
    data = packed(sources, {"sources/1.txt": first.encode(), "sources/2.txt": second.encode()})
    reading = study_with(tmp_path, codebook=None, p__qdpx=data)
    assert sorted(reading.tables["documents"]["document_id"]) == ["Haastattelu", "Haastattelu-2"]
    assert len(reading.tables["codings"]) == 2


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("internal://t.txt", "sources\\t.txt"),
        ("C:\\Users\\x\\Documents\\T.TXT", "Sources/t.txt"),
        ("relative:///sources/t.txt", "sources/t.txt"),
        ("absolute:///home/x/t%20t.txt", "sources/t t.txt"),
        ("t.txt", "t.txt"),
        ("internal://t.txt", "sources/texts/t.txt"),
    ],
)
def test_a_text_is_found_however_its_path_is_written(path, member):
    text = f'<TextSource guid="S1" name="R01" plainTextPath="{path}">{selection(5, 10)}</TextSource>'
    assert quotes(read_qdpx(packed(text, {member: b"yksi kaksi kolme"}))) == ["kaksi"]


def test_a_source_that_has_only_its_word_document_is_read_from_that():
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("yksi kaksi kolme")
    document.save(stream)
    text = f'<TextSource guid="S1" name="R01" richTextPath="internal://t.docx">{selection(5, 10)}</TextSource>'
    project = read_qdpx(packed(text, {"sources/t.docx": stream.getvalue()}))
    assert quotes(project) == ["kaksi"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_whatever_encoding_it_came(encoding):
    data = packed(source(selection(5, 10)), {"sources/t.txt": "äiti kaksi kolme".encode(encoding)})
    assert quotes(read_qdpx(data)) == ["kaksi"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_project_file_with_a_byte_order_mark_is_read(encoding):
    xml = f"{HEAD}{CODES}</Project>".encode(encoding)
    assert [code.name for code in read_qde(xml).codes] == ["Tuki", "toivo"]


def test_a_comment_beside_a_coding_of_the_same_passage_is_a_memo_on_that_coding():
    said = "<Description>huom</Description>"
    comment = f'<PlainTextSelection guid="P2" startPosition="{{}}" endPosition="10">{said}</PlainTextSelection>'
    on, beside = (source(selection(5, 10), comment.format(start)) for start in (5, 6))
    memos = [read_qdpx(archive(one)).memos[0] for one in (on, beside)]
    assert [(memo.target_kind, memo.target) for memo in memos] == [("coding", "p1"), ("document", "s1")]


def test_a_marking_of_nothing_says_so():
    assert [one.reason for one in read_qdpx(archive(source(selection(5, 5)))).refused] == ["marks no characters"]


def test_codes_nested_deep_keep_their_path():
    deep = "".join(f'<Code guid="D{n}" name="n{n}">' for n in range(12)) + "</Code>" * 12
    project = read_qdpx(archive("", codes=f"<CodeBook><Codes>{deep}</Codes></CodeBook>"))
    assert project.code_paths()["d11"] == tuple(f"n{n}" for n in range(12))


def test_codes_nested_without_end_are_refused_and_stop_nothing(tmp_path):
    deep = "".join(f'<Code guid="D{n}" name="n{n}">' for n in range(3000)) + "</Code>" * 3000
    data = archive("", codes=f"<CodeBook><Codes>{deep}</Codes></CodeBook>")
    reading = study_with(tmp_path, p__qdpx=data)
    assert reading.accounts["codings"][-1].refusals


def test_a_path_that_leaves_the_archive_is_refused():
    with pytest.raises(ArchiveProblem, match="leaves the archive"):
        read_qdpx(packed(source(), {"../../x.txt": b"a"}))


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(ArchiveProblem, match="bomb"):
        read_qdpx(packed(source(), {"sources/t.txt": b"a" * 30_000_000}))


def test_a_member_that_lies_about_its_size_is_refused():
    data = bytearray(packed(source(selection(0, 1)), {"sources/t.txt": b"yksi kaksi"}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 3)
    with pytest.raises(ArchiveProblem):
        read_qdpx(bytes(data))


def test_a_database_that_was_left_in_its_log_mode_is_read(tmp_path):
    file = tmp_path / "data.qda"
    file.write_bytes(qualcoder("1, 1, 1, 'Yksi', 0, 4, 'KA', '2026-01-01 10:00:00', ''"))
    with sqlite3.connect(file) as connection:
        connection.execute("pragma journal_mode=wal")
    connection.close()
    assert file.read_bytes()[18:20] == b"\x02\x02"
    assert words(read_file(file.read_bytes(), fallback_texts=lambda name: None)) == ["Yksi"]


def test_views_in_place_of_tables_are_not_run(tmp_path):
    connection = sqlite3.connect(":memory:")
    for name in ("source", "code_name"):
        connection.execute(f"create table {name} (id integer)")
    connection.execute("create view code_text as select * from source, source, source")
    with pytest.raises(ValueError, match="no QDA tool"):
        read_file(connection.serialize(), fallback_texts=lambda name: None)


def test_triggers_of_a_database_are_not_fired():
    data = qualcoder("1, 1, 1, 'Yksi', 0, 4, 'KA', '2026-01-01 10:00:00', ''")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.execute("create trigger t after insert on source begin delete from code_text; end")
    assert words(read_file(connection.serialize(), fallback_texts=lambda name: None)) == ["Yksi"]


@given(st.data())
def test_broken_pages_of_a_database_are_refused_in_one_line(data):
    whole = bytearray(qualcoder("1, 1, 1, 'Yksi', 0, 4, 'KA', '2026-01-01 10:00:00', ''"))
    start = data.draw(st.integers(100, len(whole) - 64))
    whole[start : start + 64] = data.draw(st.binary(min_size=64, max_size=64))
    reason = ""
    try:
        assert adds_up(read_file(bytes(whole), fallback_texts=lambda name: None))
    except ValueError as error:
        reason = str(error)
    assert "\n" not in reason


@given(st.text(st.sampled_from("ab ä😀\r\n"), min_size=1, max_size=60), st.data())
def test_a_span_counted_in_any_convention_comes_back_as_the_same_words(text, data):
    """Count the way a tool counts, then read: the words are those that were marked, line ends as LF."""
    raw = RawText(text)
    start = data.draw(st.integers(0, len(raw.raw) - 1)) if raw.raw else 0
    end = data.draw(st.integers(start, len(raw.raw)))
    marked = raw.raw[start:end]
    if not marked or marked[0] == "\n" or marked[-1] == "\r":
        return  # half a line end is no place
    for convention in CONVENTIONS:
        told = Selection(_counted(raw.raw[:start], convention), _counted(raw.raw[:end], convention))
        span = raw.span(told, convention)
        assert span is not None
        assert raw.plain[slice(*span)] == marked.replace("\r\n", "\n").replace("\r", "\n")


def _counted(text: str, convention) -> int:
    text = text.replace("\r\n", "\n") if convention.folded else text
    return len(text.encode("utf-16-le")) // 2 if convention.unit == "UTF-16 units" else len(text)
