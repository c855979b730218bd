"""Lines to turns: who says what from where to where, under which stimulus; what stands before is the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from verko.intake.transcripts.labels import HEADER_KEYS, code_like, opening_of, slip_of, speakers
from verko.intake.transcripts.lines import Line, Opening, lines_of

SYNTHETIC = re.compile(r"\s*(?:[#*>_<!-]+\s*)?SYNTEETTINEN AINEISTO|.*\bSYNTHETIC (?:DATA|MATERIAL)\b", re.I)
_STIMULUS = re.compile(
    r"[ \t]*\\?\[\s*(?:virike|stimulus|vignette|vinjetti)\s*:\s*([^\]\\]{0,40}?)\s*\\?\][ \t]*$", re.I
)
_STIMULUS_ENDS = frozenset({"", "-", "–", "loppu", "loppuu", "päättyy", "end", "ends"})


@dataclass(frozen=True)
class RawTurn:
    """One turn in the raw text. label_start..label_end: where the label stands; empty span where there is none."""

    label: str
    label_start: int
    label_end: int
    start: int
    end: int
    seconds: float | None = None
    stimulus: str = ""


@dataclass(frozen=True)
class Transcript:
    """A transcript's raw text and its turns. notes: what the reader chose; synthetic: the first line says so."""

    text: str
    turns: tuple[RawTurn, ...]
    notes: tuple[str, ...] = ()
    title: str = ""
    synthetic: bool = False


def is_synthetic(text: str) -> bool:
    """True when the first lines of a text carry the synthetic mark.

    >>> is_synthetic("SYNTEETTINEN AINEISTO – ei tutkimustuloksia\\n\\nH: Hei")
    True
    """
    lines = [line for line in text.lstrip("\ufeff").split("\n")[:10] if line.strip()]
    return any(SYNTHETIC.match(line) for line in lines[:3])


def turns_of(
    text: str, *, known: Iterable[str] = (), notes: Iterable[str] = (), paragraph_lines: bool = False
) -> Transcript:
    """The turns of a plain text. known: speaker labels told by the study's tables.

    paragraph_lines: every line is a paragraph, as in word processor files; else blank lines part paragraphs.

    A text without any speaker gives one turn without a label per paragraph, and a note.

    >>> transcript = turns_of("Kesto: 5 min\\n\\nH: Miten menee?\\n\\nA1: Hyvin.\\n\\nOikein hyvin.\\n")
    >>> [(turn.label, transcript.text[turn.start:turn.end]) for turn in transcript.turns]
    [('H', 'Miten menee?'), ('A1', 'Hyvin.\\n\\nOikein hyvin.')]
    """
    lines = lines_of(text)
    accepted = speakers(lines, known)
    turns = list(_labelled(lines, accepted)) if accepted else list(_paragraphs(lines, paragraph_lines))
    found = [*notes, *_notes(turns, accepted)]
    return Transcript(text, tuple(turns), tuple(found), synthetic=is_synthetic(text))


def _labelled(lines: list[Line], accepted: dict[str, set[str]]) -> Iterator[RawTurn]:
    current: RawTurn | None = None
    stimulus, first = "", _first_turn(lines, accepted)
    for number, line in enumerate(lines):
        told = _STIMULUS.match(line.text)
        stimulus = _stimulus_id(told[1]) if told else stimulus
        if number < first or line.blank:
            continue
        opening = None if told else opening_of(line, accepted)
        if current and (told or (opening and opening.label)):
            yield current
            current = None
        if opening and opening.label:
            current = _begun(opening, line, stimulus)
        elif not told:
            current = _continued(current or RawTurn("", line.start, line.start, 0, 0, None, stimulus), line, opening)
    if current:
        yield current


def _first_turn(lines: list[Line], accepted: dict[str, set[str]]) -> int:
    """The line of the first turn: header lines that look like turns ('Haastattelija: tutkija') are passed over."""
    openings = [(number, opening_of(line, accepted)) for number, line in enumerate(lines)]
    labelled = [(number, opening) for number, opening in openings if opening and opening.label]
    counts: dict[str, int] = {}
    for _, opening in labelled:
        counts[opening.label] = counts.get(opening.label, 0) + 1
    for place, (number, opening) in enumerate(labelled):
        if not _header_line(lines, number, opening, counts, rest=len(labelled) - place):
            return number
    return labelled[0][0] if labelled else 0


def _header_line(lines: list[Line], number: int, opening: Opening, counts: dict[str, int], *, rest: int) -> bool:
    said = lines[number].text[opening.said - lines[number].start :].strip()
    beside = [line.text for line in lines[max(0, number - 1) : number + 2] if not line.blank]
    in_block = len(beside) > 1 and any(
        text.split(":")[0].strip().casefold() in HEADER_KEYS for text in beside if ":" in text
    )
    once = counts[opening.label] == 1 and len(said.split()) <= 4 and not said.endswith((".", "?", "!"))
    return rest > 2 and once and (in_block or (number == 0 and opening.form == "alone"))


def _begun(opening: Opening, line: Line, stimulus: str) -> RawTurn:
    end = line.start + len(line.text.rstrip())
    said = min(opening.said, end)
    label_end = opening.label_start + len(opening.label)
    return RawTurn(opening.label, opening.label_start, label_end, said, max(said, end), opening.seconds, stimulus)


def _continued(turn: RawTurn, line: Line, opening: Opening | None) -> RawTurn:
    start, end = _stripped(line)
    if turn.start < turn.end:
        return replace(turn, end=end)
    if opening and turn.seconds is None:
        return replace(turn, start=min(opening.said, end), end=end, seconds=opening.seconds)
    return replace(turn, start=start, end=end)


def _stripped(line: Line) -> tuple[int, int]:
    start = line.start + len(line.text) - len(line.text.lstrip())
    return start, max(start, line.start + len(line.text.rstrip()))


def _stimulus_id(told: str) -> str:
    return "" if told.casefold() in _STIMULUS_ENDS else told


def _paragraphs(lines: list[Line], each_line: bool) -> Iterator[RawTurn]:
    """Paragraphs as turns of nobody in particular; a time stamp begins a new one."""
    each_line = each_line or not any(line.blank for line in lines[:-1])
    current: RawTurn | None = None
    stimulus = ""
    for number, line in enumerate(lines):
        told = _STIMULUS.match(line.text)
        stimulus = _stimulus_id(told[1]) if told else stimulus
        opening = opening_of(line, {})
        aside = bool(line.blank or told or (number < 3 and SYNTHETIC.match(line.text)))
        if current and (aside or opening or each_line):
            yield current
            current = None
        if not aside:
            current = _continued(current or RawTurn("", line.start, line.start, 0, 0, None, stimulus), line, opening)
    if current:
        yield current


def _notes(turns: list[RawTurn], accepted: dict[str, set[str]]) -> Iterator[str]:
    if not any(turn.label for turn in turns):
        yield "no speaker label was found: every paragraph is a turn of an unknown speaker"
    for label in sorted(accepted):
        if (near := slip_of(label, set(accepted) - {label})) and sum(turn.label == label for turn in turns) == 1:
            places = [str(turn.label_start) for turn in turns if turn.label == label]
            shown = f"'{label}'" if code_like(near) else "a label"
            yield f"{shown} at character {places[0]} is used once and is near another label: a slip?"
    empty = sum(turn.start >= turn.end for turn in turns)
    if empty:
        yield f"turns with a label and no words: {empty}"
