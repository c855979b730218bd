"""Stable ids of records, and one record out of the references of a group."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict

import pandas as pd

from verko.literature.keys import surnames
from verko.literature.titles import folded_title

RECORD_FIELDS = (
    "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi", "pmid",
    "abstract", "keywords", "language",
)  # fmt: skip


def merge_groups(sources: pd.DataFrame, group_of: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The `records` table, and the record id of each source id.

    sources: columns of `records` with `source_id` and `database`, one row per reference. A field is taken from the
    group's fullest reference, and where that one is silent from the first other (by source id) that tells it;
    the abstract is the longest; keywords and databases are joined.

    >>> sources = pd.DataFrame({"source_id": ["a", "b"], "title": ["Peers", None], "year": [2014, 2014],
    ...     "database": ["Scopus", "PubMed"]})
    >>> records, record_of = merge_groups(sources, {"a": "a", "b": "a"})
    >>> records[["title", "databases"]].values.tolist(), record_of["a"] == record_of["b"]
    ([['Peers', 'PubMed; Scopus']], True)
    """
    groups = _groups(sources["source_id"], group_of)
    names = ("title", "authors", "year", "doi", "pmid", "abstract")
    told = {name: _merged(name, _column(sources, name), groups) for name in names}
    ids = record_ids([dict(zip(names, values, strict=True)) for values in zip(*told.values(), strict=True)])
    records: dict[str, list | pd.Series] = {"record_id": ids}
    for name in RECORD_FIELDS:
        records[name] = told.pop(name) if name in told else _merged(name, _column(sources, name), groups)
    databases = sources["database"].tolist()
    records["databases"] = ["; ".join(sorted({databases[place] for place in places})) for places in groups]
    by_group = dict(zip(sorted(set(group_of.values())), ids, strict=True))
    return pd.DataFrame(records), {source: by_group[group] for source, group in group_of.items()}


def _groups(source_ids: pd.Series, group_of: dict[str, str]) -> list[list[int]]:
    """The places of the references of each group, the fullest first and the others by their ids; groups by name."""
    names = source_ids.tolist()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(names)), key=names.__getitem__):
        group = places[group_of[names[place]]]
        group.insert(0, place) if names[place] == group_of[names[place]] else group.append(place)
    return [places[group] for group in sorted(places)]


def _column(sources: pd.DataFrame, name: str) -> list:
    """One column as plain values, None where nothing is told. One at a time: abstracts are most of the memory."""
    if name not in sources:
        return [None] * len(sources)
    column = sources[name].astype(object)
    return column.where(column.notna(), None).tolist()


def _merged(name: str, values: list, groups: list[list[int]]) -> list:
    """One field of each group's record."""
    return [values[places[0]] if len(places) == 1 else _one(name, [values[place] for place in places])
            for places in groups]  # fmt: skip


def _one(name: str, values: list) -> object:
    """One field out of what several references tell of it, the fullest reference's first."""
    told = [value for value in values if value is not None]
    if name == "abstract" and told:
        return max(told, key=len)
    if name == "keywords" and told:
        each = {word.casefold(): word for cell in reversed(told) for word in cell.split("; ")}
        return "; ".join(sorted(each.values(), key=str.casefold))
    return told[0] if told else None


def record_ids(records: list[dict[str, object]]) -> list[str]:
    """An id for each record: `r-` and a hash of its DOI, or of title, year and first author.

    Abstracts in one supplement share a DOI: where an id would stand twice, title, year and author are added to it,
    and where even those agree, the place in the order of records.

    >>> record_ids([{"doi": "10.5555/x"}, {"doi": "10.5555/x", "title": "Other"}])[0].startswith("r-")
    True
    """
    described = [_description(record) for record in records]
    short = [str(record.get("doi") or text) for record, text in zip(records, described, strict=True)]
    counted = Counter(short)
    full = [name if counted[name] == 1 else f"{name}|{text}" for name, text in zip(short, described, strict=True)]
    return [f"r-{hashlib.sha256(name.encode()).hexdigest()[:12]}" for name in _numbered(full)]


def _description(record: dict[str, object]) -> str:
    title = folded_title(str(record.get("title") or ""))
    first = next(iter(surnames(str(record.get("authors") or ""))), "")
    year = record.get("year")
    fallback = "" if title else f"|{record.get('pmid') or ''}|{str(record.get('abstract') or '')[:200]}"
    return f"{title}|{'' if pd.isna(year) else int(year)}|{first}{fallback}"  # type: ignore[arg-type, call-overload]


def _numbered(names: list[str]) -> list[str]:
    met: Counter[str] = Counter()
    numbered = []
    for name in names:
        met[name] += 1
        numbered.append(name if met[name] == 1 else f"{name}#{met[name]}")
    return numbered
