"""Subtitles (.vtt, .srt, .sbv): cues with times; voices become speakers, text without a time is kept and told."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from verko.intake.archive import ArchiveProblem
from verko.intake.transcripts.lines import seconds_of
from verko.intake.transcripts.spoken import Spoken
from verko.language.tokens import count_words

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_ARROW = re.compile(rf"^\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?$")
_SBV = re.compile(rf"^\s*({_TIME})\s*,\s*({_TIME})\s*$")
_LIKE_TIME = re.compile(r"^\s*\d[\d:.,\w]*\s*(?:-->|,)\s*\d[\d:.,\w]*\s*$|^.*-->.*$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,80})>")
_TAG = re.compile(r"</?(?:[a-z]+(?:\.[^\s>]*)?(?:\s[^>]*)?|\d[\d:.]*)>", re.I)
_HEADS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cues:
    """What was said, in order, and notes on cues that could not be read whole."""

    spoken: list[Spoken]
    notes: list[str]


def cues(text: str, kind: str) -> Cues:
    """The cues of a subtitle file. kind: vtt, srt or sbv. Raises ArchiveProblem when it holds none.

    >>> cues("WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v Anna>Hei &amp; hei</v>\\n", "vtt").spoken
    [Spoken(speaker='Anna', text='Hei & hei', seconds=1.0)]
    """
    lines = text.split("\n")
    if kind == "vtt" and not re.match(r"WEBVTT(?:[ \t].*)?$", lines[0]):
        raise ArchiveProblem("has no WEBVTT header: it is no WebVTT file, or its beginning is missing")
    pattern = _SBV if kind == "sbv" else _ARROW
    blocks = _blocks(lines, 1 if kind == "vtt" else 0)
    found = _read(blocks, pattern, kind)
    if not found.timed:
        raise ArchiveProblem("holds no cue with a time stamp and text")
    return Cues(found.spoken, found.told())


def _blocks(lines: list[str], first: int) -> list[tuple[int, list[str]]]:
    """Runs of lines between blank ones, with the number of their first line; a new time stamp opens a block too."""
    blocks: list[tuple[int, list[str]]] = []
    current: list[str] = []
    for number, line in enumerate([*lines[first:], ""], start=first + 1):
        opens = bool(current) and _is_time(line) and any(_is_time(before) for before in current[:2])
        if (not line.strip() or opens) and current:
            blocks.append((number - len(current), current))
            current = []
        if line.strip():
            current.append(line)
    return blocks


def _is_time(line: str) -> bool:
    return bool(_ARROW.match(line) or _SBV.match(line))


@dataclass
class _Found:
    """What reading the blocks of a file comes to. aside: words of comments, styles, cue names and the head."""

    spoken: list[Spoken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    timed: int = 0
    blank: int = 0
    aside: int = 0

    def told(self) -> list[str]:
        blank = [f"cues without text: {self.blank}"] if self.blank else []
        aside = [f"left out: comments, styles, cue names and the head, words: {self.aside}"] if self.aside else []
        return [*self.notes, *blank, *aside]


def _read(blocks: list[tuple[int, list[str]]], pattern: re.Pattern[str], kind: str) -> _Found:
    found = _Found()
    for number, block in blocks:
        head = not found.spoken and not found.timed and not any(map(_is_time, block)) and number <= 3
        if kind == "vtt" and (_is_head(block[0]) or head):
            found.aside += count_words(" ".join(block))
            continue
        at = next((index for index, line in enumerate(block[:2]) if pattern.match(line)), None)
        if at is None:
            _read_untimed(block, number, found)
            continue
        seconds = seconds_of(pattern.match(block[at])[1])  # type: ignore[index]
        said = _voices("\n".join(line for line in block[at + 1 :] if not _is_time(line)), seconds)
        found.timed, found.blank = found.timed + bool(said), found.blank + (not said)
        found.aside += sum(count_words(line) for line in block[:at] if not line.strip().isdigit())
        found.spoken += said
    return found


def _read_untimed(block: list[str], number: int, found: _Found) -> None:
    said = [line for line in block if not _LIKE_TIME.match(line) and not line.strip().isdigit()]
    found.notes.append(f"line {number}: a cue without a readable time stamp; its text was kept without a time")
    found.spoken += _voices("\n".join(said), None)


def _is_head(line: str) -> bool:
    return any(line == head or line.startswith((head + " ", head + "\t")) for head in _HEADS)


def _voices(cue: str, seconds: float | None) -> list[Spoken]:
    """The parts of one cue by voice: `<v Name>`, `Name: text` (Zoom) is left to the reader of labels."""
    pieces = _VOICE.split(cue)
    found = []
    for speaker, text in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        plain = " ".join(html.unescape(_TAG.sub("", text)).split())
        if plain:
            found.append(Spoken(html.unescape(speaker).strip(), plain, seconds))
    return found
