"""The study's own claims, declared in `report/claims.yml`: sentences with the quotes and numbers that carry them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from verko.errors import FileProblem, ManyProblems, did_you_mean
from verko.study.loading import _line, _node_of, _text_of
from verko.study.model import LocalText, Strict, Study

CLAIMS_FILE = Path("report/claims.yml")
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]


class DeclaredNumber(Strict):
    """In how many interviews (or passages) any of these codes, or a code below them, was used.

    where: only interviews with this background (a column of the interviews table and its value).
    after: only talk after this stimulus.
    """

    code: str | list[str]
    count: Literal["interviews", "passages"] = "interviews"
    where: dict[str, str] = Field(default_factory=dict)
    after: str = ""

    @property
    def codes(self) -> list[str]:
        """The codes, also where only one is given."""
        return [self.code] if isinstance(self.code, str) else self.code


class DeclaredQuote(Strict):
    """A passage: by its words as they stand in the stored (pseudonymised) text, or by a coding's reference (R01:KA:3).

    translation: where the study's table of translations has none.
    """

    document: str = ""
    words: str = ""
    coding: str = ""
    translation: LocalText | None = None
    translated_by: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> DeclaredQuote:
        if bool(self.coding) == bool(self.document and self.words):
            raise ValueError("give document and words, or a coding")
        return self


class DeclaredClaim(LocalText):
    """A sentence in each language; {interviews.groups} in it stands for that recorded number.

    quotes, numbers: what carries it; counter: quotes that speak against it, or that it does not cover.
    """

    quotes: list[Name] = Field(default_factory=list)
    numbers: list[Name] = Field(default_factory=list)
    counter: list[Name] = Field(default_factory=list)


class DeclaredClaims(Strict):
    """All that a study's `report/claims.yml` declares, by name; the part before the first point is the theme."""

    numbers: dict[Name, DeclaredNumber] = Field(default_factory=dict)
    quotes: dict[Name, DeclaredQuote] = Field(default_factory=dict)
    claims: dict[Name, DeclaredClaim] = Field(default_factory=dict)
    lines: dict[str, int] = Field(default_factory=dict, exclude=True)

    def of(self, theme: str) -> DeclaredClaims:
        """Only what belongs to one theme.

        >>> both = DeclaredClaims(numbers={"interviews.a": {"code": "U1"}, "leadership.a": {"code": "L1"}})
        >>> list(both.of("interviews").numbers)
        ['interviews.a']
        """
        kinds = {kind: getattr(self, kind) for kind in ("numbers", "quotes", "claims")}
        kept = {kind: {k: v for k, v in own.items() if k.split(".")[0] == theme} for kind, own in kinds.items()}
        return self.model_copy(update=kept)


def claims_file(study: Study) -> Path | None:
    """The study's file of claims, or None where it has none."""
    file = study.folder / CLAIMS_FILE
    return file if file.is_file() else None


def load_claims(study: Study) -> DeclaredClaims:
    """What the study declares; nothing where it has no such file.

    Raises ManyProblems with file, line and key for what does not fit.
    """
    file = claims_file(study)
    if file is None:
        return DeclaredClaims()
    text = _text_of(file)
    node, data = _node_of(file, text), yaml.safe_load(text) or {}
    if not isinstance(data, dict):
        raise FileProblem(file, 1, "holds no keys: it has numbers, quotes and claims")
    lines = {
        name: _line(node, (kind, name))
        for kind in ("numbers", "quotes", "claims") if isinstance(data.get(kind), dict) for name in data[kind]
    }  # fmt: skip
    try:
        return DeclaredClaims(**data, lines=lines)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise ManyProblems(f"{file}:{_line(node, tuple(one['loc']))}: {_sentence(one)}" for one in problems) from None


def _sentence(problem: dict) -> str:
    where = ".".join(str(step) for step in problem["loc"] if step != "[key]")
    if problem["type"] == "extra_forbidden":
        known = {*DeclaredClaims.model_fields, *DeclaredNumber.model_fields, *DeclaredQuote.model_fields,
                 *DeclaredClaim.model_fields} - {"lines"}  # fmt: skip
        return f"unknown key '{problem['loc'][-1]}'{did_you_mean(str(problem['loc'][-1]), sorted(known))}"
    if problem["type"] == "string_pattern_mismatch":
        return f"'{where}' is no name for evidence: write theme.thing in lower case, as interviews.titles"
    return f"'{where}': {problem['msg'].removeprefix('Value error, ')}"
