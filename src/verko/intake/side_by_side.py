"""Work on many files in several processes: results come in order, and only a few of them wait in memory at a time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_WORKERS = 8
AHEAD = 3  # items per worker that may be finished before their turn


def workers_here() -> int:
    """How many processes may read at once on this machine: its cores, as far as this process may use them."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, MOST_WORKERS))


def in_order(work: Callable[[Item], Result], items: Sequence[Item], *, workers: int) -> Iterator[Result]:
    """`work` of each item, in the order of the items; with two workers or more, in processes of their own.

    What `work` raises is raised here. A process that dies without an answer raises ChildProcessError.
    Memory holds at most AHEAD results a worker, however many items there are.

    >>> list(in_order(str.upper, ["a", "b"], workers=1))
    ['A', 'B']
    """
    if workers < 2 or len(items) < 2 or multiprocessing.current_process().daemon:
        yield from map(work, items)
        return
    team = _team(work, min(workers, len(items)))
    try:
        yield from _shared_out(items, [connection for _, connection in team])
    finally:
        for process, connection in team:
            connection.close()
            process.terminate()
        for process, _ in team:
            process.join()


def _team(work: Callable[[Any], Any], size: int) -> list[tuple[BaseProcess, Connection]]:
    """Processes that wait for items. On Linux they are forked, elsewhere started afresh."""
    ways = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    team: list[tuple[BaseProcess, Connection]] = []
    for _ in range(size):
        here, there = ways.Pipe()
        strangers = [here, *(connection for _, connection in team)] if sys.platform == "linux" else []
        process = ways.Process(target=_serve, args=(work, there, strangers), daemon=True)
        process.start()
        there.close()
        team.append((process, here))
    return team


def _serve(work: Callable[[Any], Any], connection: Connection, strangers: list[Connection]) -> None:
    """Answer item after item until the other end is closed. Ends of others' pipes are closed, so that it can be."""
    for stranger in strangers:
        stranger.close()
    gc.freeze()  # what was there before the work is never searched for garbage, and rows seldom: they hold no circles
    gc.set_threshold(50_000, 20, 20)
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            answer = True, work(item)
        except Exception as error:
            answer = False, error
        try:
            connection.send(answer)
        except OSError:
            return


def _shared_out(items: Sequence[Any], idle: list[Connection]) -> Iterator[Any]:
    done: dict[int, Any] = {}
    busy: dict[Connection, int] = {}
    given = due = 0
    most_ahead = AHEAD * len(idle)
    while due < len(items):
        while idle and given < len(items) and given - due < most_ahead:
            connection = idle.pop()
            connection.send(items[given])
            busy[connection] = given
            given += 1
        for connection in wait(list(busy)):
            done[busy.pop(connection)] = _answer(connection)  # type: ignore[call-overload, arg-type]
            idle.append(connection)  # type: ignore[arg-type]
        while due in done:
            yield done.pop(due)
            due += 1


def _answer(connection: Connection) -> Any:
    try:
        went_well, answer = connection.recv()
    except (EOFError, OSError):
        raise ChildProcessError("a process that reads files ended without an answer") from None
    if not went_well:
        raise answer
    return answer
