"""What each database contributed, alone and together: found, unique, shared, included."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def contributions(sources: pd.DataFrame, included: Collection[str] = ()) -> pd.DataFrame:
    """One row per database: references, records, unique, shared, unique_share, included, included_unique.

    sources: the `record_sources` table. unique: records no other database found; included: ids of included records.

    >>> sources = pd.DataFrame({"record_id": ["r-1", "r-1", "r-2"], "database": ["PubMed", "Scopus", "Scopus"]})
    >>> contributions(sources)[["database", "records", "unique"]].values.tolist()
    [['PubMed', 1, 0], ['Scopus', 2, 1]]
    """
    pairs = sources[["record_id", "database"]].drop_duplicates()
    databases_of = pairs.groupby("record_id")["database"].size()
    pairs = pairs.assign(
        alone=pairs["record_id"].map(databases_of) == 1, included=pairs["record_id"].isin(set(included))
    )
    table = pairs.groupby("database", sort=True).agg(
        records=("record_id", "size"), unique=("alone", "sum"), included=("included", "sum")
    )
    table["included_unique"] = pairs[pairs["alone"] & pairs["included"]].groupby("database").size()
    table["references"] = sources.groupby("database").size()
    table = table.fillna({"included_unique": 0}).astype(int)
    table["shared"] = table["records"] - table["unique"]
    table["unique_share"] = table["unique"] / table["records"]
    columns = ["references", "records", "unique", "shared", "unique_share", "included", "included_unique"]
    return table[columns].reset_index()


def seed_recall(seeds: pd.DataFrame, databases: Collection[str]) -> pd.DataFrame:
    """One row per database: database, found, of, recall (0 to 1): how many articles known beforehand it found.

    seeds: the table of `verko.literature.describe.seeds_found`. databases: all that were searched, so that one which
    found none still counts.

    >>> seeds = pd.DataFrame({"title": ["Peers", "Help"], "databases": ["PubMed; Scopus", ""]})
    >>> seed_recall(seeds, ["PubMed", "Scopus", "ERIC"]).values.tolist()
    [['ERIC', 0, 2, 0.0], ['PubMed', 1, 2, 0.5], ['Scopus', 1, 2, 0.5]]
    """
    if not len(seeds):
        return pd.DataFrame(columns=["database", "found", "of", "recall"])
    where = [set(cell.split("; ")) for cell in seeds["databases"].fillna("")]
    rows = [(name, sum(name in each for each in where)) for name in sorted(set(databases))]
    return pd.DataFrame([(name, found, len(seeds), found / len(seeds)) for name, found in rows],
                        columns=["database", "found", "of", "recall"])  # fmt: skip


def combinations(sources: pd.DataFrame) -> pd.DataFrame:
    """One row per combination of databases: databases, number of them, records found by exactly these."""
    pairs = sources[["record_id", "database"]].drop_duplicates()
    sets = pairs.groupby("record_id")["database"].agg(lambda names: " + ".join(sorted(names)))
    table = sets.value_counts().rename_axis("databases").reset_index(name="records")
    table["number"] = table["databases"].str.count(r" \+ ") + 1
    return table.sort_values(["number", "records", "databases"], ascending=[True, False, True], ignore_index=True)


def shared_by_pairs(sources: pd.DataFrame) -> pd.DataFrame:
    """A square table: how many records each two databases share; the diagonal is what each found."""
    found = pd.crosstab(sources["record_id"], sources["database"]).clip(upper=1)
    return found.T @ found
