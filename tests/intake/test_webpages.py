"""Web pages: main text without furniture, the sheet checked row by row, hostile pages neutral."""

import html
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.account import unbalanced
from verko.hashing import text_hash
from verko.intake import webpages as pages
from verko.intake.webpages.formats import parse_page
from verko.study.model import MoreWords

PAGE = """<!DOCTYPE html><html lang="fi"><head><title>Ryhmä – Kunta</title><meta name="synthetic" content="true">
<script>var x = "skripti";</script><style>p {{color: red}}</style></head><body>
<a class="skip-link" href="#m">Hyppää sisältöön</a><nav>Valikko</nav><div id="cookie-banner">Evästeet</div>
<header><p>Kunta</p></header>
<main><h1>Vertaisryhmä</h1><p>Tule <em>mukaan</em>&nbsp;ryhmään.</p><ul><li>Yksi</li><li>Kaksi</li></ul>{}</main>
<aside>Katso myös</aside><footer>Yhteystiedot</footer></body></html>"""


def read(study):
    reading = pages.read(study, study.sets("webpages"))
    assert unbalanced(account for accounts in reading.accounts.values() for account in accounts) == []
    return reading


def refusals(reading) -> list[str]:
    return [f"{a.file} {r.place}: {r.reason}" for a in reading.accounts["w"] for r in a.refusals]


def test_the_main_text_is_what_a_visitor_reads(webpages):
    page = read(webpages({"w/W01.html": PAGE.format("")})).tables["webpages"].iloc[0]
    assert page.text == "Vertaisryhmä\n\nTule mukaan ryhmään.\n\nYksi\n\nKaksi"
    assert (page.title, page.language, page.synthetic, page.words) == ("Vertaisryhmä", "fi", True, 6)
    assert page.text_hash == text_hash(page.text)


def test_a_page_without_main_loses_its_furniture_all_the_same():
    data = PAGE.format("").replace("<main>", "<div>").replace("</main>", "</div>").encode()
    text = parse_page(data, ".html")[0].text
    assert text.startswith("Vertaisryhmä")
    assert not any(word in text for word in ("Valikko", "Evästeet", "Yhteystiedot", "skripti", "Hyppää", "Katso"))


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_a_declared_encoding_is_honoured(encoding):
    text = f'<html><head><meta charset="{encoding}"></head><body><p>Äidit ja isät yhdessä</p></body></html>'
    assert parse_page(text.encode(encoding), ".html")[0].text == "Äidit ja isät yhdessä"


def test_markdown_loses_its_markup_and_keeps_its_words():
    text = "---\ntitle: Eka\nlang: fi\n---\n# Ryhmä {#r}\n\nEtusivu › Palvelut › Ryhmä\n\n"
    text += "- **Tule** [tänne](x.html) &amp; tuo\n\n| a | b |\n|---|---|\n"
    page = parse_page(text.encode(), ".md")[0]
    assert page.text == "Ryhmä\n\nTule tänne & tuo\n\na | b"
    assert (page.title, page.language) == ("Ryhmä", "fi")


def test_a_page_saved_as_mhtml_is_read():
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    data += b"--x\nContent-Type: text/html; charset=utf-8\n"
    data += (
        b'Content-Transfer-Encoding: quoted-printable\n\n<html lang=3D"fi"><p>Ryhm=C3=A4 on auki</p></html>\n--x--\n'
    )
    assert parse_page(data, ".mhtml")[0].text == "Ryhmä on auki"


SHEET = "page_id,org_type,activity_form,target,who_runs,fee_mentioned,training_mentioned,term_used,retrieved_on\n"
GOOD = "W01,kunta,vertaisryhmä|vertaistukihenkilö,vanhempi,yhdessä,kyllä,false,vertaisryhmä,2020-09-14\n"


def test_the_sheet_is_joined_to_its_page(webpages):
    page = read(webpages({"w/W01.html": PAGE.format("")}, sheet=SHEET + GOOD)).tables["webpages"].iloc[0]
    assert (page.org_type, page.activity_form, page.fee_mentioned) == (
        "kunta",
        "vertaisryhmä|vertaistukihenkilö",
        "true",
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("W09,kunta,vertaisryhmä,,,,,,", "page_id is not among the pages read (did you mean 'W02'?)"),
        ("W01,kunta,vertaisryhmä,,,,,,", "the same page stands twice"),
        ("W02,kunnta,vertaisryhmä,,,,,,", "org_type 'kunnta' is not one of"),
        ("W02,kunta,vertaisryhmä,,,ehkä,,,", "fee_mentioned is neither true nor false"),
        ("W02,kunta,vertaisryhmä,,,,,,syksyllä 2020", "retrieved_on is no date"),
    ],
)
def test_a_bad_row_of_the_sheet_is_refused_by_its_number(webpages, row, reason):
    study = webpages({"w/W01.html": PAGE.format(""), "w/W02.html": PAGE.format("")}, sheet=SHEET + GOOD + row + "\n")
    found = refusals(read(study))
    assert len(found) == 1
    assert found[0].startswith(f"sheet.csv row 3: {reason}")


def test_pages_without_a_row_and_terms_that_are_not_there_are_noted(webpages):
    sheet = SHEET + GOOD.replace(",vertaisryhmä,2020", ",mielikuvatermi,2020")
    reading = read(webpages({"w/W01.html": PAGE.format(""), "w/W02.html": PAGE.format("")}, sheet=sheet))
    notes = [note for account in reading.accounts["w"] for note in account.notes]
    suggested = "page W02 has no row in the sheet; its words suggest, for a person to decide: vertaisryhmä 1"
    assert notes == [suggested, "page W01: the term in term_used does not stand on the page"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.html", b"", "is empty"),
        ("a.html", b"<html><script>1</script></html>", "holds no readable text"),
        ("a.html", b"%PDF-1.4", "is a pdf file"),
        ("a.pdf", b"%PDF-1.4 cut", "cut off"),
        ("a.mhtml", b"Content-Type: text/plain\n\nx", "without an HTML part"),
        ("a.png", b"\x89PNG", "unknown kind"),
    ],
)
def test_what_is_no_page_is_refused(webpages, name, data, reason):
    assert reason in refusals(read(webpages({f"w/{name}": data})))[0]


def test_names_and_numbers_on_a_page_are_replaced(webpages):
    body = "<p>Kysy Eskolanmäeltä, 040 123 4567 tai e.oja@esimerkki.fi.</p>"
    study = webpages({"w/W01.html": PAGE.format(body)}, names="name,replacement,kind\nEskolanmäki,,person\n")
    assert read(study).tables["webpages"].iloc[0].text.endswith("Kysy [nimi], [puhelinnumero] tai [sähköpostiosoite].")


@given(st.text(alphabet='<>/"=abp &;!-\n ä', max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read_or_refused(text):
    for suffix in (".html", ".md"):
        try:
            page, _ = parse_page(text.encode(), suffix)
        except ValueError:
            continue
        assert "<script" not in page.text


def test_deeply_nested_markup_does_no_harm(webpages):
    study = webpages({"w/W01.html": "<div>" * 20_000 + "Teksti on syvällä", "w/W02.html": PAGE.format("")})
    reading = read(study)
    assert "W02" in reading.tables["webpages"]["page_id"].tolist()


def test_ten_real_pages_in_two_languages_are_read(shared_data):
    from verko.study.model import Study

    told = {"kind": "webpages", "files": ["web/*.md"]}
    study = Study(title={"fi": "x"}, synthetic=False, folder=shared_data / "qualitative", data_sets={"w": told})
    table = read(study).tables["webpages"]
    assert all(row.language == row.page_id[-2:] for row in table.itertuples())
    assert (table["words"] > 500).all()


@pytest.mark.parametrize("text", [" " * 50_000 + "x", "# " + " " * 50_000 + "#x", "|:-" * 20_000, "[a](" * 20_000])
def test_hostile_markdown_takes_no_long_time(text):
    began = time.process_time()
    parse_page(text.encode(), ".md")
    assert time.process_time() - began < 5


def test_a_sheet_saved_by_a_finnish_spreadsheet_program_is_read(webpages):
    told = (SHEET + GOOD).replace(",", ";").replace("2020-09-14", "14.9.2020").replace("kyllä", "TOSI")
    study = webpages(
        {"w/W01.html": PAGE.format(""), "sheet.csv": b"\xef\xbb\xbf" + told.replace("\n", "\r\n").encode()}
    )
    data_set = study.data_sets["w"].model_copy(update={"sheet": Path("sheet.csv")})
    page = read(study.model_copy(update={"data_sets": {"w": data_set}})).tables["webpages"].iloc[0]
    assert (page.org_type, page.retrieved_on, page.fee_mentioned) == ("kunta", "2020-09-14", "true")


def test_a_study_may_add_words_to_a_vocabulary_with_a_reason(webpages):
    study = webpages({"w/W01.html": PAGE.format("")}, sheet=SHEET + GOOD.replace("kunta", "oppilaitos"))
    assert "org_type 'oppilaitos' is not one of" in refusals(read(study))[0]
    added = {"org_type": MoreWords(add=["oppilaitos"], reason="koulujen sivut kuuluvat aineistoon")}
    data_set = study.data_sets["w"].model_copy(update={"vocabulary": added})
    reading = read(study.model_copy(update={"data_sets": {"w": data_set}}))
    assert reading.tables["webpages"].iloc[0].org_type == "oppilaitos"


@pytest.mark.parametrize("name", ["social-services", "related content", "share", "menu-page", "sidebar-layout"])
def test_main_text_in_a_box_with_the_name_of_furniture_is_kept(name):
    words = "Vertaisryhmä kokoontuu joka toinen viikko perhekeskuksessa. " * 15
    page = parse_page(
        f'<html lang="fi"><body><div class="{name}"><p>{words}</p></div></body></html>'.encode(), ".html"
    )[0]
    assert page.text == words.strip()


def test_a_menu_of_links_and_a_cookie_box_go_however_long():
    links = "".join(f'<a href="/{number}">Palvelu numero {number}</a> ' for number in range(60))
    boxes = (
        f'<div class="menu">{links}</div><div id="CookieConsent cookiebanner">{"Evästeet ovat käytössä. " * 60}</div>'
    )
    page = parse_page(f"<html><body>{boxes}<p>Tule mukaan ryhmään.</p></body></html>".encode(), ".html")[0]
    assert page.text == "Tule mukaan ryhmään."
    assert "compare the page" in page.notes[0]


def test_a_page_tells_its_organisation_and_the_day_it_was_saved(webpages):
    head = '<meta property="og:site_name" content="Esimerkkilän perhetupa"><!-- saved date: Mon Sep 14 2020 -->'
    page = read(webpages({"w/W01.html": PAGE.format("").replace("<head>", f"<head>{head}")})).tables["webpages"].iloc[0]
    assert (page.organisation, page.retrieved_on) == ("Esimerkkilän perhetupa", "2020-09-14")


@pytest.mark.parametrize(
    "line",
    [
        "| [Ryhmä](a.html) | [Ilmoittaudu](b.html) |",
        "Hän sanoi: »tule mukaan» ja »ole rohkea».",
        "»Vertaistuki» auttoi minua",
    ],
)
def test_tables_of_links_and_quotations_are_main_text(line):
    text = parse_page(f"# Sivu\n\n{line}\n".encode(), ".md")[0].text
    assert all(word in text for word in ("Ryhmä", "Ilmoittaudu") if word in line)
    assert len(text.split("\n\n")) == 2


def test_no_word_of_a_real_page_is_lost(shared_data):
    for path in sorted((shared_data / "qualitative/web").glob("*.md")):
        page = parse_page(path.read_bytes(), ".md")[0]
        source = re.sub(
            r"(?s)\A---.*?\n---\n|<!--.*?-->|<[^>]*>|\{[^}\n]*\}|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)",
            " ",
            html.unescape(path.read_text("utf-8")),
        )
        lost = Counter(re.findall(r"[^\W\d_]{3,}", source)) - Counter(re.findall(r"[^\W\d_]{3,}", page.text))
        assert lost.total() <= 0.02 * page.text.count(" "), path.name
