"""Stable ids of records, and one record out of the references of a group."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict

import pandas as pd

from verko.literature.keys import folded_title, surnames

RECORD_FIELDS = (
    "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi", "pmid",
    "abstract", "keywords", "language",
)  # fmt: skip
_MADE = (*RECORD_FIELDS, "databases")


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
    told = sources.reindex(columns=["source_id", "database", *RECORD_FIELDS]).astype(object)
    columns = {name: column.where(column.notna(), None).tolist() for name, column in told.items()}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(sources)), key=columns["source_id"].__getitem__):
        source = columns["source_id"][place]
        group = places[group_of[source]]
        group.insert(0, place) if source == group_of[source] else group.append(place)
    merged = [_one(columns, places[group]) for group in sorted(places)]
    ids = record_ids(merged)
    by_group = dict(zip(sorted(places), ids, strict=True))
    records = pd.DataFrame({"record_id": ids} | {name: [each[name] for each in merged] for name in _MADE})
    return records, {source: by_group[group] for source, group in group_of.items()}


def _one(columns: dict[str, list], places: list[int]) -> dict[str, object]:
    """The record of the references at `places`, the fullest first."""
    if len(places) == 1:
        return {name: columns[name][places[0]] for name in RECORD_FIELDS} | {"databases": columns["database"][places[0]]}
    told = {name: [value for place in places if (value := columns[name][place]) is not None] for name in RECORD_FIELDS}
    record: dict[str, object] = {name: values[0] if values else None for name, values in told.items()}
    if told["abstract"]:
        record["abstract"] = max(told["abstract"], key=len)
    if told["keywords"]:
        each = {word.casefold(): word for cell in reversed(told["keywords"]) for word in cell.split("; ")}
        record["keywords"] = "; ".join(sorted(each.values(), key=str.casefold))
    return record | {"databases": "; ".join(sorted({columns["database"][place] for place in places}))}


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
