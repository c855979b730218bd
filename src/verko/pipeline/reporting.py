"""The report task: what the study says of itself handed to the report room."""

from __future__ import annotations

from pathlib import Path

from verko.project import project_root
from verko.report import ReportAuthor, ReportMeta, build_report
from verko.study import Study, load_study


def render_language(study_folder: str, outputs: str, language: str, renderer: str) -> str:
    """Render the report of one language; returns which renderer made it."""
    study = load_study(study_folder)
    made = build_report(
        Path(outputs),
        sources_of(study),
        languages=[language],
        meta=meta_of(study),
        renderer=renderer,
        time_limit=study.report.time_limit,
    )
    return made[0].renderer


def sources_of(study: Study) -> list[Path]:
    """The report's chapters: the template's, and over them the study's own."""
    own = study.folder / "report"
    return [project_root() / "report", *([own] if own.is_dir() else [])]


def meta_of(study: Study) -> ReportMeta:
    """The facts of the title page."""
    return ReportMeta(
        id=study.id,
        title=study.title.model_dump(),
        subtitle=study.subtitle.model_dump() if study.subtitle else {},
        authors=tuple(ReportAuthor(author.name, author.affiliation, author.orcid) for author in study.authors),
        date=study.date,
        funding=study.report.funding.model_dump() if study.report.funding else {},
        questions=tuple((question.id, {"fi": question.fi, "en": question.en}) for question in study.research_questions),
        synthetic=study.synthetic,
    )
