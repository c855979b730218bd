"""One notebook through papermill: parameters in, executed copy out, a failure told in a line."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verko.errors import StudyError
from verko.project import as_given


class NotebookFailed(StudyError):
    """A cell failed. Names the notebook, the cell and the error; the partly executed copy is kept."""

    def __init__(self, notebook: str, cell: int, error: str, copy: str) -> None:
        super().__init__(notebook, cell, error, copy)
        self.notebook, self.cell, self.error, self.copy = notebook, cell, error, copy

    def __str__(self) -> str:
        return f"notebooks/{self.notebook}.ipynb: cell {self.cell}: {self.error} (run so far: {self.copy})"


def run_notebook(notebook: Path, copy: Path, parameters: dict[str, Any]) -> None:
    """Execute `notebook` with `parameters` into `copy`; the copy appears whole, or beside it as `<name>.failed.ipynb`.

    Raises NotebookFailed with the cell's number, counted as JupyterLab shows them from 1, and the error's last line.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from verko.pipeline.kernels import use_forked_kernels

    logging.getLogger("papermill").setLevel(logging.ERROR)
    use_forked_kernels()
    copy.parent.mkdir(parents=True, exist_ok=True)
    running = copy.with_name(f".{copy.stem}.running.ipynb")
    failed = copy.with_name(f"{copy.stem}.failed.ipynb")
    failed.unlink(missing_ok=True)
    try:
        _execute(papermill.execute_notebook, notebook, running, parameters)
    except PapermillExecutionError as error:
        running.replace(failed)
        raise NotebookFailed(notebook.stem, _cell_number(error), _last_line(error), as_given(failed)) from None
    except Exception as error:
        if running.exists():
            running.replace(failed)
        said = str(error).strip().splitlines()
        reason = f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
        raise NotebookFailed(notebook.stem, 0, f"the kernel failed: {reason}", as_given(failed)) from error
    running.replace(copy)


def _execute(execute: Callable[..., Any], notebook: Path, running: Path, parameters: dict[str, Any]) -> None:
    """Execute once, and once more where not a cell but the kernel failed: another program took its port, say."""
    from papermill.exceptions import PapermillExecutionError

    for last in (False, True):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                execute(notebook, running, parameters=parameters, progress_bar=False, kernel_name="python3")
        except PapermillExecutionError:
            raise
        except Exception:
            if last:
                raise
        else:
            return


def _cell_number(error: Any) -> int:
    """papermill counts cells from 0 after it has put its own cells in; a reader counts from 1 in the copy."""
    return int(error.cell_index) + 1


def _last_line(error: Any) -> str:
    value = str(error.evalue).strip().splitlines()
    return f"{error.ename}: {value[0] if value else ''}".rstrip(": ")
