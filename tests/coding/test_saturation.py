"""Saturation against published figures, at this study's sizes, and on a real project where it comes too early."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from verko.coding.saturation import accumulation, incidence, richness, runs
from verko.intake.qda.formats import read_file


def test_coverage_and_chao2_of_the_ants_at_50_metres():
    """Longino & Colwell 2011, as in Chao et al. 2014: 599 samples, 227 species, 5,988 incidences, 49 once, 23 twice.

    Published coverage .9918; Chao2 is 227 + 598/599 x 49² / (2 x 23) = 279.1.
    """
    often = [38] * 154 + [5988 - 49 - 2 * 23 - 38 * 154]
    counts = [1] * 49 + [2] * 23 + often
    assert (len(counts), sum(counts)) == (227, 5988)
    found = richness(pd.DataFrame({code: np.arange(599) < count for code, count in enumerate(counts)}))
    assert (found.once, found.twice) == (49, 23)
    assert found.coverage == pytest.approx(0.9918, abs=5e-5)
    assert found.estimated == pytest.approx(279.1, abs=0.05)


def test_the_first_run_without_new_codes_can_come_too_early(shared_data: Path):
    """RQDA's OPCW project: 16 documents, no new code at 4+2, and one more at document 11."""
    data = (shared_data / "qualitative/qda_native/rqda_OPCW.rqda").read_bytes()
    project = read_file(data, fallback_texts=lambda name: None)
    coded = pd.DataFrame([(one.source, one.code) for one in project.codings], columns=["document_id", "code_id"])
    found = runs(incidence(coded, [one.id for one in project.sources]), base=4, run=2)
    assert found.set_index("documents").loc[["4+2", "9+2", "14+2"], "new"].tolist() == [0, 1, 0]


def test_ten_thousand_orders_of_25_interviews_and_120_codes_take_no_time_to_wait_for():
    rng = np.random.default_rng(3)
    met = pd.DataFrame(rng.random((25, 120)) < 0.2)
    began = time.perf_counter()
    accumulation(met, orders=10_000, rng=rng)
    assert time.perf_counter() - began < 10  # 0.05-0.8 s measured; wide, since other work may share the machine
