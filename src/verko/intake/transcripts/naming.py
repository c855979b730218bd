"""What a speaker is called in the stored text: codes stay, names become codes, and who of them interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verko.errors import did_you_mean
from verko.intake.transcripts.labels import code_like, slip_of
from verko.intake.transcripts.turns import RawTurn
from verko.privacy import Name, NameList, clean
from verko.privacy.names import person_parts

ASIDES = frozenset({"break", "tauko", "katko", "musiikki", "music", "mainos", "ad", "intro", "outro", "taustaääni"})
"""Labels that mark something that is nobody's speech."""
_INTERVIEWER_WORDS = frozenset(
    ["haastattelija", "haast", "tutkija", "kysyjä", "interviewer", "researcher", "moderator", "facilitator"]
)
_PAIRS = ({"Q", "A"}, {"K", "V"})
"""Labels of questions and answers: where a file has these two alone, the first asks."""


@dataclass(frozen=True)
class SpeakerNames:
    """shown: label -> what the stored text says; roles: label -> role; notes: what a person should look at."""

    shown: dict[str, str]
    roles: dict[str, str]
    notes: tuple[str, ...]

    def as_names(self) -> list[Name]:
        """The labels that are names, to be replaced wherever they are spoken of."""
        changed = [Name(label, f"[{shown}]") for label, shown in self.shown.items() if shown != label]
        return [part for name in changed for part in person_parts(name)]


def speaker_names(
    turns: Sequence[RawTurn], *, told: Mapping[str, str], interviewers: Iterable[str], names: NameList
) -> SpeakerNames:
    """Codes and roles of the labels of a document.

    told: labels of the participants table with the participant's id; interviewers: labels that study.yml names.

    >>> turns = [RawTurn("Sam Oja", 0, 7, 9, 12), RawTurn("H", 13, 14, 16, 18)]
    >>> found = speaker_names(turns, told={}, interviewers=["H"], names=NameList())
    >>> found.shown, found.roles["H"]
    ({'Sam Oja': 'P1', 'H': 'H'}, 'interviewer')
    """
    labels = list(dict.fromkeys(turn.label for turn in turns if turn.label))
    asking = {label.casefold() for label in interviewers}
    roles = {label: _role(label, told, asking) for label in labels}
    if set(labels) in _PAIRS and not told:
        roles |= {label: "interviewer" for label in labels if label in "QK"}
    shown: dict[str, str] = {}
    for label in labels:
        shown[label] = _shown(label, roles[label], told, taken={*labels, *shown.values()}, names=names)
    counts = Counter(turn.label for turn in turns)
    return SpeakerNames(shown, roles, (*_notes(labels, roles, shown, told), *_slips(counts, shown)))


def _role(label: str, told: Mapping[str, str], asking: set[str]) -> str:
    plain = label.casefold().rstrip(" 0123456789._-#")
    if label.casefold() in asking or (label not in told and (plain in asking or plain in _INTERVIEWER_WORDS)):
        return "interviewer"
    if plain in ASIDES or (told and label not in told):
        return "unknown"
    return "participant"


def _shown(label: str, role: str, told: Mapping[str, str], *, taken: set[str], names: NameList) -> str:
    roles_slip = any(code_like(other) and slip_of(label, [other]) for other in taken)
    if label.casefold() in ASIDES or ((code_like(label) or roles_slip) and clean(label, names=names) == label):
        return label
    own = told.get(label, "").rsplit("-", 1)[-1]
    if own and code_like(own) and (own not in taken or own == label):
        return own
    letter = "H" if role == "interviewer" else "P"
    numbered = (f"{letter}{number}" for number in range(1, len(taken) + 2))
    return next(code for code in ("H", *numbered) if code not in taken and (code != "H" or letter == "H"))


def _slips(counts: Mapping[str, int], shown: Mapping[str, str]) -> Iterable[str]:
    """Labels that are nearly another one, with how often each stands: a person decides whether they are one speaker."""
    rare_first = sorted((label for label in counts if label), key=lambda label: (counts[label], label))
    for place, label in enumerate(rare_first):
        if near := slip_of(label, rare_first[place + 1 :]):
            plain = shown[label] == label and shown[near] == near
            pair = [f"'{one if plain else shown[one]}' {_times(counts[one])}" for one in (label, near)]
            how = "speaker label" if plain else "speakers whose labels are nearly the same:"
            yield f"{how} {pair[0]}, {pair[1]}: the same?"


def _times(number: int) -> str:
    return f"{number} time" if number == 1 else f"{number} times"


def _notes(labels: list[str], roles: dict[str, str], shown: dict[str, str], told: Mapping[str, str]) -> Iterable[str]:
    if renamed := [shown[label] for label in labels if shown[label] != label]:
        yield f"speaker labels that were names became {', '.join(renamed)}"
    if labels and all(role == "interviewer" for role in roles.values()):
        yield "every speaker is taken for an interviewer: name those who interview under interviewers in study.yml"
    if told:
        for label in labels:
            if roles[label] == "unknown" and label.casefold() not in ASIDES:
                near = did_you_mean(label, told) if code_like(label) else ""
                yield f"speaker '{shown[label]}' is not in the participants table{near}"
        for label in sorted(set(told) - set(labels)):
            yield f"participant '{told[label]}' is in the participants table and never speaks"
