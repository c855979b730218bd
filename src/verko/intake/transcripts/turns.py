"""Lines to turns: who says what from where to where, under which stimulus; what stands before is the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from verko.intake.transcripts.labels import HEADER_KEYS, opening_of, speakers
from verko.intake.transcripts.layout import tidied
from verko.intake.transcripts.lines import STAMP_LAST, Line, Opening, lines_of, openings, seconds_of
from verko.language.tokens import count_words

SYNTHETIC = re.compile(r"\s*(?:[#*>_<!-]+\s*)?SYNTEETTINEN AINEISTO|.*\bSYNTHETIC (?:DATA|MATERIAL)\b", re.I)
_STIMULUS_WORD = r"(?:virike|stimulus|vignette|vinjetti|tapauskertomus)"
_STIMULUS = re.compile(
    rf"[ \t]*[*_#>]{{0,3}}[ \t]*"
    rf"(?:\\?[\[({{]\s*{_STIMULUS_WORD}\s*[:#]?\s*(?P<id>[^\]\\)}}\n]{{0,40}}?)\s*\\?[\])}}]"
    rf"|{_STIMULUS_WORD}\s*[:#]?\s*(?P<bare>[A-ZÅÄÖ]{{0,3}}\d{{1,3}}|loppu|loppuu|päättyy|ends?))"
    r"[ \t]*[:*_]{0,3}[ \t]*$",
    re.I,
)
_STIMULUS_INSIDE = re.compile(rf"\\?\[\s*{_STIMULUS_WORD}\s*[:#]?\s*([^\]\\\n]{{0,40}}?)\s*\\?\]", re.I)
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
    text, tidied_notes = tidied(text)
    lines = lines_of(text)
    found = [tuple(openings(line)) for line in lines]
    accepted = speakers(lines, found, known)
    if accepted:
        ways = [None if line.blank else opening_of(own, accepted) for line, own in zip(lines, found, strict=True)]
        first = _first_turn(lines, ways)
        turns = list(_labelled(lines, ways, first))
        aside = [_before_the_first(lines[:first])]
    else:
        turns, aside = list(_paragraphs(lines, found, paragraph_lines)), []
    turns = [_without_last_stamp(text, turn) for turn in turns]
    told = [*notes, *tidied_notes, *filter(None, aside), *_notes(turns)]
    return Transcript(text, tuple(turns), tuple(told), synthetic=is_synthetic(text))


def _labelled(lines: list[Line], ways: list[Opening | None], first: int) -> Iterator[RawTurn]:
    current: RawTurn | None = None
    stimulus = ""
    for number, (line, opening) in enumerate(zip(lines, ways, strict=True)):
        told = _told_stimulus(line)
        stimulus = stimulus if told is None else told
        if number < first or line.blank:
            continue
        mark = told is not None and bool(_STIMULUS.match(line.text))
        opening = None if mark else opening
        if current and (mark or (opening and opening.label)):
            yield current
            current = None
        if opening and opening.label:
            current = _begun(opening, line, stimulus)
        elif not mark:
            current = _continued(current or RawTurn("", line.start, line.start, 0, 0, None, stimulus), line, opening)
    if current:
        yield current


def _told_stimulus(line: Line) -> str | None:
    """The stimulus that a line announces, on its own or inside; "" where one ends, None where it says nothing."""
    if "[" not in line.text and not (line.text and _STIMULUS.match(line.text)):
        return None
    if whole := _STIMULUS.match(line.text):
        return _stimulus_id(whole["id"] or whole["bare"] or "")
    inside = _STIMULUS_INSIDE.search(line.text)
    return _stimulus_id(inside[1]) if inside else None


def _before_the_first(lines: list[Line]) -> str:
    """A note on the words before the first turn: they stay in the text and are nobody's."""
    words = sum(count_words(line.text) for line in lines if not SYNTHETIC.match(line.text))
    return f"words before the first turn, kept in the text and nobody's turn: {words}" if words else ""


def _first_turn(lines: list[Line], ways: list[Opening | None]) -> int:
    """The line of the first turn: header lines that look like turns ('Haastattelija: tutkija') are passed over."""
    labelled = [(number, opening) for number, opening in enumerate(ways) if opening and opening.label]
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


def _without_last_stamp(text: str, turn: RawTurn) -> RawTurn:
    """The turn without a time stamp that stands after its last word, which is its time where it has no other."""
    if turn.end <= turn.start or text[turn.end - 1] not in "])}>#":
        return turn
    stamp = STAMP_LAST.search(text, max(turn.start, turn.end - 40), turn.end)
    if stamp is None:
        return turn
    seconds = seconds_of(stamp.group()) if turn.seconds is None else turn.seconds
    return replace(turn, end=max(turn.start, stamp.start()), seconds=seconds)


def _paragraphs(lines: list[Line], found: list[tuple[Opening, ...]], each_line: bool) -> Iterator[RawTurn]:
    """Paragraphs as turns of nobody in particular; a time stamp begins a new one."""
    each_line = each_line or not any(line.blank for line in lines[:-1])
    current: RawTurn | None = None
    stimulus = ""
    for number, line in enumerate(lines):
        told = _told_stimulus(line)
        stimulus = stimulus if told is None else told
        mark = told is not None and bool(_STIMULUS.match(line.text))
        opening = opening_of(found[number], {})
        aside = bool(line.blank or mark or (number < 3 and SYNTHETIC.match(line.text)))
        if current and (aside or opening or each_line):
            yield current
            current = None
        if not aside:
            current = _continued(current or RawTurn("", line.start, line.start, 0, 0, None, stimulus), line, opening)
    if current:
        yield current


def _notes(turns: list[RawTurn]) -> Iterator[str]:
    if not any(turn.label for turn in turns):
        yield "no speaker label was found: every paragraph is a turn of an unknown speaker"
    empty = sum(turn.start >= turn.end for turn in turns)
    if empty:
        yield f"turns with a label and no words: {empty}"
