"""A recorded table as a Markdown pipe table with caption, id, alignment and numbers of the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from verko.errors import FileProblem
from verko.report.escape import markdown_text, plain_line
from verko.report.numerals import missing, value_text
from verko.report.recorded import Item
from verko.report.words import local, word

WIDE_COLUMNS = 8
WIDE_SIGNS = 150
_DASHES = 100


@dataclass(frozen=True)
class Column:
    """One column as printed: its heading, its cells and the side they keep to."""

    heading: str
    cells: Sequence[str]
    right: bool

    def weight(self) -> int:
        """How much of the table's width the column asks for: its longest word at least, long text only in part."""
        texts = [self.heading, *self.cells]
        longest_word = max((len(part) for text in texts for part in text.split()), default=1)
        longest_text = max((len(text) for text in texts), default=1)
        return max(longest_word, min(longest_text, 12 + longest_text // 4, 48), 4)


def table_markdown(item: Item, *, language: str, synthetic: bool) -> str:
    """The pipe table of one recorded table, its caption above the id `tbl-<theme>-<thing>`."""
    frame = pd.read_parquet(item.file(item.data["file"]))
    columns = _columns(frame, item, language)
    caption = caption_text(item.data["caption"], language=language, synthetic=synthetic)
    table = "\n".join(_lines(columns, language))
    text = f"{table}\n\n: {caption} {{#tbl-{dashed(item.name)}}}\n"
    return f"::: {{.landscape}}\n{text}:::\n" if is_wide(columns) else text


def caption_text(caption: Mapping[str, str] | str, *, language: str, synthetic: bool) -> str:
    """A caption as Markdown, with the synthetic mark where the study is invented."""
    text = markdown_text(local(caption, language))
    return f"{text} ({markdown_text(word('synthetic', language))})" if synthetic else text


def dashed(name: str) -> str:
    """The part of an id that stands for a recorded name.

    >>> dashed("interviews.material_by_group")
    'interviews-material_by_group'
    """
    return name.replace(".", "-")


def is_wide(columns: Sequence[Column]) -> bool:
    """Whether an upright page is too narrow for the table."""
    return len(columns) >= WIDE_COLUMNS or sum(column.weight() for column in columns) > WIDE_SIGNS


def _columns(frame: pd.DataFrame, item: Item, language: str) -> list[Column]:
    """The columns that have a heading, in the order of the headings; a text per language lies in `<column>_fi`."""
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
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |"


def _rule(columns: Sequence[Column]) -> str:
    total = sum(column.weight() for column in columns)
    widths = [max(3, round(_DASHES * column.weight() / total)) for column in columns]
    marks = [
        f"{'-' * width}:" if column.right else f":{'-' * width}" for column, width in zip(columns, widths, strict=True)
    ]
    return "|" + "|".join(marks) + "|"
