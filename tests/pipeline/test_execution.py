"""A kernel that fails is tried once more; a cell that fails is not."""

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from tests.pipeline.conftest import notebook
from verko.pipeline.execution import NotebookFailed, run_notebook


def failing(times: int, error: Exception):
    """A stand-in for papermill that fails so many times, and then writes an empty notebook."""
    calls = []

    def execute(source, target, **_):
        calls.append(source)
        if len(calls) <= times:
            raise error
        nbformat.write(nbformat.v4.new_notebook(), target)

    return execute, calls


@pytest.fixture
def paths(tmp_path):
    return notebook(tmp_path, "00-x"), tmp_path / "made" / "00-x.ipynb"


def test_a_kernel_that_fails_once_is_tried_again(paths, monkeypatch):
    execute, calls = failing(1, RuntimeError("Kernel died before replying to kernel_info"))
    monkeypatch.setattr(papermill, "execute_notebook", execute)
    run_notebook(*paths, {})
    assert (len(calls), paths[1].is_file()) == (2, True)


def test_a_kernel_that_fails_twice_is_told_in_a_line(paths, monkeypatch):
    execute, calls = failing(9, RuntimeError("Kernel died before replying to kernel_info"))
    monkeypatch.setattr(papermill, "execute_notebook", execute)
    with pytest.raises(NotebookFailed, match="the kernel failed: RuntimeError: Kernel died before"):
        run_notebook(*paths, {})
    assert len(calls) == 2


def test_a_cell_that_fails_is_not_tried_again(paths, monkeypatch):
    error = PapermillExecutionError(3, 1, "1 / 0", "ZeroDivisionError", "division by zero", [])
    execute, calls = failing(9, error)
    (paths[1].parent).mkdir()
    (paths[1].parent / ".00-x.running.ipynb").write_text("{}")
    monkeypatch.setattr(papermill, "execute_notebook", execute)
    with pytest.raises(NotebookFailed, match="cell 4: ZeroDivisionError: division by zero"):
        run_notebook(*paths, {})
    assert len(calls) == 1
