"""Text of a PDF: page by page, without page numbers and running heads, wrapped lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pypdfium2

from verko.intake.archive import ArchiveProblem
from verko.intake.decode import plain_lines
from verko.intake.transcripts.wordtext import LARGEST_TEXT, TOO_LONG
from verko.language.tokens import count_words

MOST_PAGES = 5000
_HYPHEN_AT_END = re.compile("[\ufffe\x02\u00ad]\n?")
_REASONS = {
    2: "cannot be opened",
    3: "is no whole PDF: truncated or damaged",
    4: "is encrypted: save it without a password",
    5: "is protected in a way that cannot be read",
}


def pdf_text(data: bytes, begins: Callable[[str], bool]) -> tuple[str, str, list[str]]:
    """Text, title and notes of a PDF. Raises ArchiveProblem with the reason.

    begins: tells whether a line begins a turn, so that it is never joined to the line before.
    """
    if b"%%EOF" not in data[-2048:]:
        raise ArchiveProblem("is cut off: the end of the PDF is missing")
    pages, title = _pages(data)
    if not any(page.strip() for page in pages):
        raise ArchiveProblem(f"has no text in its {len(pages)} pages: a scan; recognise its text first")
    kept, removed = _without_furniture([page.split("\n") for page in pages])
    if sum(map(len, pages)) > LARGEST_TEXT:
        raise ArchiveProblem(TOO_LONG)
    words = sum(map(count_words, pages)) - sum(count_words("\n".join(lines)) for lines in kept)
    notes = [f"left out: page numbers and running heads, lines: {removed}, words: {words}"] if removed else []
    if scanned := sum(not page.strip() for page in pages):
        notes.append(f"{scanned} of {len(pages)} pages hold no text: scans or blank pages")
    return _joined(kept, begins), title, notes


def _pages(data: bytes) -> tuple[list[str], str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ArchiveProblem(_REASONS.get(getattr(error, "err_code", 0), "is no whole PDF")) from None
    try:
        if len(document) > MOST_PAGES:
            raise ArchiveProblem(f"has {len(document)} pages, over {MOST_PAGES}")
        pages = [_page_text(document, number) for number in range(len(document))]
        title = (document.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError:
        raise ArchiveProblem("holds a damaged page") from None
    finally:
        document.close()
    return pages, title


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        text = plain_lines(text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()
    return _HYPHEN_AT_END.sub("", text).replace("\x00", "")


def _without_furniture(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """Pages without the lines that come back at the top or the bottom of most pages, numbers aside.

    Line numbers from the margin stand as a run of bare numbers at the top or bottom: the whole run goes.
    """
    edges: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        told = [line for line in lines if line.strip()]
        edges.update({("top", _shape(line)) for line in told[:2]} | {("end", _shape(line)) for line in told[-2:]})
    often = {key for key, number in edges.items() if number >= max(2, len(pages) * 0.6) and len(key[1]) < 120}
    kept = [_inner(lines, often) for lines in pages]
    removed = sum(len(lines) for lines in pages) - sum(len(lines) for lines in kept)
    return kept, removed


def _inner(lines: list[str], often: set[tuple[str, str]]) -> list[str]:
    told = [number for number, line in enumerate(lines) if line.strip()]
    drop = _edge(lines, told, "top", often) | _edge(lines, told[::-1], "end", often)
    return [line for number, line in enumerate(lines) if number not in drop]


def _edge(lines: list[str], order: list[int], edge: str, often: set[tuple[str, str]]) -> set[int]:
    """The furniture at one edge of a page, met in the order from the edge inwards."""
    drop: set[int] = set()
    for place, number in enumerate(order):
        bare = lines[number].strip().isdigit()
        if (edge, _shape(lines[number])) not in often or not (bare or (place < 2 and _is_furniture(lines[number]))):
            break
        drop.add(number)
    return drop


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _is_furniture(line: str) -> bool:
    """A page number, or a running head: never a line with a colon after its first word (a speaker's short answer)."""
    return bool(re.search(r"\d", line)) or not re.match(r"\s*[\w ]{1,40}:", line)


def _joined(pages: list[list[str]], begins: Callable[[str], bool]) -> str:
    """Lines joined with a space where the line before runs to the margin, so that a quote runs on over line ends."""
    lines = [line.rstrip() for page in pages for line in page]
    widths = sorted(len(line) for line in lines if line)
    margin = widths[int(len(widths) * 0.9)] * 0.75 if widths else 0
    text: list[str] = []
    for number, line in enumerate(lines):
        wrapped = number > 0 and len(lines[number - 1]) >= margin and margin >= 40
        if text and line.strip() and lines[number - 1].strip() and wrapped and not begins(line):
            text[-1] += " " + line.strip()
        else:
            text.append(line)
    return "\n".join(text)
