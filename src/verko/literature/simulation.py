"""How much reading the ordering would have saved, on records whose decisions are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from verko.literature.ordering import Features, scores


@dataclass(frozen=True)
class Simulation:
    """The order in which records would have been read, priors first, and which of them were relevant.

    priors: how many of the first records were given from the start; they stand outside every figure below.
    """

    order: np.ndarray
    relevant: np.ndarray
    priors: int

    @property
    def found(self) -> np.ndarray:
        """Relevant records found after each record read, priors left out."""
        return np.cumsum(self.relevant[self.priors :])

    def wss(self, recall: float = 0.95) -> float:
        """Work saved over sampling (Cohen et al. 2006): `recall` - n/N, n being the records read until
        `recall` of the relevant ones is found, N all records; priors left out of n, of N and of the relevant."""
        found = self.found
        needed = int(np.ceil(recall * found[-1] - 1e-9))
        read = int(np.searchsorted(found, needed)) + 1
        return recall - read / len(found)

    def recall_at(self, share: float) -> float:
        """Share of the relevant records found when `share` of all records is read."""
        found = self.found
        read = int(np.floor(share * len(found)))
        return float(found[read - 1] / found[-1]) if read else 0.0

    def curve(self) -> pd.DataFrame:
        """The recall curve: one row per record read, with read (share of all) and recall (share of the relevant)."""
        found = self.found
        read = np.arange(1, len(found) + 1)
        return pd.DataFrame({"read": read / len(found), "recall": found / found[-1]})

    @property
    def atd(self) -> float:
        """Average time to discovery: mean place of a relevant record in the order, as a share of all records."""
        places = np.flatnonzero(self.relevant[self.priors :]) + 1
        return float(places.mean() / (len(self.relevant) - self.priors))


def largest_batch(records: int) -> int:
    """Most records read between two re-rankings: 1 in small sets, where it matters, and never more than 10.

    >>> largest_batch(270), largest_batch(2019), largest_batch(6189)
    (1, 10, 10)
    """
    return min(10, max(1, records // 200))


def simulate(
    features: Features, truth: np.ndarray, *, rng: np.random.Generator, batch: int | None = None
) -> Simulation:
    """Screen as the ordering says, from one relevant and one irrelevant prior that `rng` draws.

    truth: 1 relevant, 0 irrelevant, for every record. batch: most records between two re-rankings, by default as
    `largest_batch` says; at first, when every decision teaches much, the order is made anew after each, later after
    every twentieth part of what was read.
    Once every relevant record is found, the rest follows in its last order: re-ranking could change no figure.
    Raises ValueError without two relevant and one irrelevant record.
    """
    relevant, irrelevant = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)
    if len(relevant) < 2 or not len(irrelevant):
        raise ValueError("a simulation needs two relevant records and an irrelevant one")
    batch = batch or largest_batch(len(truth))
    order = [int(rng.choice(relevant)), int(rng.choice(irrelevant))]
    labels = np.full(len(truth), -1)
    labels[order] = truth[order]
    left = len(relevant) - 1
    while len(order) < len(truth):
        ranking = np.argsort(-scores(features, labels), kind="stable")
        ranking = ranking[labels[ranking] < 0]
        read = ranking if left == 0 else ranking[: max(1, min(batch, len(order) // 20))]
        labels[read] = truth[read]
        left -= int(truth[read].sum())
        order += read.tolist()
    places = np.array(order)
    return Simulation(places, truth[places], priors=2)


def simulations(features: Features, truth: np.ndarray, *, runs: int, seed: int = 1) -> list[Simulation]:
    """Simulations from `runs` pairs of priors, drawn by `seed` and the numbers after it."""
    return [simulate(features, truth, rng=np.random.default_rng(seed + number)) for number in range(runs)]


def curves(found: Sequence[Simulation]) -> pd.DataFrame:
    """The recall curves of several simulations, below each other: run, read, recall."""
    return pd.concat([each.curve().assign(run=number) for number, each in enumerate(found, start=1)], ignore_index=True)
