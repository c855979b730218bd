"""REFI-QDA projects of any writer: what their offsets count, what is kept, what is refused by name."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.intake.archive import ArchiveProblem
from verko.intake.qda.offsets import CONVENTIONS, RawText, Selection, detect
from verko.intake.qda.project import QdaProject
from verko.intake.qda.qdpx import read_qde, read_qdpx

HEAD = '<Project xmlns="urn:QDA-XML:project:1.0" origin="test" name="p"><Users><User guid="U1" name="KA"/></Users>'
CODES = (
    '<CodeBook><Codes><Code guid="C1" name="Tuki" isCodable="true"><Code guid="C2" name="toivo"/></Code>'
    "</Codes></CodeBook>"
)


def archive(sources: str, *, text: str = "yksi kaksi kolme", codes: str = CODES, extra: str = "") -> bytes:
    """A small project with one text, `T.txt`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("Project.qde", f"{HEAD}{codes}{extra}<Sources>{sources}</Sources></Project>")
        made.writestr("Sources/T.txt", text.encode())
    return stream.getvalue()


def source(*selections: str) -> str:
    return f'<TextSource guid="S1" name="R01" plainTextPath="internal://t.txt">{"".join(selections)}</TextSource>'


def selection(start: int, end: int, code: str = "c2", guid: str = "P1") -> str:
    return (
        f'<PlainTextSelection guid="{guid}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="K{guid}" creatingUser="u1"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def quotes(project: QdaProject) -> list[str]:
    texts = {one.id: one.text or "" for one in project.sources}
    return [texts[coding.source][coding.start : coding.end] for coding in project.codings]


def test_ids_match_whatever_their_case_and_the_folder_is_found_whatever_its_case():
    project = read_qdpx(archive(source(selection(5, 10))))
    assert quotes(project) == ["kaksi"]
    assert project.codings[0].coder == "KA"
    assert project.code_paths()["c2"] == ("Tuki", "toivo")


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        (source(selection(5, 999)), "outside the text"),
        (source(selection(9, 5)), "outside the text"),
        (source(selection(5, 10, code="C9")), "not in the codebook"),
        (source('<PlainTextSelection guid="P" startPosition="0" endPosition="4"><Coding/></PlainTextSelection>'),
         "names no code"),
        ('<PictureSource guid="S2"><PictureSelection guid="P"><Coding guid="K"/></PictureSelection></PictureSource>',
         "region of a picture"),
        ('<TextSource guid="S1" plainTextPath="internal://gone.txt">' + selection(0, 4) + "</TextSource>",
         "not in the file"),
    ],
)  # fmt: skip
def test_a_coding_that_cannot_be_taken_is_refused_with_its_reason(sources, reason):
    project = read_qdpx(archive(sources))
    assert (project.announced, len(project.codings), len(project.refused)) == (1, 0, 1)
    assert reason in project.refused[0].reason


def test_a_code_without_a_name_and_a_doubled_id_are_told():
    codes = '<CodeBook><Codes><Code guid="C1"/><Code guid="C2" name="a"/><Code guid="C2" name="b"/></Codes></CodeBook>'
    project = read_qdpx(archive(source(selection(5, 10)), codes=codes))
    assert [code.name for code in project.codes] == ["a"]
    assert any("without a name" in note for note in project.notes)
    assert any("two codes have the id" in note for note in project.notes)


def test_a_memo_a_set_a_case_and_a_variable_are_kept():
    extra = (
        '<Variables><Variable guid="V1" name="ala" typeOfVariable="Text"/></Variables>'
        '<Cases><Case guid="A1" name="Ryhmä 1"><VariableValue><VariableRef targetGUID="v1"/>'
        '<TextValue>järjestö</TextValue></VariableValue><SourceRef targetGUID="s1"/></Case></Cases>'
        '<Sets><Set guid="E1" name="ryhmät"><MemberSource targetGUID="S1"/></Set></Sets>'
        '<Notes><Note guid="N1" name="huomio"><PlainTextContent>muista</PlainTextContent></Note></Notes>'
    )
    project = read_qdpx(archive(source(selection(5, 10)), extra=extra))
    assert project.cases[0].values == (("v1", "järjestö"),)
    assert project.cases[0].sources == ("s1",)
    assert project.sets[0].sources == ("s1",)
    assert [(memo.title, memo.text) for memo in project.memos] == [("huomio", "muista")]


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_file_cut_off_half_way_is_refused_whole(cut):
    with pytest.raises(ArchiveProblem, match="truncated"):
        read_qdpx(archive(source(selection(5, 10)))[:cut])


def test_entities_are_refused():
    with pytest.raises(ArchiveProblem, match="entities"):
        read_qde(b'<!DOCTYPE Project [<!ENTITY x "y">]><Project>&x;</Project>')


def test_an_archive_without_a_project_says_what_it_is():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a.txt", "a")
    with pytest.raises(ArchiveProblem, match=r"no Project\.qde"):
        read_qdpx(stream.getvalue())


WORDS = st.lists(
    st.sampled_from(["tuki", "ryhmä 😀", "äiti\r\n", "no niin,", "🙂", "kotona."]), min_size=60, max_size=120
)


@given(words=WORDS, which=st.sampled_from(CONVENTIONS))
def test_offsets_are_found_whatever_they_count(words, which):
    text = RawText("😀😀😀 \r\n\r\n\r\n" + " ".join(words))
    spans = {}
    at = 0
    while (at := text.plain.find("tuki", at)) >= 0:
        spans[at], at = at + 4, at + 4
    asked = [chosen for position in range(len(text.raw) * 2) if (chosen := Selection(position, position + 4))
             and (span := text.span(chosen, which)) and span[1] == spans.get(span[0])]  # fmt: skip
    if len(asked) < 3:
        return
    found = detect([text], [asked])
    assert [text.plain[slice(*span)] for span in found.spans[0] if span] == ["tuki"] * len(asked)


def test_one_coding_that_fits_several_conventions_is_not_certain():
    text = RawText("😀 yksi kaksi")
    assert detect([text], [[Selection(3, 7)]]).certain == [[False]]


def test_a_decomposed_text_keeps_its_places():
    project = read_qdpx(archive(source(selection(6, 14)), text="a\u0308iti ryhma\u0308ssa"))
    assert quotes(project) == ["ryhmäss"]


@pytest.mark.parametrize("name", ["qualcoder_4.0beta_lf", "qualcoder_4.0beta_maxqda_crlf"])
def test_every_quote_of_a_real_qualcoder_project_is_exact(shared_data: Path, name: str):
    project = read_qdpx((shared_data / f"qualitative/refi/{name}.qdpx").read_bytes())
    texts = {one.id: one.name for one in project.sources}
    codes = {code.id: code.name for code in project.codes}
    made = sorted(
        (texts[coding.source], codes[coding.code], coding.coder, quote)
        for coding, quote in zip(project.codings, quotes(project), strict=True)
    )
    with (shared_data / "qualitative/refi/qualcoder_4.0beta_expected_quotes.csv").open(encoding="utf-8") as file:
        assert made == sorted((row["source"], row["code"], row["coder"], row["quote"]) for row in csv.DictReader(file))


def test_every_quote_of_a_real_nvivo_project_is_exact(shared_data: Path):
    project = read_qdpx((shared_data / "qualitative/refi/nvivo_win_12.6_masked.qdpx").read_bytes())
    made = dict(zip((coding.place for coding in project.codings), quotes(project), strict=True))
    path = shared_data / "qualitative/refi/nvivo_win_12.6_masked_expected_quotes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = {row["selection_guid"].lower(): row["quote"].replace("\r\n", "\n") for row in csv.DictReader(file)}
    assert made == expected


def test_every_real_project_and_codebook_is_read_and_adds_up(shared_data: Path):
    for path in sorted((shared_data / "qualitative/refi").iterdir()):
        if path.suffix in (".qdpx", ".qde", ".qdc"):
            project = (read_qdpx if path.suffix == ".qdpx" else read_qde)(path.read_bytes())
            assert project.announced == len(project.codings) + len(project.refused), path.name
            assert project.codes, path.name
