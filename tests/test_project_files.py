"""The files around the code stay in step with it: environment, notebooks, make targets, style."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from verko import __version__
from verko.pipeline.parameters import GIVEN, parameters_of
from verko.tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def notebook(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_environment_yml_holds_the_same_packages_as_pyproject():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    plain = [item for item in listed if isinstance(item, str)]
    from_pip = next(item["pip"] for item in listed if isinstance(item, dict))
    named = {re.split(r"[<>=]", item, maxsplit=1)[0]: item for item in plain + from_pip}
    ours = {item.replace(name, CONDA_NAMES.get(name, name), 1) for name, item in named.items()}
    assert ours - {"pip", "quarto>=1.9", "python>=3.11"} == set(PROJECT["project"]["dependencies"])
    assert "quarto>=1.9" in plain


def test_every_dependency_is_locked_with_a_hash():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    locked = {re.split(r"==", block, maxsplit=1)[0].lower().replace("_", "-") for block in blocks}
    groups = PROJECT["dependency-groups"]
    wanted = PROJECT["project"]["dependencies"] + groups["test"] + groups["build"] + groups["bench"]
    assert {re.split(r"[<>=]", name, maxsplit=1)[0].lower().replace("_", "-") for name in wanted} <= locked


def test_the_version_is_the_same_everywhere():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert PROJECT["project"]["version"] == __version__ == cited["version"]
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_make_target_is_a_thin_call_of_the_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("report", "test", "study", "check", "lab", "verify", "browse", "bench", "clean"):
        assert re.search(rf"^{target}: .*\n\t@\$\(VERKO\) {target}\b.*\n(?!\t)", makefile, re.MULTILINE), target


def test_there_are_the_seven_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "00-intake",
        "01-literature-review",
        "02-document-analysis",
        "03-interview-analysis",
        "04-leadership-themes",
        "05-codevelopment",
        "06-synthesis",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path):
    code = [cell for cell in notebook(path)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_a_question_and_typed_parameters(path):
    assert "?" in "".join(notebook(path)["cells"][0]["source"]).splitlines()[0]
    assert set(GIVEN) <= set(parameters_of(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_declares_tables_and_notebooks_that_exist(path):
    declared = notebook(path)["metadata"]["verko"]
    assert set(declared["reads"]) <= set(TABLES)
    assert set(declared.get("reads_evidence", [])) <= {other.stem for other in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebooks_cells_hold_one_idea(path):
    code = ["".join(cell["source"]) for cell in notebook(path)["cells"] if cell["cell_type"] == "code"]
    assert max(source.count("\n") + 1 for source in code) <= 20
    for source in code:
        ast.parse(source)


def test_the_code_is_clean():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_report_has_the_same_chapters_in_both_languages():
    finnish, english = (sorted(path.name for path in (ROOT / "report" / one).glob("*.qmd")) for one in ("fi", "en"))
    assert finnish == english != []


FLOORS = [
    {"errors", "account", "cells", "hashing", "atomic", "project", "declared", "study", "tables", "store"},
    {"intake", "privacy", "language"},
    {"literature", "coding", "codevelopment", "synthesis", "documents"},
    {"evidence", "figures"},
    {"report", "audit", "browse", "notebook"},
    {"pipeline", "cli"},
]


def test_no_room_imports_one_above_it():
    package = ROOT / "src" / "verko"
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    upward = []
    for path in package.rglob("*.py"):
        room = path.relative_to(package).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        imported = re.findall(r"^\s*(?:from|import) verko\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        upward += [f"{path.relative_to(package)} imports {other}" for other in imported if floor[other] > floor[room]]
    assert upward == []
