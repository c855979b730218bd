"""Read and check `study.yml` whole: every problem with its line, unknown keys with a likely meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from verko.errors import FileProblem, ManyProblems, did_you_mean
from verko.study.files import files_of
from verko.study.model import DataSet, Study

STUDY_FILE = "study.yml"
_NOT_WRITTEN = {"folder", "waiting"}
LARGEST_STUDY_FILE = 1_000_000  # bytes; a declaration is a page or two

Location = tuple[str | int, ...]


def load_study(path: str | Path) -> Study:
    """The study declared in `path`: a folder with a study.yml, or that file itself.

    Raises ManyProblems with one line a problem (file, line, key, what to do), FileProblem when there is no such file.
    """
    file = Path(path) / STUDY_FILE if Path(path).is_dir() else Path(path)
    text = _text_of(file)
    node = _node_of(file, text)
    data = yaml.safe_load(text) or {}
    if not isinstance(data, dict):
        raise FileProblem(file, 1, "holds no keys: start from the file that `make study` lays out")
    for own in _NOT_WRITTEN & data.keys():
        raise FileProblem(file, _line(node, (own,)), f"unknown key '{own}'")
    try:
        study = Study(**data, folder=file.parent)
    except ValidationError as error:
        raise ManyProblems(_problem_lines(file, node, error)) from None
    return study.with_material({name for name, data_set in study.data_sets.items() if _has_files(study, data_set)})


def _has_files(study: Study, data_set: DataSet) -> bool:
    try:
        return bool(files_of(study, data_set.files))
    except FileProblem:
        return True  # its files are named and not there: the reading says so, by name


def line_of(path: str | Path, *location: str | int) -> int:
    """The line where a key of `study.yml` stands, 1 where it cannot be told."""
    file = Path(path) / STUDY_FILE if Path(path).is_dir() else Path(path)
    return _line(_node_of(file, _text_of(file)), location)


def _text_of(file: Path) -> str:
    if not file.is_file():
        raise FileProblem(file, "", "is not there: `make study STUDY=<folder>` lays one out")
    if file.stat().st_size > LARGEST_STUDY_FILE:
        raise FileProblem(file, "", "is over 1 MB: this is no study.yml")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(file, "", "is not UTF-8: save it as UTF-8 text") from None


def _node_of(file: Path, text: str) -> yaml.Node | None:
    """The YAML tree, which knows its lines; aliases are refused, since they can blow up."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise FileProblem(file, "", "uses YAML aliases (*name): write the value out")
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FileProblem(file, mark.line + 1 if mark else "", f"is not YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise FileProblem(file, "", "is not YAML: a character in it is not allowed") from None
    _refuse_doubled_keys(file, node)
    return node


def _refuse_doubled_keys(file: Path, node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise FileProblem(file, key.start_mark.line + 1, f"key '{key.value}' stands twice: keep one")
            seen.add(key.value)
            _refuse_doubled_keys(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_doubled_keys(file, item)


def _line(node: yaml.Node | None, location: Location) -> int:
    """The line of the deepest part of `location` that stands in the file; discriminator tags do not."""
    line = 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                continue
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _problem_lines(file: Path, node: yaml.Node | None, error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_url=False, include_input=False):
        location = tuple(problem["loc"])
        where = f"{file}:{_line(node, location)}"
        lines.append(f"{where}: {_sentence(location, problem)}")
    return sorted(lines, key=lambda line: int(line.removeprefix(f"{file}:").split(":")[0]))


def _sentence(location: Location, problem: Any) -> str:
    key = ".".join(str(step) for step in location)
    match problem["type"]:
        case "extra_forbidden":
            hint = did_you_mean(str(location[-1]), _known_keys(location[:-1]))
            return f"unknown key '{location[-1]}'{hint}"
        case "missing":
            return f"'{key}' is missing"
        case "union_tag_invalid":
            given, known = problem["ctx"]["tag"], problem["ctx"]["expected_tags"].replace("'", "").split(", ")
            return f"'{key}.kind' is {given!r}, not one of {', '.join(known)}{did_you_mean(given, known)}"
        case "union_tag_not_found":
            return f"'{key}' has no 'kind'"
        case "value_error":
            return f"{key + ': ' if key else ''}{problem['msg'].removeprefix('Value error, ')}"
        case _:
            return f"'{key}': {problem['msg'][0].lower()}{problem['msg'][1:]}"


def _known_keys(location: Location) -> list[str]:
    """The keys the model knows at `location`, following names, list items and discriminator tags."""
    models: list[type[BaseModel]] = [Study]
    for step in location:
        models = [inner for model in models for inner in _inner_models(model, step)] or models
    keys = {name for model in models for name in model.model_fields}
    return sorted(keys - _NOT_WRITTEN)


def _inner_models(model: type[BaseModel], step: str | int) -> list[type[BaseModel]]:
    if isinstance(step, str) and step in model.model_fields:
        return _models_in(model.model_fields[step].annotation)
    kind = model.model_fields.get("kind")
    return [model] if kind is not None and step in getattr(kind.annotation, "__args__", ()) else []


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]
