"""Which tables may leave the wall in a deposit package, and which of their columns.

Nobody's speech, nobody's background and nobody's free answer is here: they need a person's judgement and an archive's
terms of access. Texts of others (web pages, abstracts) belong to others, so only what describes them is told.
"""

from __future__ import annotations

import pandas as pd

from verko.store import Store
from verko.tables import TABLES

SHAREABLE: dict[str, frozenset[str]] = {
    "accounts": frozenset(),
    "refusals": frozenset(),
    "codes": frozenset({"example_id"}),
    "stimuli": frozenset(),
    "records": frozenset({"abstract"}),
    "record_sources": frozenset(),
    "duplicates": frozenset(),
    "screening": frozenset(),
    "charting": frozenset(),
    "searches": frozenset(),
    "protocols": frozenset(),
    "webpages": frozenset({"text"}),
}
"""Table -> columns that stay behind."""


def shareable_tables(store: Store) -> dict[str, pd.DataFrame]:
    """The tables of a study that may leave, without the columns that may not; tables without rows are left out.

    >>> shareable_tables(Store("nowhere"))
    {}
    """
    found = {}
    for name, kept_back in SHAREABLE.items():
        if store.path(name).is_file():
            table = store.read(name).drop(columns=list(kept_back), errors="ignore")
            if len(table):
                found[name] = table.sort_values(list(TABLES[name].key), ignore_index=True)
    return found
