"""How long the saturation band takes: 10,000 orders of 25 interviews and 120 codes, all invented."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd

from verko.coding.saturation import accumulation, richness

DOCUMENTS, CODES, ORDERS = 25, 120, 10_000


def run(data: Path | None = None) -> dict[str, float | int]:
    """data: not used; the codes are drawn, common ones and rare ones, the same each time."""
    rng = np.random.default_rng(21)
    met = pd.DataFrame(rng.random((DOCUMENTS, CODES)) < rng.beta(0.6, 3, size=CODES))
    began = time.perf_counter()
    curve = accumulation(met, orders=ORDERS, rng=rng)
    seconds = round(time.perf_counter() - began, 3)
    found = richness(met)
    print(curve.round(1).iloc[[0, 4, 9, 14, 19, 24]].to_string(index=False))
    print(f"met {found.met}, Chao2 {found.estimated:.1f}, coverage {found.coverage:.3f}")
    return {"documents": DOCUMENTS, "codes": CODES, "orders": ORDERS, "seconds": seconds}
