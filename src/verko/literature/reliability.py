"""The reviewers' agreement at each stage, as a table for the report."""

from __future__ import annotations

import pandas as pd

from verko.literature.agreement import Agreement, Estimate, agreement
from verko.literature.decisions import STAGES
from verko.literature.screening import paired

STAGE_WORDS = {
    "title_abstract": {"fi": "Otsikko ja tiivistelmä", "en": "Title and abstract"},
    "full_text": {"fi": "Kokoteksti", "en": "Full text"},
}
MEASURE_WORDS = {
    "percent": {"fi": "yksimielisyys", "en": "agreement"},
    "kappa": {"fi": "Cohenin kappa", "en": "Cohen’s kappa"},
    "ac1": {"fi": "Gwetin AC1", "en": "Gwet’s AC1"},
    "positive": {"fi": "yksimielisyys mukaan otosta", "en": "agreement on including"},
    "negative": {"fi": "yksimielisyys poissulkemisesta", "en": "agreement on excluding"},
}


def agreement_at(screening: pd.DataFrame, stage: str) -> tuple[Agreement, int] | None:
    """The agreement of the two reviewers at one stage, and how many records only one of them decided.

    `maybe` counts as going on. None where fewer than two reviewers decided, or nothing was decided by both.
    """
    try:
        both, missing = paired(screening, stage)
    except ValueError:
        return None
    if not len(both):
        return None
    one, two = (both[name].replace("maybe", "include").tolist() for name in both.columns[1:])
    return agreement(one, two), missing


def agreement_by_stage(screening: pd.DataFrame) -> pd.DataFrame:
    """One row per stage x measure: stage, measure, n, missing, value, low, high (95 % interval), and both in words.

    missing: records that only one of the two reviewers decided. A value that does not exist is left empty:
    kappa where both gave one and the same answer throughout; an interval where none is computed.
    """
    rows = []
    for stage in STAGES:
        if (found := agreement_at(screening, stage)) is None:
            continue
        result, missing = found
        for measure, estimate in _measures(result).items():
            low, high = estimate.interval or (None, None)
            words = {f"stage_{language}": STAGE_WORDS[stage][language] for language in ("fi", "en")}
            words |= {f"measure_{language}": MEASURE_WORDS[measure][language] for language in ("fi", "en")}
            words |= {f"interval_{language}": _interval(estimate, language) for language in ("fi", "en")}
            rows.append({"stage": stage, "measure": measure, "n": result.n, "missing": missing, **words,
                         "value": estimate.value, "low": low, "high": high})  # fmt: skip
    columns = ["stage", "measure", "n", "missing", *_WORDS, "value", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


_WORDS = ("stage_fi", "measure_fi", "stage_en", "measure_en", "interval_fi", "interval_en")


def _interval(estimate: Estimate, language: str) -> str:
    """An interval as the language writes it; a dash where there is none."""
    if estimate.interval is None:
        return "–"
    low, high = (f"{end:.2f}" for end in estimate.interval)
    return f"{low}–{high}".replace(".", ",") if language == "fi" else f"{low}–{high}"


def _measures(result: Agreement) -> dict[str, Estimate]:
    return {
        "percent": result.percent,
        "kappa": result.kappa,
        "ac1": result.ac1,
        "positive": result.specific.get("include", Estimate(None)),
        "negative": result.specific.get("exclude", Estimate(None)),
    }
