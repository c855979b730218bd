"""The shape of `study.yml`: every key, its type and what it means. Unknown keys are refused."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["fi", "en"]
Approach = Literal["content_analysis", "codebook_thematic", "coding_reliability", "reflexive_thematic"]

AGREEMENT_APPROACHES: frozenset[str] = frozenset({"content_analysis", "codebook_thematic", "coding_reliability"})
"""Approaches that call for inter-coder agreement and saturation; reflexive thematic analysis does not."""


class Strict(BaseModel):
    """Unknown keys are refused, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalText(Strict):
    """One text in Finnish and English; at least one of them is given."""

    fi: str = ""
    en: str = ""

    @model_validator(mode="after")
    def _not_empty(self) -> LocalText:
        if not (self.fi or self.en):
            raise ValueError("give the text in Finnish (fi) or English (en), or both")
        return self

    def in_language(self, language: str) -> str:
        """The text in `language`, or in the other one where it is missing.

        >>> LocalText(fi="Vertaistuki").in_language("en")
        'Vertaistuki'
        """
        return getattr(self, language) or self.fi or self.en


class Author(Strict):
    name: str
    affiliation: str = ""
    orcid: str = ""


class ResearchQuestion(LocalText):
    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]*$")]


class _Set(Strict):
    """What every data set has: its files (paths or globs below the study's folder) and its place in the design."""

    files: list[str]
    title: LocalText | None = None
    questions: list[str] = []


class TranscriptSet(_Set):
    """Interviews: one file each. `analysis` chooses the notebook (03 or 04)."""

    kind: Literal["transcripts"]
    analysis: Literal["interviews", "leadership"] = "interviews"
    unit: Literal["group", "individual"] = "individual"
    approach: Approach = "codebook_thematic"
    language: Language = "fi"
    interviews: Path | None = None
    participants: Path | None = None
    stimuli: Path | None = None
    translations: Path | None = None
    guide: Path | None = None
    interviewers: list[str] = ["H", "Haastattelija", "I", "INT", "Interviewer"]


class MoreWords(Strict):
    """Words that a study adds to a vocabulary of the document sheet, and why the given ones do not do."""

    add: Annotated[list[str], Field(min_length=1)]
    reason: Annotated[str, Field(min_length=3)]


class WebpageSet(_Set):
    """Web pages of organisations, with the sheet a person has filled in. vocabulary: words added to its columns."""

    kind: Literal["webpages"]
    sheet: Path | None = None
    language: Language | None = None
    vocabulary: dict[Literal["org_type", "activity_form", "target", "who_runs"], MoreWords] = {}


class LookUp(Strict):
    """`verko lookup` asks OpenAlex and Crossref. kept: the file of answers in the study; mailto: who asks."""

    kept: Path
    mailto: str = ""


class BibliographySet(_Set):
    """Database exports of the literature review, its protocol and the decisions made."""

    kind: Literal["bibliography"]
    protocol: Path | None = None
    screening: list[Path] = []
    adjudication: Path | None = None
    charting: Path | None = None
    merges: Path | None = None
    look_up: LookUp | None = None


class CodingSet(_Set):
    """Codings made in a QDA tool or a spreadsheet, the codebook, and what researchers keep beside them.

    earlier_codebook, decisions: the codebook as it was before, and the log of what was changed in it and why.
    summaries: the framework matrix. reductions: the table of content analysis.
    """

    kind: Literal["codings"]
    codebook: Path | None = None
    earlier_codebook: Path | None = None
    decisions: Path | None = None
    summaries: Path | None = None
    reductions: Path | None = None


class CheckRule(Strict):
    """One check of the co-development record, tuned: another level or `off`, another limit, never without a reason."""

    level: Literal["error", "warning", "info", "off"] | None = None
    limit: float | None = None
    reason: Annotated[str, Field(min_length=3)]


class CodevelopmentSet(_Set):
    """The co-development record: one table a file, or a workbook. rules: checks C01 to C18 that the team has tuned."""

    kind: Literal["codevelopment"]
    rules: dict[Annotated[str, Field(pattern=r"^C(0[1-9]|1[0-8])$")], CheckRule] = {}


class FeedbackSet(_Set):
    """Evaluation questionnaires of the respondent groups."""

    kind: Literal["feedback"]


DataSet = Annotated[
    TranscriptSet | WebpageSet | BibliographySet | CodingSet | CodevelopmentSet | FeedbackSet,
    Field(discriminator="kind"),
]


class Privacy(Strict):
    """The wall. k: smallest cell that may be published; names: the study's own list of names to replace."""

    k: Annotated[int, Field(ge=1, le=50)] = 3
    names: Path | None = None
    max_quote_words: Annotated[int, Field(ge=5, le=1000)] = 120


class AcceptedLoss(Strict):
    """A file (or places in it) that may stay unread, and why."""

    file: str
    reason: Annotated[str, Field(min_length=3)]
    places: list[str] = []


class ReportOptions(Strict):
    """How the report is made."""

    renderer: Literal["auto", "quarto", "embedded"] = "auto"
    time_limit: Annotated[int, Field(ge=10)] = 600
    funding: LocalText | None = None


class Study(Strict):
    """A whole study, as `study.yml` declares it.

    folder, waiting: not written there; where the study lies, and which data sets have no files yet.
    """

    title: LocalText
    subtitle: LocalText | None = None
    authors: list[Author] = []
    date: datetime.date | None = None
    synthetic: bool
    languages: Annotated[list[Language], Field(min_length=1)] = ["fi", "en"]
    source_project: str = ""
    licence: str = ""
    research_questions: list[ResearchQuestion] = []
    data_sets: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], DataSet] = {}
    coders: dict[str, str] = {}
    privacy: Privacy = Privacy()
    parameters: dict[str, dict[str, Any]] = {}
    accepted_losses: list[AcceptedLoss] = []
    report: ReportOptions = ReportOptions()
    folder: Annotated[Path, Field(exclude=True)] = Path()
    waiting: Annotated[tuple[str, ...], Field(exclude=True)] = ()

    @model_validator(mode="after")
    def _questions_exist(self) -> Study:
        known = {question.id for question in self.research_questions}
        for name, data_set in self.data_sets.items():
            if unknown := [question for question in data_set.questions if question not in known]:
                raise ValueError(f"data_sets.{name}.questions names {unknown[0]!r}, not among research_questions")
        return self

    @property
    def id(self) -> str:
        """The study's short name: its folder's."""
        return self.folder.resolve().name

    def with_material(self, present: set[str]) -> Study:
        """The study with only the data sets in `present`; the others wait for their files."""
        kept = {name: data_set for name, data_set in self.data_sets.items() if name in present}
        waiting = tuple(name for name in self.data_sets if name not in present)
        return self.model_copy(update={"data_sets": kept, "waiting": waiting})

    def sets(self, kind: str) -> dict[str, Any]:
        """The data sets of one kind, by name."""
        return {name: data_set for name, data_set in self.data_sets.items() if data_set.kind == kind}

    def has(self, need: str) -> bool:
        """Whether the study has what a notebook says it needs: a kind, or an analysis of transcripts."""
        analyses = {data_set.analysis for data_set in self.sets("transcripts").values()}
        if not analyses and self.sets("codings"):
            analyses = {"interviews"}  # a QDA project brings its own texts
        return bool(self.sets(need)) or need in analyses
