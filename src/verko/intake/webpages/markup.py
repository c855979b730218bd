"""The main text of a web page: what a visitor reads, without scripts, menus, cookie boxes and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from verko.intake.decode import decode, plain_lines
from verko.intake.rows import iso_date
from verko.language.tokens import count_words

DROPPED_TAGS = frozenset(
    ["script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "dialog", "iframe",
     "object", "embed", "canvas", "select", "input", "textarea", "audio", "video", "map", "menu", "head", "title"]
)  # fmt: skip
DROPPED_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"]
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|murupolku|skip(?:link|nav)?|skip-\w+|menu|navbar|nav|"
    r"navigation|navigaatio|footer|sidebar|share|sharing|social|some-jako|related|newsletter|popup|modal|sr-only|"
    r"visually-hidden|screen-reader-text|synthetic)(?:$|[\s_-])",
    re.I,
)
_COOKIES = re.compile(
    r"(?:^|[\s_-])(?:cookies?\w*|consent|gdpr|eväste\w*|evaste\w*|cmp|onetrust\w*|cybot\w*)(?:$|[\s_-])", re.I
)
_FEW_WORDS = 60  # a box of furniture holds no more words than this, or mostly links
_BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
     "table", "tr", "blockquote", "pre", "figure", "figcaption", "header", "hr", "address", "details", "summary",
     "body", "center"]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True)
class Page:
    """A page as read. language, organisation, retrieved_on: what the page says of itself, "" where it does not."""

    text: str
    title: str
    language: str
    synthetic: bool
    encoding: str = ""
    notes: tuple[str, ...] = ()
    organisation: str = ""
    retrieved_on: str = ""


def html_page(data: bytes) -> Page:
    """Main text, title and language of an HTML page. Raises ValueError with the reason.

    >>> page = html_page("<html lang=fi><nav>Menu</nav><h1>Ryhmä</h1><p>Tule <b>mukaan</b>.</p></html>".encode())
    >>> page.text, page.title, page.language
    ('Ryhmä\\n\\nTule mukaan.', 'Ryhmä', 'fi')
    """
    text, encoding, notes = _decoded(data)
    root = _parsed(text)
    main = _main(root)
    body = _text_of(main)
    if not body:
        body, notes = (
            _text_of(root, everything=True),
            [*notes, "no main text was told apart: everything readable was taken"],
        )
    taken, whole = count_words(body), count_words(_text_of(root, everything=True))
    if whole - taken > max(taken, _FEW_WORDS):
        notes = [
            *notes,
            f"menus, boxes and footers hold {whole - taken} words, the main text {taken}: compare the page",
        ]
    told = _organisation(root), _retrieved_on(text)
    return Page(body, _title(root, main), _language(root), _synthetic(root), encoding, tuple(notes), *told)


def _decoded(data: bytes) -> tuple[str, str, list[str]]:
    """The page's text: by byte order mark or UTF-8, else by the encoding it declares, else cp1252 with a note."""
    decoded = decode(data)
    if decoded.certain:
        return plain_lines(decoded.text), decoded.encoding, []
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", data[:4096], re.I)
    if declared:
        try:
            name = declared[1].decode("ascii")
            return plain_lines(data.decode(name)), name.lower(), []
        except (LookupError, UnicodeDecodeError):
            pass
    return plain_lines(decoded.text), decoded.encoding, [f"not UTF-8: read as {decoded.encoding}, please check ä and ö"]


def _parsed(text: str) -> html.HtmlElement:
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ValueError("holds no readable HTML") from None
    return root


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The element that says it is the main one and holds a fair part of the text; else the body."""
    whole = len(_text_of(root))
    for path in ("//main", "//*[@role='main']", "//article", "//*[@id='content' or @id='main' or @id='sisalto']"):
        found = root.xpath(path)
        if len(found) == 1 and len(_text_of(found[0])) >= min(200, whole * 0.3):
            return found[0]
    return root


def _text_of(element: html.HtmlElement, *, everything: bool = False) -> str:
    text = "".join(_pieces(element, everything))
    lines = [" ".join(line.split()) for line in text.replace("\u00ad", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: html.HtmlElement, everything: bool) -> Iterator[str]:
    block = element.tag in _BLOCKS
    if block:
        yield "\n" if element.tag in ("li", "tr", "dt", "dd") else "\n\n"
    if element.tag == "br":
        yield "\n"
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        if isinstance(child.tag, str) and not _dropped(child, everything):
            yield from _pieces(child, everything)
            if child.tag in ("td", "th") and child.getnext() is not None:
                yield " | "
        yield " ".join((child.tail or "").split("\n"))
    if block:
        yield "\n" if element.tag in ("li", "tr", "dt", "dd") else "\n\n"


def _dropped(element: html.HtmlElement, everything: bool) -> bool:
    if element.tag in ("script", "style", "noscript", "template", "svg", "head", "title"):
        return True
    if everything:
        return False
    if element.tag in DROPPED_TAGS or element.get("role", "").lower() in DROPPED_ROLES:
        return True
    if element.tag == "header" and not any(True for _ in element.iterancestors("main", "article")):
        return element.find(".//h1") is None
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag not in ("html", "body", "main", "article") and (
        _COOKIES.search(named) or (_FURNITURE.search(named) and _is_furniture(element))
    ):
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_furniture(element: html.HtmlElement) -> bool:
    """Whether a box that is called a menu, a share bar ... is one: few words, or mostly links; else it is main text."""
    words = count_words(" ".join(element.itertext()))
    links = sum(count_words(" ".join(link.itertext())) for link in element.iter("a"))
    return words <= _FEW_WORDS or links > words / 2


def _organisation(root: html.HtmlElement) -> str:
    """The name of the site, as the page tells it to those who share it."""
    told = root.xpath("//meta[@property='og:site_name' or @name='og:site_name' or @name='application-name']/@content")
    return " ".join(told[0].split()) if told else ""


_SAVED = re.compile(r"saved (?:date|on):?\s*(?:\w{3},?\s)?(\w{3} \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2})", re.I)


def _retrieved_on(text: str) -> str:
    """The date on which a browser saved the page, where it has written it into the file."""
    found = _SAVED.search(text[:5000])
    return iso_date(found[1]) if found else ""


def _title(root: html.HtmlElement, main: html.HtmlElement) -> str:
    for found in (main.xpath(".//h1"), root.xpath("//head/title")):
        if found and (title := " ".join(found[0].text_content().split())):
            return title
    return ""


def _language(root: html.HtmlElement) -> str:
    told = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    return told if told in ("fi", "en") else ""


def _synthetic(root: html.HtmlElement) -> bool:
    marked = root.xpath("//meta[translate(@name, 'SYNTHEIC', 'syntheic')='synthetic']/@content")
    return any(value.strip().lower() == "true" for value in marked)
