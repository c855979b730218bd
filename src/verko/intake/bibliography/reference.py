"""One reference as an export holds it, in the same fields whatever the format."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>]*(?:<[^\s>]*>[^\s\"'<>]*)*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_MARKUP = re.compile(
    r"<(script|style)\b[^<>]*>.*?</\1\s*>"
    r"|</?(?:i|b|u|s|em|strong|sub|sup|inf|scp|sc|p|br|hr|span|div|font|small|center|blockquote|pre|code|h[1-6]|ul|ol|li"
    r"|dl|dt|dd|table|tbody|thead|tr|td|th|img|iframe|object|embed|svg|form|input|button|link|meta|html|head|body|base"
    r"|script|style|video|audio|a(?=\s+href|>)|title|sec|jats:[a-z-]+|mml:[a-z]+|inline-formula|tex-math|abstracttext)\b[^<>]*/?>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|th|h[1-6]|hr|jats:p|jats:title|abstracttext)\b[^<>]*/?>", re.IGNORECASE)
_NOTHING = frozenset({"NA", "N/A", "NaN", "nan", "NULL", "null", "None"})
"""What R, Python and databases write where there is nothing."""
_SPACE = re.compile(r"\s+")


@dataclass
class Reference:
    """The fields of the `records` table, as one source gave them; empty text where the source gave nothing.

    place: where it stands in its file (`entry 3, line 41`); line: the first line of the entry. notes: kept for
    the decisions that screening tools write there, not for the table.
    """

    place: str = ""
    line: int = 0
    type: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    year: int | None = None
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    abstract: str = ""
    keywords: list[str] = field(default_factory=list)
    language: str = ""
    notes: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing tells which publication is meant: such an entry is refused."""
        return not (self.title or self.doi or self.pmid or self.abstract or self.authors)

    def as_row(self) -> dict[str, object]:
        """The fields as one row; lists joined with `; `, missing values None."""
        row = {name.name: getattr(self, name.name) for name in fields(self) if name.name not in ("line", "notes")}
        row |= {"authors": "; ".join(self.authors), "keywords": "; ".join(self.keywords)}
        return {name: value if value not in ("", None) else None for name, value in row.items()}


def clean(text: str | None) -> str:
    """One line of plain text: entities resolved, markup taken off, white space single.

    >>> clean("Effects of CO<sub>2</sub> &amp;  peer\\n support"), clean("NA")
    ('Effects of CO2 & peer support', '')
    """
    if not text or text.strip() in _NOTHING:
        return ""
    while "&" in text and (plain := html.unescape(text)) != text:
        text = plain  # databases escape what was escaped already
    if "<" in text:
        text = _without_markup(text)
    return _SPACE.sub(" ", text).strip()


def _without_markup(text: str) -> str:
    """The text without tags; taken off again and again, since a tag may hide inside another."""
    while (less := _MARKUP.sub("", _BREAK.sub(" ", text))) != text:
        text = less
    return text


def doi_in(*texts: str | None) -> str:
    """The first DOI found in the texts, lower case and without a prefix; empty when there is none.

    >>> doi_in(None, "https://doi.org/10.5555/ABC.1.")
    '10.5555/abc.1'
    >>> doi_in("10.1016/S0140-6736(05)66375-1")
    '10.1016/s0140-6736(05)66375-1'
    """
    for text in texts:
        if text and (found := _DOI.search(unquote(html.unescape(text)))):
            doi = found.group().lower().rstrip(".,;:]}")
            while doi.endswith(")") and doi.count(")") > doi.count("("):
                doi = doi[:-1].rstrip(".,;:")
            return doi
    return ""


def year_in(*texts: str | None) -> int | None:
    """The first year from 1500 to 2099 in the texts.

    >>> year_in("", "2014/05/01/")
    2014
    """
    for text in texts:
        if text and (found := _YEAR.search(text)):
            return int(found.group())
    return None


def pages_of(start: str, end: str = "") -> str:
    """A page range; the end written out where the source shortens it.

    >>> pages_of("1023", "95"), pages_of("101-15"), pages_of("e0815")
    ('1023-1095', '101-115', 'e0815')
    """
    text = re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", clean(start)).strip("-")
    if end and end != start and "-" not in text:
        text = f"{text}-{clean(end)}" if text else clean(end)
    if found := re.fullmatch(r"(\d+)-(\d+)", text):
        first, last = found.groups()
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return first if first == last else f"{first}-{last}"
    return text


def listed(values: Iterable[str], *, separator: str = "") -> list[str]:
    """The values cleaned, split at `separator` where one is given, each once and in order.

    >>> listed(["Peer support; Parents ", "Parents"], separator=";")
    ['Peer support', 'Parents']
    """
    parts = (part for value in values for part in (value.split(separator) if separator else [value]))
    return list(dict.fromkeys(name for part in parts if (name := clean(part).rstrip(";").replace(";", ",").strip())))


def first_of(entry: Mapping[str, list[str]], *tags: str) -> str:
    """The first value that is not empty among `tags`, in their order; cleaned.

    >>> first_of({"T1": ["Title"], "TI": [""]}, "TI", "T1")
    'Title'
    """
    for tag in tags:
        for value in entry.get(tag, []):
            if text := clean(value):
                return text
    return ""


def all_of(entry: Mapping[str, list[str]], *tags: str) -> list[str]:
    """Every value of the first tag that has any."""
    return next((entry[tag] for tag in tags if any(value.strip() for value in entry.get(tag, []))), [])


TYPES = {
    "article": ("jour", "ejour", "jfull", "mgzn", "news", "article", "journal article", "journal", "journalarticle",
                "review", "research article", "article in press", "articles", "j", "magazine article",
                "journal-article"),
    "conference": ("conf", "cpaper", "inproceedings", "conference", "conference paper", "conference proceedings",
                   "proceedings", "c", "proceedings-article", "conference abstract"),
    "chapter": ("chap", "echap", "incollection", "inbook", "book section", "chapter", "book chapter", "book-chapter"),
    "book": ("book", "ebook", "edbook", "b", "whole book"),
    "thesis": ("thes", "phdthesis", "mastersthesis", "thesis", "dissertation"),
    "report": ("rprt", "techreport", "report", "govdoc", "standard", "stand"),
    "preprint": ("unpb", "unpublished", "preprint", "posted-content", "ppr"),
    "web": ("elec", "web", "online", "webpage", "web page", "blog"),
    "correction": ("correction", "erratum", "published erratum", "corrigendum", "retraction", "retracted publication"),
    "dataset": ("data", "dataset", "dbase"),
}  # fmt: skip
_TYPE_OF = {word: kind for kind, words in TYPES.items() for word in words}


def type_of(word: str) -> str:
    """The kind of publication in one vocabulary for all formats; `other` for what has no place in it.

    >>> type_of("JOUR"), type_of("Book Section"), type_of("MAP"), type_of("")
    ('article', 'chapter', 'other', '')
    """
    word = word.strip().lower().split(";")[0].strip()
    return _TYPE_OF.get(word, "other") if word else ""
