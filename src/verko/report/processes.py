"""One outside program: run without a shell, in a process group of its own, with a time limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from verko.errors import StudyError


@dataclass(frozen=True)
class Finished:
    """How a program ended and what it said."""

    code: int
    output: bytes
    messages: str


def run(
    command: Sequence[str],
    *,
    time_limit: float,
    folder: Path | None = None,
    text: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> Finished:
    """Run `command` to its end, or stop it and all it started at the time limit.

    text: standard input; None gives it an empty one.
    Raises StudyError at the time limit, and when the program cannot be started.
    """
    name = Path(command[0]).name
    try:
        process = subprocess.Popen(  # noqa: S603 - an argument list of our own, never a shell
            list(command),
            cwd=folder,
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.PIPE if text is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise StudyError(f"{command[0]}: cannot be started ({error.strerror})") from error
    try:
        output, messages = process.communicate(text, timeout=time_limit)
    except subprocess.TimeoutExpired:
        raise StudyError(
            f"{name}: not finished after {time_limit:g} s, stopped: raise report.time_limit in study.yml"
        ) from None
    finally:
        _end(process)
    return Finished(process.returncode, output, messages.decode("utf-8", errors="replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the process and everything it started, and wait for it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
