"""How far apart two categories are, at each level of measurement (Krippendorff 2019, 12.3.4; Gwet 2014, ch. 3)."""

from __future__ import annotations

from typing import Literal

import numpy as np

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")


def distances(level: Level, categories: list, *, marginals: np.ndarray | None = None) -> np.ndarray:
    """Squared distances between categories. Ordinal ones depend on how often each category between was used:
    `marginals` (samples x categories) gives one matrix a sample.

    >>> distances("interval", [1, 2, 4]).astype(int).tolist()
    [[0, 1, 9], [1, 0, 4], [9, 4, 0]]
    """
    if level == "nominal":
        return 1.0 - np.eye(len(categories))
    if level == "ordinal":
        if marginals is None:
            raise ValueError("ordinal distances need the marginals")
        middle = np.cumsum(marginals, axis=-1) - marginals / 2
        return (middle[..., :, None] - middle[..., None, :]) ** 2
    values = np.array([float(one) for one in categories])
    apart = values[:, None] - values[None, :]
    if level == "interval":
        return apart**2
    together = values[:, None] + values[None, :]
    return np.divide(apart, together, out=np.zeros_like(apart), where=together != 0) ** 2


def agreement_weights(level: Level, categories: list) -> np.ndarray:
    """1 on the diagonal, between 0 and 1 beside it: 0 for nominal, Gwet's ordinal, quadratic or ratio weights.

    >>> agreement_weights("ordinal", ["a", "b", "c"]).round(2).tolist()
    [[1.0, 0.67, 0.0], [0.67, 1.0, 0.67], [0.0, 0.67, 1.0]]
    """
    size = len(categories)
    if level == "nominal" or size < 2:
        return np.eye(size)
    if level == "ordinal":
        rank = np.arange(size)
        between = np.abs(rank[:, None] - rank[None, :]) + 1
        pairs = between * (between - 1) / 2
        return 1 - pairs / pairs.max()
    far = distances(level, categories)
    return 1 - far / far.max()
