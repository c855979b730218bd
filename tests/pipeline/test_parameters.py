"""A parameter the notebook does not have, or of the wrong type, is refused before anything runs."""

import pytest

from tests.pipeline.conftest import notebook
from verko.errors import ManyProblems, StudyError
from verko.pipeline.graph import tasks_of
from verko.pipeline.parameters import fits, parameters_of
from verko.study import load_study


def refused(compendium, given: str) -> str:
    with (compendium.study / "study.yml").open("a") as file:
        file.write(f"parameters:\n  {given}\n")
    with pytest.raises(ManyProblems) as caught:
        tasks_of(load_study(compendium.study), compendium.outputs)
    assert not compendium.outputs.exists()
    return str(caught.value)


def test_a_misspelt_parameter_is_told_with_file_line_and_a_likely_meaning(compendium):
    said = refused(compendium, "00-turns: {laest: 2}")
    assert said == "studies/trial/study.yml:8: 00-turns.ipynb has no parameter 'laest' (did you mean 'least'?)"


def test_a_parameter_of_the_wrong_type_is_told(compendium):
    assert refused(compendium, "00-turns: {least: two}").endswith("takes 'least' as int, not str")


def test_yes_is_no_number(compendium):
    assert refused(compendium, "00-turns: {least: true}").endswith("takes 'least' as int, not bool")


def test_a_misspelt_notebook_is_told(compendium):
    assert "there is no notebook '00-trns' (did you mean '00-turns'?)" in refused(compendium, "00-trns: {least: 2}")


def test_the_study_may_not_lead_a_notebook_elsewhere(compendium):
    assert "has no parameter 'outputs'" in refused(compendium, "00-turns: {outputs: elsewhere}")


@pytest.mark.parametrize(
    ("value", "type_name", "fitting"),
    [(1, "int", True), (1.5, "int", False), (1, "float", True), ("a", "str", True), (["a", 1], "list[str]", False),
     ([], "list[int]", True), (None, "int", False), (None, "int | None", True), (False, "bool", True)],
)  # fmt: skip
def test_types_are_compared_as_the_annotation_says(value, type_name, fitting):
    assert fits(value, type_name) is fitting


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    path = notebook(tmp_path, "00-x")
    path.write_text(path.read_text().replace('"parameters"', '"other"'))
    with pytest.raises(StudyError, match="0 cells tagged 'parameters'"):
        parameters_of(path)
