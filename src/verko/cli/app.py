"""The `verko` command: what its commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A reproducible research compendium: raw material in, an auditable report out.",
)

StudyFolder = Annotated[Path, typer.Option("--study", "-s", help="Folder of the study, with its study.yml.")]
EXAMPLE = Path("data/example")


def console() -> Console:
    """Standard output; wide where no person looks on."""
    return Console(width=None if sys.stdout.isatty() else 200)
