"""A coded project as any QDA tool holds it, before it meets the study: texts, codes, codings, memos, cases, sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from verko.account import Refusal

OWN_TOOL = "VerKo compendium"
"""The name under which `verko export` writes projects."""
REDUCED = "Pelkistetty ilmaus (reduced expression)"
"""Title of the note that carries a coding's reduced expression, for which the exchange format has no place."""


@dataclass(frozen=True)
class QdaCode:
    """One code. parent: id of the code above it, empty at the top; codable: False for mere headings."""

    id: str
    name: str
    parent: str = ""
    definition: str = ""
    color: str = ""
    codable: bool = True


@dataclass(frozen=True)
class QdaSource:
    """One text. text: with LF line ends, composed; None when the project names a text it does not bring."""

    id: str
    name: str
    text: str | None
    author: str = ""
    created: str = ""
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class QdaCoding:
    """One segment x code x coder. start, end: code points of the source's text, half-open.

    reduced: the reduced expression of content analysis, where the coder wrote one.
    quote: the words as the tool stored them beside the coding; the only anchor where start is None.
    place: where the coding stands in the file, for refusals.
    """

    id: str
    source: str
    code: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    coder: str = ""
    created: str = ""
    memo: str = ""
    reduced: str = ""
    certain: bool = True
    located_by: str = "offsets"
    place: str = ""


@dataclass(frozen=True)
class QdaMemo:
    """A note, memo or description; target_kind: project, document, code, coding, case, set or free."""

    id: str
    target_kind: str
    target: str
    text: str
    title: str = ""
    author: str = ""
    created: str = ""


@dataclass(frozen=True)
class QdaVariable:
    """A variable of cases and sources; kind as the standard names it: Text, Integer, Boolean, ..."""

    id: str
    name: str
    kind: str = "Text"
    description: str = ""


@dataclass(frozen=True)
class QdaCase:
    """A case (a person, an organisation) with its values (variable id, value), sources and codes."""

    id: str
    name: str
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class QdaSet:
    """A named set of codes, sources and notes."""

    id: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class QdaLink:
    """A link between two things of the project, by their ids."""

    id: str
    origin: str
    target: str
    name: str = ""
    direction: str = ""


@dataclass
class QdaProject:
    """Everything read from one file. announced: codings the file holds; refused: those that were not taken.

    from_table: the file is a plain table, whose codes must be the codebook's where the study has one.
    """

    tool: str
    name: str = ""
    codes: list[QdaCode] = field(default_factory=list)
    sources: list[QdaSource] = field(default_factory=list)
    codings: list[QdaCoding] = field(default_factory=list)
    memos: list[QdaMemo] = field(default_factory=list)
    variables: list[QdaVariable] = field(default_factory=list)
    cases: list[QdaCase] = field(default_factory=list)
    sets: list[QdaSet] = field(default_factory=list)
    links: list[QdaLink] = field(default_factory=list)
    users: dict[str, str] = field(default_factory=dict)
    from_table: bool = False
    synthetic: bool | None = None
    encoding: str = ""
    announced: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def source(self, source_id: str) -> QdaSource:
        """The source with this id."""
        return next(source for source in self.sources if source.id == source_id)

    def code_paths(self) -> dict[str, tuple[str, ...]]:
        """The names from the top code down to each code, by code id; a code under itself counts as a top code.

        >>> project = QdaProject("x", codes=[QdaCode("1", "Trust"), QdaCode("2", "lost", parent="1")])
        >>> project.code_paths()["2"]
        ('Trust', 'lost')
        """
        by_id = {code.id: code for code in self.codes}
        return {code.id: _path(code, by_id) for code in self.codes}


def _path(code: QdaCode, by_id: dict[str, QdaCode]) -> tuple[str, ...]:
    names, seen = [code.name], {code.id}
    while code.parent in by_id and code.parent not in seen:
        code = by_id[code.parent]
        seen.add(code.id)
        names.append(code.name)
    return tuple(reversed(names))
