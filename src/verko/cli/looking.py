"""The commands to look into a study, on the screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from verko.cli.app import EXAMPLE, StudyFolder, app, console


@app.command()
def lab(study: StudyFolder = EXAMPLE) -> None:
    """Open JupyterLab on the notebooks, with the study's tables ready.

    Example: verko lab --study data/example
    """
    from verko.pipeline.lab import open_lab

    raise typer.Exit(open_lab(study, console()))


@app.command()
def browse(
    find: Annotated[str, typer.Argument(help="Part of a name or a text, to list here instead of in the browser.")] = "",
    study: StudyFolder = EXAMPLE,
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser as well.")] = True,
) -> None:
    """Look into the evidence in the browser: search it and the talk, follow numbers and quotes to their source.

    Example: verko browse --study data/example
    """
    from verko.project import outputs_of
    from verko.study import load_study

    declared = load_study(study)
    outputs = outputs_of(declared.folder)
    if find:
        _list_evidence(outputs / "evidence" / "evidence.sqlite", find)
    else:
        from verko.browse.library import Library
        from verko.browse.server import serve

        say = console().print
        serve(Library(declared, outputs), port=port, open_page=open_page and sys.stdout.isatty(),
              say=lambda address: say(f"{address}\nCtrl-C ends it.", highlight=False, soft_wrap=True))  # fmt: skip


def _list_evidence(database: Path, find: str) -> None:
    from verko.evidence.browsing import find_evidence

    out = console()
    for found in find_evidence(database, find):
        out.print(f"[bold]{found.name}[/] [dim]{found.kind}, {found.notebook}[/]  ", end="", highlight=False)
        out.print(escape(found.summary), highlight=False, soft_wrap=True)


@app.command()
def flow(
    labels: Annotated[Path, typer.Argument(help="CSV or .csv.gz with titles and one or two columns of labels.")],
    prisma: Annotated[Path | None, typer.Option(help="Write PRISMA.csv for the R package PRISMA2020.")] = None,
) -> None:
    """Print the PRISMA flow that the labels of a screened set tell, and prove its sums.

    Example: verko flow labelled.csv --prisma PRISMA.csv
    """
    from verko.literature.flow_report import flow_lines
    from verko.literature.labelled import flow_of_labels, read_labelled
    from verko.literature.prisma_csv import write_prisma
    from verko.store import write_atomically

    out, told = console(), read_labelled(labels)
    counted = flow_of_labels(told, name=labels.name.split(".")[0])
    for line in flow_lines(counted, told):
        out.print(escape(line), highlight=False, soft_wrap=True)
    if prisma:
        write_atomically(prisma, write_prisma(counted))
        out.print(f"  {escape(str(prisma))}", highlight=False, soft_wrap=True)
