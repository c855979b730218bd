"""The review's protocol: searches, criteria, reasons, seed articles and charting form, read from one YAML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from verko.errors import FileProblem, ManyProblems, did_you_mean
from verko.study.loading import line_of
from verko.study.model import LocalText, Strict

Text = Annotated[str, BeforeValidator(lambda value: value.isoformat() if isinstance(value, date) else value)]


class Search(Strict):
    """One search: the database, when and how it was searched, and how many hits it told."""

    name: str
    search_date: Text = ""
    search_string: str = ""
    announced: Annotated[int, Field(ge=0)] | None = None


class Criterion(LocalText):
    """One criterion of eligibility."""

    id: str


class Eligibility(Strict):
    """What is taken and what is not."""

    include: tuple[Criterion, ...] = ()
    exclude: tuple[Criterion, ...] = ()


class Reason(LocalText):
    """One reason for exclusion. not_retrieved: the full text could not be had, which PRISMA counts apart."""

    not_retrieved: bool = False


class Seed(Strict):
    """An article known beforehand: a good search finds it."""

    doi: str = ""
    title: str = ""
    year: int | None = None


class ChartingField(Strict):
    """One field of the charting form. choices: one of the values; several are written with `|` between."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: LocalText
    type: Literal["text", "choice", "choices", "number"] = "text"
    required: bool = False
    choices: dict[str, LocalText] = Field(default={})


class Screening(Strict):
    """How it was screened."""

    reviewers: tuple[str, ...] = ()
    blind: bool = False
    disagreements: LocalText | None = None


class Protocol(Strict):
    """The whole protocol; every part may be missing."""

    synthetic: bool | None = None
    review_type: Literal["scoping", "systematic", "rapid", "integrative", "mapping", "other"] = "scoping"
    version: str = ""
    date: Text = ""
    registration: str = ""
    title: LocalText | None = None
    research_question: LocalText | None = None
    databases: dict[str, Search] = Field(default={})
    eligibility: Eligibility = Eligibility()
    exclusion_reasons: dict[str, Reason] = Field(default={})
    seed_articles: tuple[Seed, ...] = ()
    screening: Screening = Screening()
    charting_form: tuple[ChartingField, ...] = ()


def load_protocol(path: Path) -> Protocol:
    """The protocol in `path`. Raises FileProblem or ManyProblems with the lines of what is wrong."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except UnicodeDecodeError:
        raise FileProblem(path, "", "is not UTF-8: save it as UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FileProblem(path, mark.line + 1 if mark else "", f"is not YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise FileProblem(path, "", "is not YAML: a character in it is not allowed") from None
    if not isinstance(data, dict):
        raise FileProblem(path, 1, "holds no keys: a protocol starts with 'databases:'")
    try:
        return Protocol(**data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise ManyProblems([_line(path, problem) for problem in problems]) from None


def _line(path: Path, problem: Any) -> str:
    location = tuple(problem["loc"])
    key = ".".join(str(step) for step in location)
    where = f"{path}:{line_of(path, *location)}"
    match problem["type"]:
        case "extra_forbidden":
            return f"{where}: unknown key '{location[-1]}'{did_you_mean(str(location[-1]), Protocol.model_fields)}"
        case "missing":
            return f"{where}: '{key}' is missing"
        case _:
            return f"{where}: '{key}': {problem['msg']}"
