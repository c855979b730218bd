"""A small study's evidence and chapters, rendered once for all tests that only look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from report_sample import META, write_evidence, write_sources

from verko.report import Rendered, ReportMeta, build_report, stage


@pytest.fixture
def meta() -> ReportMeta:
    return META


@pytest.fixture
def staged_from(tmp_path: Path) -> Callable[..., Path]:
    """Stages Finnish chapters given as text on the sample's evidence."""

    def make(
        chapters: dict[str, str] | None = None, *, language: str = "fi", meta: ReportMeta = META, **changes: object
    ):
        evidence = write_evidence(tmp_path / "evidence", synthetic=meta.synthetic, **changes)
        sources = write_sources(tmp_path / "report", chapters)
        return stage(evidence, [sources], tmp_path / "staged", language=language, meta=meta)

    return make


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """The sample study's report by the embedded renderer, by language."""
    return _built(tmp_path_factory.mktemp("synthetic"), META)


@pytest.fixture(scope="session")
def rendered_real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """The same report as if the study were not invented."""
    return _built(tmp_path_factory.mktemp("real"), replace(META, synthetic=False), languages=("fi",))


def _built(folder: Path, meta: ReportMeta, languages: tuple[str, ...] = ("fi", "en")) -> dict[str, Rendered]:
    write_evidence(folder / "outputs" / "evidence", synthetic=meta.synthetic)
    sources = [write_sources(folder / "report")]
    made = build_report(folder / "outputs", sources, languages=languages, meta=meta, renderer="embedded")
    return dict(zip(languages, made, strict=True))
