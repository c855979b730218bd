"""The example study from raw files to the report: everything a stranger gets from `make report`."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from pypdf import PdfReader

from tests import golden
from tests.whole import Whole
from verko.evidence import read_evidence
from verko.figures.base import SYNTHETIC_MARK

LANGUAGES = ("fi", "en")
NOTEBOOKS = 7


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    whole = Whole(tmp_path_factory.mktemp("example"))
    done = whole.verko("report")
    assert done.returncode == 0, done.stderr
    return whole


class Page(HTMLParser):
    """Ids, links, and what a page loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.images_without_alt = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        self.loads += [loaded] if loaded else []
        self.images_without_alt += tag == "img" and not given.get("alt")


def page_texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


def test_every_notebook_was_executed_without_an_error(example):
    copies = sorted((example.outputs("example") / "notebooks").glob("*.ipynb"))
    assert len(copies) == NOTEBOOKS
    for copy in copies:
        cells = json.loads(copy.read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output["output_type"] == "error"]


def test_every_notebook_recorded_numbers_a_table_and_a_figure(example):
    recorded = read_evidence(example.outputs("example") / "evidence")
    for kind in ("numbers", "tables", "figures"):
        assert len({entry["notebook"] for entry in recorded[kind].values()}) == NOTEBOOKS, kind


def test_every_number_is_the_one_that_was_reviewed(example):
    reviewed = json.loads(golden.FILE.read_text(encoding="utf-8"))
    present = golden.numbers_of(example.outputs("example"))
    assert present["numbers"] == reviewed["numbers"]
    assert present["table_rows"] == reviewed["table_rows"]


def test_a_second_run_has_nothing_to_do(example):
    assert "Nothing has changed since the last run" in example.verko("report").stdout


def test_every_result_can_be_made_again_and_is_identical(example):
    done = example.verko("verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 different" in done.stdout


def test_the_account_adds_up_file_by_file(example):
    accounts = pd.read_parquet(example.outputs("example") / "tables" / "accounts.parquet")
    assert (accounts["announced"] == accounts["read"] + accounts["refused"]).all()
    assert accounts["refused"].sum() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_file_that_loads_nothing(example, language):
    page = Page(example.html("example", language))
    assert [load for load in page.loads if not load.startswith(("data:", "#"))] == []
    assert page.images_without_alt == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_inside_the_page_leads_somewhere(example, language):
    page = Page(example.html("example", language))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#") and link != "#"} <= set(page.ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_unresolved(example, language):
    text = example.html("example", language)
    for trace in ("{{<", "?var", "?@", "**?", "content-visible", "NaN", ">nan<", "None</td>"):
        assert trace not in text, trace
    assert f'lang="{language}"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pdf_carries_the_synthetic_mark(example, language):
    mark = re.sub(r"\W+", "", SYNTHETIC_MARK[language]).casefold()
    assert [
        number
        for number, text in enumerate(page_texts(example.pdf("example", language)), start=1)
        if mark not in re.sub(r"\W+", "", text).casefold()
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_says_its_title_and_language(example, language):
    reader = PdfReader(example.pdf("example", language))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(language)
    assert reader.metadata.title
    assert reader.outline


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_and_the_page_have_the_same_captions(example, language):
    word = {"fi": ("Kuva", "Taulukko"), "en": ("Figure", "Table")}[language]
    recorded = read_evidence(example.outputs("example") / "evidence")
    page = re.sub(r"<[^>]+>", "", example.html("example", language))
    pdf = " ".join(page_texts(example.pdf("example", language)))
    for kind in word:
        in_page = {int(number) for number in re.findall(rf"\b{kind}\s(\d+):?", page)}
        in_pdf = {int(number) for number in re.findall(rf"\b{kind}\s(\d+):?", pdf)}
        assert in_page == in_pdf != set()
    assert len(recorded["figures"]) >= NOTEBOOKS


def test_names_that_the_study_replaces_are_nowhere_in_what_was_made(example):
    names = pd.read_csv(example.root / "data" / "example" / "privacy" / "names.csv")["name"]
    made = [path for path in example.outputs("example").rglob("*") if path.is_file() and path.suffix != ".pdf"]
    for path in made:
        content = path.read_bytes().decode("utf-8", errors="ignore")
        assert not [name for name in names if name in content], path.name


def test_a_changed_transcript_reruns_only_what_depends_on_it(example):
    path = example.root / "data" / "example" / "interviews" / "managers" / "J01.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nH: Kiitos.\n\nJ: Kiitos kans.\n", encoding="utf-8")
    done = example.verko("report")
    assert done.returncode == 0, done.stderr
    assert "notebook 04-leadership-themes" in done.stdout
    assert "notebook 01-literature-review" not in done.stdout
    assert "notebook 05-codevelopment" not in done.stdout


def test_a_misspelt_number_in_a_chapter_stops_the_report_with_its_line(example):
    chapter = example.root / "report" / "fi" / "01-introduction.qmd"
    before = chapter.read_text(encoding="utf-8")
    line = before.count("\n") + 2
    chapter.write_text(before + "\nTiedostoja on {{< var intake.filse >}}.\n", encoding="utf-8")
    done = example.verko("report")
    chapter.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert f"01-introduction.qmd:{line}:" in done.stderr
    assert "did you mean 'intake.files'?" in done.stderr
    assert "Traceback" not in done.stderr
