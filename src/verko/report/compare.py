"""Do two HTML reports say the same? Headings, captions, references, sources and every number, side by side."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from lxml import html

_NUMBER = re.compile(r"[−-]?\d+(?:[.,\u202f\u00a0]\d+)*(?:\u00a0?%)?")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CROSS_REFERENCE = re.compile(r"#(?:fig|tbl|sec)-.+")


@dataclass(frozen=True)
class Outline:
    """What a reader can hold one report against the other by, each in the order of the page.

    headings: level and text; captions: id of the figure or table and its caption;
    references: what a link within the report says and where it leads; sources: the list of references;
    tables: every cell; numbers: every number of the running text.
    """

    headings: Sequence[str]
    captions: Sequence[str]
    references: Sequence[str]
    sources: Sequence[str]
    tables: Sequence[str]
    numbers: Sequence[str]


def outline(page: Path) -> Outline:
    """The outline of one HTML report."""
    tree = html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    main = tree.find(".//main")
    if main is None:
        raise ValueError(f"{page} has no <main>: it is not a report")
    headings = [f"{element.tag} {_text(element)}" for element in main.iter(*_HEADINGS)]
    lists = [
        [f"{_label(caption)}: {_text(caption)}" for caption in main.iter("figcaption", "caption")],
        [
            f"{link.get('href')}: {_text(link)}"
            for link in main.iter("a")
            if _CROSS_REFERENCE.match(link.get("href", ""))
        ],
        [_text(entry) for entry in main.find_class("csl-entry")],
        [_text(cell) for cell in main.iter("th", "td")],
        _NUMBER.findall(" ".join(_text(paragraph) for paragraph in main.iter("p", "li"))),
    ]
    return Outline(headings, *lists)


def differences(first: Outline, second: Outline) -> list[str]:
    """One line for each thing that one report has and the other has not; empty when they agree.

    >>> empty = Outline([], [], [], [], [], [])
    >>> differences(Outline(["h2 A"], [], [], [], [], []), empty)
    ["headings: only the first has 'h2 A'"]
    """
    found = []
    for part in fields(Outline):
        for line in difflib.ndiff(list(getattr(first, part.name)), list(getattr(second, part.name))):
            if line[0] in "-+":
                found.append(f"{part.name}: only the {'first' if line[0] == '-' else 'second'} has {line[2:]!r}")
    return found


def _text(element: html.HtmlElement) -> str:
    return re.sub(r"[ \t\r\n]+", " ", element.text_content()).strip()


def _label(caption: html.HtmlElement) -> str:
    """The id of the figure or table that a caption belongs to."""
    for holder in caption.iterancestors():
        if str(holder.get("id", "")).startswith(("fig-", "tbl-")):
            return str(holder.get("id"))
    return ""
