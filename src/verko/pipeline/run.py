"""Run the task graph on doit: side by side, resuming, one run of a study at a time."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from doit.control import TaskControl
from doit.runner import MThreadRunner
from doit.task import Task, dict_to_task
from rich.console import Console

from verko.errors import ManyProblems, StudyError
from verko.hashing import text_hash
from verko.pipeline.children import warm_up
from verko.pipeline.graph import TaskSpec
from verko.pipeline.progress import Progress
from verko.pipeline.state import State
from verko.project import as_given

AT_ONCE = 2


class SideBySide(MThreadRunner):
    """doit's threaded runner that forgets a task's success before it starts it, so that a kill leaves no false one."""

    def select_task(self, node: Any, tasks_dict: dict[str, Task]) -> bool:
        """Whether the task has to run."""
        selected = bool(super().select_task(node, tasks_dict))
        if selected:
            self.dep_manager.forget(node.task)
        return selected


def run(specs: list[TaskSpec], outputs: Path, console: Console, *, only: list[str] | None = None) -> Progress:
    """Run what has to be run, in dependency order; with `only`, these tasks and what they need.

    Raises ManyProblems with the lines of every task that failed on the study's own files, in order;
    any other error is raised as it is.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    failures: dict[str, Exception] = {}
    with _alone(outputs, console):
        state = State(str(outputs / ".tasks.sqlite"))
        tasks = [_as_doit(spec, failures) for spec in specs]
        durations = {task.name: state.get_values(task.name).get("seconds", 0.0) for task in tasks}
        progress = Progress(console, {name: seconds for name, seconds in durations.items() if seconds})
        control = TaskControl(tasks)
        control.process(only)
        runner = _Noting(state, progress, failures)
        runner.run_all(control.task_dispatcher())
    _raise(failures, runner.broken)
    return progress


class _Noting(SideBySide):
    """Also notes what each task took and failures of the graph itself, and warms children up when one will run."""

    def __init__(self, state: State, progress: Progress, failures: dict[str, Exception]) -> None:
        super().__init__(state, progress, continue_=True, num_process=AT_ONCE)
        self.failures, self.broken = failures, ""
        self.warm = False

    def select_task(self, node: Any, tasks_dict: dict[str, Task]) -> bool:
        selected = super().select_task(node, tasks_dict)
        if selected and not self.warm:
            warm_up()
            self.warm = True
        return selected

    def process_task_result(self, node: Any, base_fail: Any) -> None:
        started = self.reporter.running.get(node.task.name)
        if started is not None and base_fail is None:
            node.task.values["seconds"] = time.monotonic() - started
        super().process_task_result(node, base_fail)

    def _handle_task_error(self, node: Any, base_fail: Any) -> None:
        if node.task.name not in self.failures and base_fail.__class__.__name__ == "DependencyError":
            self.broken = f"{node.task.doc}: {base_fail.message}"
        super()._handle_task_error(node, base_fail)


def _as_doit(spec: TaskSpec, failures: dict[str, Exception]) -> Task:
    settings = text_hash(json.dumps(spec.settings, sort_keys=True))  # kept in outputs/: what it is made of is not

    def action() -> bool:
        try:
            spec.action()
        except Exception as error:
            failures[spec.name] = error
            return False
        return True

    def same_settings(task: Task, values: dict[str, Any]) -> bool:
        task.value_savers.append(lambda: {"settings": settings})
        return values.get("settings") == settings

    return dict_to_task({
        "name": spec.name,
        "doc": spec.doc,
        "actions": [action],
        "file_dep": [str(path) for path in spec.files],
        "targets": [str(path) for path in spec.targets],
        "task_dep": spec.after,
        "uptodate": [same_settings, spec.intact],
        "io": {"capture": False},
    })  # fmt: skip


def _raise(failures: dict[str, Exception], broken: str) -> None:
    for error in failures.values():
        if not isinstance(error, StudyError):
            raise error
    if failures:
        raise ManyProblems(line for error in failures.values() for line in str(error).splitlines())
    if broken:
        raise StudyError(broken)


@contextmanager
def _alone(outputs: Path, console: Console) -> Iterator[None]:
    """One run of a study at a time: a second one waits until the first has ended."""
    with (outputs / ".lock").open("a", encoding="utf-8") as lock:
        if sys.platform != "win32":
            _wait_for(lock, outputs, console)
        yield


def _wait_for(lock: TextIO, outputs: Path, console: Console) -> None:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        console.print(f"another run is at work in {as_given(outputs)}: waiting for it to end")
        fcntl.flock(lock, fcntl.LOCK_EX)
