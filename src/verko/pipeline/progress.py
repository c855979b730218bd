"""What a person sees while tasks run: what runs now, for how long, what is done, how much is left."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text


class Progress:
    """A doit reporter. On a terminal a living list; elsewhere one line when a task ends.

    durations: seconds each task took last time, for the estimate of what is left.
    """

    desc = "progress of the study's tasks"

    def __init__(self, console: Console, durations: Mapping[str, float]) -> None:
        self.console, self.durations = console, durations
        self.running: dict[str, float] = {}
        self.took: dict[str, float] = {}
        self.skipped: list[str] = []
        self.selected: list[str] = []
        self.live: Live | None = None

    def initialize(self, tasks: Mapping[str, Any], selected: list[str]) -> None:
        """doit tells which tasks there are."""
        self.selected = list(tasks)
        if self.console.is_terminal:
            self.live = Live(self, console=self.console, refresh_per_second=8, transient=True)

    def execute_task(self, task: Any) -> None:
        """A task starts, in its thread."""
        self.running[task.name] = time.monotonic()
        if self.live and not self.live.is_started:
            self.live.start()

    def add_success(self, task: Any) -> None:
        """A task ended well."""
        self.took[task.name] = self._ended(task.name)
        self.console.print(f"[green]✓[/] {task.doc or task.name} [dim]{self.took[task.name]:.1f} s[/]", highlight=False)

    def add_failure(self, task: Any, fail: Any) -> None:
        """A task failed; the reason is shown once, at the end."""
        self._ended(task.name)
        if fail.__class__.__name__ != "UnmetDependency":
            self.console.print(f"[red]✗[/] {task.doc or task.name}", highlight=False)

    def skip_uptodate(self, task: Any) -> None:
        """Nothing changed for this task."""
        self.skipped.append(task.name)

    def complete_run(self) -> None:
        """The run is over."""
        if self.live and self.live.is_started:
            self.live.stop()

    def __rich__(self) -> Group:
        now = time.monotonic()
        lines = [Spinner("dots", Text(f"{name}  {now - since:.0f} s")) for name, since in sorted(self.running.items())]
        return Group(*lines, Text(self._left(now), style="dim"))

    def _left(self, now: float) -> str:
        done = len(self.took) + len(self.skipped)
        waiting = [name for name in self.selected if name not in self.took and name not in self.skipped]
        seconds = sum(self.durations.get(name, 0.0) for name in waiting)
        seconds -= sum(now - since for since in self.running.values())
        guess = f", about {max(seconds, 1) / 2:.0f} s left" if self.durations else ""
        return f"{done} of {len(self.selected)} tasks done{guess}"

    def _ended(self, name: str) -> float:
        return time.monotonic() - self.running.pop(name, time.monotonic())

    def _nothing(self, *_: Any) -> None:
        """What doit tells and nobody needs to see."""

    get_status = skip_ignore = cleanup_error = teardown_task = runtime_error = _nothing
