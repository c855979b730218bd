"""Every name in the chapters held against what was recorded, before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from verko.errors import did_you_mean
from verko.report.mentions import Mention
from verko.report.pipe_tables import dashed
from verko.report.recorded import KINDS, SINGULAR, Recorded, suppressed

FOLDERS = ("tables", "figures", "quotes", "claims")
_EVIDENCE = re.compile(rf"_evidence/({'|'.join(FOLDERS)})/([^/]+)\.md")


@dataclass(frozen=True)
class Known:
    """All names that a chapter may use."""

    recorded: Recorded
    variables: Collection[str]
    citations: Collection[str]
    parts: Collection[str]
    images: Collection[str]


def evidence_of(include: str) -> tuple[str, str] | None:
    """Kind and name of the evidence that an include path names; None for any other path.

    >>> evidence_of("_evidence/tables/interviews.material.md")
    ('tables', 'interviews.material')
    """
    match = _EVIDENCE.fullmatch(include)
    return (match[1], match[2]) if match else None


def included(mentions: Iterable[Mention], kind: str) -> list[str]:
    """Names of one kind of evidence that the chapters include, in order, each once."""
    named = [evidence_of(mention.name) for mention in mentions if mention.kind == "include"]
    return list(dict.fromkeys(pair[1] for pair in named if pair and pair[0] == kind))


def problems(mentions: Sequence[Mention], known: Known) -> list[str]:
    """One line for each thing that would be wrong in the report, in the order of the chapters."""
    labels = _labels(mentions)
    rules: Mapping[str, Callable[[Mention], list[str]]] = {
        "var": lambda mention: _variable(mention, known),
        "include": lambda mention: _include(mention, known),
        "shortcode": lambda mention: [
            mention.problem(f"the shortcode '{mention.name}' is not used in chapters: only var and include are")
        ],
        "citation": lambda mention: _citation(mention, known),
        "reference": lambda mention: _reference(mention, labels),
        "anchor": lambda mention: _anchor(mention, labels),
        "image": lambda mention: _image(mention, known),
        "raw": lambda mention: [mention.problem(f"{mention.name} shows in one of the outputs only: write Markdown")],
        "cell": lambda mention: [
            mention.problem(f"a {mention.name} code cell: the report computes nothing, record the result in a notebook")
        ],
        "id": lambda mention: [],
    }
    found = [line for mention in mentions for line in rules[mention.kind](mention)]
    return list(dict.fromkeys(found + _twice(mentions)))


def _labels(mentions: Sequence[Mention]) -> set[str]:
    own = {mention.name for mention in mentions if mention.kind == "id"}
    tables = {f"tbl-{dashed(name)}" for name in included(mentions, "tables")}
    figures = {f"fig-{dashed(name)}" for name in included(mentions, "figures")}
    quotes = {f"quote-{dashed(name)}" for name in included(mentions, "quotes")}
    claims = {f"claim-{dashed(name)}" for name in included(mentions, "claims")}
    return own | tables | figures | quotes | claims


def _variable(mention: Mention, known: Known) -> list[str]:
    if mention.name in known.variables:
        return []
    hint = did_you_mean(mention.name, known.variables) or _other_kind(mention.name, "numbers", known)
    return [mention.problem(f"no notebook recorded the number '{mention.name}'{hint}")]


def _include(mention: Mention, known: Known) -> list[str]:
    path = PurePosixPath(mention.name)
    if path.is_absolute() or ".." in path.parts or "\\" in mention.name or "://" in mention.name:
        return [mention.problem(f"the include path '{mention.name}' leaves the report: name a file below it")]
    if not (pair := evidence_of(mention.name)):
        if mention.name in known.parts:
            return []
        folders = ", ".join(f"_evidence/{folder}/" for folder in FOLDERS)
        hint = did_you_mean(mention.name, known.parts)
        return [mention.problem(f"no such include '{mention.name}'{hint}: includes are {folders}…md or _part.qmd")]
    kind, name = pair
    if name not in known.recorded.of(kind):
        hint = did_you_mean(name, known.recorded.of(kind)) or _other_kind(name, kind, known)
        return [mention.problem(f"no notebook recorded the {SINGULAR[kind]} '{name}'{hint}")]
    return _shown_evidence(mention, kind, name, known)


def _shown_evidence(mention: Mention, kind: str, name: str, known: Known) -> list[str]:
    item = known.recorded.of(kind)[name]
    if suppressed(item):
        return [mention.problem(f"the {SINGULAR[kind]} '{name}' is suppressed by the disclosure rules: take it out")]
    if kind != "claims":
        return []
    return [mention.problem(f"the claim '{name}' cannot stand: {reason}") for reason in _unsupported(item.data, known)]


def _unsupported(claim: Mapping[str, object], known: Known) -> list[str]:
    reasons = []
    for key, kind in (("quotes", "quotes"), ("numbers", "numbers"), ("counter", "quotes")):
        items = known.recorded.of(kind)
        for name in claim.get(key) or ():  # type: ignore[attr-defined]
            if name not in items:
                reasons.append(f"its {SINGULAR[kind]} '{name}' was not recorded{did_you_mean(name, items)}")
            elif suppressed(items[name]):
                reasons.append(f"its {SINGULAR[kind]} '{name}' is suppressed by the disclosure rules")
    if not (claim.get("quotes") or claim.get("numbers")):
        reasons.append("nothing carries it: give it quotes or numbers in the notebook")
    return reasons


def _other_kind(name: str, asked: str, known: Known) -> str:
    kinds = [SINGULAR[kind] for kind in KINDS if kind != asked and name in known.recorded.of(kind)]
    return f" (a {kinds[0]} of that name is)" if kinds else ""


def _citation(mention: Mention, known: Known) -> list[str]:
    if mention.name in known.citations:
        return []
    hint = did_you_mean(mention.name, known.citations)
    return [mention.problem(f"'@{mention.name}' is not in references.bib{hint}")]


def _reference(mention: Mention, labels: Collection[str]) -> list[str]:
    if mention.name in labels:
        return []
    return [mention.problem(f"'@{mention.name}' refers to nothing in the report{did_you_mean(mention.name, labels)}")]


def _anchor(mention: Mention, labels: Collection[str]) -> list[str]:
    guarded = mention.name.split("-")[0] in {"fig", "tbl", "sec", "quote", "claim"}
    return _reference(mention, labels) if guarded else []


def _image(mention: Mention, known: Known) -> list[str]:
    if mention.name in known.images:
        return []
    hint = did_you_mean(mention.name, known.images)
    return [mention.problem(f"no image '{mention.name}'{hint}: images of a chapter lie in the folder images/")]


def _twice(mentions: Sequence[Mention]) -> list[str]:
    first: dict[str, Mention] = {}
    found = []
    for mention in mentions:
        labelled = mention.kind == "id" or (mention.kind == "include" and evidence_of(mention.name))
        if labelled and (earlier := first.setdefault(mention.name, mention)) is not mention:
            place = f"{earlier.chapter.path.name}:{earlier.line}"
            what = "is included" if mention.kind == "include" else "is used as an id"
            found.append(
                mention.problem(f"'{mention.name}' {what} a second time (first in {place}): refer to it instead")
            )
    return found
