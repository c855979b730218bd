"""One saved page to text: HTML, MHTML, Markdown, plain text or PDF, told by content and checked against the name."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace

from verko.intake.decode import decode, plain_lines
from verko.intake.transcripts.formats import kind_by_content
from verko.intake.transcripts.pdf import pdf_text
from verko.intake.transcripts.turns import SYNTHETIC
from verko.intake.webpages.markdown import markdown_page
from verko.intake.webpages.markup import Page, html_page
from verko.language.stopwords import language_of

KINDS = {"html": "html", "htm": "html", "xhtml": "html", "md": "md", "markdown": "md", "txt": "md", "mhtml": "mhtml",
         "mht": "mhtml", "pdf": "pdf"}  # fmt: skip


def parse_page(data: bytes, suffix: str) -> tuple[Page, str]:
    """The page in `data` and the format found. Raises ValueError with the reason why it is refused.

    >>> parse_page("# Otsikko\\n\\nTekstiä on.".encode(), ".md")[0].title
    'Otsikko'
    """
    kind = KINDS.get(suffix.lower().removeprefix("."))
    if kind is None:
        raise ValueError(f"is of an unknown kind '{suffix}': pages are {', '.join(KINDS)}")
    if not data.strip():
        raise ValueError("is empty")
    found = kind_by_content(data)
    if found not in ("", kind) and not (found == "html" and kind == "mhtml"):
        raise ValueError(f"is a {found} file, though its name says {kind}")
    page = _without_mark(_readers(data, kind))
    if not page.text.strip():
        raise ValueError("holds no readable text")
    return (page if page.language else replace(page, language=language_of(page.text) or "")), kind


def _readers(data: bytes, kind: str) -> Page:
    if kind == "html":
        return html_page(data)
    if kind == "mhtml":
        content, saved = _html_part(data)
        page = html_page(content)
        return replace(page, retrieved_on=saved or page.retrieved_on)
    if kind == "pdf":
        text, title, notes = pdf_text(data, lambda line: False)
        return Page(text, title, "", False, "", tuple(notes))
    decoded = decode(data)
    page = markdown_page(plain_lines(decoded.text).removeprefix("\ufeff"))
    notes = () if decoded.certain else (f"not UTF-8: read as {decoded.encoding}, please check ä and ö",)
    return replace(page, encoding=decoded.encoding, notes=notes)


def _without_mark(page: Page) -> Page:
    """The synthetic mark is no part of what the page says."""
    lines = page.text.split("\n")
    kept = [line for line in lines if not SYNTHETIC.match(line)]
    marked = page.synthetic or len(kept) < len(lines)
    return replace(page, text="\n".join(kept).strip(), synthetic=marked) if marked else page


def _html_part(data: bytes) -> tuple[bytes, str]:
    """The first HTML part of a page saved as one file, and the day on which it was saved."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not re.match(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", data[:4096].replace(b"\r\n", b"\n")):
        raise ValueError("is no MHTML: its head is missing")
    saved = message["date"].datetime if message["date"] else None
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                charset = part.get_content_charset() or "utf-8"
                return _as_utf8(payload, charset), saved.date().isoformat() if saved else ""
    raise ValueError("is an MHTML file without an HTML part")


def _as_utf8(payload: bytes, charset: str) -> bytes:
    try:
        return payload.decode(charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return payload
