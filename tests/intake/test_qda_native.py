"""Databases of QDA tools, and the way back out: what was coded comes in, and goes out the same."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from verko.intake.qda.content import differences
from verko.intake.qda.databases import opened
from verko.intake.qda.formats import read_file
from verko.intake.qda.project import (
    QdaCase,
    QdaCode,
    QdaCoding,
    QdaMemo,
    QdaProject,
    QdaSet,
    QdaSource,
    QdaVariable,
)
from verko.intake.qda.taguette import HtmlText
from verko.intake.qda.writing import write_qdc, write_qdpx

TEXT = "Yksi kaksi. 😀 Kolme äiti\nneljä."


def read(data: bytes) -> QdaProject:
    return read_file(data, fallback_texts=lambda name: None)


def database(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


def words(project: QdaProject) -> list[str]:
    return [project.source(one.source).text[one.start : one.end] for one in project.codings]


def qualcoder(*codings: str) -> bytes:
    return database(
        "create table source (id integer, name text, fulltext text, mediapath text, memo text, owner text, date text)",
        f"insert into source values (1, 'R01.txt', '{TEXT}', null, 'tausta', 'KA', '2026-01-01 10:00:00')",
        "create table code_cat (catid integer, name text, memo text, supercatid integer)",
        "insert into code_cat values (1, 'Tuki', '', null)",
        "create table code_name (cid integer, name text, memo text, catid integer, owner text, date text, color text)",
        "insert into code_name values (1, 'toivo', 'Mitä toivo on', 1, 'KA', '', '#FF0000')",
        "create table code_text (ctid integer, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,"
        " owner text, date text, memo text)",
        "create table code_image (imid integer, id integer, cid integer)",
        *(f"insert into code_text values ({one})" for one in codings),
    )


def test_a_qualcoder_database_keeps_tree_texts_and_coders():
    project = read(qualcoder("1, 1, 1, 'Kolme', 14, 19, 'KA', '2026-01-02 10:00:00', 'hm'"))
    assert words(project) == ["Kolme"]
    assert project.code_paths()["code-1"] == ("Tuki", "toivo")
    assert (project.codings[0].coder, project.codings[0].created) == ("KA", "2026-01-02T10:00:00")
    assert project.codings[0].certain


def test_offsets_that_do_not_say_what_the_tool_stored_are_mended_by_the_words():
    project = read(qualcoder("1, 1, 1, 'neljä', 3, 8, 'KA', '', ''"))
    assert words(project) == ["neljä"]
    assert project.codings[0].located_by == "quote: exact"


def test_words_that_are_nowhere_and_codes_that_are_gone_are_refused_by_name():
    project = read(qualcoder("1, 1, 1, 'toinen teksti', 3, 8, 'KA', '', ''", "2, 9, 1, 'Yksi', 0, 4, 'KA', '', ''"))
    assert (project.announced, len(project.codings), len(project.refused)) == (2, 0, 2)
    assert {refusal.place for refusal in project.refused} == {"coding-1", "coding-2"}


def test_deleted_rqda_codings_are_refused_as_deleted():
    data = database(
        "create table source (name text, id integer, file text, memo text, owner text, date text, status integer)",
        f"insert into source values ('R01', 1, '{TEXT}', null, 'KA', 'Wed Mar 19 18:00:55 2014', 1)",
        "create table freecode (name text, memo text, owner text, date text, id integer, status integer, color text)",
        "insert into freecode values ('toivo', null, 'KA', '', 1, 1, null)",
        "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,"
        " owner text, date text, memo text)",
        "insert into coding values (1, 1, 'Yksi', 0.0, 4.0, 1, 'KA', '', '')",
        "insert into coding values (1, 1, 'kaksi', 5.0, 10.0, 0, 'KA', '', '')",
    )
    project = read(data)
    assert words(project) == ["Yksi"]
    assert [refusal.reason for refusal in project.refused] == ["was deleted in the tool"]


def taguette(*more: str) -> bytes:
    return database(
        "create table documents (id integer, name text, description text, created text, contents text)",
        "insert into documents values (1, 'R01', '', '', '<p>äää &amp; yksi</p><p>kaksi 😀 kolme</p>')",
        "create table tags (id integer, path text, description text)",
        "insert into tags values (1, 'tuki.toivo', 'määritelmä')",
        "create table highlights (id integer, document_id integer, start_offset integer, end_offset integer,"
        " snippet text)",
        "insert into highlights values (1, 1, 9, 13, '<p>yksi</p>'), (2, 1, 24, 29, '<p>kolme</p>')",
        "create table highlight_tags (highlight_id integer, tag_id integer)",
        "insert into highlight_tags values (1, 1), (2, 1)",
        *more,
    )


def test_taguette_counts_bytes_of_the_text_between_tags():
    project = read(taguette())
    assert words(project) == ["yksi", "kolme"]
    assert project.sources[0].text == "äää & yksi\n\nkaksi 😀 kolme"
    assert {one.located_by for one in project.codings} == {"offsets: UTF-8 bytes"}


def test_taguettes_own_database_tells_who_marked_what():
    commands = "create table commands (id integer, date text, user_login text, project_id integer, payload text)"
    payload = '{"type": "highlight_add", "highlight_id": 2, "start_offset": 24}'
    project = read(
        taguette(
            "create table projects (id integer, name text, description text)",
            "insert into projects values (1, 'a', ''), (2, 'b', '')",
            commands,
            f"insert into commands values (1, '2026-01-01 10:00:00', 'KA', 1, '{payload}')",
            "insert into commands values (2, '', 'KB', 1, 'no json')",
        )
    )
    assert [(one.coder, one.created) for one in project.codings] == [("", ""), ("KA", "2026-01-01T10:00:00")]
    assert any("holds 2 projects" in note for note in project.notes)


def test_paragraphs_stay_apart_where_the_html_has_no_line_ends():
    assert HtmlText("<h1>a</h1><p>b<br>c</p>\n<p>d</p>").plain == "a\n\nb\n\nc\n\nd"


@pytest.mark.parametrize("cut", [17, 600, 4096, -700])
def test_a_database_cut_off_half_way_is_refused_in_one_line(cut):
    with pytest.raises(ValueError, match="cut off half-way"):
        read(qualcoder("1, 1, 1, 'Kolme', 14, 19, 'KA', '', ''")[:cut])


def test_a_database_of_another_program_is_refused():
    with pytest.raises(ValueError, match="no QDA tool"):
        read(database("create table a (b integer)"))


def test_a_query_that_would_run_for_ever_is_stopped():
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select x from n"
    with pytest.raises(ValueError, match="damaged"), opened(database("create table a (b)")) as found:
        for _ in found._connection.execute(f"select count(*) from ({endless})"):
            pass


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=4, max_size=60)
NAMES = st.text(alphabet="aäö <&\"'>😀", min_size=1, max_size=8).filter(lambda name: name.strip() == name)


@st.composite
def projects(draw) -> QdaProject:
    texts = [draw(TEXTS).strip() or "teksti" for _ in range(draw(st.integers(1, 3)))]
    made = QdaProject("test", name="p")
    for number, text in enumerate(texts):
        read_as = QdaSource(f"s{number}", f"R{number}", HtmlText("").plain + text, "KA")
        made.sources.append(read_as)
    made.codes = [QdaCode("c0", draw(NAMES), "", draw(NAMES)), QdaCode("c1", draw(NAMES), "c0", "", "#12aB00", False)]
    for number, source in enumerate(made.sources * 2):
        start = draw(st.integers(0, len(source.text) - 1))
        end = draw(st.integers(start + 1, len(source.text)))
        quote = source.text[start:end]
        made.codings.append(
            QdaCoding(f"k{number}", source.id, draw(st.sampled_from(["c0", "c1"])), start, end, quote,
                      draw(st.sampled_from(["KA", "KB", ""])), memo=draw(st.sampled_from(["", "muista <tämä>"])))
        )  # fmt: skip
    made.variables = [QdaVariable("v0", "ala"), QdaVariable("v1", "n", "Integer")]
    made.cases = [QdaCase("a0", "Ryhmä", "kuvaus", (("v0", "järjestö"), ("v1", "kolme")), ("s0",), ("c0",))]
    made.sets = [QdaSet("e0", "kaikki", "", ("c0", "c1"), ("s0",))]
    made.memos = [QdaMemo("m0", "document", "s0", "memo\nkaksi", "otsikko", "KB"), QdaMemo("m1", "code", "c1", "x")]
    return made


@given(projects())
def test_what_goes_out_comes_back_the_same(project):
    from unicodedata import is_normalized

    texts = [one.text for one in project.sources]
    if not all(is_normalized("NFC", text) and "\u2028" not in text for text in texts):
        return
    assert differences(project, read(write_qdpx(project))) == []


def test_the_same_project_gives_the_same_bytes():
    project = read(qualcoder("1, 1, 1, 'Kolme', 14, 19, 'KA', '', ''"))
    assert write_qdpx(project) == write_qdpx(project)


def test_codings_without_a_place_are_not_written_away_in_silence():
    project = QdaProject("t", codes=[QdaCode("c", "a")], sources=[QdaSource("s", "R", "a")])
    project.codings = [QdaCoding("k", "s", "c", quote="a")]
    with pytest.raises(ValueError, match="1 codings have no place"):
        write_qdpx(project)


def test_every_real_file_goes_out_valid_and_comes_back_the_same(shared_data: Path):
    folder = shared_data / "qualitative"
    valid_project = etree.XMLSchema(etree.parse(str(folder / "refi/Project.xsd")))
    valid_codebook = etree.XMLSchema(etree.parse(str(folder / "refi/Codebook.xsd")))
    for path in sorted([*folder.glob("refi/*.q*"), *folder.glob("qda_native/*.*")]):
        project = read(path.read_bytes())
        assert valid_codebook.validate(etree.fromstring(write_qdc(project.codes))), path.name
        if all(coding.start is not None for coding in project.codings) and project.sources:
            written = write_qdpx(project)
            inside = zipfile.ZipFile(io.BytesIO(written)).read("project.qde")
            assert valid_project.validate(etree.fromstring(inside)), path.name
            assert differences(project, read(written)) == [], path.name


@pytest.mark.parametrize(
    ("name", "codings"),
    [("qualcoder_founders_data.qda", 135), ("rqda_OPCW.rqda", 1023), ("taguette_1.5.2_project_export.sqlite3", 99)],
)
def test_every_real_database_gives_the_words_that_were_coded(shared_data: Path, name: str, codings: int):
    project = read((shared_data / "qualitative/qda_native" / name).read_bytes())
    made = ["".join(text.split()) for text in words(project)]
    assert made == ["".join(one.quote.split()) for one in project.codings]
    assert len(made) == codings
    assert project.announced == len(project.codings) + len(project.refused)
