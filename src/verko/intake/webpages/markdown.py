"""The text of a page kept as Markdown: markup, menus and link rows taken out, the words left as they stand."""

from __future__ import annotations

import html
import re

from verko.intake.transcripts.turns import SYNTHETIC
from verko.intake.webpages.markup import Page

_FRONT = re.compile(r"\A---\n(.{0,20000}?)\n(?:---|\.\.\.)\n", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_FENCE = re.compile(r"^(?:```|~~~).*$", re.M)
_HTML_DROPPED = re.compile(r"<(script|style|nav|footer)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]{0,500})?/?>", re.I)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)(?:\{[^}\n]{0,200}\})?")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])(?:\{[^}\n]{0,200}\})?")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]{1,100}\]:\s*\S.*$", re.M)
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`+|~~)")
_RULE = re.compile(
    r"^[ \t]{0,9}(?:[-*_=][ \t]?){3,}$|^[ \t]{0,9}\|?(?:[ \t]{0,9}:?-{2,}:?[ \t]{0,9}\|)+[ \t]{0,9}:?-*:?[ \t]*$", re.M
)


def markdown_page(text: str) -> Page:
    """Text and title of a Markdown page.

    >>> page = markdown_page("# Ryhmä\\n\\n*Etusivu › Palvelut › Ryhmä*\\n\\nTule **mukaan** [tänne](http://x).\\n")
    >>> page.text, page.title
    ('Ryhmä\\n\\nTule mukaan tänne.', 'Ryhmä')
    """
    front = _FRONT.match(text)
    synthetic = _is_synthetic(text)
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    body = _FENCE.sub("", _HTML_DROPPED.sub("", body))
    kept = [line for line in body.split("\n") if not _link_row(line) and not SYNTHETIC.match(line)]
    title = next((re.sub(r"^#\s+|\s*#*$", "", line) for line in kept if re.match(r"#\s+\S", line)), _front_title(front))
    plain = "\n".join(_plain_line(line) for line in _RULE.sub("", _REFERENCE.sub("", "\n".join(kept))).split("\n"))
    return Page(re.sub(r"\n{3,}", "\n\n", plain).strip(), _plain_line(title), _front_language(front), synthetic)


def _plain_line(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = re.sub(r"^\s{0,3}(?:#{1,6}\s+|>\s?)|[ \t]{0,9}\{[#.:][^}\n]{0,200}\}\s*$", "", line)
    line = re.sub(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+", "", line)
    line = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", html.unescape(_MARKS.sub("", _TAG.sub("", line))))
    return " ".join(line.strip().strip("|").split())


def _link_row(line: str) -> bool:
    """A breadcrumb or a footer: short parts set apart by › or », or a row of links set apart by bars; never a table."""
    bare = _LINK.sub(r"\1", line).strip()
    if bare.startswith("|"):
        return False
    if sum(bare.count(sign) for sign in "›»") >= 2:
        parts = re.split("[›»]", bare)
        return len(bare.split()) <= 20 and all(part.strip(" *_") for part in parts) and not re.search(r"[.?!]", bare)
    return "|" in line and len(_LINK.findall(line)) >= 2 and len(_LINK.sub("", line).split()) <= 8


def _is_synthetic(text: str) -> bool:
    head = text[:1000]
    return bool(re.search(r"^synthetic:\s*true\s*$|<!--[^>]*synthetic=true", head, re.M | re.I)) or any(
        SYNTHETIC.match(line) for line in head.split("\n")[:6]
    )


def _front_title(front: re.Match[str] | None) -> str:
    told = re.search(r"^title:\s*[\"']?(.*?)[\"']?\s*$", front[1], re.M) if front else None
    return told[1] if told else ""


def _front_language(front: re.Match[str] | None) -> str:
    told = re.search(r"^lang(?:uage)?:\s*[\"']?(fi|en)\b", front[1], re.M | re.I) if front else None
    return told[1].lower() if told else ""
