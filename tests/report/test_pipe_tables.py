"""Recorded tables as Markdown: numbers of the language, sides, empty cells, width."""

from pathlib import Path

import pandas as pd
import pytest

from verko.errors import FileProblem
from verko.report.pipe_tables import table_markdown
from verko.report.recorded import Item


@pytest.fixture
def markdown(tmp_path: Path):
    def make(frame: pd.DataFrame, *, language: str = "fi", synthetic: bool = False, **data: object) -> str:
        frame.to_parquet(tmp_path / "t.parquet")
        headers = {str(name): {"fi": str(name), "en": str(name)} for name in frame.columns}
        entry = {"file": "t.parquet", "caption": {"fi": "Otsikko", "en": "Title"}, "headers": headers, **data}
        return table_markdown(Item("a.b", "03", tmp_path, entry), language=language, synthetic=synthetic)

    return make


def cells(text: str, row: int = 0) -> list[str]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [cell.strip() for cell in lines[2 + row].strip("|").split("|")]


def test_numbers_are_of_the_language_and_missing_ones_a_dash(markdown):
    frame = pd.DataFrame({"n": [14800, None], "osuus": [0.256, 1.0], "kyllä": [True, False]})
    assert cells(markdown(frame, digits={"osuus": 2})) == ["14\u202f800", "0,26", "kyllä"]
    assert cells(markdown(frame, digits={"osuus": 2}, language="en")) == ["14,800", "0.26", "yes"]
    assert cells(markdown(frame, digits={"osuus": 2}), row=1) == ["–", "1,00", "ei"]


def test_a_year_is_not_split_and_a_date_follows_the_language(markdown):
    frame = pd.DataFrame({"vuosi": [2018], "haettu": ["2020-09-08"]})
    assert cells(markdown(frame)) == ["2018", "8.9.2020"]
    assert cells(markdown(frame, language="en")) == ["2018", "8 September 2020"]


def test_numbers_keep_to_the_right_and_words_to_the_left(markdown):
    rule = markdown(pd.DataFrame({"a": ["x"], "n": [1]})).splitlines()[1].strip("|").split("|")
    assert [(side[0], side[-1]) for side in rule] == [(":", "-"), ("-", ":")]


def test_a_column_in_two_languages_prints_the_one_of_the_report(markdown):
    frame = pd.DataFrame({"theme_fi": ["tuki"], "theme_en": ["support"], "id": ["T1"]})
    headers = {"theme": {"fi": "Teema", "en": "Theme"}}
    assert cells(markdown(frame, headers=headers)) == ["tuki"]
    assert cells(markdown(frame, headers=headers, language="en")) == ["support"]


def test_a_heading_without_its_column_is_named(markdown):
    with pytest.raises(FileProblem, match="no column 'teema'"):
        markdown(pd.DataFrame({"a": [1]}), headers={"teema": {"fi": "Teema", "en": "Theme"}})


def test_a_table_without_rows_says_so(markdown):
    text = markdown(pd.DataFrame({"a": pd.Series([], dtype=str), "n": pd.Series([], dtype=float)}))
    assert cells(text) == ["ei rivejä", "–"]


def test_material_with_pipes_and_line_breaks_stays_in_its_cell(markdown):
    assert cells(markdown(pd.DataFrame({"a": ["x | y\n| z"], "b": ["<b>"]}))) == ["x &#124; y &#124; z", "&#60;b&#62;"]


def test_the_caption_has_the_id_and_the_mark_of_invented_data(markdown):
    frame = pd.DataFrame({"a": ["x"]})
    assert ": Otsikko {#tbl-a-b}" in markdown(frame)
    assert "SYNTEETTINEN" in markdown(frame, synthetic=True).splitlines()[-1]


def test_only_a_table_too_wide_for_an_upright_page_is_turned(markdown):
    narrow = pd.DataFrame({f"sarake {n}": ["lyhyt"] for n in range(9)})
    wide = pd.DataFrame({f"yhteiskehittämisprosessi{n}": ["lyhyt"] for n in range(14)})
    assert ".landscape" not in markdown(narrow)
    assert ".landscape" in markdown(wide)
