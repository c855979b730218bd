"""A transcript's text as lines with offsets, and what a line may begin with: a time stamp, a speaker label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_STAMP = rf"(?:\\?[\[(]\s*{_TIME}\s*(?:(?:-->|[-–])\s*{_TIME}\s*)?\\?[\])]|(?<![\d:]){_TIME}(?![\d:.]))"
_NAME = r"[^\W_][^\n:\[\]{}<>*|\"“”!?;=#\\/@]{0,39}"
_STAMP_FIRST = re.compile(rf"[ \t]*{_STAMP}[ \t]*[-–:]?[ \t]*")
_STAMP_AT = re.compile(rf"[ \t]*{_STAMP}[ \t]*[-–:]?")

_BOLD = re.compile(
    rf"[ \t]*(\*\*|__)[ \t]*(?P<label>{_NAME}?)[ \t]*(?::[ \t]*\1|\1[ \t]*:|\1(?=[ \t]*(?:$|\\?[\[(]\d)))"
)
_COLON = re.compile(rf"[ \t]*(?P<label>{_NAME}?)[ \t]*(?:\\?[\[(]\s*{_TIME}\s*\\?[\])])?[ \t]*:(?=[ \t]|$)")
_BRACKET = re.compile(r"[ \t]*\[(?P<label>[^\W_][\w .-]{0,24})\](?=[ \t]+\S|[ \t]*$)")
_BEFORE_TIME = re.compile(rf"[ \t]*(?P<label>{_NAME}?)(?:[ \t]{{1,60}}|[ \t]?[,|–-][ \t]{{1,4}})(?={_STAMP}[ \t]*$)")
_BEFORE_GAP = re.compile(rf"[ \t]*(?P<label>{_NAME}?)(?:\t[ \t]{{0,60}}|[ \t]{{3,60}})(?=\S)")
_ALONE = re.compile(rf"[ \t]*(?P<label>{_NAME}?)[ \t]*$")


@dataclass(frozen=True)
class Line:
    """One line without its line end; `start` is its first code point in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Opening:
    """What a line begins with, as far as its form tells.

    form: bold, colon, bracket, timed (label, then a time stamp at the line's end), gap (label, then a tab),
        alone (the whole line), or time (a time stamp without a label). said: where what is said begins.
    """

    form: str
    label: str
    label_start: int
    said: int
    seconds: float | None


def lines_of(text: str) -> list[Line]:
    """The lines of a text with LF line ends."""
    lines, at = [], 0
    for part in text.split("\n"):
        lines.append(Line(at, part))
        at += len(part) + 1
    return lines


def seconds_of(stamp: str) -> float | None:
    """A time stamp in seconds; None when minutes or seconds are over 59 after a larger unit.

    >>> seconds_of("1:02:03.5"), seconds_of("[01:46]"), seconds_of("12:75")
    (3723.5, 106.0, None)
    """
    match = re.search(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d{1,3})?)", stamp)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), float(match[3].replace(",", "."))
    if seconds >= 60 or (match[1] and minutes >= 60):
        return None
    return hours * 3600.0 + minutes * 60 + seconds


def openings(line: Line) -> Iterator[Opening]:
    """Every way the line can be read as the beginning of a turn, the most telling first.

    >>> [(found.form, found.label, found.seconds) for found in openings(Line(0, "**Sam:** \\\\[01:46\\\\] Yes"))]
    [('bold', 'Sam', 106.0)]
    >>> [(found.form, found.label, found.seconds) for found in openings(Line(0, "Jordan Lee   0:01"))][0]
    ('timed', 'Jordan Lee', 1.0)
    """
    first = _STAMP_FIRST.match(line.text)
    at = first.end() if first else 0
    before = seconds_of(first.group()) if first else None
    found = False
    for form, pattern in (("bold", _BOLD), ("timed", _BEFORE_TIME), ("colon", _COLON), ("bracket", _BRACKET)):
        if (match := pattern.match(line.text, at)) and match["label"].strip():
            found = True
            yield _opening(line, form, match, before)
            if form == "bold":
                return
    for form, pattern in (("gap", _BEFORE_GAP), ("alone", _ALONE)):
        if (match := pattern.match(line.text, at)) and match["label"].strip():
            yield _opening(line, form, match, before)
    if first and not found:
        yield Opening("time", "", line.start + at, line.start + at, before)


def _opening(line: Line, form: str, match: re.Match[str], before: float | None) -> Opening:
    label, seconds, said = match["label"].strip(), before, match.end()
    inside = seconds_of(match.group()) if form == "colon" else None
    after = _STAMP_AT.match(line.text, said)
    if after and (form in ("bold", "timed") or after.group().lstrip().startswith(("[", "(", "\\"))):
        seconds, said = seconds_of(after.group()), after.end()
    while said < len(line.text) and line.text[said] in " \t":
        said += 1
    where = match.start("label") + len(match["label"]) - len(match["label"].lstrip())
    return Opening(form, label, line.start + where, line.start + said, inside if seconds is None else seconds)
