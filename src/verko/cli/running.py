"""The commands from raw files to the deposit."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from verko.cli.app import EXAMPLE, StudyFolder, app, console


class Renderer(StrEnum):
    """Who renders the report."""

    auto = "auto"
    quarto = "quarto"
    embedded = "embedded"


@app.command()
def report(
    study: StudyFolder = EXAMPLE,
    renderer: Annotated[Renderer, typer.Option(help="auto takes Quarto when it is there.")] = Renderer.auto,
) -> None:
    """Make everything, from raw files to the report as HTML and PDF.

    Example: verko report --study data/example
    """
    from verko.pipeline.study_run import report_study
    from verko.project import as_given

    out = console()
    made, progress = report_study(study, out, renderer=renderer.value)
    if not progress.took:
        out.print("Nothing has changed since the last run.")
    for path in made:
        out.print(f"  {escape(as_given(path))}", highlight=False, soft_wrap=True)


@app.command()
def check(study: StudyFolder = EXAMPLE) -> None:
    """Read all material and print the account: announced, read, refused with place and reason.

    Example: verko check --study data/example
    """
    from verko.pipeline.account_table import show_account
    from verko.pipeline.study_run import check_study

    out = console()
    checked = check_study(study, out)
    show_account(checked, out)
    if checked.stopped:
        raise typer.Exit(1)


@app.command()
def study(folder: Annotated[Path, typer.Argument(help="Where to lay the study out.")]) -> None:
    """Lay out a study of your own: a commented study.yml and its folders.

    Example: verko study studies/mine
    """
    from verko.codevelopment.forms import lay_out as lay_out_forms
    from verko.study.layout import lay_out

    out = console()
    for path in [*lay_out(folder), *lay_out_forms(folder)]:
        out.print(f"  {escape(str(path))}", highlight=False, soft_wrap=True)
    out.print(
        f"Put your files into the folders, fill in {escape(str(folder / 'study.yml'))}, then: "
        f"make check STUDY={escape(str(folder))}",
        soft_wrap=True,
    )


@app.command()
def verify(study: StudyFolder = EXAMPLE) -> None:
    """Make every table and all evidence again in a fresh folder and compare with what is there.

    Example: verko verify --study data/example
    """
    from verko.pipeline.study_run import verify_study

    out = console()
    result = verify_study(study, out)
    for word, names in (("differs", result.different), ("is missing now", result.missing), ("is new", result.new)):
        for name in names:
            out.print(f"{escape(name)} {word}", style="red", highlight=False)
    out.print(f"{len(result.same)} results made again and identical, {len(result.different)} different")
    if not result.identical:
        raise typer.Exit(1)


@app.command()
def archive(
    study: StudyFolder = EXAMPLE,
    renderer: Annotated[Renderer, typer.Option(help="auto takes Quarto when it is there.")] = Renderer.auto,
) -> None:
    """Pack what may be given away (report, evidence, tables, hashes, metadata) into a deposit package.

    Example: verko archive --study data/example
    """
    from verko.pipeline.study_run import archive_study
    from verko.project import as_given

    out = console()
    made = archive_study(study, out, renderer=renderer.value)
    out.print(f"  {escape(as_given(made))}", highlight=False, soft_wrap=True)


@app.command()
def clean(study: StudyFolder = EXAMPLE) -> None:
    """Remove all that was made of a study; the study's own files stay.

    Example: verko clean --study data/example
    """
    from verko.pipeline.study_run import clean_study

    console().print(f"removed {escape(str(clean_study(study)))}", highlight=False, soft_wrap=True)
