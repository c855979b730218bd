"""What a recorded thing looks like in the notebook: its name beside it, drawn safely."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

_NAME_STYLE = "color:#5b6770;font-size:85%;font-family:monospace"


@dataclass
class Shown:
    """A number or claim: prints its value, and its name as the report quotes it."""

    name: str
    value: Any

    def __repr__(self) -> str:
        return f"{self.value}"

    def _repr_html_(self) -> str:
        return f'<b>{escape(str(self.value))}</b> <span style="{_NAME_STYLE}">{self.name}</span>'


@dataclass
class ShownTable:
    """A table with its caption, as the first language has it."""

    name: str
    data: pd.DataFrame
    caption: dict[str, str]
    headers: dict[str, dict[str, str]]

    def __repr__(self) -> str:
        return f"{next(iter(self.caption.values()))}\n{self.data.to_string(index=False)}"

    def _repr_html_(self) -> str:
        caption = escape(next(iter(self.caption.values())))
        body = self.data.to_html(index=False, na_rep="–", escape=True, border=0, max_rows=60)
        return f'<p><b>{caption}</b> <span style="{_NAME_STYLE}">{self.name}</span></p>{body}'


@dataclass
class ShownFigure:
    """A figure as SVG with its caption."""

    name: str
    drawn: dict[str, bytes]
    caption: dict[str, str]
    alt: dict[str, str]

    def __repr__(self) -> str:
        return f"{self.name}: {next(iter(self.alt.values()))}"

    def _repr_html_(self) -> str:
        language, svg = next(iter(self.drawn.items()))
        markup = svg.decode("utf-8").partition("<svg")
        caption = f'{escape(self.caption[language])} <span style="{_NAME_STYLE}">{self.name}</span>'
        return f"<figure>{markup[1]}{markup[2]}<figcaption>{caption}</figcaption></figure>"


@dataclass
class ShownQuote:
    """A quote with its document and speaker."""

    name: str
    passage: dict[str, Any]

    def __repr__(self) -> str:
        return f"“{self.passage['text']}” ({self.passage['document']}, {self.passage['speaker']})"

    def _repr_html_(self) -> str:
        source = escape(f"{self.passage['document']}, {self.passage['speaker']}")
        words = escape(self.passage["text"])
        return f'<blockquote>{words}<br>({source}) <span style="{_NAME_STYLE}">{self.name}</span></blockquote>'
