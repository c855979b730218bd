"""When do interviews stop bringing new codes? The whole run, every order, and an estimate of what was not met.

Sources: Guest, Namey & Chen 2020, PLoS ONE 15(5) e0232076 (base and run); Hennink, Kaiser & Marconi 2017, Qualitative
Health Research 27(4) (code and meaning saturation); Chao 1987, Biometrics 43; Chao & Jost 2012, Ecology 93 (coverage).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

_PORTION = 2000  # orders held at once


def incidence(coded: pd.DataFrame, documents: Sequence[str], *, column: str = "code_id") -> pd.DataFrame:
    """Documents in their order (rows) x codes: True where the code was used."""
    table = pd.crosstab(coded["document_id"], coded[column]) > 0
    return table.reindex(list(documents), fill_value=False)


def runs(met: pd.DataFrame, *, base: int = 4, run: int = 2) -> pd.DataFrame:
    """New codes in each run of `run` documents after the first `base`, as a share of the codes of the base.

    Columns: documents (as in '4+2'), new, base_codes, share. All runs are told: the first low one may come early.

    >>> met = pd.DataFrame([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]).astype(bool)
    >>> runs(met, base=2, run=1).values.tolist()
    [['2+1', 1, 2, 0.5], ['3+1', 0, 2, 0.0]]
    """
    first = _first_met(met.to_numpy())
    base_codes = int((first < base).sum())
    rows = []
    for at in range(base, len(met) - run + 1):
        new = int(((first >= at) & (first < at + run)).sum())
        rows.append((f"{at}+{run}", new, base_codes, new / base_codes if base_codes else None))
    return pd.DataFrame(rows, columns=["documents", "new", "base_codes", "share"])


def _first_met(met: np.ndarray) -> np.ndarray:
    """The row in which each column is first True; the number of rows where it never is."""
    return np.where(met.any(axis=0), met.argmax(axis=0), len(met))


def accumulation(
    met: pd.DataFrame, *, orders: int = 10_000, confidence: float = 0.95, rng: np.random.Generator
) -> pd.DataFrame:
    """Codes met after 1, 2, ... documents: `in_order` as they stand, and `mean`, `low`, `high` over random orders.

    >>> met = pd.DataFrame([[1, 1], [1, 0]]).astype(bool)
    >>> accumulation(met, orders=100, rng=np.random.default_rng(1))["in_order"].tolist()
    [2, 2]
    """
    table = met.to_numpy()
    many = len(table)
    own = np.cumsum(np.bincount(_first_met(table), minlength=many + 1)[:many])
    curves = np.concatenate([_curves(table, min(_PORTION, orders - at), rng) for at in range(0, orders, _PORTION)])
    low, high = np.quantile(curves, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    numbers = np.arange(1, many + 1)
    return pd.DataFrame({"documents": numbers, "in_order": own, "mean": curves.mean(axis=0), "low": low, "high": high})


def _curves(table: np.ndarray, orders: int, rng: np.random.Generator) -> np.ndarray:
    """Cumulative codes in random orders: a code is met at the smallest place among its documents."""
    many = len(table)
    places = rng.permuted(np.tile(np.arange(many, dtype=np.int16), (orders, 1)), axis=1)
    new = np.zeros((orders, many + 1), dtype=np.int32)
    rows = np.arange(orders)
    for column in table.T:
        documents = np.flatnonzero(column)
        if len(documents):
            new[rows, places[:, documents].min(axis=1)] += 1
    return np.cumsum(new[:, :many], axis=1)


@dataclass(frozen=True)
class Richness:
    """met: codes met; estimated: Chao2's lower bound of all codes; coverage: share of code use that the sample covers.

    once, twice: codes met in one document, in two. coverage is None when no code was met.
    """

    met: int
    estimated: float
    coverage: float | None
    once: int
    twice: int
    documents: int


def richness(met: pd.DataFrame) -> Richness:
    """Chao2 (bias-corrected where no code was met twice) and sample coverage.

    >>> found = richness(pd.DataFrame([[1, 1, 0], [1, 0, 1], [1, 1, 0]]).astype(bool))
    >>> found.met, round(found.estimated, 2), round(found.coverage, 2), found.once, found.twice
    (3, 3.33, 0.92, 1, 1)
    """
    counts = met.to_numpy().sum(axis=0)
    many, uses = len(met), int(counts.sum())
    once, twice, seen = int((counts == 1).sum()), int((counts == 2).sum()), int((counts > 0).sum())
    share = (many - 1) / many if many else 0.0
    unseen = share * once**2 / (2 * twice) if twice else share * once * (once - 1) / 2
    coverage = None
    if uses:
        divisor = (many - 1) * once + 2 * twice
        coverage = 1 - once / uses * ((many - 1) * once / divisor if divisor else 0.0)
    return Richness(seen, seen + unseen, coverage, once, twice, many)


def by_category(
    coded: pd.DataFrame, documents: Sequence[str], *, theme: str = "theme", code: str = "code_id"
) -> pd.DataFrame:
    """Code against meaning saturation: per theme the document in which it was first met, and the last that brought a
    new sub code of it (a new dimension of its meaning). Columns: theme, first_met, last_new, codes.

    Sub codes stand for dimensions only where the codebook was made so; a person judges whether meaning is saturated.
    """
    place = {document: number for number, document in enumerate(documents, start=1)}
    numbered = coded.assign(place=coded["document_id"].map(place)).dropna(subset=["place"])
    first = numbered.groupby([theme, code])["place"].min().reset_index()
    found = first.groupby(theme)["place"].agg(first_met="min", last_new="max", codes="size").astype(int)
    return found.reset_index().rename(columns={theme: "theme"})
