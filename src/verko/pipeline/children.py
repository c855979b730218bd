"""Child processes forked from one process that has already imported the heavy libraries.

`import pandas, seaborn, nltk` costs about a second; a fork of a process that has done it costs milliseconds.
Where forking is not to be had (Windows), children start afresh and give the same results, only later.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import threading
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

PRELOADED = ("verko.pipeline.preload",)


def can_fork() -> bool:
    """Whether kernels and work can be forked here; the setting VERKO_KERNELS=fresh turns it off."""
    return "forkserver" in multiprocessing.get_all_start_methods() and os.environ.get("VERKO_KERNELS") != "fresh"


def context() -> multiprocessing.context.BaseContext:
    """The way children are started: forked from the preloaded process, or afresh."""
    if not can_fork():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(PRELOADED))
    return forking


def warm_up() -> None:
    """Start the preloaded process now, so that it imports while other work goes on."""
    if can_fork():
        context()
        from multiprocessing import forkserver

        forkserver.ensure_running()


def call(function: str, *arguments: Any) -> Any:
    """Call `package.module:function` in a child process and return what it returns.

    What it raises is raised here; a child that dies without an answer raises ChildProcessError.

    >>> call("os.path:basename", "a/b")
    'b'
    """
    ways = context()
    receiving, sending = ways.Pipe(duplex=False)
    surroundings = lifeline()[0], dict(os.environ), os.getcwd()
    child = ways.Process(target=_answer, args=(sending, *surroundings, function, arguments))
    child.start()
    sending.close()
    try:
        ended_well, result = receiving.recv()
    except EOFError:
        child.join()
        raise ChildProcessError(f"{function} ended without an answer (exit code {child.exitcode})") from None
    except BaseException:
        child.kill()
        raise
    child.join()
    if not ended_well:
        raise result
    return result


def _answer(
    sending: Connection,
    held: Connection,
    environment: dict[str, str],
    folder: str,
    function: str,
    arguments: tuple[Any, ...],
) -> None:
    live_as_long_as(held)
    be_like(environment, folder)
    module, _, name = function.partition(":")
    try:
        sending.send((True, getattr(importlib.import_module(module), name)(*arguments)))
    except Exception as error:
        sending.send((False, error))
    finally:
        sending.close()


def be_like(environment: dict[str, str], folder: str | None) -> None:
    """Take over the environment and folder of the process that asked: the preloaded one may have older ones."""
    os.environ.clear()
    os.environ.update(environment)
    if folder:
        os.chdir(folder)


@cache
def lifeline() -> tuple[Connection, Connection]:
    """A pipe that this process holds open as long as it lives, and that its children listen to."""
    return multiprocessing.Pipe(duplex=False)


def live_as_long_as(held: Connection) -> None:
    """End this process when the one that holds the other end of the lifeline ends, however it ends.

    A child's parent is the preloaded process, which outlives a killed run; so a run that is killed would leave
    orphans at work, and they would write into the next run's results.
    """
    threading.Thread(target=_listen, args=(held,), daemon=True).start()


def _listen(held: Connection) -> None:
    try:
        held.recv()
    except (EOFError, OSError):
        os._exit(1)


class ForkedProcess:
    """A forked child behind the interface of `subprocess.Popen`, as far as jupyter_client uses it."""

    stdin = stdout = stderr = None

    def __init__(self, child: BaseProcess) -> None:
        self.child = child
        self.pid = child.pid

    @property
    def returncode(self) -> int | None:
        return self.child.exitcode

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        return self.child.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end."""
        self.child.join(timeout)
        return self.child.exitcode

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless it has ended."""
        if self.child.is_alive() and self.pid:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask it to end."""
        self.child.terminate()

    def kill(self) -> None:
        """End it."""
        self.child.kill()
