"""Ordering: how soon the relevant records come up, on a labelled set; means over five pairs of priors."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd

from verko.literature.labelled import read_labelled
from verko.literature.ordering import features_of
from verko.literature.simulation import largest_batch, simulate

SEEDS = range(1, 6)


def run(data: Path | None) -> dict[str, object]:
    """Simulate the screening of `data` (CSV with title, abstract and a label column), or of a small invented set."""
    records, truth = _known(data) if data else _invented()
    start = time.perf_counter()
    features = features_of(records)
    runs = [simulate(features, truth, rng=np.random.default_rng(seed)) for seed in SEEDS]
    seconds = (time.perf_counter() - start) / len(SEEDS)
    print(f"{'prior':>5} {'WSS@95':>8} {'recall at 10 %':>15} {'ATD':>7}")
    for seed, each in zip(SEEDS, runs, strict=True):
        print(f"{seed:>5} {each.wss():>8.3f} {each.recall_at(0.1):>15.3f} {each.atd:>7.3f}")
    print(f"{len(truth)} records, {truth.sum()} included; {seconds:.1f} s a run")
    print(f"re-ranked after {largest_batch(len(truth))} records at most")
    return {
        "records": len(truth),
        "included": int(truth.sum()),
        "wss95": round(float(np.mean([each.wss() for each in runs])), 4),
        "recall10": round(float(np.mean([each.recall_at(0.1) for each in runs])), 4),
        "atd": round(float(np.mean([each.atd for each in runs])), 4),
        "seconds": round(seconds, 2),
    }


def _known(data: Path) -> tuple[pd.DataFrame, np.ndarray]:
    """The records that have a final label, and the labels."""
    told = read_labelled(data)
    print(f"columns: {', '.join(f'{use} = {name}' for use, name in told.columns.items() if name)}")
    known = told.final >= 0
    return told.records[known].reset_index(drop=True), told.final[known]


def _invented() -> tuple[pd.DataFrame, np.ndarray]:
    """300 invented records, 30 of them relevant."""
    rng = np.random.default_rng(1)
    common = [f"word{number}" for number in range(400)]
    telling = [f"peer{number}" for number in range(40)]
    rows = []
    for number in range(300):
        words = [*rng.choice(common, 60), *rng.choice(telling, 6 if number < 30 else 1)]
        rows.append({"title": " ".join(words[:8]), "abstract": " ".join(words[8:])})
    return pd.DataFrame(rows), np.array([1] * 30 + [0] * 270)
