"""Parameters of a notebook: read from its tagged cell, and checked before anything runs.

papermill itself only logs a warning about a misspelt parameter and runs with the default.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verko.declared import read_notebook
from verko.errors import ManyProblems, StudyError, did_you_mean
from verko.project import as_given
from verko.study import Study
from verko.study.loading import STUDY_FILE, line_of

GIVEN = ("study", "outputs")  # parameters that the pipeline itself passes


@dataclass(frozen=True)
class Parameter:
    """One assignment of the tagged cell. type: the annotation as written, or the type of the default."""

    name: str
    type: str
    default: Any


def parameters_of(notebook: Path) -> dict[str, Parameter]:
    """The parameters of a notebook, by name.

    Raises StudyError when there is no notebook, no cell tagged `parameters`, or more in it than plain values.
    """
    cells = read_notebook(notebook).get("cells", [])
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(tagged) != 1:
        raise StudyError(f"{notebook}: has {len(tagged)} cells tagged 'parameters': it needs one")
    source = "".join(tagged[0]["source"])
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise StudyError(f"{notebook}: its parameters cell is no Python, line {error.lineno}") from None
    return {parameter.name: parameter for parameter in map(_parameter, statements) if parameter}


def _parameter(statement: ast.stmt) -> Parameter | None:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
        name, annotation, value = statement.target.id, ast.unparse(statement.annotation), statement.value
    elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        name, annotation, value = statement.targets[0].id, "", statement.value
    else:
        return None
    default = ast.literal_eval(value)
    return Parameter(name, annotation or type(default).__name__, default)


def fits(value: Any, type_name: str) -> bool:
    """Whether a value from study.yml is of the type a parameter declares.

    >>> fits(2, "int"), fits(True, "int"), fits(2, "float"), fits(None, "str | None"), fits(["a"], "list[str]")
    (True, False, True, True, True)
    """
    return any(_fits_one(value, part.strip()) for part in type_name.split("|"))


def _fits_one(value: Any, type_name: str) -> bool:
    if type_name.startswith("list"):
        inner = type_name.removeprefix("list").strip("[]")
        return isinstance(value, list) and all(not inner or _fits_one(item, inner) for item in value)
    if type_name == "None":
        return value is None
    if isinstance(value, bool):
        return type_name == "bool"
    types = {"int": int, "float": (int, float), "str": str, "dict": dict}
    return isinstance(value, types.get(type_name, ()))


def check_parameters(study: Study, notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """What study.yml gives to each notebook, every name and type checked.

    Raises ManyProblems with one line a problem: file, line, what is wrong, a likely meaning.
    """
    problems: list[str] = []
    for notebook, given in study.parameters.items():
        where = _where(study, notebook)
        if notebook not in notebooks:
            problems.append(f"{where}: there is no notebook '{notebook}'{did_you_mean(notebook, notebooks)}")
            continue
        known = parameters_of(notebooks[notebook])
        for name, value in given.items():
            if problem := _problem(name, value, known):
                problems.append(f"{_where(study, notebook, name)}: {notebook}.ipynb {problem}")
    if problems:
        raise ManyProblems(problems)
    return {name: dict(study.parameters.get(name, {})) for name in notebooks}


def _problem(name: str, value: Any, known: dict[str, Parameter]) -> str:
    open_to_study = [parameter for parameter in known if parameter not in GIVEN]
    if name not in open_to_study:
        return f"has no parameter '{name}'{did_you_mean(name, open_to_study)}"
    if not fits(value, known[name].type):
        return f"takes '{name}' as {known[name].type}, not {type(value).__name__}"
    return ""


def _where(study: Study, *key: str) -> str:
    file = study.folder / STUDY_FILE
    return f"{as_given(file)}:{line_of(file, 'parameters', *key)}"
