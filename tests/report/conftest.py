"""A small study's evidence and chapters, rich enough to show every thing a report can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_sample import write_evidence, write_sources
from verko.report import ReportAuthor, ReportMeta


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return write_evidence(tmp_path / "outputs" / "evidence")


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    return [write_sources(tmp_path / "report")]


@pytest.fixture
def meta() -> ReportMeta:
    return ReportMeta(
        id="sample",
        title={"fi": "Vertaistuki ja kokemustieto", "en": "Peer support and experiential knowledge"},
        subtitle={"fi": "Esimerkkitutkimus", "en": "An example study"},
        authors=(ReportAuthor("Essi Esimerkki", "Kuvitteelan ammattikorkeakoulu"),),
        funding={"fi": "ESIMERKKI", "en": "EXAMPLE"},
        synthetic=True,
    )
