"""The tidy tables: one schema each, in one place, by name.

`TABLES["turns"].schema` checks a frame; `TABLES["turns"].meaning` says what a row is.
`empty("turns")` is the table without rows, which is what a study without such material has.
"""

from __future__ import annotations

import pandas as pd

from verko.tables import accounts, analysis, codevelopment, codings, interviews, literature, pages, words
from verko.tables.schema import Table

TABLES: dict[str, Table] = {
    table.name: table
    for module in (accounts, interviews, codings, analysis, pages, literature, codevelopment, words)
    for table in module.TABLES
}

__all__ = ["TABLES", "Table", "empty"]


def empty(name: str) -> pd.DataFrame:
    """The table `name` without rows, with the right columns and types.

    >>> len(empty("turns"))
    0
    """
    return TABLES[name].conform(pd.DataFrame(columns=list(TABLES[name].columns)))
