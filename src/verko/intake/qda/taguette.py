"""Taguette's project export (SQLite). Offsets count UTF-8 bytes of the document's text, its HTML tags left out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import numpy as np

from verko.account import Refusal
from verko.intake.qda.databases import Database, id_of, number_of, place_codings, text_of, when_of
from verko.intake.qda.offsets import BYTES, CONVENTIONS, RawText, Selection
from verko.intake.qda.project import QdaCode, QdaCoding, QdaProject, QdaSource

_BLOCKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "br"})


def is_taguette(database: Database) -> bool:
    """Whether the tables are Taguette's."""
    return {"documents", "highlights", "highlight_tags", "tags"} <= database.tables


def read_taguette(database: Database) -> QdaProject:
    """The project: texts, tags as codes (dots in a tag's path make no tree), highlights as codings.

    An export names no coder: the file's name stands for the coder, so one export per coder is what agreement needs.
    The tool's own database keeps its users' commands, and with them who marked what and when.
    """
    about = next(database.rows("projects"), {})
    project = QdaProject(tool="Taguette", name=text_of(about, "name"))
    project.codes = [QdaCode(id_of(row, "id", "tag"), text_of(row, "path"), "", text_of(row, "description"))
                     for row in database.rows("tags")]  # fmt: skip
    texts = {}
    for row in database.rows("documents"):
        own = id_of(row, "id", "document")
        texts[own] = HtmlText(str(row.get("contents") or ""))
        created, memo = when_of(row, "created"), text_of(row, "description")
        project.sources.append(QdaSource(own, text_of(row, "name"), texts[own].plain, "", created, memo))
    if (many := sum(1 for _ in database.rows("projects"))) > 1:
        project.notes.append(f"holds {many} projects: all are read; export one to read it alone")
    _read_codings(project, database, texts)
    return project


def _marked(database: Database) -> dict[int, tuple[str, str]]:
    """By highlight, who marked it last and when, where the database keeps its users' commands."""
    found = {}
    for row in database.rows("commands"):
        try:
            told = json.loads(text_of(row, "payload") or "{}")
        except ValueError:
            continue
        if isinstance(told, dict) and told.get("type") == "highlight_add" and isinstance(told.get("highlight_id"), int):
            found[told["highlight_id"]] = (text_of(row, "user_login"), when_of(row, "date"))
    return found


def _read_codings(project: QdaProject, database: Database, texts: dict[str, HtmlText]) -> None:
    highlights = {row["id"]: row for row in database.rows("highlights")}
    known, asked, tagged, marked = {code.id for code in project.codes}, [], set(), _marked(database)
    for row in database.rows("highlight_tags"):
        project.announced += 1
        highlight, code = highlights.get(row.get("highlight_id")), id_of(row, "tag_id", "tag")
        place = id_of(row, "highlight_id", "highlight")
        tagged.add(row.get("highlight_id"))
        if highlight is None or code not in known:
            project.refused.append(Refusal(place, "its highlight or its tag is not in the database"))
            continue
        snippet = words_in(text_of(highlight, "snippet"))
        coder, created = marked.get(highlight["id"], ("", ""))  # type: ignore[call-overload]
        coding = QdaCoding(
            f"{place}-{code}", id_of(highlight, "document_id", "document"), code, quote=snippet, coder=coder,
            created=created, place=place,
        )  # fmt: skip
        span = Selection(number_of(highlight, "start_offset"), number_of(highlight, "end_offset"), snippet)
        asked.append((coding, span))
    if untagged := len(highlights) - len(tagged & set(highlights)):
        project.notes.append(f"{untagged} highlights carry no tag")
    place_codings(project, dict(texts), asked, conventions=(BYTES, *CONVENTIONS))


class _Words(HTMLParser):
    """Collects the text between tags, and where a block ends without a line end of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.breaks: list[int] = []
        self._length = 0

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        self._length += len(data)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            self.breaks.append(self._length)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks.append(self._length)


def words_in(html: str) -> str:
    """The text of a piece of HTML, without its tags.

    >>> words_in("<p>a &amp; <b>b</b></p>")
    'a & b'
    """
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.pieces).strip()


class HtmlText(RawText):
    """The text of an HTML document: offsets count it without tags; the plain text gets a blank line between blocks.

    >>> text = HtmlText("<p>yksi</p><p>kaksi</p>")
    >>> text.plain, text.plain[slice(*text.span(Selection(4, 9), BYTES))]
    ('yksi\\n\\nkaksi', 'kaksi')
    """

    def __init__(self, html: str) -> None:
        parser = _Words()
        parser.feed(html)
        parser.close()
        super().__init__("".join(parser.pieces))
        own = [place for place in dict.fromkeys(parser.breaks) if 0 < place < len(self.raw)]
        self._bare = self.plain
        index = super()._plain_index
        inserted = [(int(index[place]), self._missing(int(index[place]))) for place in own]
        self._places = np.array([place for place, ends in inserted if ends], dtype=np.int64)
        self._added = np.concatenate([[0], np.cumsum([len(ends) for _, ends in inserted if ends])]).astype(np.int64)
        self.plain = self._with_breaks([(place, ends) for place, ends in inserted if ends])

    def _missing(self, place: int) -> str:
        """The line ends that a block's end still needs there."""
        after = re.match(r"\s*", self._bare[place:])
        return "\n" * max(0, 2 - (after[0].count("\n") if after else 0))

    def _with_breaks(self, inserted: list[tuple[int, str]]) -> str:
        pieces, done = [], 0
        for place, ends in inserted:
            pieces += [self._bare[done:place], ends]
            done = place
        return "".join([*pieces, self._bare[done:]])

    def spans(self, selections, convention):  # type: ignore[no-untyped-def]
        """As for any text, moved by the line ends that were put in."""
        bare = super().spans(selections, convention)
        return [None if span is None else self._moved(*span) for span in bare]

    def _moved(self, start: int, end: int) -> tuple[int, int]:
        first = int(self._added[np.searchsorted(self._places, start, side="right")])
        last = int(self._added[np.searchsorted(self._places, end, side="left")])
        return start + first, end + last
