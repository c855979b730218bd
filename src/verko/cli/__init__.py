"""The command line: each command turns its arguments into one call, then says where the result went."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.markup import escape

from verko.cli.app import app
from verko.errors import StudyError

# The order of the help is the order of these lines.
# isort: off
from verko.cli import running
from verko.cli import looking
from verko.cli import handing
from verko.cli import developing
# isort: on

__all__ = ["app", "developing", "handing", "looking", "main", "running"]


def main() -> None:
    """The `verko` command: a StudyError is its lines on standard error and exit code 1, never a traceback."""
    try:
        app()
    except StudyError as error:
        Console(stderr=True).print(escape(str(error)), style="red", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        Console(stderr=True).print("stopped; the next run goes on from here")
        sys.exit(130)
