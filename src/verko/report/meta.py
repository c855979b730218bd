"""What a report is called, by whom and when: the facts of its title page, in both languages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verko.report.numerals import date_text
from verko.report.words import local, word


@dataclass(frozen=True)
class ReportAuthor:
    """One author on the title page."""

    name: str
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class ReportMeta:
    """The facts of the title page. Texts are {"fi": ..., "en": ...}.

    id: names the output files, e.g. `verko` gives verko-report.fi.html.
    date: the date printed; None prints none, so that the same study gives the same report on any day.
    questions: the research questions, each an id and its text.
    synthetic: marks every page, table caption and the document metadata.
    """

    id: str
    title: Mapping[str, str]
    subtitle: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[ReportAuthor, ...] = ()
    date: datetime.date | None = None
    funding: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[tuple[str, Mapping[str, str]], ...] = ()
    synthetic: bool = False
    bibliography: Path | None = None

    def facts(self, language: str) -> dict[str, str]:
        """What chapters may quote as `{{< var study.title >}}` and the like; empty facts are left out.

        >>> ReportMeta("verko", {"fi": "Vertaistuki"}).facts("fi")
        {'id': 'verko', 'title': 'Vertaistuki'}
        """
        facts = {
            "id": self.id,
            "title": local(self.title, language),
            "subtitle": local(self.subtitle, language),
            "authors": ", ".join(author.name for author in self.authors),
            "date": date_text(self.date, language=language) if self.date else "",
            "funding": local(self.funding, language),
        }
        facts["questions"] = str(len(self.questions) or "")
        facts["synthetic"] = word("synthetic", language) if self.synthetic else ""
        return {name: text for name, text in facts.items() if text}
