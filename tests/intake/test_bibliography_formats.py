"""Each format is read into the same fields, found by content and not by suffix."""

from __future__ import annotations

import gzip

import pytest
from bibliography_samples import BIBTEX, CSV, EXPECTED, FORMATS, RIS

from verko.intake.bibliography import read_export


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_gives_the_same_fields(tmp_path, name):
    path = tmp_path / "export.dat"
    text = FORMATS[name]
    if name == "CSV with semicolons":
        text = text.replace("Exampleson; Maria K., Inventius; Aino", '"Exampleson, Maria K.; Inventius, Aino"')
        text = text.replace("Peers, Parents", '"Peers; Parents"')
    path.write_text(text, encoding="utf-8")
    [reference], account = read_export(path)
    assert account.format == name.split(" with")[0]
    assert (account.announced, account.read) == (1, 1)
    found = {field: getattr(reference, field) for field in EXPECTED}
    found["title"] = found["title"].replace("Parents", "parents")
    assert found == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_and_gzip_change_nothing(tmp_path, encoding, packed):
    data = RIS.replace("among", "bland föräldrar i").encode(encoding)
    path = tmp_path / "export.ris"
    path.write_bytes(gzip.compress(data) if packed else data)
    [reference], _ = read_export(path)
    assert reference.title == "Peer support bland föräldrar i parents"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\r\n\n\r"])
def test_line_ends_of_other_systems_lose_no_entry(tmp_path, ends):
    path = tmp_path / "export.ris"
    path.write_bytes((RIS + RIS).replace("\n", ends).encode())
    references, account = read_export(path)
    assert (account.announced, len(references)) == (2, 2)


def test_a_key_that_bibtex_forbids_does_not_cost_the_entry(tmp_path):
    path = tmp_path / "wrong.bib"
    path.write_text(BIBTEX.replace("{a,", "{Kenny 2010 3, 17,"), encoding="utf-8")
    [reference], _ = read_export(path)
    assert reference.doi == EXPECTED["doi"]


def test_latex_becomes_letters_and_a_percent_sign_stays(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@article{a, title = {50% of V{\\\"a}inö's \\AA bo}, year = 2001}", encoding="utf-8")
    [reference], _ = read_export(path)
    assert reference.title == "50% of Väinö's Åbo"


def test_a_bibtex_macro_is_resolved(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text(
        "@string{jis = {Journal of Invented Studies}}\n@article{a,\n title={Peers}, journal=jis}\n", "utf-8"
    )
    [reference], _ = read_export(path)
    assert reference.venue == "Journal of Invented Studies"


def test_rows_above_the_header_are_passed_over(tmp_path):
    path = tmp_path / "embase.csv"
    path.write_text('"SEARCH QUERY","dinosaur:ti"\n-----\n\n\n' + CSV, encoding="utf-8")
    references, account = read_export(path)
    assert (account.announced, len(references)) == (1, 1)


def test_scopus_rows_with_a_second_funding_text_are_read(tmp_path):
    header = "Title,Year,DOI,Funding Text 1,Publisher,ISSN,Language of Original Document\n"
    path = tmp_path / "scopus.csv"
    path.write_text(header + "Peers,2014,10.5555/a,one,two,Press,0000-0000,Finnish\n", encoding="utf-8")
    [reference], _ = read_export(path)
    assert (reference.title, reference.language) == ("Peers", "Finnish")
