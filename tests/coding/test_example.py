"""The example study's own words: every controlled value of its tables is known in English too."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from verko.coding.wording import VALUES

FOLDER = Path(__file__).resolve().parents[2] / "data/example/interviews"


@pytest.mark.parametrize(
    ("file", "columns"),
    [("interviews.csv", ["sector", "region"]), ("participants.csv", ["sector", "region", "profession", "role"])],
)
def test_every_background_value_of_the_example_has_an_english_name(file, columns):
    table = pd.read_csv(FOLDER / file)
    values = {value for column in columns for value in table[column].dropna()}
    assert values <= set(VALUES)
