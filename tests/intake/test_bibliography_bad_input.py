"""Bad input is named with its place and counted; nothing is lost, and nothing ends in a traceback."""

from __future__ import annotations

import gzip

import pytest
from bibliography_samples import BIBTEX, ENDNOTE_XML, MEDLINE, RIS, WOS
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.intake.bibliography import read_export
from verko.intake.bibliography.exports import FORMATS


def read(tmp_path, text: str | bytes, name: str = "export.ris"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_export(path)


def refused(tmp_path, text: str | bytes) -> list[tuple[str, str]]:
    _, account = read(tmp_path, text)
    assert account.balanced
    return [(refusal.place, refusal.reason) for refusal in account.refusals]


def test_an_empty_entry_is_refused_with_its_line(tmp_path):
    [(place, reason)] = refused(tmp_path, RIS + "\nTY  - JOUR\nER  -\n" + RIS)
    assert place == "entry 2, line 17"
    assert reason.startswith("holds no title")


def test_fields_without_a_start_tag_are_refused_and_the_entries_around_them_read(tmp_path):
    text = RIS + RIS.replace("TY  - JOUR\n", "") + RIS
    references, account = read(tmp_path, text)
    assert len(references) == 2
    assert [refusal.place for refusal in account.refusals] == ["entry 2, line 16"]


def test_an_unbalanced_brace_costs_only_its_own_entry(tmp_path):
    broken = "@article{b,\n  title = {Never closed,\n  year = {2011},\n}\n\n"
    references, account = read(tmp_path, BIBTEX + broken + BIBTEX)
    assert account.announced == 3
    assert account.balanced
    assert [reference.doi for reference in (references[0], references[-1])] == ["10.5555/jis.2014.1"] * 2


def test_a_truncated_xml_keeps_its_whole_records(tmp_path):
    record = ENDNOTE_XML[ENDNOTE_XML.index("<record>") : ENDNOTE_XML.index("</records>")]
    text = f"<xml><records>{record}\n{record}\n{record[:200]}"
    references, account = read(tmp_path, text)
    assert (len(references), account.announced) == (2, 3)
    assert "cut off" in account.refusals[0].reason


def test_xml_entities_are_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ENDNOTE_XML.replace("parents", "&a;", 1)
    references, account = read(tmp_path, bomb)
    assert not references
    assert account.balanced


def test_a_ragged_row_is_refused_with_its_line(tmp_path):
    [(place, reason)] = refused(tmp_path, "Title,Year,DOI\nPeers,2014,\nHelp, among peers,2015,\nSupport,2016,\n")
    assert place == "entry 2, line 3"
    assert "quotes" in reason


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_after_it(tmp_path):
    text = 'Title,Year,DOI\nPeers,2014,\n"Help,2015,\nSupport,2016,\n'
    references, account = read(tmp_path, text)
    assert [reference.title for reference in references] == ["Peers", "Support"]
    assert account.announced == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "NUL"),
        (gzip.compress(RIS.encode())[:40], "damaged or cut off"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(RIS.encode())))), "packed over and over"),
        (gzip.compress(bytes(80_000_000)), "far more than text does"),
        (b"PK\x03\x04 word/document.xml", "a zip archive or a workbook"),
        (b"just some words\nand more\n", "is no database export"),
        (b"<html><body>Login</body></html>", "no EndNote export"),
    ],
)
def test_a_file_that_is_no_export_is_refused_whole(tmp_path, data, reason):
    [(_, told)] = refused(tmp_path, data)
    assert reason in told


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: gzip.compress(gzip.compress(data)),
        lambda data: data + b"\x00",
        lambda data: data + b"\x1a",
        lambda data: b"\n\n  \n" + data,
        lambda data: data.replace(b"\n", b"  \n"),
    ],
    ids=["packed twice", "a stray NUL", "end of a DOS file", "blank lines", "blanks at line ends"],
)
def test_what_costs_nothing_to_mend_is_mended(tmp_path, damage):
    expected, _ = read(tmp_path, RIS)
    assert [each.as_row() | {"place": ""} for each in read(tmp_path, damage(RIS.encode()))[0]] == [
        each.as_row() | {"place": ""} for each in expected
    ]


def test_script_in_a_title_is_taken_off(tmp_path):
    for script in ("<script>alert(1)</script>", "<scr<b>ipt>", "&lt;img src=x onerror=alert(1)&gt;"):
        [reference], _ = read(tmp_path, f"TY  - JOUR\nTI  - {script}Peers, p <0.05 and q> 3\nER  - \n")
        assert reference.title.removeprefix("alert(1)") == "Peers, p <0.05 and q> 3"


@pytest.mark.parametrize("text", [RIS, MEDLINE, WOS, BIBTEX, ENDNOTE_XML])
def test_a_file_cut_off_anywhere_balances_and_raises_nothing(tmp_path, text):
    whole = (text + "\n\n") * 2
    for end in range(0, len(whole), 7):
        _, account = read(tmp_path, whole[:end])
        assert account.balanced, end


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='TY -ERPMID{}@,="<record>%0\nabc;', max_size=300))
def test_no_text_breaks_any_format(text):
    for form in FORMATS:
        if form.looks_like(text):
            assert form.announced(text) >= 0
            for line, found in form.read(text):
                assert line >= 1
                assert found is not None
