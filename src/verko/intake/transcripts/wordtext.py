"""What is gathered of a word processor file: paragraphs, rows of tables, likely labels, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from verko.intake.archive import ArchiveProblem
from verko.intake.decode import plain_lines
from verko.intake.transcripts.labels import code_like, name_like

LARGEST_TEXT = 32 * 1024**2  # characters: over 500 hours of talk
TOO_LONG = f"holds over {LARGEST_TEXT // 1024**2} million characters, 500 hours of talk: one file an interview"
_SENTENCE = re.compile(r"[.?!](?:\s|$)")
_LONGEST_HEAD = 40  # characters of a time or a speaker in a table's cell


@dataclass(frozen=True)
class Gathered:
    """Text, title, notes, and labels that the layout tells: bold beginnings, a table's column of speakers."""

    text: str
    title: str = ""
    notes: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


@dataclass
class WordText:
    """A file while it is read. left_out: words by what they stood in; bold: paragraphs that begin with bold words."""

    paragraphs: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    bold: dict[int, int] = field(default_factory=dict)
    heads: Counter[str] = field(default_factory=Counter)
    characters: int = 0

    def add(self, paragraph: str, *, bold: int = 0) -> None:
        """One more paragraph. Raises ArchiveProblem when the whole grows beyond what an interview can be.

        bold: how many characters at its beginning are bold, while the next one is not.
        """
        self.characters += len(paragraph) + 1
        if self.characters > LARGEST_TEXT:
            raise ArchiveProblem(TOO_LONG)
        if bold:
            self.bold[len(self.paragraphs)] = bold
        self.paragraphs.append(paragraph)

    def add_row(self, cells: Sequence[Sequence[str]]) -> None:
        """One row of a table."""
        paragraphs, heads = row_text(cells)
        self.heads.update(heads)
        for paragraph in paragraphs:
            self.add(paragraph)

    def gathered(self) -> Gathered:
        """What was gathered; a repeated bold beginning without a colon is parted from its text by a tab."""
        labels = {head for head, number in self.heads.items() if number > 1 and name_like(head)}
        begun = {place: self.paragraphs[place][:length].strip() for place, length in self.bold.items()}
        often = {label for label, number in Counter(begun.values()).items() if number > 1 and _label(label)}
        for place, label in begun.items():
            if label in often:
                rest = self.paragraphs[place][self.bold[place] :].lstrip()
                self.paragraphs[place] = f"{label}\t{rest}"
        told = [f"left out: {kind}, words: {words}" for kind, words in sorted(self.left_out.items()) if words]
        text = plain_lines("\n".join(self.paragraphs))
        return Gathered(text, self.title, (*self.notes, *told), frozenset(labels | often))


def row_text(cells: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """A table's row as paragraphs, and its short first cells: a time, a speaker stand before the last cell, with tabs.

    >>> row_text([["0:01"], ["A1"], ["Hei.", "Kiitos."]])
    (['0:01\\tA1\\tHei.', 'Kiitos.'], ['0:01', 'A1'])
    >>> row_text([["Pitkä. Teksti."], ["Toinen."]])
    (['Pitkä. Teksti.', 'Toinen.'], [])
    """
    *heads, last = [[text for text in cell if text.strip()] for cell in cells] or [[]]
    told = [cell[0].strip() for cell in heads if cell]
    if last and told and all(len(cell) < 2 and _is_head("".join(cell)) for cell in heads):
        return ["\t".join([*told, last[0]]), *last[1:]], told
    return [text for cell in cells for text in cell], []


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and not _SENTENCE.search(text)


def _label(text: str) -> bool:
    return ":" not in text and (code_like(text) or name_like(text))
