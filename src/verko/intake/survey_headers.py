"""Where the header of a survey export stands, and which columns it names.

Exports begin with titles, have headers of one or two rows (a question and its parts), and may hold one text twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verko.intake.codevelopment.problems import GridProblem
from verko.intake.survey_scales import headed

_DEEP = 15  # rows among which the header is looked for
_NUMBERED = re.compile(r"^(?:[a-zåäö]{0,3}\d+[.):]\s*)+|\s*[*:]+$", re.IGNORECASE)
_CHOSEN = re.compile(r"(.+?)\s*[(#](\d+)\)?")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Header:
    """names: what each column may be called; first: the number of the first respondent's row, from 0; top: the
    number of the header's row; notes: what was passed over."""

    names: tuple[tuple[str, ...], ...]
    first: int
    top: int
    notes: tuple[str, ...] = ()

    def places(self, name: str) -> list[int]:
        """The columns of a name; `text (2)` is the second of those that are called `text`."""
        found = [place for place, names in enumerate(self.names) if headed(name) in names]
        if not found and (chosen := _CHOSEN.fullmatch(headed(name))):
            alike = [place for place, names in enumerate(self.names) if chosen[1] in names]
            found = alike[int(chosen[2]) - 1 : int(chosen[2])] if int(chosen[2]) else []
        return found

    def place(self, name: str, *, of: int = 1, nth: int = 1) -> int:
        """The column that a mapping means: the nth of `of` mapped under this name. Raises GridProblem."""
        found = self.places(name)
        if not found:
            raise GridProblem(f"has no column '{name}', which evaluation_mapping.csv names", f"row {self.top + 1}")
        if len(found) != of:
            what = f"has the column '{name[:60]}' {len(found)} times: map each, as '… (1)' and '… (2)'"
            raise GridProblem(what, f"row {self.top + 1}")
        return found[nth - 1]


def find_header(rows: Rows, wanted: Collection[str], *, texts: Collection[str] = ()) -> Header:
    """The header: the row, or the two rows, with most of the wanted names.

    wanted: names of columns. texts: questions as asked: a row below the header that repeats them is no respondent.
    """
    names = {headed(name) for name in wanted} | {headed(name.rpartition(" (")[0]) for name in wanted} - {""}
    best, found = 0, (0, 1)
    for top in range(min(_DEEP, len(rows))):
        for deep in (1, 2):
            score = sum(bool(set(column) & names) for column in _columns(rows, top, deep))
            if score > best:
                best, found = score, (top, deep)
    top, deep = found
    first, notes = top + deep, []
    while first < len(rows) and _repeats(rows[first], texts):
        first += 1
        notes.append("a second row of headings was passed over")
    if above := sum(any(cell.strip() for cell in row) for row in rows[:top]):
        notes.insert(0, f"{above} rows above the header were passed over")
    return Header(tuple(map(tuple, _columns(rows, top, deep))), first, top, tuple(notes))


def plain_question(text: str) -> str:
    """A question without its number and marks, as it is compared with the study's questions.

    >>> plain_question("3. Miten yhteistyö toimi? *")
    'miten yhteistyö toimi?'
    """
    return _NUMBERED.sub("", headed(text)).strip()


def _columns(rows: Rows, top: int, deep: int) -> list[list[str]]:
    """What each column may be called; a question above several columns stands before each of its parts."""
    above = [headed(cell) for cell in rows[top]]
    if deep == 1:
        return [[name] if name else [] for name in above]
    if top + 1 >= len(rows):
        return []
    columns, question = [], ""
    for place, part in enumerate(headed(cell) for cell in rows[top + 1]):
        question = (above[place] if place < len(above) else "") or question
        joined = [f"{question}{sign}{part}" for sign in (": ", " - ", " ", " | ")] if question and part else []
        columns.append([name for name in (*joined, part or question) if name])
    return columns


def _repeats(row: Sequence[str], texts: Collection[str]) -> bool:
    asked = {plain_question(text) for text in texts}
    return any('"ImportId"' in cell or plain_question(cell) in asked for cell in row if cell.strip())
