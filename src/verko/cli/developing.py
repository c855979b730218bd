"""The commands of those who change the compendium."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verko.cli.app import app


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run all tests; further arguments go to pytest.

    Example: verko test -k account
    """
    raise typer.Exit(_in_project([sys.executable, "-m", "pytest", *context.args]))


@app.command()
def bench(name: Annotated[str, typer.Argument(help="Name of one benchmark; all when left out.")] = "") -> None:
    """Measure, each against a named peer where there is one.

    Example: verko bench pipeline
    """
    raise typer.Exit(_in_project([sys.executable, "-m", "benchmarks", *([name] if name else [])]))


def _in_project(command: list[str]) -> int:
    import subprocess

    from verko.project import project_root

    return subprocess.run(command, cwd=project_root(), check=False).returncode  # noqa: S603 - our own argument list
