"""What has not changed is not run again; what has changed is, with all that depends on it and nothing else."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.pipeline.conftest import TRANSCRIPT, notebook
from verko.audit.manifest import hashes_below
from verko.errors import ManyProblems, StudyError
from verko.pipeline.execution import NotebookFailed


def made(compendium) -> dict[str, str]:
    return hashes_below(compendium.outputs / "evidence") | hashes_below(compendium.outputs / "tables")


def test_a_first_run_makes_everything_and_a_second_nothing(compendium):
    ran = compendium.ran()
    assert {"intake:transcripts", "account", "tables", "lemmas", "notebook:00-turns", "evidence"} <= ran
    assert compendium.ran() == set()
    assert compendium.number("02-both", "synthesis.numbers") == 2


def test_a_changed_comment_reruns_that_notebook_alone(compendium):
    compendium.run()
    path = compendium.root / "notebooks" / "00-turns.ipynb"
    path.write_text(path.read_text().replace("# fewest turns", "# fewest turns of all"))
    assert compendium.ran() == {"notebook:00-turns"}


def test_a_changed_transcript_reruns_what_depends_on_it(compendium):
    compendium.run()
    (compendium.study / "interviews" / "R02.md").write_text(TRANSCRIPT + "\nA2: Niin just.\n", encoding="utf-8")
    ran = compendium.ran()
    assert {"intake:transcripts", "tables", "notebook:00-turns", "notebook:02-both"} <= ran
    assert "notebook:01-nothing" not in ran
    assert compendium.number("00-turns", "intake.turns") == 5


def test_a_touched_file_with_the_same_content_reruns_nothing(compendium):
    compendium.run()
    os.utime(compendium.study / "interviews" / "R01.md", (1, 1))
    assert compendium.ran() == set()


def test_other_content_under_the_same_time_and_size_is_still_found_when_the_time_is_told(compendium):
    compendium.run()
    path = compendium.study / "interviews" / "R01.md"
    path.write_text(path.read_text(encoding="utf-8").replace("tietää", "tiesii"), encoding="utf-8")
    assert "intake:transcripts" in compendium.ran()


def test_a_new_parameter_value_reruns_its_notebook(compendium):
    compendium.run()
    with (compendium.study / "study.yml").open("a") as file:
        file.write("parameters: {00-turns: {least: 2}}\n")
    assert compendium.ran() == {"notebook:00-turns"}


@pytest.mark.parametrize("result", ["tables/turns.parquet", "evidence/00-turns/evidence.json"])
def test_a_result_edited_by_hand_is_made_again(compendium, result):
    compendium.run()
    before = made(compendium)
    (compendium.outputs / result).write_bytes(b"edited")
    compendium.run()
    assert made(compendium) == before


def test_a_failing_cell_is_named_and_the_partly_executed_copy_kept(compendium):
    notebook(compendium.root, "00-turns", "1 + 1", "1 / 0")
    with pytest.raises(ManyProblems) as caught:
        compendium.run()
    assert str(caught.value).startswith("notebooks/00-turns.ipynb: cell 5: ZeroDivisionError: division by zero")
    assert (compendium.outputs / "notebooks" / "00-turns.failed.ipynb").is_file()
    assert not (compendium.outputs / "notebooks" / "00-turns.ipynb").exists()


def test_other_notebooks_go_on_when_one_fails(compendium):
    notebook(compendium.root, "00-turns", "1 / 0")
    with pytest.raises(ManyProblems):
        compendium.run()
    assert compendium.number("01-nothing", "literature.none") == 0


def test_a_notebook_may_not_read_a_table_it_has_not_declared(compendium):
    notebook(compendium.root, "00-turns", 'nb.store.read("turns")')
    with pytest.raises(ManyProblems, match="table 'turns' is not declared"):
        compendium.run()


def test_a_failure_in_a_notebook_keeps_its_parts():
    failed = NotebookFailed("03-x", 4, "KeyError: 'a'", "outputs/x.failed.ipynb")
    assert (failed.notebook, failed.cell) == ("03-x", 4)


def test_a_forked_kernel_gives_the_same_results_as_a_fresh_one(compendium, monkeypatch):
    compendium.run()
    forked = made(compendium)
    monkeypatch.setenv("VERKO_KERNELS", "fresh")
    for name in ("00-turns", "01-nothing", "02-both"):
        (compendium.outputs / "evidence" / name / "evidence.json").unlink()
    compendium.run(only=["notebook:00-turns", "notebook:01-nothing", "notebook:02-both"])
    assert made(compendium) == forked


def test_a_run_killed_in_the_middle_is_finished_by_the_next_with_the_same_results(compendium):
    compendium.run()
    whole = made(compendium)
    for moment in (0.6, 1.6, 2.6):
        subprocess.run(["rm", "-rf", str(compendium.outputs)], check=True)
        code = (
            "import sys; from pathlib import Path; from rich.console import Console\n"
            "from verko.pipeline.graph import tasks_of; from verko.pipeline.run import run\n"
            "from verko.study import load_study\n"
            "if __name__ == '__main__':\n"
            "    study, outputs = load_study(sys.argv[1]), Path(sys.argv[2])\n"
            "    specs = [s for s in tasks_of(study, outputs) if not s.name.startswith(('report', 'manifest'))]\n"
            "    run(specs, outputs, Console(quiet=True))\n"
        )
        process = subprocess.Popen([sys.executable, "-c", code, str(compendium.study), str(compendium.outputs)])
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        compendium.run()
        assert made(compendium) == whole


def test_a_table_that_a_notebook_reads_must_exist(compendium):
    notebook(compendium.root, "00-turns", reads=["trns"])
    with pytest.raises(StudyError, match="trns"):
        compendium.run()
