"""Agreement between coders who judged the same units: percent, kappas, Brennan-Prediger, Gwet, Krippendorff.

Any number of coders, missing judgements and any labels. Units with the same pattern of judgements are counted once,
so that the unit bootstrap is exact and fast: every coefficient is a function of how often each pattern occurs.

Sources: Cohen 1960; Fleiss 1971; Brennan & Prediger 1981; Conger 1980; Gwet 2014 (Handbook of Inter-Rater
Reliability, 4th ed., chs. 2-5, with missing ratings); Krippendorff 2019 (Content Analysis, 4th ed., ch. 12).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from verko.coding.metrics import LEVELS, Level, agreement_weights, distances
from verko.coding.ratings import Ratings

COEFFICIENTS = ("percent", "cohen", "conger", "fleiss", "brennan_prediger", "gwet", "alpha")
_TOO_MANY_PATTERNS = 2000


@dataclass(frozen=True)
class Agreement:
    """One coefficient. value: None where it does not exist, and then `undefined` says why.

    low, high: percentile interval of the unit bootstrap; None without bootstrap or where too few samples give a value.
    units: how many units at least two coders judged (for `gwet`, `fleiss`: their marginals use the others too).
    """

    coefficient: str
    value: float | None
    low: float | None
    high: float | None
    units: int
    coders: int
    categories: int
    undefined: str = ""


def agreement(
    ratings: Ratings,
    coefficient: str = "alpha",
    *,
    level: Level = "nominal",
    bootstrap: int = 0,
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
) -> Agreement:
    """One coefficient of the ratings, with the percentile interval of a bootstrap over units.

    coefficient: percent, cohen (two coders), conger (Cohen for several), fleiss, brennan_prediger, gwet (AC1; AC2 with
    another level) or alpha. level: nominal, ordinal, interval or ratio: how far apart two categories are.
    bootstrap: number of samples; 0 for none. A coefficient that does not exist has value None and a reason.

    >>> import pandas as pd
    >>> table = pd.DataFrame([["y", "y"]] * 20 + [["y", "n"]] * 5 + [["n", "y"]] * 10 + [["n", "n"]] * 15)
    >>> round(agreement(Ratings(table), "cohen").value, 3)
    0.4
    """
    if coefficient not in COEFFICIENTS or level not in LEVELS:
        raise ValueError(f"unknown coefficient or level: {coefficient}, {level}")
    shape = (ratings.units, ratings.coders, len(ratings.categories))
    if reason := _undefined(ratings, coefficient, level):
        return Agreement(coefficient, None, None, None, *shape, undefined=reason)
    rows, counts = ratings.coder_patterns if coefficient in ("cohen", "conger") else ratings.patterns
    compute = _computer(coefficient, rows, ratings.categories, level)
    value = float(compute(counts[None, :].astype(float))[0])
    if not np.isfinite(value):
        return Agreement(coefficient, None, None, None, *shape, undefined="chance agreement is complete")
    low, high = _interval(compute, counts, bootstrap, confidence, rng)
    return Agreement(coefficient, value, low, high, *shape)


def _undefined(ratings: Ratings, coefficient: str, level: Level) -> str:
    if ratings.coders < 2:
        return "only one coder"
    if ratings.units == 0:
        return "no unit was judged by two coders"
    if coefficient == "cohen" and ratings.coders != 2:
        return f"Cohen's kappa is for two coders, here are {ratings.coders}: use conger or alpha"
    if coefficient != "percent" and len(ratings.categories) < 2:
        return "all judgements are the same category: agreement beyond chance cannot be told"
    if level in ("interval", "ratio") and not all(_is_number(one) for one in ratings.categories):
        return f"the categories are no numbers, which level '{level}' needs"
    return ""


def _is_number(value: object) -> bool:
    try:
        return np.isfinite(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


Compute = Callable[[np.ndarray], np.ndarray]
"""From weights (samples x patterns: how often each pattern occurs) to one value a sample; nan where it is undefined."""


def _computer(coefficient: str, rows: np.ndarray, categories: list, level: Level) -> Compute:
    if coefficient == "alpha":
        return _alpha(rows, categories, level)
    weights = agreement_weights(level, categories)
    if coefficient in ("cohen", "conger"):
        return _by_coder(rows, weights)
    return _by_marginals(coefficient, rows, weights)


def _alpha(patterns: np.ndarray, categories: list, level: Level) -> Compute:
    """Krippendorff's alpha = 1 - Do/De over pairable values (2019, eq. 12.1; ordinal distances from the marginals)."""
    pairable = np.where(patterns.sum(axis=1, keepdims=True) > 1, patterns, 0).astype(float)
    size = pairable.sum(axis=1)
    divisor = np.maximum(size - 1, 1)
    fixed = None if level == "ordinal" else distances(level, categories)

    def nominal_like(samples: np.ndarray) -> np.ndarray:
        marginals = samples @ pairable
        observed = samples @ (np.einsum("pc,ck,pk->p", pairable, fixed, pairable) / divisor)
        total = marginals.sum(axis=1)
        expected = np.einsum("sc,ck,sk->s", marginals, fixed, marginals)
        return _one_minus(observed * (total - 1), expected)

    def ordinal(samples: np.ndarray) -> np.ndarray:
        marginals = samples @ pairable
        own = np.einsum("pc,pk->pck", pairable / divisor[:, None], pairable)
        coincidences = (samples @ own.reshape(len(own), -1)).reshape(len(samples), *own.shape[1:])
        far = distances("ordinal", categories, marginals=marginals)
        observed = np.einsum("sck,sck->s", coincidences, far)
        expected = np.einsum("sc,sck,sk->s", marginals, far, marginals)
        return _one_minus(observed * (marginals.sum(axis=1) - 1), expected)

    return ordinal if level == "ordinal" else nominal_like


def _one_minus(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, 1 - part / whole, np.nan)


def _percent(patterns: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each pattern's own agreement, and 1 for patterns that two coders judged (Gwet 2014, eq. 2.10)."""
    size = patterns.sum(axis=1)
    paired = (size > 1).astype(float)
    near = patterns @ weights
    own = (patterns * (near - 1)).sum(axis=1) / np.maximum(size * (size - 1), 1)
    return own * paired, paired


def _by_marginals(coefficient: str, patterns: np.ndarray, weights: np.ndarray) -> Compute:
    """Percent, Fleiss, Brennan-Prediger and Gwet: the same observed agreement, another chance agreement each."""
    own, paired = _percent(patterns, weights)
    shares = patterns / patterns.sum(axis=1, keepdims=True)
    many, total_weight = patterns.shape[1], weights.sum()

    def compute(samples: np.ndarray) -> np.ndarray:
        observed = _ratio(samples @ own, samples @ paired)
        if coefficient == "percent":
            return observed
        share = _ratio(samples @ shares, samples.sum(axis=1, keepdims=True))
        if coefficient == "fleiss":
            chance = np.einsum("sc,ck,sk->s", share, weights, share)
        elif coefficient == "gwet":
            chance = total_weight / (many * (many - 1)) * (share * (1 - share)).sum(axis=1)
        else:
            chance = np.full(len(samples), total_weight / many**2)
        return _beyond_chance(observed, chance)

    return compute


def _by_coder(rows: np.ndarray, weights: np.ndarray) -> Compute:
    """Conger's kappa, which for two coders is Cohen's: chance agreement from each coder's own marginals."""
    many, coders = len(weights), rows.shape[1]
    patterns = np.stack([(rows == category).sum(axis=1) for category in range(many)], axis=1)
    own, paired = _percent(patterns, weights)
    one_hot = (rows[:, :, None] == np.arange(many)).astype(float)
    if coders == 2:
        one_hot = one_hot * paired[:, None, None]

    def compute(samples: np.ndarray) -> np.ndarray:
        observed = _ratio(samples @ own, samples @ paired)
        counts = np.einsum("sp,pgc->sgc", samples, one_hot)
        share = _ratio(counts, counts.sum(axis=2, keepdims=True))
        mean = share.mean(axis=1)
        spread = np.einsum("sgc,sgk->sck", share, share) - coders * np.einsum("sc,sk->sck", mean, mean)
        together = np.einsum("sc,sk->sck", mean, mean) - spread / (coders - 1) / coders
        return _beyond_chance(observed, np.einsum("sck,ck->s", together, weights))

    return compute


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _beyond_chance(observed: np.ndarray, chance: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance < 1 - 1e-12, (observed - chance) / (1 - chance), np.nan)


def _interval(
    compute: Compute, counts: np.ndarray, samples: int, confidence: float, rng: np.random.Generator | None
) -> tuple[float | None, float | None]:
    """Percentiles of the coefficient over samples of units drawn with replacement."""
    if not samples:
        return None, None
    if rng is None:
        raise ValueError("a bootstrap needs `rng`, so that it can be repeated")
    values = np.concatenate([compute(drawn) for drawn in _drawn(counts, samples, rng)])
    values = values[np.isfinite(values)]
    if len(values) < samples / 2:
        return None, None
    low, high = np.quantile(values, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def _drawn(counts: np.ndarray, samples: int, rng: np.random.Generator):
    """Samples of units as weights of patterns, in portions that fit in memory."""
    total, portion = int(counts.sum()), max(1, 20_000_000 // max(len(counts), 1))
    for begin in range(0, samples, portion):
        size = min(portion, samples - begin)
        if len(counts) < _TOO_MANY_PATTERNS:
            yield rng.multinomial(total, counts / total, size=size).astype(float)
        else:
            owner = np.repeat(np.arange(len(counts)), counts)
            picks = (np.bincount(owner[rng.integers(total, size=total)], minlength=len(counts)) for _ in range(size))
            yield np.stack(list(picks)).astype(float)


def gwet_standard_error(ratings: Ratings, *, level: Level = "nominal") -> float:
    """The analytic standard error of AC1 or AC2 over units (Gwet 2014, eq. 5.6); nan is never returned.

    Raises ValueError where the coefficient itself does not exist.
    """
    result = agreement(ratings, "gwet", level=level)
    if result.value is None:
        raise ValueError(result.undefined)
    patterns, counts = ratings.patterns
    weights, total = agreement_weights(level, ratings.categories), counts.sum()
    own, paired = _percent(patterns, weights)
    shares = patterns / patterns.sum(axis=1, keepdims=True)
    share, many = (counts @ shares) / total, patterns.shape[1]
    factor = weights.sum() / (many * (many - 1))
    chance = factor * (share * (1 - share)).sum()
    each = (total / (counts @ paired)) * (own - chance * paired) / (1 - chance)
    each = each - 2 * (1 - result.value) * (factor * (shares * (1 - share)).sum(axis=1) - chance) / (1 - chance)
    return float(np.sqrt(counts @ (each - result.value) ** 2 / (total * (total - 1))))
