"""The README's commands are executed as they stand there, in their order."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.whole import ROOT, Whole

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
NOT_HERE = {"make test", "make lab", "make browse"}  # this very run, and programs that wait for a person
SECONDS = 900


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project that uses this run's environment."""
    if not (ROOT / ".venv" / ".ready").is_file():
        pytest.skip("the project's .venv was not made by make")
    whole = Whole(tmp_path_factory.mktemp("readme"))
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy2(ROOT / name, whole.root / name)
    shutil.copytree(ROOT / "setup", whole.root / "setup")
    (whole.root / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return whole.root


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "VERKO_ROOT": str(folder)}
    untouched = ["-o", ".venv/.ready"]
    return subprocess.run(
        [*command.split()[:1], *untouched, *command.split()[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        timeout=SECONDS,
        check=False,
    )


def test_the_readme_has_its_commands():
    assert {"make report", "make test", "make study STUDY=studies/mine", "make check STUDY=studies/mine"} <= set(
        COMMANDS
    )


def test_every_command_of_the_readme_works_as_it_stands(project):
    for command in COMMANDS:
        if command in NOT_HERE:
            continue
        done = run(command, project)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        if command.startswith("make study"):
            transcript = project / "studies" / "mine" / "interviews" / "groups" / "R01.txt"
            transcript.write_text("H: Mitä vertaistuki on?\n\nA1: Se on tukea.\n\nA2: Niin on.\n", encoding="utf-8")


def test_browse_answers_at_the_address_it_prints_until_it_is_interrupted(project):
    command = [sys.executable, "-m", "verko.cli", "browse"]
    environment = {**os.environ, "VERKO_ROOT": str(project)}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as browse:
        try:
            address = next(line for line in browse.stdout if line.startswith("http")).strip()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            assert "interviews.alpha" in opener.open(address, timeout=60).read().decode()
            browse.send_signal(signal.SIGINT)
            assert browse.wait(timeout=60) == 0
        finally:
            browse.kill()


def test_every_file_the_readme_links_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
