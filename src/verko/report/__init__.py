"""The report room: evidence and chapters staged as a Quarto project, then rendered as HTML and PDF."""

from verko.report.meta import ReportAuthor, ReportMeta
from verko.report.render import Rendered, build_report, render
from verko.report.stage import stage

__all__ = ["Rendered", "ReportAuthor", "ReportMeta", "build_report", "render", "stage"]
