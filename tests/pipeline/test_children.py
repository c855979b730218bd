"""Work in child processes: results and errors come back whole, and no orphan lives on."""

import os
import pickle
import signal
import subprocess
import sys
import time

import pytest

from verko.errors import FileProblem, ManyProblems, StudyError
from verko.pipeline.children import call, can_fork
from verko.pipeline.execution import NotebookFailed


def test_a_child_answers_with_its_result():
    assert call("os.path:join", "a", "b") == os.path.join("a", "b")


def test_what_a_child_raises_is_raised_here():
    with pytest.raises(ValueError, match="invalid literal"):
        call("builtins:int", "x")


def test_a_child_that_dies_without_an_answer_is_told():
    with pytest.raises(ChildProcessError, match="exit code 3"):
        call("os:_exit", 3)


def test_a_child_works_in_our_folder_and_environment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERKO_ROOT", str(tmp_path))
    assert call("os:getcwd") == str(tmp_path)
    assert call("os:getenv", "VERKO_ROOT") == str(tmp_path)


@pytest.mark.parametrize(
    "error",
    [FileProblem("a.txt", 3, "is empty"), ManyProblems(["a", "b"]), StudyError("x"), NotebookFailed("03", 1, "E", "c")],
)
def test_errors_survive_the_way_between_processes(error):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.skipif(not can_fork() or sys.platform != "linux", reason="orphans are ended by the kernel on Linux")
def test_a_killed_run_leaves_no_child_at_work(tmp_path):
    code = (
        "import sys, threading, time\n"
        "from verko.pipeline.children import call\n"
        "if __name__ == '__main__':\n"
        "    call('subprocess:run', [sys.executable, '-c', 'pass'])\n"
        "    threading.Thread(target=call, args=('tests.pipeline.sleeper:write_later', sys.argv[1])).start()\n"
        "    print('started', flush=True)\n"
    )
    mark = tmp_path / "mark"
    process = subprocess.Popen([sys.executable, "-c", code, str(mark)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    while not mark.with_suffix(".begun").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    time.sleep(1.5)
    assert not mark.exists()
