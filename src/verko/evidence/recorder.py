"""The notebooks' one door to the report: record a number, table, figure, quote or claim under a name."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from verko.errors import StudyError, did_you_mean
from verko.evidence.passages import passage_of
from verko.evidence.recorded import EVIDENCE_FILE, KINDS
from verko.evidence.shown import Shown, ShownFigure, ShownQuote, ShownTable
from verko.figures.base import as_svg
from verko.store import Store

Text = dict[str, str]
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


class Evidence:
    """What one notebook records. Nothing is written before `save`, and then all of it or nothing.

    folder: `outputs/<study>/evidence`; store: the tables that quotes are checked against;
    languages: in which captions are demanded and figures drawn; k: smallest number of people that may be told;
    most_words: longest quote.

    >>> evidence = Evidence(Path(tempfile.mkdtemp()), "03-interviews", Store("none"), synthetic=True)
    >>> evidence.number("interviews.groups", 4, unit="groups")
    4
    """

    def __init__(
        self,
        folder: Path,
        notebook: str,
        store: Store,
        *,
        synthetic: bool,
        languages: Sequence[str] = ("fi", "en"),
        k: int = 3,
        most_words: int = 120,
    ) -> None:
        self.folder, self.notebook, self.store = folder, notebook, store
        self.synthetic, self.languages, self.k, self.most_words = synthetic, list(languages), k, most_words
        self._recorded: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self._files: dict[str, bytes] = {}

    def number(
        self,
        name: str,
        value: int | float | str,
        *,
        unit: str = "",
        n: int | None = None,
        denominator: int | None = None,
        digits: int | None = None,
        percent: bool = False,
        people: int | None = None,
    ) -> Shown:
        """A number the report may quote; returned for showing.

        n, denominator: what it was computed from. digits: decimals to print (0 for whole numbers).
        percent: the value is a share, 0 to 1, printed in per cent. people: how many people the number tells
        about; below the study's k it is suppressed and prints as `fewer than k`.
        """
        if isinstance(value, float) and not pd.notna(value):
            raise ValueError(f"number '{name}' is not a number: leave it out, or name why it cannot be computed")
        value = (
            value
            if isinstance(value, str)
            else (int(value) if float(value).is_integer() and not digits else float(value))
        )
        hidden = people is not None and 0 < people < self.k
        self._add("numbers", name, {
            "value": None if hidden else value, "unit": unit, "n": n, "denominator": denominator,
            "digits": digits if digits is not None else (0 if isinstance(value, int) else 1),
            "percent": percent, "suppressed": hidden, "below": self.k if hidden else None,
            "trace": self._trace(),
        })  # fmt: skip
        return Shown(name, f"< {self.k}" if hidden else value)

    def table(
        self,
        name: str,
        data: pd.DataFrame,
        *,
        caption: Text,
        headers: dict[str, Text],
        digits: dict[str, int] | None = None,
        align: dict[str, str] | None = None,
    ) -> ShownTable:
        """A table with its caption and column headers in each language.

        A column whose text differs by language is given as `<column>_fi` and `<column>_en`, with one header under
        `<column>`; columns without a header are left out of the report but stay in the data.
        """
        unknown = [column for column in headers if not self._columns_for(data, column)]
        if unknown:
            raise StudyError(f"table '{name}' has no column '{unknown[0]}'{did_you_mean(unknown[0], data.columns)}")
        for text in (caption, *headers.values()):
            self._in_all_languages("table", name, text)
        self._add("tables", name, {
            "file": self._keep(f"tables/{name}.parquet", _parquet(data)),
            "caption": caption, "headers": headers, "digits": digits or {},
            "align": {column: _alignment(data, column, align) for column in headers},
            "rows": len(data), "trace": self._trace(),
        })  # fmt: skip
        return ShownTable(name, data, caption, headers)

    def figure(
        self, name: str, draw: Callable[..., Figure], data: pd.DataFrame, *, caption: Text, alt: Text
    ) -> ShownFigure:
        """A figure, drawn once per language, with its alternative text and its data as a table."""
        files, drawn = {}, {}
        for text in (caption, alt):
            self._in_all_languages("figure", name, text)
        for language in self.languages:
            drawn[language] = as_svg(
                draw, data, language=language, title=caption[language], alt=alt[language], synthetic=self.synthetic
            )
            files[language] = self._keep(f"figures/{name}.{language}.svg", drawn[language])
        self._add("figures", name, {
            "files": files, "caption": caption, "alt": alt, "trace": self._trace(),
            "data": self._keep(f"tables/{name}.data.parquet", _parquet(data)),
        })  # fmt: skip
        return ShownFigure(name, drawn, caption, alt)

    def quote(
        self,
        name: str,
        *,
        coding: str | None = None,
        document: str | None = None,
        start: int | None = None,
        end: int | None = None,
        translation: Text | None = None,
        translated_by: str = "",
    ) -> ShownQuote:
        """A participant's words, taken from the store by coding id or by document and offsets, never typed.

        The translation comes from the study's table of translations unless it is given.
        Raises StudyError when the segment is not in the store, its hash has changed, or it is over the longest length.
        """
        passage = passage_of(self.store, name, coding=coding, document=document, start=start, end=end)
        if (words := len(passage["text"].split())) > self.most_words:
            raise StudyError(f"quote '{name}' has {words} words, over {self.most_words}: choose a shorter segment")
        if translation:
            passage |= {"translation": translation, "translated_by": translated_by}
        self._add("quotes", name, passage | {"suppressed": False, "trace": self._trace()})
        return ShownQuote(name, passage)

    def claim(
        self,
        name: str,
        *,
        text: Text,
        quotes: Sequence[str] = (),
        numbers: Sequence[str] = (),
        counter: Sequence[str] = (),
    ) -> Shown:
        """A sentence of the report with the quotes, numbers and counter-examples that carry it, by name.

        Raises StudyError when nothing carries it, or when it leans on something this notebook has not recorded.
        """
        self._in_all_languages("claim", name, text)
        if not (quotes or numbers):
            raise StudyError(f"claim '{name}' rests on nothing: name the quotes or numbers that carry it")
        for kind, names in (("quotes", quotes), ("numbers", numbers), ("quotes", counter)):
            for leaned_on in names:
                if leaned_on not in self._recorded[kind]:
                    hint = did_you_mean(leaned_on, self._recorded[kind])
                    raise StudyError(f"claim '{name}' leans on '{leaned_on}', not among the {kind} recorded{hint}")
        self._add("claims", name, {
            "text": text, "quotes": list(quotes), "numbers": list(numbers), "counter": list(counter),
        })  # fmt: skip
        return Shown(name, text[self.languages[0]])

    @property
    def numbers(self) -> dict[str, dict[str, Any]]:
        """The numbers recorded so far, by name."""
        return dict(self._recorded["numbers"])

    def save(self) -> str:
        """Write everything under `evidence/<notebook>/`, in place of what an earlier run wrote there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".", dir=self.folder))
        made.chmod(0o755)
        for name, content in self._files.items():
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(content)
        summary = {"notebook": self.notebook, "synthetic": self.synthetic, **self._recorded, "files": self._hashes()}
        (made / EVIDENCE_FILE).write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
        target = self.folder / self.notebook
        if target.exists():
            shutil.rmtree(target)
        made.replace(target)
        counts = ", ".join(f"{len(self._recorded[kind])} {kind}" for kind in KINDS)
        return f"{self.notebook}: {counts}"

    def _add(self, kind: str, name: str, entry: dict[str, Any]) -> None:
        if not _NAME.fullmatch(name):
            raise StudyError(f"'{name}' is no name for evidence: write theme.thing in lower case, as interviews.groups")
        if name in self._recorded[kind]:
            raise StudyError(f"'{name}' is recorded twice among {kind}: give one of them another name")
        self._recorded[kind][name] = entry

    def _keep(self, name: str, content: bytes) -> str:
        self._files[name] = content
        return name

    def _hashes(self) -> dict[str, str]:
        return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(self._files.items())}

    def _trace(self) -> list[str]:
        return sorted(self.store.have_read)

    def _in_all_languages(self, kind: str, name: str, text: Text) -> None:
        if missing := [language for language in self.languages if not text.get(language)]:
            raise StudyError(
                f"{kind} '{name}' has a text without '{missing[0]}': give it in every language of the study"
            )

    def _columns_for(self, data: pd.DataFrame, column: str) -> list[str]:
        own = [column] if column in data.columns else []
        return own or [c for language in self.languages if (c := f"{column}_{language}") in data.columns]


def _alignment(data: pd.DataFrame, column: str, given: dict[str, str] | None) -> str:
    if given and column in given:
        return given[column]
    return "right" if column in data.columns and pd.api.types.is_numeric_dtype(data[column]) else "left"


def _parquet(data: pd.DataFrame) -> bytes:
    return data.reset_index(drop=True).to_parquet(index=False, compression="zstd")
