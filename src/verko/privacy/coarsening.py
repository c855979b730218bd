"""Which backgrounds are so rare that they may tell who somebody is, and which variable to make coarser.

The list names combinations that may point to a person: it lies on the raw side, beside the review list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from verko.privacy.disclosure import small_combinations
from verko.store import write_atomically
from verko.study.files import RARE_FILE, review_path
from verko.study.model import Study

BACKGROUND = ("role", "sector", "profession", "age_band", "region")


def rare_backgrounds(people: pd.DataFrame, columns: Sequence[str], k: int) -> pd.DataFrame:
    """Combinations that fewer than `k` people share, each with the variable that tells most: `coarser`.

    That is the variable without which the most people share the rest; empty where no single one helps.
    Columns of the answer: `columns`, people, coarser.

    >>> people = pd.DataFrame({"sector": ["a"] * 4, "age": ["40-49", "40-49", "40-49", "60-69"]})
    >>> rare_backgrounds(people, ["sector", "age"], 3).values.tolist()
    [['a', '60-69', 1, 'age']]
    """
    rare = small_combinations(people, columns, k)
    return rare.assign(coarser=[_coarser(people, columns, row, k) for row in rare.to_dict("records")])


def _coarser(people: pd.DataFrame, columns: Sequence[str], row: dict[str, object], k: int) -> str:
    sizes = {}
    for column in columns:
        same = pd.Series(True, index=people.index)
        for other in columns:
            if other != column:
                same &= people[other].eq(row[other]) | (people[other].isna() & pd.isna(row[other]))
        sizes[column] = int(same.sum())
    best = max(sizes, key=lambda column: sizes[column], default="")
    return best if best and sizes[best] >= k else ""


def write_rare(study: Study, participants: pd.DataFrame) -> tuple[Path, int]:
    """Write the list beside the review list, readable by its owner alone; the file, and how many combinations."""
    people = participants.drop_duplicates("participant_id")
    columns = [column for column in BACKGROUND if column in people and people[column].notna().any()]
    rare = rare_backgrounds(people, columns, study.privacy.k)
    path = review_path(study).with_name(RARE_FILE)
    write_atomically(path, rare.assign(**({"synthetic": "true"} if study.synthetic else {})).to_csv(index=False))
    path.chmod(0o600)
    return path, len(rare)
