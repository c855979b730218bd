"""A staged project as HTML and PDF, by Quarto where it is there, otherwise by the embedded renderer."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verko.errors import StudyError
from verko.report.embedded import render_embedded
from verko.report.meta import ReportMeta
from verko.report.quarto import VERSION_LIMIT, check_version, find_quarto, render_quarto
from verko.report.stage import stage

Renderer = Literal["auto", "quarto", "embedded"]


@dataclass(frozen=True)
class Rendered:
    """One language's report as made.

    renderer: `quarto` or `embedded`, whichever made it.
    messages: what the renderer had to say, one line each.
    """

    html: Path
    pdf: Path
    renderer: str
    seconds: float
    messages: tuple[str, ...]


def render(
    staged: Path,
    out: Path,
    *,
    renderer: Renderer = "auto",
    quarto: Path | str | None = None,
    time_limit: float = 600,
) -> Rendered:
    """Render a staged project into `out`.html and `out`.pdf, both put in place only when both are made.

    out: the path without suffix, e.g. `outputs/example/report/verko-report.fi`.
    quarto: the Quarto command; None takes QUARTO_PATH or the one on PATH.
    """
    begun = time.monotonic()
    command, notes = _chosen(renderer, quarto, time_limit)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as work:
        html, pdf = Path(work) / "report.html", Path(work) / "report.pdf"
        if command:
            notes += render_quarto(command, staged, html, pdf, time_limit=time_limit)
        else:
            notes += render_embedded(staged, html, pdf, time_limit=time_limit)
        targets = out.with_name(f"{out.name}.html"), out.with_name(f"{out.name}.pdf")
        for made, target in zip((html, pdf), targets, strict=True):
            os.replace(made, target)
    return Rendered(*targets, "quarto" if command else "embedded", time.monotonic() - begun, tuple(notes))


def _chosen(renderer: Renderer, quarto: Path | str | None, time_limit: float) -> tuple[Path | None, list[str]]:
    """The Quarto command to use, or None for the embedded renderer, and what there is to say about it.

    `auto` passes over a Quarto that is too old and says so; `quarto` refuses it.
    """
    command = None if renderer == "embedded" else find_quarto(quarto, required=renderer == "quarto")
    if not command:
        return None, []
    try:
        version = check_version(command, time_limit=min(time_limit, VERSION_LIMIT))
    except StudyError as error:
        if renderer == "quarto":
            raise
        return None, [f"the embedded renderer is used: {error}"]
    return command, [f"Quarto {version}"]


def build_report(
    outputs: Path,
    sources: Sequence[Path],
    *,
    languages: Sequence[str],
    meta: ReportMeta,
    renderer: Renderer = "auto",
    quarto: Path | str | None = None,
    time_limit: float = 600,
) -> list[Rendered]:
    """Stage and render the report of one study in each language, into `outputs`/report/.

    outputs: `outputs/<study>`, whose `evidence/` the notebooks have written.
    The files are called <id>-report.<language>.html and .pdf.
    """
    folder = outputs / "report"
    staged = [
        stage(outputs / "evidence", sources, folder / "staged" / language, language=language, meta=meta)
        for language in languages
    ]

    def one(language: str, project: Path) -> Rendered:
        out = folder / f"{meta.id}-report.{language}"
        return render(project, out, renderer=renderer, quarto=quarto, time_limit=time_limit)

    with ThreadPoolExecutor(max(1, len(staged))) as pool:
        return list(pool.map(one, languages, staged))
