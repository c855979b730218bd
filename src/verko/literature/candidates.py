"""Which pairs of references are worth comparing: those that share some key that two databases write alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from verko.literature.keys import Key

LARGEST_BLOCK = 40
"""References under one blocking key that are all compared; in a larger block, each only with its neighbours."""
NEIGHBOURS = 6


def candidate_pairs(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Places in `keys` of references that share a blocking key, each pair once.

    The number of pairs grows with the number of references, not with its square: a block over LARGEST_BLOCK
    (a generic title, a prolific author) is sorted by title, and each reference meets its NEIGHBOURS there.
    """
    blocks: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for block in blocking_keys(key):
            blocks[block].append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _pairs(block, keys):
            if pair not in seen:
                seen.add(pair)
                yield pair


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
