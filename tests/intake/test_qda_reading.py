"""Codings of all kinds meet the study: its transcripts, its codebook, its coders, its wall."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from verko.intake.qda import read
from verko.intake.reading import Reading
from verko.privacy import Name, NameList, OffsetMap, pseudonymise
from verko.study import load_study

RAW = "H: Miten Sirkku jaksaa?\n\nA1: Toinen tietää mistä puhutaan. Ei tarvii alottaa alusta.\n"
NAMES = NameList((Name("Sirkku", "[nimi]"),))
CODEBOOK = (
    "code_id,parent_id,name_fi,definition_fi\nU1,,Tuki,Puhe tuesta.\nU1.1,U1,samankaltainen kokemus,Sama koettu.\n"
)


@dataclass(frozen=True)
class Transcript:
    document_id: str
    raw: str
    stored: str = ""
    map: OffsetMap = field(default_factory=lambda: OffsetMap([]))

    def to_stored(self, start: int, end: int) -> tuple[int, int]:
        return self.map.to_new(start, end)


def transcript(document_id: str = "R01", raw: str = RAW) -> Transcript:
    changed = pseudonymise(raw, names=NAMES)
    return Transcript(document_id, raw, changed.text, changed.map)


def study_with(
    folder: Path, *, codebook: str | None = CODEBOOK, coders: str = "{}", sets: str = "", **files: str | bytes
) -> Reading:
    """Read a small study whose coding files are given by name (`coder_a__csv` is `coder_a.csv`)."""
    named = ""
    if codebook is not None:
        (folder / "codebook.csv").write_text(codebook)
        named = "\n    codebook: codebook.csv"
    (folder / "study.yml").write_text(
        "title: {fi: T}\nsynthetic: false\nlanguages: [fi]\n"
        f"coders: {coders}\ndata_sets:\n  codings:\n    kind: codings\n    files: ['c/*']{named}\n{sets}"
    )
    (folder / "c").mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "c" / name.replace("__", ".")).write_bytes(data)
    study = load_study(folder)
    return read(study, study.sets("codings"), {"R01": transcript()}, names=NAMES)


def table(*rows: str) -> str:
    return "document,quote,code,coder,memo\n" + "".join(f"{row}\n" for row in rows)


def account(reading: Reading):
    return reading.accounts["codings"][-1]


def test_a_quote_becomes_a_place_in_the_stored_text(tmp_path):
    reading = study_with(tmp_path, coder_a__csv=table("R01,Toinen tietää mistä puhutaan,U1.1,KA,hyvä"))
    row = reading.tables["codings"].iloc[0]
    stored = transcript().stored
    assert stored[row["start"] : row["end"]] == "Toinen tietää mistä puhutaan"
    assert (row["code_id"], row["coder"], row["memo"], row["certainty"]) == ("U1.1", "KA", "hyvä", "certain")
    assert row["reference"] == "R01:KA:1"


def test_a_name_inside_a_coded_passage_stays_behind_the_wall(tmp_path):
    reading = study_with(tmp_path, coder_a__csv=table("R01,Miten Sirkku jaksaa,U1,KA,Sirkku taas"))
    row = reading.tables["codings"].iloc[0]
    assert transcript().stored[row["start"] : row["end"]] == "Miten [nimi] jaksaa"
    assert "Sirkku" not in row["memo"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("R01,Toinen tietää,U9,KA,", "code 'U9' is not in the codebook"),
        ("R99,Toinen tietää,U1,KA,", "not among the study's transcripts"),
        ("R01,nobody ever said these very words here,U1,KA,", "not found in R01"),
        ("R01,,U1,KA,", "neither a quote nor a place"),
        ("R01,Toinen tietää,,KA,", "names no code"),
        (",Toinen tietää,U1,KA,", "names no document"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_by_its_line(tmp_path, line, reason):
    reading = study_with(tmp_path, coder_a__csv=table(line))
    found = account(reading)
    assert (found.announced, found.read, found.refused) == (1, 0, 1)
    assert found.refusals[0].place == "line 2"
    assert reason in found.refusals[0].reason
    assert "nobody ever" not in found.refusals[0].reason


def test_the_same_coding_twice_counts_once(tmp_path):
    row = "R01,Toinen tietää,U1,KA,"
    reading = study_with(tmp_path, coder_a__csv=table(row, row))
    assert len(reading.tables["codings"]) == 1
    assert "the same segment, code and coder" in account(reading).refusals[0].reason


def test_semicolons_and_finnish_headers_are_read(tmp_path):
    text = "Dokumentti;Lainaus;Koodi;Koodaaja\nR01;Ei tarvii alottaa alusta;samankaltainen kokemus;KB\n"
    reading = study_with(tmp_path, coder_b__csv=text.encode("cp1252"))
    assert reading.tables["codings"]["code_id"].tolist() == ["U1.1"]


def test_without_a_codebook_the_codes_of_the_table_are_the_codes(tmp_path):
    reading = study_with(tmp_path, codebook=None, coder_a__csv=table("R01,Toinen tietää,Tuki > toivo,,"))
    assert reading.tables["codes"]["code_id"].tolist() == ["Tuki", "Tuki > toivo"]
    assert reading.tables["codings"]["coder"].tolist() == ["coder a"]


def qdpx(text: str, *, name: str = "R01", user: str = "KA") -> bytes:
    start = text.index("Toinen")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("sources/a.txt", text.encode())
        made.writestr(
            "project.qde",
            f'<Project origin="T"><Users><User guid="u" name="{user}"/></Users><CodeBook><Codes>'
            '<Code guid="c" name="U1.1 samankaltainen kokemus"/><Code guid="d" name="oma"/></Codes></CodeBook><Sources>'
            f'<TextSource guid="s" name="{name}" plainTextPath="internal://a.txt">'
            f'<PlainTextSelection guid="p" startPosition="{start}" endPosition="{start + 13}">'
            '<Coding guid="k" creatingUser="u"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>'
            "</TextSource></Sources></Project>",
        )
    return stream.getvalue()


def test_a_source_with_a_transcripts_text_is_that_transcript_whatever_its_name(tmp_path):
    reading = study_with(tmp_path, p__qdpx=qdpx(RAW.replace("\n\n", "\n"), name="haastattelu 7"))
    row = reading.tables["codings"].iloc[0]
    assert (row["document_id"], row["code_id"]) == ("R01", "U1.1")
    assert transcript().stored[row["start"] : row["end"]] == "Toinen tietää"
    assert reading.tables["documents"].empty


def test_a_source_with_a_transcripts_name_is_found_by_its_words(tmp_path):
    reading = study_with(tmp_path, p__qdpx=qdpx("Eri alku.\n" + RAW, name="R01.docx"))
    row = reading.tables["codings"].iloc[0]
    assert transcript().stored[row["start"] : row["end"]] == "Toinen tietää"
    assert row["located_by"] == "quote: exact"


def test_a_text_that_only_the_project_brings_becomes_a_document_behind_the_wall(tmp_path):
    reading = study_with(tmp_path, p__qdpx=qdpx("H: Moi\n\nA1: Toinen tietää, sanoi Sirkku.\n", name="J01.txt"))
    document = reading.tables["documents"].iloc[0]
    assert document["document_id"] == "J01"
    assert "Sirkku" not in document["text"]
    assert reading.tables["turns"]["speaker"].tolist() == ["H", "A1"]
    assert "oma" in reading.tables["codes"]["code_id"].tolist()


def test_a_text_that_only_the_project_brings_has_the_language_that_the_transcripts_share(tmp_path):
    sets = "".join(f"  {one}:\n    kind: transcripts\n    files: ['{one}/*']\n    language: en\n" for one in "ab")
    reading = study_with(tmp_path, sets=sets, p__qdpx=qdpx("H: Moi\n\nA1: Toinen tietää.\n", name="J01.txt"))
    assert reading.tables["documents"]["language"].tolist() == ["en"]


def test_a_coders_full_name_is_not_stored(tmp_path):
    reading = study_with(tmp_path, p__qdpx=qdpx(RAW, user="Matti Meikäläinen"))
    assert reading.tables["codings"]["coder"].tolist() == ["coder 1"]


def test_the_study_may_say_what_a_coder_is_called(tmp_path):
    reading = study_with(tmp_path, coders='{KA: "Matti Meikäläinen"}', p__qdpx=qdpx(RAW, user="Matti Meikäläinen"))
    assert reading.tables["codings"]["coder"].tolist() == ["KA"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"<html/>", b"a,b\n1,2\n", b"\x00\x01\x02\x03" * 50])
def test_a_file_of_another_kind_is_refused_and_stops_no_other(tmp_path, content):
    reading = study_with(tmp_path, a__bin=content, b__csv=table("R01,Toinen tietää,U1,KA,"))
    refused = next(one for one in reading.accounts["codings"] if one.file == "c/a.bin")
    assert (refused.announced, refused.read, refused.refused) == (1, 0, 1)
    assert len(reading.tables["codings"]) == 1


def test_a_codebook_with_doubled_codes_strange_levels_and_cycles_is_told(tmp_path):
    book = "code_id,parent_id,name_fi,level\nA,B,Yksi,main\nB,A,Kaksi,\nA,,Taas,\nC,Z,Kolme,\nD,,Neljä,mian\n"
    reading = study_with(tmp_path, codebook=book, coder_a__csv=table("R01,Toinen tietää,A,KA,"))
    found = reading.accounts["codings"][0]
    assert (found.announced, found.read, found.refused) == (5, 3, 2)
    assert any("did you mean 'main'" in refusal.reason for refusal in found.refusals)
    assert any("own ancestor" in note for note in found.notes)
    assert any("'Z'" in note for note in found.notes)


def test_real_line_end_conventions_give_identical_codings(shared_data: Path, tmp_path):
    made = []
    for name in ("qualcoder_4.0beta_lf", "qualcoder_4.0beta_maxqda_crlf"):
        folder = tmp_path / name
        folder.mkdir()
        data = (shared_data / f"qualitative/refi/{name}.qdpx").read_bytes()
        tables = study_with(folder, codebook=None, p__qdpx=data).tables
        made.append(tables["codings"].drop(columns=["source_file", "located_by"]))
    assert len(made[0]) == 135
    assert made[0].equals(made[1])


def test_coded_segments_in_a_word_table_are_read(tmp_path):
    import docx

    document = docx.Document()
    made = document.add_table(rows=2, cols=3)
    texts = ["Document name", "Code", "Segment", "R01", "U1.1", "Toinen tietää"]
    for number, text in enumerate(texts):
        made.cell(number // 3, number % 3).text = text
    stream = io.BytesIO()
    document.save(stream)
    reading = study_with(tmp_path, segments__docx=stream.getvalue())
    assert reading.tables["codings"]["code_id"].tolist() == ["U1.1"]
    assert account(reading).format == "MAXQDA segments"
