"""De-duplication: which references are one publication, decided by rules, or by a person where rules cannot.

Order and repetition of the input change nothing: pairs are judged one by one, and groups are made of the
surest pairs first, never joining two references that a rule or a person keeps apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from verko.literature.candidates import candidate_pairs
from verko.literature.keys import BEGINNING, KEY_FIELDS, Key, make_key
from verko.literature.rules import Verdict, judge, vetoed

_IDENTICAL = Verdict("merged", "identical", 1.0)
Decisions = Mapping[frozenset[str], tuple[bool, str]]
"""What people decided on pairs of source ids: one publication or not, and who decided."""


@dataclass
class Deduplication:
    """group_of: for each source id the source id its group is named after. duplicates: the table of that name."""

    group_of: dict[str, str]
    duplicates: pd.DataFrame


@dataclass(frozen=True)
class _Link:
    one: int
    two: int
    verdict: Verdict
    by: str


def deduplicate(sources: pd.DataFrame, *, decisions: Decisions | None = None) -> Deduplication:
    """Group the references in `sources` (columns of `records` and `source_id`) by publication.

    A group is named after its fullest reference. Every merge stands in `duplicates` with rule and score, and every
    pair that a person should look at, ranked by score.

    >>> sources = pd.DataFrame({"source_id": ["a#1", "b#1"], "title": ["Peers at work in families"] * 2,
    ...     "year": [2014, 2014], "doi": ["10.5555/x", "10.5555/x"]})
    >>> deduplicate(sources).group_of
    {'a#1': 'a#1', 'b#1': 'a#1'}
    """
    order = sources["source_id"].argsort(kind="stable").to_numpy()
    keys = _keys(sources, order)
    links = _links(keys, decisions or {})
    groups = _Groups(keys, {pair for pair, (same, _) in (decisions or {}).items() if not same})
    held = [link for link in _surest_first(links) if link.verdict.decision == "merged" and not groups.join(link)]
    named = groups.named(_fullness(sources, order))
    return Deduplication(named, _table(keys, named, groups.joined, [*held, *links]))


def _links(keys: Sequence[Key], decisions: Decisions) -> list[_Link]:
    """Every pair that is merged or queued, by rule or by a person."""
    place = {key.source_id: number for number, key in enumerate(keys)}
    links = [_Link(one, two, _IDENTICAL, "rule") for one, two in _copies(keys)]
    copies = {link.two for link in links}
    different = [number for number in range(len(keys)) if number not in copies]
    for first, second in candidate_pairs([keys[number] for number in different]):
        one, two = different[first], different[second]
        if frozenset((keys[one].source_id, keys[two].source_id)) in decisions:
            continue
        verdict = judge(keys[one], keys[two])
        if verdict.decision != "apart":
            links.append(_Link(one, two, verdict, "rule"))
    for pair, (same, by) in decisions.items():
        if pair <= place.keys() and len(pair) == 2:
            one, two = sorted(place[source] for source in pair)
            links.append(_Link(one, two, Verdict("merged" if same else "apart", "decided by a person", 1.0), by))
    return links


def _keys(sources: pd.DataFrame, order: np.ndarray) -> list[Key]:
    """The keys of the rows in `order`, made one by one, without a second copy of the table and its abstracts."""
    columns = [name for name in KEY_FIELDS if name in sources]
    rows = zip(*(_values(sources[name], order) for name in columns), strict=True)
    return [make_key(dict(zip(columns, row, strict=True))) for row in rows]


def _values(column: pd.Series, order: np.ndarray) -> list[object]:
    values = column.str.slice(0, BEGINNING) if column.name == "abstract" and column.dtype == "str" else column
    return values.iloc[order].tolist()


def _fullness(sources: pd.DataFrame, order: np.ndarray) -> np.ndarray:
    """How many fields each reference tells."""
    return sources.drop(columns="source_id").notna().sum(axis=1).to_numpy()[order]


def _copies(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Places of references with the same content as an earlier one, with that one's place before.

    Where the content does not tell one publication from another (`Editorial`, and nothing else), two in one export
    are two; the first of one export is the first of another, since somebody may have imported the same hits twice.
    """
    first: dict[tuple[object, ...], int] = {}
    met: Counter[tuple[object, ...]] = Counter()
    for place, key in enumerate(keys):
        content = key.content
        if not key.tells_itself_apart:
            met[(key.file, *content)] += 1
            content = (*content, met[(key.file, *content)] if key.file else place)
        earlier = first.setdefault(content, place)
        if earlier != place:
            yield earlier, place


def _surest_first(links: list[_Link]) -> list[_Link]:
    return sorted(links, key=lambda link: (link.by == "rule", -link.verdict.score, link.one, link.two))


class _Groups:
    """Groups that grow by joining, and refuse to hold two references that are kept apart."""

    def __init__(self, keys: Sequence[Key], apart: set[frozenset[str]]) -> None:
        self.keys, self.apart = keys, apart
        self.members: dict[int, list[int]] = {place: [place] for place in range(len(keys))}
        self.root = list(range(len(keys)))
        self.joined: dict[int, list[_Link]] = {}

    def join(self, link: _Link) -> bool:
        """Join the groups of both ends; False where that would put together what must stay apart.

        What rules keep apart a person may join; what one decision keeps apart no other joins.
        """
        one, two = self.root[link.one], self.root[link.two]
        if one != two:
            keeps_apart = self._apart if link.by == "rule" else self._decided_apart
            if any(keeps_apart(a, b) for a in self.members[one] for b in self.members[two]):
                return False
            kept, gone = sorted((one, two))
            for place in self.members.pop(gone):
                self.members[kept].append(place)
                self.root[place] = kept
        for place in (link.one, link.two):
            self.joined.setdefault(place, []).append(link)
        return True

    def _apart(self, one: int, two: int) -> bool:
        return self._decided_apart(one, two) or bool(vetoed(self.keys[one], self.keys[two]))

    def _decided_apart(self, one: int, two: int) -> bool:
        return frozenset((self.keys[one].source_id, self.keys[two].source_id)) in self.apart

    def named(self, fullness: np.ndarray) -> dict[str, str]:
        """Each source id with the fullest reference of its group. fullness: fields told, by place."""
        names = {}
        for places in self.members.values():
            best = max(places, key=lambda place: (fullness[place], -place))
            names |= {self.keys[place].source_id: self.keys[best].source_id for place in places}
        return dict(sorted(names.items()))


def _table(
    keys: Sequence[Key], named: dict[str, str], joined: dict[int, list[_Link]], others: list[_Link]
) -> pd.DataFrame:
    rows = []
    for place, links in joined.items():
        source = keys[place].source_id
        if named[source] != source:
            best = max(links, key=lambda link: (link.by != "rule", link.verdict.score))
            rows.append((named[source], source, best.verdict.rule, best.verdict.score, "merged", best.by))
    seen: set[frozenset[str]] = set()
    for link in sorted(others, key=lambda link: (link.by == "rule", -link.verdict.score)):
        one, two = keys[link.one].source_id, keys[link.two].source_id
        groups = frozenset((named[one], named[two]))
        if len(groups) == 1 or (groups in seen and link.by == "rule"):
            continue
        seen.add(groups)
        decision = "kept_apart" if link.by != "rule" else "queued"
        rows.append((one, two, link.verdict.rule, link.verdict.score, decision, link.by))
    columns = ["kept_source", "merged_source", "rule", "score", "decision", "decided_by"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        ["decision", "score", "kept_source", "merged_source"], ascending=[True, False, True, True], ignore_index=True
    )
