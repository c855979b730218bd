"""Which of the possible labels of a file are speakers: told by form, by repetition, by the study's own tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from verko.errors import did_you_mean
from verko.intake.transcripts.lines import Line, Opening, openings

ROLE_WORDS = frozenset(
    [
        "haastattelija",
        "haastateltava",
        "tutkija",
        "vetäjä",
        "ohjaaja",
        "puhuja",
        "osallistuja",
        "vastaaja",
        "johtaja",
        "esihenkilö",
        "ammattilainen",
        "kokemusasiantuntija",
        "vertainen",
        "litteroija",
        "nauhoittaja",
        "interviewer",
        "interviewee",
        "moderator",
        "participant",
        "respondent",
        "researcher",
        "facilitator",
        "speaker",
        "host",
        "guest",
        "informant",
        "subject",
        "manager",
        "unknown",
        "kaikki",
        "yhdessä",
        "all",
        "tuntematon",
    ]
)
"""Words that tell a role and nobody's name."""

HEADER_KEYS = frozenset(
    [
        "aineisto",
        "haastattelu",
        "haastattelutyyppi",
        "haastattelunumero",
        "haastattelupäivä",
        "haastatteluaika",
        "ryhma_id",
        "ryhmä",
        "osallistujat",
        "osallistuja_koodit",
        "sektori",
        "ammattiryhmä",
        "ikäryhmä",
        "alue",
        "ajankohta",
        "kesto",
        "kesto_min",
        "litterointitaso",
        "litteroija",
        "litteroitu",
        "litterointi",
        "päivämäärä",
        "pvm",
        "paikka",
        "aika",
        "aihe",
        "tallenne",
        "tiedosto",
        "huom",
        "huomio",
        "huomautus",
        "huomioita",
        "merkinnät",
        "title",
        "date",
        "time",
        "place",
        "duration",
        "file",
        "recording",
        "transcript",
        "transcriber",
        "participants",
        "interview",
        "location",
        "topic",
        "note",
        "notes",
        "source",
        "language",
        "kind",
        "project",
        "study",
        "subject",
        "url",
        "http",
        "https",
    ]
)
"""Keys of a header; a line that begins with one is never a turn."""

_CODE = re.compile(r"(?:[A-ZÅÄÖ]{1,4}\s?\d{0,3}[a-z]?|[a-zåäö]{1,3}\d{1,3}|\d{1,3})\Z")
_FULL_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé'-]+(?:\s[A-ZÅÄÖ][a-zåäöé'.-]*){1,2}\Z")
_SENTENCE = re.compile(r"[.,]\s|\.$|,$")


def code_like(label: str) -> bool:
    """True for a label that names nobody: H, A1, J, P12, id3, or a role word with or without a number.

    >>> [code_like(label) for label in ("A1", "id1", "Haastattelija", "Participant 2", "Sam Soffes", "Dan")]
    [True, True, True, True, False, False]
    """
    return bool(_CODE.match(label)) or re.sub(r"[\s\d.#-]+\Z", "", label).casefold() in ROLE_WORDS


def name_like(label: str) -> bool:
    """True for one to four words that all begin with a capital or a digit."""
    words = label.split()
    return 0 < len(words) <= 4 and all(
        word[0].isupper() or word[0].isdigit() or word in ("de", "von", "af") for word in words
    )


def speakers(lines: Sequence[Line], known: Iterable[str]) -> dict[str, set[str]]:
    """The labels of the file that are speakers, and in which forms each is taken.

    known: labels that the study's own tables name for the document.
    """
    told = {label.casefold() for label in known}
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if not line.blank:
            counts.update({(opening.label, opening.form) for opening in openings(line) if opening.label})
    strong = {label for (label, form), number in counts.items() if _is_strong(label, form, number, told)}
    strong |= _once_among(strong, counts)
    return {label: _forms(label, counts, strong, told) for label in strong}


def _is_strong(label: str, form: str, number: int, told: set[str]) -> bool:
    if form == "time" or label.casefold() in HEADER_KEYS or len(label.split()) > 5:
        return False
    if label.casefold() in told:
        return form in ("bold", "colon", "bracket", "timed", "gap") or number > 1
    if _SENTENCE.search(label) and not code_like(label):
        return False
    shaped = code_like(label) or name_like(label)
    match form:
        case "bold":
            return shaped or number > 1
        case "timed":
            return shaped
        case "colon":
            return shaped and (number > 1 or code_like(label))
        case "bracket":
            return code_like(label) and number > 1
        case "gap" | "alone":
            return number > 1 and (
                code_like(label) and not label.isdigit() if form == "gap" else _is_heading_label(label, number)
            )
    return False


def _is_heading_label(label: str, number: int) -> bool:
    """A label that fills its line must be a role or a code with a letter, or a full name that comes back often."""
    return (code_like(label) and not label.isdigit()) or (
        name_like(label) and len(label.split()) in (2, 3) and number > 2
    )


def _once_among(strong: set[str], counts: Counter[tuple[str, str]]) -> set[str]:
    """Labels met once: one slip of the pen away from a speaker (Particpant), a code, a full name among names."""
    once = {
        label
        for (label, form), number in counts.items()
        if form == "colon" and label not in strong and name_like(label)
    }
    slips = {label for label in once if label.casefold() not in HEADER_KEYS and slip_of(label, strong)}
    bare = {label for (label, form), number in counts.items() if form in ("gap", "alone") and _numbered(label)}
    named = any(form == "colon" and label in strong and not code_like(label) for label, form in counts)
    full = {label for label in once if named and _FULL_NAME.match(label)}
    return slips | full | (bare if strong else set())


def _numbered(label: str) -> bool:
    """A code with a letter and a digit, such as A1: a speaker even when met once, where there are others."""
    return bool(re.fullmatch(r"[A-ZÅÄÖa-zåäö]{1,3}\s?\d{1,3}", label))


def _forms(label: str, counts: Counter[tuple[str, str]], strong: set[str], told: set[str]) -> set[str]:
    forms = {form for (other, form), _ in counts.items() if other == label}
    marked = forms & {"bold", "colon", "bracket", "timed"}
    bare = {"gap", "alone"} if code_like(label) or label.casefold() in told or not marked else {"gap"}
    return marked | bare | {"timed"}


def slip_of(label: str, others: Iterable[str]) -> str:
    """The label that `label` is probably a slip of; empty when none is near or when both are short codes.

    >>> slip_of("Particpant", ["Participant", "Dan"]), slip_of("A2", ["A1", "H"])
    ('Participant', '')
    """
    near = did_you_mean(label, [other for other in others if other != label and len(other) > 4])
    match = re.search(r"'(.*)'", near)
    if match is None or len(label) < 5 or re.sub(r"\d", "", label) == re.sub(r"\d", "", match[1]):
        return ""
    return match[1] if abs(len(match[1]) - len(label)) <= 2 and match[1][0].casefold() == label[0].casefold() else ""


def opening_of(line: Line, accepted: dict[str, set[str]]) -> Opening | None:
    """How the line begins a turn, when it does: the first reading whose label is an accepted speaker."""
    for opening in openings(line):
        if opening.form == "time" or opening.form in accepted.get(opening.label, ()):
            return opening
    return None
