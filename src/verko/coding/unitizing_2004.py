"""The older unitizing alpha_U, as DKPro and INCEpTION print it (Krippendorff 2004, Content Analysis, 2nd ed., 11.6)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import permutations

from verko.coding.unitizing import Segment, merged


def alpha_u_2004(
    segments: Mapping[str, Sequence[Segment]], length: int
) -> tuple[float | None, dict[Hashable, tuple[float, float]]]:
    """The older unitizing alpha (Krippendorff 2004, eqs. 11.12-11.14): alpha_U and (Do, De) of each value.

    Kept to check against what DKPro and INCEpTION print; use `unitizing` for new work.
    """
    values = sorted({value for own in segments.values() for _, _, value in own}, key=str)
    each = {value: _disagreements(segments, value, length) for value in values}
    observed, expected = (sum(pair[side] for pair in each.values()) for side in (0, 1))
    return (1 - observed / expected if expected > 0 else None), each


def _disagreements(segments: Mapping[str, Sequence[Segment]], value: Hashable, length: int) -> tuple[float, float]:
    coders = [_tiled(merged(own, value), length) for own in segments.values()]
    many = len(coders)
    observed = sum(
        _difference(one, other) for first, second in permutations(coders, 2) for one in first for other in second
    )
    return observed / (many * (many - 1) * length**2), _expected_2004(coders, length)


def _tiled(segments: list[Segment], length: int) -> list[tuple[int, int, bool]]:
    """Units and the gaps between them: start, length, whether it is a unit."""
    tiles, at = [], 0
    for start, end, _ in segments:
        if start > at:
            tiles.append((at, start - at, False))
        tiles.append((start, end - start, True))
        at = end
    if at < length:
        tiles.append((at, length - at, False))
    return tiles


def _difference(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> float:
    """Squared differences of two sections (2004, 11.11)."""
    (b1, l1, v1), (b2, l2, v2) = one, other
    if v1 and v2 and -l1 < b1 - b2 < l2:
        return (b1 - b2) ** 2 + (b1 + l1 - b2 - l2) ** 2
    if v1 and not v2 and l2 - l1 >= b1 - b2 >= 0:
        return l1**2
    if v2 and not v1 and l1 - l2 >= b2 - b1 >= 0:
        return l2**2
    return 0.0


def _expected_2004(coders: list[list[tuple[int, int, bool]]], length: int) -> float:
    many = len(coders)
    tiles = [tile for own in coders for tile in own]
    units = [size for _, size, is_unit in tiles if is_unit]
    gaps = [size for _, size, is_unit in tiles if not is_unit]
    count = len(units)
    if not count:
        return 0.0
    total = 0.0
    for size in units:
        total += (count - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        total += size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
    return 2 / length * total / (many * length * (many * length - 1) - sum(size * (size - 1) for size in units))
