"""Which pairs of references are worth comparing: those that share some key that two databases write alike."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from verko.literature.keys import Key

LARGEST_BLOCK = 40
"""References under one blocking key that are all compared; in a larger block, each only with its neighbours."""
NEIGHBOURS = 6


def candidate_pairs(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Places in `keys` of references that share a blocking key, each pair once and in order.

    The number of pairs grows with the number of references, not with its square: a block over LARGEST_BLOCK
    (a generic title, a prolific author) is sorted by title, and each reference meets its NEIGHBOURS there.
    Blocking keys are kept as 64-bit hashes, so that 100,000 references need a few megabytes and not hundreds.
    """
    hashes, owners = array("q"), array("q")
    for place, key in enumerate(keys):
        for block in blocking_keys(key):
            hashes.append(hash(block))
            owners.append(place)
    pairs = array("q")
    for block in _blocks(np.array(hashes, dtype=np.int64), np.array(owners, dtype=np.int64)):
        for one, two in _pairs(block, keys):
            pairs.append(one * len(keys) + two)
    for pair in np.unique(np.array(pairs, dtype=np.int64)).tolist():
        yield divmod(pair, len(keys))


def _blocks(hashes: np.ndarray, owners: np.ndarray) -> Iterator[list[int]]:
    """The places under each hash that stands at least twice, in order."""
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    edges = np.flatnonzero(np.diff(hashes)) + 1
    starts, stops = np.concatenate([[0], edges]), np.concatenate([edges, [len(hashes)]])
    for start, stop in zip(starts[stops - starts > 1], stops[stops - starts > 1], strict=True):
        yield sorted(set(owners[start:stop].tolist()))


def blocking_keys(key: Key) -> Iterator[tuple[object, ...]]:
    """The keys under which one reference is looked for."""
    if key.doi:
        yield "doi", key.doi
    if key.pmid:
        yield "pmid", key.pmid
    letters = key.title.replace(" ", "")
    if letters:
        yield "title start", letters[:20]
        yield "title end", letters[-20:]
    if key.first and key.year and key.start:
        yield "first author, year, page", key.first, key.year, key.start
    if key.volume and key.start and key.start != "1":
        yield "volume, page", key.volume, key.start, key.end
    if key.first and key.title:
        longest = sorted(key.words, key=lambda word: (-len(word), word))[:2]
        for word in longest:
            yield "first author, long word", key.first, word
    if key.year and len(key.words) > 3:
        rare = sorted(key.words, key=lambda word: (-len(word), word))[:3]
        yield ("year, long words", key.year, *rare)


def _pairs(block: list[int], keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda place: (keys[place].title, keys[place].year or 0, keys[place].start, place))
    for rank, place in enumerate(ordered):
        for other in ordered[rank + 1 : rank + 1 + NEIGHBOURS]:
            yield (place, other) if place < other else (other, place)
