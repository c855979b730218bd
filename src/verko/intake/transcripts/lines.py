"""A transcript's text as lines with offsets, and what a line may begin with: a time stamp, a speaker label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3}|-\d(?![\d:]))?"
_RANGE = rf"\s*{_TIME}\s*(?:(?:-->|[-–])\s*{_TIME}\s*)?"
_STAMP = rf"(?:\\?[\[({{<#]{_RANGE}\\?[\])}}>#]|(?<![\d:]){_TIME}(?![\d:.]))"
_ENCLOSED = rf"\\?[\[({{<#]{_RANGE}\\?[\])}}>#]"
_NAME = r"[^\W_][^\n:\[\]{}<>*|\"“”!?;=#\\/@()]{0,39}"
_STAMP_FIRST = re.compile(rf"[ \t]*{_STAMP}[ \t]*[-–:]?[ \t]*")
_STAMP_AT = re.compile(rf"[ \t]*{_STAMP}[ \t]*[-–:]?")
STAMP_LAST = re.compile(rf"[ \t]*\\?[\[({{<#]{_RANGE}\\?[\])}}>#][ \t]*$")
"""A time stamp in brackets at the end of a line, as f4 and easytranscript write it: #00:01:02-3#."""

_MARK = r"(?P<mark>\*{1,3}|_{1,3})"
_BOLD = re.compile(
    rf"[ \t]*{_MARK}[ \t]*(?P<label>{_NAME}?)[ \t]*"
    rf"(?::[ \t]*(?P=mark)|(?P=mark)[ \t]*:|(?P=mark)(?=[ \t]*(?:$|\\?[\[({{<#]?\d{{1,2}}:\d)))"
)
_BOLD_GAP = re.compile(rf"[ \t]*{_MARK}(?P<label>{_NAME}?)(?P=mark)(?=[ \t]+\S)")
_COLON = re.compile(
    rf"[ \t]*(?P<label>{_NAME}?)[ \t]*(?:\\?[\[(]\s*{_TIME}\s*\\?[\])]|\([^()\n\d][^()\n]{{0,29}}\))?[ \t]*:(?=[ \t]|$)"
)
_BRACKET = re.compile(
    r"[ \t]*(?:\\?\[(?P<label>[^\W_][\w .-]{0,24})\\?\]|<(?P<name>[^\W_][\w .-]{0,24})>):?(?=[ \t]+\S|[ \t]*$)"
)
_BEFORE_TIME = re.compile(rf"[ \t]*(?P<label>{_NAME}?)(?:[ \t]{{1,60}}|[ \t]?[,|–-][ \t]{{1,4}})(?={_STAMP}[ \t]*$)")
_STAMPED = re.compile(rf"[ \t]*(?P<label>{_NAME}?)[ \t]+(?={_ENCLOSED}[ \t]+\S)")
_BEFORE_GAP = re.compile(rf"[ \t]*(?P<label>{_NAME}?)(?:\t[ \t]{{0,60}}|[ \t]{{3,60}})(?=\S)")
_BEFORE_DASH = re.compile(rf"[ \t]*(?P<label>{_NAME}?)[ \t]+[–—-][ \t]+(?=\S)")
_BARE = re.compile(r"[ \t]*(?P<label>[A-ZÅÄÖ]{1,4}\d{0,3})[ ](?=[A-ZÅÄÖ“\"])")
_ALONE = re.compile(rf"[ \t]*(?P<label>{_NAME}?)[ \t]*$")
_LIST_SIGN = re.compile(r"[ \t]*(?:[-•>]|\*(?!\*)|#{1,6})[ \t]+(?=\S)")
_LONGEST = 60  # characters within which a label ends


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; `start` is its first code point in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line begins with, as far as its form tells.

    form: bold (label in marks and a colon), boldgap (in marks alone), colon, bracket, timed (label, then a time stamp
        at the line's end), stamped (label, a time stamp in brackets, text), gap (label, then a tab), dash,
        bare (a code and a space), alone (the whole line), or time (a time stamp without a label).
    said: where what is said begins.
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

    >>> seconds_of("1:02:03.5"), seconds_of("[01:46]"), seconds_of("12:75"), seconds_of("#00:01:02-3#")
    (3723.5, 106.0, None, 62.3)
    """
    match = re.search(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d{1,3}|-\d(?![\d:]))?)", stamp)
    if match is None:
        return None
    hours, minutes = int(match[1] or 0), int(match[2])
    seconds = float(match[3].replace(",", ".").replace("-", "."))
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
    text = line.text
    at = len(text) - len(text.lstrip(" \t"))
    if at == len(text):
        return
    if text[at] in "-•>*#" and (sign := _LIST_SIGN.match(text)):
        at = sign.end()
    first = _STAMP_FIRST.match(text, at) if text[at] in "[({<#\\" or text[at].isdigit() else None
    at = first.end() if first else at
    before = seconds_of(first.group()) if first else None
    found = False
    for form, pattern in _forms(text, at):
        if (match := pattern.match(text, at)) and _label(match):
            found = found or form not in ("gap", "dash", "alone", "bare")
            yield _opening(line, form, match, before)
            if form == "bold":
                return
    if first and not found:
        yield Opening("time", "", line.start + at, line.start + at, before)


def _forms(text: str, at: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The forms that the line may have at all, told by signs that each of them needs: most lines have none."""
    head = text[at : at + _LONGEST]
    if not head:
        return
    if head[0] in "*_":
        yield "bold", _BOLD
        yield "boldgap", _BOLD_GAP
        return
    if head[0] in "[<\\":
        yield "bracket", _BRACKET
    timed = ":" in head and any(sign.isdigit() for sign in head)
    if timed and text.rstrip()[-1:] in "0123456789])}>#":
        yield "timed", _BEFORE_TIME
    if ":" in head:
        yield "colon", _COLON
    if timed:
        yield "stamped", _STAMPED
    yield from _unmarked_forms(text, head, at)


def _unmarked_forms(text: str, head: str, at: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if "\t" in head or "   " in head:
        yield "gap", _BEFORE_GAP
    if " - " in head or " – " in head or " — " in head:
        yield "dash", _BEFORE_DASH
    if head[0].isupper() and " " in head[1:8]:
        yield "bare", _BARE
    if len(text) - at <= _LONGEST:
        yield "alone", _ALONE


def _label(match: re.Match[str]) -> str:
    named = match.groupdict()
    return (named["label"] or named.get("name") or "").strip()


def _opening(line: Line, form: str, match: re.Match[str], before: float | None) -> Opening:
    group = "label" if match["label"] else "name"
    label, seconds, said = match[group].strip(), before, match.end()
    inside = seconds_of(match.group()) if form == "colon" else None
    after = _STAMP_AT.match(line.text, said)
    if after and (
        form in ("bold", "timed", "stamped") or after.group().lstrip().startswith(("[", "(", "\\", "{", "<", "#"))
    ):
        seconds, said = seconds_of(after.group()), after.end()
    while said < len(line.text) and line.text[said] in " \t":
        said += 1
    where = match.start(group) + len(match[group]) - len(match[group].lstrip())
    return Opening(form, label, line.start + where, line.start + said, inside if seconds is None else seconds)
