"""When to stop is for people to decide: what two rules say, side by side. Neither is obeyed by this program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

SHARES = (0.2, 0.4, 0.6, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Panel:
    """What is known at one moment of the screening.

    read, left: records; found: relevant ones. irrelevant_run: irrelevant records read since the last relevant one.
    p_missed: the probability of a run as poor as seen if less than `target` of the relevant had been found;
    a small value speaks for having found them (Callaghan & Müller-Hansen 2020, Syst Rev 9:273).
    possibly_left: the most relevant records that may be left at the 95 % level.
    """

    read: int
    left: int
    found: int
    irrelevant_run: int
    target: float
    p_missed: float | None
    possibly_left: int | None


def panel(relevant: np.ndarray, total: int, *, target: float = 0.95) -> Panel:
    """The panel after reading records in ranked order.

    relevant: 1 or 0 for each record read, in order; total: all records, read or not.

    >>> panel(np.array([1, 1, 0, 1, 0, 0, 0]), total=20).irrelevant_run
    3
    """
    read, found = len(relevant), int(np.sum(relevant))
    if read > total:
        raise ValueError(f"{read} records read of {total}")
    hits = np.flatnonzero(relevant)
    run = read - (int(hits[-1]) + 1) if len(hits) else read
    p = missed_probability(relevant, total, target=target) if found else None
    return Panel(read, total - read, found, run, target, p, _possibly_left(relevant, total) if found else None)


def history(
    relevant: np.ndarray, total: int, *, target: float = 0.95, shares: Sequence[float] = SHARES
) -> pd.DataFrame:
    """What the two rules said at several moments of a reading, beside what turned out: one row per share read.

    Columns: read (records), found, irrelevant_run, possibly_left, p_missed, left (relevant ones still to come, as far
    as the reading shows; known only afterwards).

    >>> history(np.array([1, 0, 1, 0]), 4, shares=(0.5, 1))[["read", "found", "left"]].values.tolist()
    [[2, 1, 1], [4, 2, 0]]
    """
    moments = sorted({int(share * len(relevant)) for share in shares} - {0})
    rows = []
    for read in moments:
        told = panel(relevant[:read], total, target=target)
        left = int(relevant[read:].sum())
        rows.append((read, told.found, told.irrelevant_run, told.possibly_left, told.p_missed, left))
    columns = ["read", "found", "irrelevant_run", "possibly_left", "p_missed", "left"]
    return pd.DataFrame(rows, columns=columns)


def missed_probability(relevant: np.ndarray, total: int, *, target: float = 0.95) -> float:
    """The smallest p, over all tails of what was read, for `less than target of the relevant was found`.

    Callaghan & Müller-Hansen (2020), eq. 1-3: each tail of the ranked reading is taken as a random sample of what was
    left when it began; ranked reading finds relevant records sooner than chance, so the test is on the safe side.
    """
    read, found = len(relevant), int(np.sum(relevant))
    tail_sizes = np.arange(1, read + 1)
    tail_hits = np.cumsum(relevant[::-1])
    urn = total - (read - tail_sizes)
    fewest = np.floor(found / target) + 1 - (found - tail_hits)  # relevant in the urn, were the target missed
    possible = fewest <= urn
    if not possible.any():
        return 0.0
    p = hypergeom.cdf(tail_hits[possible], urn[possible], fewest[possible].astype(int), tail_sizes[possible])
    return float(p.min())


def _possibly_left(relevant: np.ndarray, total: int, *, level: float = 0.05) -> int:
    """The largest number of relevant records still unread that the tail since the last find does not rule out."""
    hits = np.flatnonzero(relevant)
    run = len(relevant) - (int(hits[-1]) + 1)
    left = total - len(relevant)
    urn = left + run
    for count in range(1, left + 1):
        if hypergeom.pmf(0, urn, count, run) < level:
            return count - 1
    return left
