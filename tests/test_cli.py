"""Each command ends well or says in one line where, what is wrong and what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from verko.pipeline import study_run
from verko.study.layout import lay_out

ROOT = Path(__file__).resolve().parents[1]


def verko(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in its own process, as a user does."""
    import os

    command = [sys.executable, "-m", "verko.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.fixture
def study(tmp_path, monkeypatch):
    folder = tmp_path / "studies" / "mine"
    lay_out(folder)
    (folder / "interviews" / "groups" / "R01.txt").write_text("H: Mitä kuuluu?\n\nA1: Hyvää vaan.\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    return folder


@pytest.mark.parametrize(
    "command", ["report", "check", "study", "verify", "lab", "test", "bench", "clean", "browse", "review", "seal"]
)
def test_every_command_has_help_that_ends_in_an_example(command):
    shown = verko(command, "--help")
    assert shown.returncode == 0
    assert f"Example: verko {command}" in shown.stdout


def test_check_prints_an_account_that_adds_up(study, tmp_path):
    done = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "interviews/groups/R01.txt" in done.stdout
    assert "Everything announced is read" in done.stdout
    assert "No files yet for: literature" in done.stdout


def test_a_broken_file_is_refused_by_name_and_stops_the_report_until_accepted(study, tmp_path):
    (study / "interviews" / "groups" / "R02.docx").write_bytes(b"PK\x03\x04 cut off")
    refused = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert refused.returncode == 1
    assert "R02.docx" in refused.stdout
    stopped = verko("report", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert stopped.returncode == 1
    assert "R02.docx" in stopped.stderr
    assert "accepted_losses" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    with (study / "study.yml").open("a", encoding="utf-8") as file:
        file.write("accepted_losses:\n  - {file: interviews/groups/R02.docx, reason: the recording failed}\n")
    accepted = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert accepted.returncode == 0
    assert "accepted by name" in accepted.stdout


def test_an_accepted_loss_that_fits_nothing_is_told(study, tmp_path):
    with (study / "study.yml").open("a", encoding="utf-8") as file:
        file.write("accepted_losses:\n  - {file: interviews/groups/R1.txt, reason: it is not there}\n")
    done = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert done.returncode == 1
    assert "did you mean 'interviews/groups/R01.txt'?" in done.stdout


def test_a_misspelt_key_is_one_line_and_no_traceback(study, tmp_path):
    with (study / "study.yml").open("a", encoding="utf-8") as file:
        file.write("languags: [fi]\n")
    done = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip().endswith("unknown key 'languags' (did you mean 'languages'?)")
    assert len(done.stderr.strip().splitlines()) == 1


def test_synthetic_and_real_files_never_mix(study, tmp_path):
    marked = "SYNTEETTINEN AINEISTO – ei tutkimustuloksia\n\nH: Mitä?\n\nA1: Niin.\n"
    (study / "interviews" / "groups" / "R02.txt").write_text(marked, encoding="utf-8")
    done = verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert done.returncode == 1
    assert "is marked synthetic, but study.yml says synthetic: false" in done.stdout


def test_a_study_without_files_says_where_to_put_them(tmp_path):
    lay_out(tmp_path / "empty")
    (tmp_path / "notebooks").mkdir()
    done = verko("check", "--study", str(tmp_path / "empty"), VERKO_ROOT=str(tmp_path))
    assert done.returncode == 1
    assert "put yours into their folders" in done.stderr


def test_a_study_that_is_not_there_says_how_to_make_one():
    done = verko("report", "--study", "studies/nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "make study" in done.stderr


def test_clean_removes_what_was_made_and_leaves_the_study(study, tmp_path, monkeypatch):
    monkeypatch.setenv("VERKO_ROOT", str(tmp_path))
    verko("check", "--study", str(study), VERKO_ROOT=str(tmp_path))
    assert study_run.clean_study(study) == tmp_path / "outputs" / "mine"
    assert not (tmp_path / "outputs" / "mine").exists()
    assert (study / "study.yml").is_file()
