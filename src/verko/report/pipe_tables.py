"""A recorded table as a Markdown pipe table with caption, id, alignment and numbers of the language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from verko.errors import FileProblem
from verko.report.escape import caption_text, markdown_text, plain_line
from verko.report.numerals import missing, value_text
from verko.report.recorded import Item
from verko.report.words import local, word

PAGE_POINTS = 442
"""Width of the text on an upright A4 page of the report."""

_GAP_POINTS = 10
_LONGEST_WORD, _SHORTEST_PART = 15, 9  # a long compound hyphenates well, down to parts of this length
_LONGEST_TEXT = 240
_BEARABLE = 1.12  # a word or two may be hyphenated before the page is turned


@dataclass(frozen=True)
class Column:
    """One column as printed: its heading, its cells and the side they keep to."""

    heading: str
    cells: Sequence[str]
    right: bool

    def word(self) -> int:
        """Signs of its longest word, as far as it should stay in one piece."""
        parts = [part for text in (self.heading, *self.cells) for part in text.split()]
        return min(max(map(len, parts), default=1), _LONGEST_WORD)

    def text(self) -> int:
        """Signs that it would like to have on a line."""
        return min(max(map(len, (self.heading, *self.cells)), default=1), _LONGEST_TEXT)


def table_markdown(item: Item, *, language: str, synthetic: bool) -> str:
    """The pipe table of one recorded table, its caption above the id `tbl-<theme>-<thing>`."""
    columns = printed_columns(item, language)
    caption = marked_caption(item.data["caption"], language=language, synthetic=synthetic)
    table = "\n".join(_lines(columns, language))
    text = f"{table}\n\n: {caption} {{#tbl-{dashed(item.name)}}}\n"
    return f"::: {{.landscape}}\n{text}:::\n" if is_wide(columns) else text


def marked_caption(caption: Mapping[str, str] | str, *, language: str, synthetic: bool) -> str:
    """A caption as Markdown, with the synthetic mark where the study is invented."""
    text = caption_text(local(caption, language))
    return f"{text} ({markdown_text(word('synthetic', language))})" if synthetic else text


def dashed(name: str) -> str:
    """The part of an id that stands for a recorded name.

    >>> dashed("interviews.material_by_group")
    'interviews-material_by_group'
    """
    return name.replace(".", "-")


def is_wide(columns: Sequence[Column]) -> bool:
    """Whether an upright page is too narrow, even with long words hyphenated."""
    return sum(_least(columns)) > PAGE_POINTS * _BEARABLE


def widths(columns: Sequence[Column]) -> list[int]:
    """Share of the table's width for each column, in per cent: room for its longest word, the rest by length of text.

    >>> widths([Column("Koodi", ["U1"], right=False), Column("Määritelmä", ["x " * 30], right=False)])
    [9, 91]
    """
    least, sign = _least(columns), _sign_points(len(columns))
    wishes = [((column.text() - column.word()) * sign + 1) ** 0.85 for column in columns]
    spare = max(PAGE_POINTS - sum(least), 0)
    full = [points + spare * wish / sum(wishes) for points, wish in zip(least, wishes, strict=True)]
    return [max(1, round(100 * points / sum(full))) for points in full]


def _least(columns: Sequence[Column]) -> list[float]:
    """Points each column needs; long words give way until a third of the page is left for long texts."""
    for longest in range(_LONGEST_WORD, _SHORTEST_PART - 1, -1):
        signs = [min(column.word(), longest) for column in columns]
        points = [count * _sign_points(len(columns)) + _GAP_POINTS for count in signs]
        if sum(points) < 0.68 * PAGE_POINTS:
            break
    return points


def _sign_points(columns: int) -> float:
    """Mean width of a sign; the text of a table is set smaller the more columns it has (style/typst-template.typ)."""
    return 0.55 * (7 if columns >= 9 else 8 if columns >= 6 else 9)


def printed_columns(item: Item, language: str) -> list[Column]:
    """The columns that have a heading, in the order of the headings; a text per language lies in `<column>_fi`."""
    frame = pd.read_parquet(item.file(item.data["file"]))
    columns = []
    for name, heading in item.data["headers"].items():
        stored = next((choice for choice in (name, f"{name}_{language}") if choice in frame.columns), None)
        if stored is None:
            raise FileProblem(item.folder / "evidence.json", item.name, f"the table has no column '{name}'")
        columns.append(_column(frame[stored], name, heading, item.data, language))
    return columns


def _column(series: pd.Series, name: str, heading: Any, data: Mapping[str, Any], language: str) -> Column:
    digits = (data.get("digits") or {}).get(name)
    if digits is None and _whole(series):
        digits = 0
    cells = [plain_line(value_text(value, digits=digits, language=language)) for value in series]
    side = (data.get("align") or {}).get(name)
    return Column(plain_line(local(heading, language)), cells, side == "right" if side else _numeric(series))


def _numeric(series: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(series.dtype) and not pd.api.types.is_bool_dtype(series.dtype)


def _whole(series: pd.Series) -> bool:
    return _numeric(series) and all(float(value).is_integer() for value in series if not missing(value))


def _lines(columns: Sequence[Column], language: str) -> list[str]:
    if not columns:
        columns = [Column(word("empty", language), [], right=False)]
    count = max(len(column.cells) for column in columns)
    rows = [[column.cells[row] for column in columns] for row in range(count)]
    if not rows:
        rows = [[word("no_rows", language), *([word("empty", language)] * (len(columns) - 1))]]
    return [_row([column.heading for column in columns]), _rule(columns), *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_with_marks(markdown_text(cell)) for cell in cells) + " |"


def _with_marks(cell: str) -> str:
    """Words marked as taken out `[−so−]` are struck through and words put in `[+so+]` underlined; the signs stay.

    >>> _with_marks(markdown_text("oli [−vanha−] on [+uusi+]"))
    'oli &#91;−~~vanha~~−&#93; on &#91;&#43;[uusi]{.underline}&#43;&#93;'
    """
    struck = re.sub(r"&#91;−(\S(?:.*?\S)?)−&#93;", r"&#91;−~~\1~~−&#93;", cell)
    return re.sub(r"&#91;&#43;(\S(?:.*?\S)?)&#43;&#93;", r"&#91;&#43;[\1]{.underline}&#43;&#93;", struck)


def _rule(columns: Sequence[Column]) -> str:
    """The line under the heading; pandoc takes the columns' widths from the numbers of its dashes."""
    marks = []
    for column, share in zip(columns, widths(columns), strict=True):
        dashes = "-" * max(3, share)
        marks.append(f"{dashes}:" if column.right else f":{dashes}")
    return f"|{'|'.join(marks)}|"
