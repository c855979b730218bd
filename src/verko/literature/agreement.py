"""Agreement of two reviewers: percent, Cohen's kappa, Gwet's AC1, agreement on each answer; with confidence intervals.

Sources: Cohen (1960) Educ Psychol Meas 20:37; Fleiss, Cohen & Everitt (1969) Psychol Bull 72:323, eq. 13; Gwet (2008)
Br J Math Stat Psychol 61:29; Cicchetti & Feinstein (1990) J Clin Epidemiol 43:551; Wilson (1927) JASA 22:209;
Mackinnon (2000) Comput Biol Med 30:127 for the variance of agreement on one answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

Interval = tuple[float, float]


@dataclass(frozen=True)
class Estimate:
    """A value with its confidence interval; both None where it is undefined."""

    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True)
class Agreement:
    """Agreement on n things. table: counts, first reviewer's answers down, second's across."""

    n: int
    answers: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]
    percent: Estimate
    kappa: Estimate
    ac1: Estimate
    specific: dict[str, Estimate]


def agreement(one: Sequence[str], two: Sequence[str], *, level: float = 0.95) -> Agreement:
    """The agreement of two reviewers who answered on the same things, in the same order.

    specific: for each answer, twice the cases where both gave it over the times it was given: for `include` the
    positive, for `exclude` the negative agreement. Raises ValueError when there is nothing, or unequal lengths.

    >>> result = agreement(["include"] * 20 + ["exclude"] * 30, ["include"] * 10 + ["exclude"] * 40)
    >>> round(result.percent.value, 2), round(result.kappa.value, 2)
    (0.8, 0.55)
    """
    if len(one) != len(two) or not len(one):
        raise ValueError("agreement needs the same things answered by both, and at least one")
    answers = tuple(sorted({*one, *two}))
    place = {answer: number for number, answer in enumerate(answers)}
    table = np.zeros((len(answers), len(answers)), dtype=int)
    for first, second in zip(one, two, strict=True):
        table[place[first], place[second]] += 1
    return from_table(table, answers, level=level)


def from_table(table: np.ndarray, answers: Sequence[str], *, level: float = 0.95) -> Agreement:
    """The agreement told by a square table of counts."""
    counts = np.asarray(table, dtype=int)
    n = int(counts.sum())
    given = counts.sum(axis=0) + counts.sum(axis=1)
    specific = {
        answer: on_one_answer(int(counts[place, place]), int(given[place]), level=level)
        for place, answer in enumerate(answers)
    }
    return Agreement(
        n,
        tuple(answers),
        tuple(tuple(int(value) for value in row) for row in counts),
        wilson(int(np.trace(counts)), n, level=level),
        kappa(counts, level=level),
        ac1(counts, level=level),
        specific,
    )


def wilson(hits: int, n: int, *, level: float = 0.95) -> Estimate:
    """A share with Wilson's score interval.

    >>> [round(end, 3) for end in wilson(8, 10).interval]
    [0.49, 0.943]
    """
    if not n:
        return Estimate(None)
    z, share = float(stats.norm.ppf(0.5 + level / 2)), hits / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Estimate(share, (max(0.0, middle - half), min(1.0, middle + half)))


def on_one_answer(both: int, given: int, *, level: float = 0.95) -> Estimate:
    """Agreement on one answer: 2 `both` / `given`, where `given` is how often either reviewer gave it.

    Of the things to which either gave the answer, both did in a share p, and the agreement is 2p / (1 + p): Wilson's
    interval of p is carried over by the same formula. In large samples it is the interval of Mackinnon (2000).

    >>> found = on_one_answer(10, 30)
    >>> round(found.value, 3), [round(end, 3) for end in found.interval]
    (0.667, [0.461, 0.824])
    """
    if not given:
        return Estimate(None)
    share = wilson(both, given - both, level=level)
    assert share.interval is not None
    low, high = (2 * end / (1 + end) for end in share.interval)
    return Estimate(2 * both / given, (low, high))


def kappa(counts: np.ndarray, *, level: float = 0.95) -> Estimate:
    """Cohen's kappa with the large-sample interval; undefined when both gave one and the same answer throughout."""
    p = counts / counts.sum()
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    po, pe = float(np.trace(p)), float(rows @ columns)
    if math.isclose(pe, 1.0):
        return Estimate(None)
    value = (po - pe) / (1 - pe)
    own = np.diag(p) * ((1 - pe) - (rows + columns) * (1 - po)) ** 2
    other = p * (columns[:, None] + rows[None, :]) ** 2
    apart = (1 - po) ** 2 * (other.sum() - np.trace(other))
    variance = (own.sum() + apart - (po * pe - 2 * pe + po) ** 2) / (counts.sum() * (1 - pe) ** 4)
    return Estimate(value, _around(value, variance, stats.norm.ppf(0.5 + level / 2)))


def ac1(counts: np.ndarray, *, level: float = 0.95) -> Estimate:
    """Gwet's AC1 with the interval from his variance; undefined when only one answer was ever given."""
    n, answers = int(counts.sum()), len(counts)
    if answers < 2:
        return Estimate(None)
    p = counts / n
    pi = (p.sum(axis=0) + p.sum(axis=1)) / 2
    po, pe = float(np.trace(p)), float((pi * (1 - pi)).sum() / (answers - 1))
    value = (po - pe) / (1 - pe)
    if n < 2:
        return Estimate(value)
    expected = ((1 - pi)[:, None] + (1 - pi)[None, :]) / 2 / (answers - 1)
    single = (np.eye(answers) - pe) / (1 - pe) - 2 * (1 - value) * (expected - pe) / (1 - pe)
    variance = float((counts * (single - value) ** 2).sum()) / (n * (n - 1))
    return Estimate(value, _around(value, variance, stats.t.ppf(0.5 + level / 2, n - 1)))


def _around(value: float, variance: float, z: float) -> Interval:
    half = float(z) * math.sqrt(max(variance, 0.0))
    return max(-1.0, value - half), min(1.0, value + half)
