"""The example's published backgrounds, as an attacker reads them: all participants, professionals, managers."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.conftest import ROOT
from verko.coding import shown
from verko.intake import material
from verko.privacy.linked import disclosed
from verko.store import Store

K = 3


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    table = pd.read_csv(ROOT / "data" / "example" / "interviews" / "participants.csv", dtype=str)
    return table.rename(columns={"document": "document_id"}).drop(columns="synthetic")


class Tables(Store):
    """The two tables that backgrounds are made of."""

    def __init__(self, people: pd.DataFrame) -> None:
        analysis = {"R": "interviews", "J": "leadership"}
        ids = people["document_id"].drop_duplicates()
        self.held = {
            "participants": people,
            "documents": pd.DataFrame({"document_id": ids, "analysis": [analysis[one[0]] for one in ids]}),
        }

    def read(self, name: str) -> pd.DataFrame:
        return self.held[name]


def published(people: pd.DataFrame, *, linked: bool) -> dict[tuple[str, str], dict[str, str]]:
    """Table and variable -> class -> what is printed, of the three tables as the notebooks make them."""
    store = Tables(people)
    whole = material.background_table(people, K, store.held["documents"] if linked else None)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in whole.itertuples():
        variable = next(name for name, label in material.BACKGROUND.items() if label["fi"] == row.variable_fi)
        found.setdefault(("", variable), {})[row.value_fi] = row.people
    for analysis, letter in (("interviews", "R"), ("leadership", "J")):
        own = people[people["document_id"].str.startswith(letter)]
        table = shown.background_table(own, K, store if linked else None)
        for row in table.itertuples():
            told = dict(part.rsplit(" (", 1) for part in row.people_fi.split("), "))
            found[analysis, row.variable] = {value: number.rstrip(")") for value, number in told.items()}
    return found


def worked_out(people: pd.DataFrame, tables: dict[tuple[str, str], dict[str, str]]) -> list[tuple[str, int]]:
    """What adding and subtracting the printed numbers gives back: variable, and number of people of a hidden class."""
    found = []
    analyses = people["document_id"].str[0].map({"R": "interviews", "J": "leadership"})
    for variable in {variable for _, variable in tables}:
        values = sorted(people[variable].dropna().unique())
        counts = pd.crosstab(people[variable], analyses).reindex(values)
        cells = [int(n) for part in ("interviews", "leadership") for n in counts[part]] + counts.sum(axis=1).tolist()
        places = [(part, value) for part in ("interviews", "leadership", "") for value in values]
        hidden = [not _told(tables.get((part, variable), {}), value).isdigit() for part, value in places]
        n = len(values)
        sums = [(list(range(at, at + n)), sum(cells[at : at + n])) for at in (0, n, 2 * n)]
        sums += [([at, n + at, -1 - (2 * n + at)], 0) for at in range(n)]
        found += [(variable, cells[cell]) for cell in disclosed(cells, hidden, sums, K)]
    return found


def _told(table: dict[str, str], value: str) -> str:
    return table.get(value.replace("-", "–") if value[:1].isdigit() else value, "0")


def test_no_small_class_comes_back_from_the_three_tables(people):
    assert worked_out(people, published(people, linked=True)) == []


def test_it_would_if_each_table_were_hidden_by_itself(people):
    assert worked_out(people, published(people, linked=False)) != []


def test_one_manager_in_a_region_does_not_come_back():
    rows = [(f"R{n}-A1", f"R{n}", "town") for n in range(6)] + [(f"R{n}-A1", f"R{n}", "village") for n in range(6, 10)]
    rows += [(f"J{n}", f"J{n}", "town") for n in range(5)] + [("J9", "J9", "village")]
    people = pd.DataFrame(rows, columns=["participant_id", "document_id", "region"])
    people = people.assign(role=None, sector=None, profession=None, age_band=None)
    assert worked_out(people, published(people, linked=True)) == []
    assert worked_out(people, published(people, linked=False)) == [("region", 1)]
