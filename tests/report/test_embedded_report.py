"""The embedded renderer: what stands in the HTML and in the PDF, for readers of all kinds."""

import itertools
import re
from dataclasses import replace

import pytest
from lxml import html
from pypdf import PdfReader
from report_sample import HOSTILE, META, QUOTES, tables, write_evidence, write_sources

from verko.errors import FileProblem
from verko.report import build_report, render
from verko.report.compare import outline

MARKS = {"fi": "SYNTEETTINEN AINEISTO – ei tutkimustuloksia", "en": "SYNTHETIC DATA – not research results"}
LANGUAGES = pytest.mark.parametrize("language", ["fi", "en"])


@pytest.fixture
def page(rendered):
    return lambda language: html.fromstring(rendered[language].html.read_bytes())


@pytest.fixture
def paper(rendered):
    return lambda language: PdfReader(rendered[language].pdf)


def text_of(element) -> str:
    """What a reader sees: hard spaces as spaces, without invisible word joiners."""
    return " ".join(element.text_content().replace("\u00a0", " ").replace("\u2060", "").split())


@LANGUAGES
def test_figures_tables_and_sections_are_numbered_and_linked(rendered, language):
    found = outline(rendered[language].html)
    table, figure, section = {"fi": ("Taulukko", "Kuva", "Luku"), "en": ("Table", "Figure", "Section")}[language]
    assert [line.replace("\u00a0", " ").split(":")[:2] for line in found.captions] == [
        ["tbl-interviews-material", f" {table} 1"],
        ["fig-interviews-themes", f" {figure} 1"],
        ["tbl-interviews-forms", f" {table} 2"],
        ["tbl-interviews-codebook", f" {table} 3"],
    ]
    assert f"#sec-interviews: {section}\u00a01" in found.references
    assert f"#fig-interviews-themes: {figure}\u00a01" in found.references
    assert (
        found.headings[:3]
        == {
            "fi": ["h2 Tiivistelmä", "h2 1 Haastattelut", "h3 1.1 Oikeudet"],
            "en": ["h2 Abstract", "h2 1 Interviews", "h3 1.1 Rights"],
        }[language]
    )


def test_a_reference_can_be_the_number_alone(rendered):
    assert "#sec-rights: 1.1" in outline(rendered["fi"].html).references


@LANGUAGES
def test_citations_speak_the_language(page, language):
    text = text_of(page(language))
    assert {"fi": "(Kiili ym. 2021)", "en": "(Kiili et al. 2021)"}[language] in text


@LANGUAGES
def test_the_page_stands_alone(rendered, language):
    text = rendered[language].html.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.findall(r'(?:src|href)="(?!#|data:|https://doi\.org/)[^"]*"', text)
    assert "url(" not in text


@LANGUAGES
def test_the_page_can_be_used_without_seeing_it(page, language):
    tree = page(language)
    assert tree.get("lang") == language
    assert text_of(tree.find(".//title")) == META.title[language]
    assert [len(list(tree.iter(tag))) for tag in ("main", "nav", "header", "h1")] == [1, 1, 1, 1]
    assert tree.find(".//a[@class='skip']").get("href") == "#content"
    assert all(cell.get("scope") == "col" for cell in tree.iter("th"))
    assert all(image.get("alt") for image in tree.iter("img"))
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    names = {element.get("id") for element in tree.iter() if element.get("id")}
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert {element.get(attribute) for element in tree.iter() if element.get(attribute)} <= names
    assert {link.get("href")[1:] for link in tree.iter("a") if link.get("href", "").startswith("#")} <= names


def test_no_id_stands_twice(page):
    ids = [element.get("id") for element in page("fi").iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_quotes_in_another_language_say_so(page):
    foreign = [element for element in page("en").iter("span") if element.get("lang") == "fi"]
    assert any("arvostetaan" in text_of(element) for element in foreign)


@LANGUAGES
def test_the_pdf_is_tagged_and_says_what_it_is(paper, language):
    reader = paper(language)
    root = reader.trailer["/Root"]
    assert reader.metadata.title == META.title[language]
    assert reader.metadata.author == "Essi Esimerkki, Matti Malli"
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    bookmarks = [entry["/Title"] for entry in reader.outline if isinstance(entry, dict)]
    assert (
        bookmarks
        == {
            "fi": ["Tiivistelmä", "1 Haastattelut", "Lähteet", "2 Liitteet"],
            "en": ["Abstract", "1 Interviews", "References", "2 Appendices"],
        }[language]
    )


def test_every_figure_of_the_pdf_has_its_alternative_text(paper):
    alts = [entry["/Alt"] for entry in structure(paper("fi")) if entry.get("/S") == "/Figure" and "/Alt" in entry]
    assert alts == ["Neljä pylvästä, joista alin on pisin."]


def test_a_long_table_repeats_its_heading_on_every_page(paper):
    pages = [page.extract_text() for page in paper("fi").pages]
    with_codes = [text for text in pages if re.search(r"^U\d\.\d+", text, re.MULTILINE)]
    assert len(with_codes) > 1
    assert all("Pääluokka" in text for text in with_codes)


def structure(reader: PdfReader) -> list:
    found, queue = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while queue:
        entry = queue.pop(0).get_object()
        if isinstance(entry, list):
            queue += [child for child in entry if not isinstance(child, int)]
        elif isinstance(entry, dict):
            found.append(entry)
            queue += [entry["/K"]] if "/K" in entry and not isinstance(entry["/K"], int) else []
    return found


@LANGUAGES
def test_the_mark_of_invented_data_is_on_every_page_and_table(rendered, page, paper, language):
    mark = MARKS[language]
    assert text_of(page(language).find(".//aside[@class='page-mark']")) == mark
    assert page(language).find(".//meta[@name='description']").get("content") == mark
    assert all(mark in caption for caption in outline(rendered[language].html).captions if "tbl-" in caption)
    assert all(mark in sheet.extract_text() for sheet in paper(language).pages)
    assert mark in paper(language).trailer["/Root"]["/Metadata"].get_data().decode()


def test_a_real_study_shows_no_mark(rendered_real):
    made = rendered_real["fi"]
    assert "synte" not in made.html.read_text(encoding="utf-8").lower()
    reader = PdfReader(made.pdf)
    assert not any("SYNTE" in sheet.extract_text().upper() for sheet in reader.pages)
    assert b"SYNTE" not in reader.trailer["/Root"]["/Metadata"].get_data().upper()


def test_the_same_study_gives_the_same_bytes(rendered, tmp_path):
    evidence = write_evidence(tmp_path / "outputs" / "evidence").parent
    again = build_report(
        evidence, [write_sources(tmp_path / "report")], languages=["fi"], meta=META, renderer="embedded"
    )
    assert again[0].html.read_bytes() == rendered["fi"].html.read_bytes()
    assert again[0].pdf.read_bytes() == rendered["fi"].pdf.read_bytes()


def test_the_files_are_named_by_study_and_language_and_nothing_else_is_left(rendered):
    folder = rendered["fi"].html.parent
    assert sorted(path.name for path in folder.iterdir()) == [
        "sample-report.en.html", "sample-report.en.pdf", "sample-report.fi.html", "sample-report.fi.pdf", "staged",
    ]  # fmt: skip


def test_hostile_material_is_only_text_in_both_outputs(tmp_path):
    quotes = {**QUOTES, "interviews.q1": {**QUOTES["interviews.q1"], "text": HOSTILE}}
    hostile_tables = tables()
    frame, entry = hostile_tables["interviews.material"]
    frame = frame.assign(sector_fi=HOSTILE)
    hostile_tables["interviews.material"] = (frame, {**entry, "caption": {"fi": HOSTILE, "en": HOSTILE}})
    write_evidence(tmp_path / "outputs" / "evidence", quotes=quotes, tables=hostile_tables)
    meta = replace(META, title={"fi": HOSTILE}, authors=(replace(META.authors[0], name='O"Brien #x *y*'),))
    sources = [write_sources(tmp_path / "report")]
    made = build_report(tmp_path / "outputs", sources, languages=["fi"], meta=meta, renderer="embedded")[0]
    tree = html.fromstring(made.html.read_bytes())
    assert not list(tree.iter("script"))
    assert [image.get("alt") for image in tree.iter("img")] == ["Neljä pylvästä, joista alin on pisin."]
    shown = " ".join(HOSTILE.split())
    assert shown in text_of(tree.get_element_by_id("quote-interviews-q1"))
    assert shown in text_of(tree.get_element_by_id("tbl-interviews-material").find("figcaption"))
    assert shown in text_of(tree.get_element_by_id("tbl-interviews-material").find(".//td[2]"))
    assert text_of(tree.find(".//h1")) == shown
    assert "root:" not in "".join(sheet.extract_text() for sheet in PdfReader(made.pdf).pages)
    assert PdfReader(made.pdf).metadata.author == 'O"Brien #x *y*'


def test_a_figure_that_cannot_be_set_is_told_in_one_line(staged_from, tmp_path):
    staged = staged_from()
    (staged / "_evidence/figures/interviews.themes.svg").write_text("this is no image")
    with pytest.raises(FileProblem) as caught:
        render(staged, tmp_path / "out", renderer="embedded")
    assert str(caught.value).startswith(f"{staged / 'index.qmd'}: Typst: ")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.glob("out*"))


def test_a_broken_formula_is_told_with_its_chapter_and_line(staged_from, tmp_path):
    staged = staged_from({"05-interviews.qmd": "# Haastattelut\n\nOsuus oli $\\frac{a}{$.\n"})
    with pytest.raises(FileProblem, match=r"05-interviews\.qmd:3: holds a formula that is not TeX"):
        render(staged, tmp_path / "report", renderer="embedded")


def test_formulas_are_set_in_both_outputs(staged_from, tmp_path):
    staged = staged_from({"05-interviews.qmd": "# Haastattelut\n\nOsuus on $\\frac{a}{b}$.\n\n$$\n\\alpha = 1\n$$\n"})
    made = render(staged, tmp_path / "report", renderer="embedded")
    assert html.fromstring(made.html.read_bytes()).xpath("count(//*[local-name()='mfrac'])") == 1
    assert "𝛼" in "".join(page.extract_text() for page in PdfReader(made.pdf).pages)
