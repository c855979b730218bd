"""Material that comes as who-said-what (subtitles, spreadsheets) as one text with turns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verko.intake.transcripts.labels import code_like, name_like
from verko.intake.transcripts.turns import RawTurn, Transcript, is_synthetic


@dataclass(frozen=True)
class Spoken:
    """Something said: by whom ("" where nobody tells), and when."""

    speaker: str
    text: str
    seconds: float | None = None


def transcript_of(spoken: Iterable[Spoken], notes: Iterable[str] = ()) -> Transcript:
    """One text, a line a turn: `Speaker: what was said`. What one speaker says on end is one turn.

    >>> said = [Spoken("A", "Hei.", 0.0), Spoken("A", "Hei taas.", 2.0), Spoken("B", "No hei.", 4.0)]
    >>> transcript = transcript_of(said)
    >>> transcript.text
    'A: Hei. Hei taas.\\n\\nB: No hei.\\n'
    >>> [(turn.label, turn.start, turn.seconds) for turn in transcript.turns]
    [('A', 3, 0.0), ('B', 22, 4.0)]
    """
    pieces: list[str] = []
    turns: list[RawTurn] = []
    at = 0
    for said in _merged(list(spoken)):
        head = f"{said.speaker}: " if said.speaker else ""
        start = at + len(head)
        turns.append(RawTurn(said.speaker, at, at + len(said.speaker), start, start + len(said.text), said.seconds))
        pieces.append(f"{head}{said.text}\n")
        at += len(pieces[-1]) + 1
    text = "\n".join(pieces)
    silent = (
        [] if any(turn.label for turn in turns) else ["no speaker is told: every cue is a turn of an unknown speaker"]
    )
    return Transcript(text, tuple(turns), (*notes, *silent), "", is_synthetic(text))


def with_named_voices(spoken: list[Spoken]) -> list[Spoken]:
    """Cues whose text begins with `Name:` (Zoom) as said by that name, where no voice is told and names come back."""
    found = [re.match(r"([^\W_][^\n:]{0,39}?):(?:[ \t]+|$)", said.text) for said in spoken]
    names = [match[1] for match in found if match]
    always = len(names) >= 0.8 * len(spoken)  # Zoom names the speaker of every cue
    often = {name for name in names if (always or names.count(name) > 1) and (name_like(name) or code_like(name))}
    if any(said.speaker for said in spoken) or not often:
        return spoken
    often |= {name for name in names if code_like(name)}
    voiced, speaker = [], ""
    for said, match in zip(spoken, found, strict=True):
        if match and match[1] in often:
            speaker = match[1]
            said = replace(said, text=said.text[match.end() :])
        voiced.append(replace(said, speaker=speaker))
    return voiced


def _merged(spoken: list[Spoken]) -> list[Spoken]:
    merged: list[Spoken] = []
    for said in spoken:
        if merged and said.speaker and merged[-1].speaker == said.speaker:
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {said.text}")
        else:
            merged.append(said)
    return merged
