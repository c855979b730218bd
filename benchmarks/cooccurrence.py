"""How long overlap and the theme x interview table take with 100,000 codings, all invented."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd

from verko.coding.cooccurrence import cooccurrence
from verko.coding.themes import segments, theme_by_document

CODINGS, DOCUMENTS, CODES, LENGTH = 100_000, 500, 120, 60_000


def run(data: Path | None = None) -> dict[str, float | int]:
    """data: not used; the codings are drawn, the same each time."""
    rng = np.random.default_rng(31)
    start = rng.integers(LENGTH - 400, size=CODINGS)
    coded = pd.DataFrame({
        "document_id": [f"D{number:03}" for number in rng.integers(DOCUMENTS, size=CODINGS)],
        "start": start, "end": start + rng.integers(20, 400, size=CODINGS),
        "theme": [f"C{number:03}" for number in rng.integers(CODES, size=CODINGS)],
        "coder": rng.choice(["A", "B"], size=CODINGS),
    })  # fmt: skip
    began = time.perf_counter()
    pairs = cooccurrence(coded)
    overlap = time.perf_counter() - began
    passages = segments(coded)
    table = theme_by_document(passages, sorted(set(coded["document_id"])), sorted(set(coded["theme"])))
    seconds = round(time.perf_counter() - began, 3)
    print(f"{len(pairs)} pairs by overlap in {overlap:.2f} s")
    print(f"with the table of {table.shape[0]} themes x {table.shape[1]} interviews {seconds} s")
    return {"codings": CODINGS, "pairs": len(pairs), "seconds": seconds}
