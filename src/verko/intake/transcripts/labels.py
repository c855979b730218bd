"""Which of the possible labels of a file are speakers: told by form, by repetition, by the study's own tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from verko.errors import did_you_mean
from verko.intake.transcripts.lines import Line, Opening

# fmt: off
ROLE_WORDS = frozenset([
    "all", "ammattilainen", "chair", "client", "esihenkilö", "esimies", "facilitator", "female", "guest", "haast",
    "haastateltava", "haastattelija", "havainnoija", "hoitaja", "host", "informant", "interviewee", "interviewer",
    "isä", "johtaja", "kaikki", "kanssatutkija", "kokemusasiantuntija", "kysyjä", "lapsi", "litteroija", "male",
    "manager", "mies", "moderator", "nainen", "nauhoittaja", "nuori", "observer", "ohjaaja", "opettaja", "osallistuja",
    "participant", "patient", "puheenjohtaja", "puhuja", "researcher", "respondent", "speaker", "subject", "therapist",
    "tuntematon", "tutkija", "työntekijä", "unknown", "vanhempi", "vastaaja", "vertainen", "vetäjä", "voice", "yhdessä",
    "äiti",
])
"""Words that tell a role and nobody's name."""

HEADER_KEYS = frozenset([
    "aihe", "aika", "aineisto", "ajankohta", "alue", "ammattiryhmä", "attendees", "created", "date", "duration", "file",
    "haastateltavat", "haastattelu", "haastatteluaika", "haastattelukerta", "haastattelunumero", "haastattelupäivä",
    "haastattelutyyppi", "http", "https", "huom", "huomautus", "huomio", "huomioita", "id", "ikäryhmä", "interview",
    "interview date", "interview number", "kesto", "kesto_min", "kieli", "kind", "language", "litteroija",
    "litteroinnin taso", "litterointi", "litterointipäivä", "litterointitaso", "litteroitu", "location", "merkinnät",
    "note", "notes", "osallistuja_koodit", "osallistujamäärä", "osallistujat", "paikka", "participants", "place",
    "project", "pvm", "päivämäärä", "recorded", "recording", "ryhma_id", "ryhmä", "sektori", "source", "study",
    "subject", "tallenne", "tallenteen kesto", "tiedosto", "time", "title", "topic", "transcribed by", "transcriber",
    "transcript", "tunniste", "url", "versio", "version", "äänitteen kesto",
])
"""Keys of a header; a line that begins with one is never a turn."""
# fmt: on

MARKED = frozenset({"bold", "colon", "bracket", "timed", "stamped"})
"""Forms that a speaker's label has and little else."""
_CODE = re.compile(r"(?:[A-ZÅÄÖ]{1,4}\s?\d{0,3}[a-z]?|[a-zåäö]{1,3}\d{1,3}|\d{1,3})\Z")
_FULL_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé'-]+(?:\s[A-ZÅÄÖ][a-zåäöé'.-]*){1,2}\Z")
_SENTENCE = re.compile(r"[.,]\s|\.$|,$")

Openings = Sequence[Sequence[Opening]]


def code_like(label: str) -> bool:
    """True for a label that names nobody: H, A1, J, P12, id3, or a role word with or without a number.

    >>> [code_like(label) for label in ("A1", "id1", "Haastattelija", "SPEAKER_01", "Sam Soffes", "Dan")]
    [True, True, True, True, False, False]
    """
    return bool(_CODE.match(label)) or re.sub(r"[\s\d.#_-]+\Z", "", label).casefold() in ROLE_WORDS


def name_like(label: str) -> bool:
    """True for one to four words that all begin with a capital or a digit."""
    words = label.split()
    return 0 < len(words) <= 4 and all(
        word[0].isupper() or word[0].isdigit() or word in ("de", "von", "af", "van") for word in words
    )


def speakers(lines: Sequence[Line], found: Openings, known: Iterable[str]) -> dict[str, set[str]]:
    """The labels of the file that are speakers, and in which forms each is taken.

    found: what each line can begin with; known: labels that the study's own tables name for the document.
    """
    told = {label.casefold() for label in known}
    counts: Counter[tuple[str, str]] = Counter()
    for ways in found:
        counts.update({(opening.label, opening.form) for opening in ways if opening.label})
    share = sum(not line.blank for line in lines) / 10
    strong = {label for (label, form), number in counts.items() if _is_strong(label, form, number, told, share)}
    strong |= _once_among(strong, counts) | _headings(lines, found, counts)
    return {label: _taken_forms(label, counts, told) for label in strong}


def _is_strong(label: str, form: str, number: int, told: set[str], share: float) -> bool:
    """Whether a label that stands `number` times in this form is a speaker. share: a tenth of the file's lines."""
    if form in ("time", "bare") or label.casefold() in HEADER_KEYS or len(label.split()) > 5:
        return False
    if label.casefold() in told:
        return form in MARKED or number > (max(2, share) if form == "dash" else 1)
    if _SENTENCE.search(label) and not code_like(label):
        return False
    code, name = code_like(label), name_like(label)
    if form in ("bold", "timed", "colon"):
        often = {"bold": number > 1, "timed": False, "colon": number > max(2, share) and len(label.split()) < 3}[form]
        return often or code or (name and (form != "colon" or number > 1))
    needed = {"gap": 1, "bracket": 1, "dash": max(2, share)}
    if form in needed:
        return code and number > needed[form] and (form == "bracket" or not label.isdigit())
    if form == "alone":
        return number > 1 and _is_heading_label(label, number)
    return number > 1 and (code or bool(_FULL_NAME.match(label)) or (name and number > 2))


def _is_heading_label(label: str, number: int) -> bool:
    """A label that fills its line must be a role or a code with a letter, or a full name that comes back often."""
    return (code_like(label) and not label.isdigit()) or (
        name_like(label) and len(label.split()) in (2, 3) and number > 2
    )


def _headings(lines: Sequence[Line], found: Openings, counts: Counter[tuple[str, str]]) -> set[str]:
    """Single names on lines of their own: always after a blank line and over a text, two at least, most paragraphs."""
    often = {
        label
        for (label, form), number in counts.items()
        if form == "alone" and number > 2 and label[:1].isupper() and label.isalpha() and len(label) > 2
    }
    if len(often) < 2:
        return set()
    places: dict[str, list[int]] = {}
    for place, ways in enumerate(found):
        if ways and (label := next((way.label for way in ways if way.form == "alone"), "")) in often:
            places.setdefault(label, []).append(place)
    heads = {label for label, own in places.items() if all(_heads_a_text(lines, place) for place in own)}
    paragraphs = sum(not line.blank and (not at or lines[at - 1].blank) for at, line in enumerate(lines))
    return heads if len(heads) > 1 and sum(len(places[label]) for label in heads) > paragraphs / 2 else set()


def _heads_a_text(lines: Sequence[Line], place: int) -> bool:
    before = place == 0 or lines[place - 1].blank
    return before and place + 1 < len(lines) and not lines[place + 1].blank


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
    forms = {form for label, form in counts if label in strong and code_like(label)} & {"bracket", "boldgap", "stamped"}
    like = {label for label, form in counts if form in forms and code_like(label) and not label.isdigit()}
    return slips | full | like | (bare if strong else set())


def _numbered(label: str) -> bool:
    """A code with a letter and a digit, such as A1: a speaker even when met once, where there are others."""
    return bool(re.fullmatch(r"[A-ZÅÄÖa-zåäö]{1,3}\s?\d{1,3}", label))


def _taken_forms(label: str, counts: Mapping[tuple[str, str], int], told: set[str]) -> set[str]:
    """The forms in which an accepted label begins a turn: all marked ones it has, bare ones where they are plain."""
    forms = {form for form in (*MARKED, "boldgap") if (label, form) in counts}
    forms |= {"bare"} if forms and len(label) > 1 and _CODE.match(label) else set()
    bare = {"gap", "timed"} | ({"dash"} if counts.get((label, "dash"), 0) > 2 and code_like(label) else set())
    if code_like(label) or label.casefold() in told or not forms:
        return forms | bare | {"alone"}
    often_alone = counts.get((label, "alone"), 0) > 2 and len(label.split()) > 1
    return forms | bare | ({"alone"} if often_alone else set())


def slip_of(label: str, others: Iterable[str]) -> str:
    """The label that `label` is probably a slip of; empty when none is near or when both are short codes.

    >>> slip_of("Particpant", ["Participant", "Dan"]), slip_of("A2", ["A1", "H"]), slip_of("LIISA", ["Liisa"])
    ('Participant', '', 'Liisa')
    """
    listed = [other for other in others if other != label]
    if same := [other for other in listed if _bare(other) == _bare(label)]:
        return same[0]
    near = did_you_mean(label, [other for other in listed if len(other) > 4])
    match = re.search(r"'(.*)'", near)
    if match is None or len(label) < 5 or re.sub(r"\d", "", label) == re.sub(r"\d", "", match[1]):
        return ""
    return match[1] if abs(len(match[1]) - len(label)) <= 2 and match[1][0].casefold() == label[0].casefold() else ""


def _bare(label: str) -> str:
    return re.sub(r"[\W_]+", "", label).casefold()


def opening_of(ways: Sequence[Opening], accepted: Mapping[str, set[str]]) -> Opening | None:
    """How a line begins a turn, when it does: the first of its readings whose label is an accepted speaker."""
    for opening in ways:
        if opening.form == "time" or opening.form in accepted.get(opening.label, ()):
            return opening
    return None
