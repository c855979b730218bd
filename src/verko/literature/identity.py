"""Stable ids of records, and one record out of the references of a group."""

from __future__ import annotations

import hashlib
from collections import Counter

import pandas as pd

from verko.literature.keys import folded_title, surnames

RECORD_FIELDS = (
    "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi", "pmid",
    "abstract", "keywords", "language",
)  # fmt: skip


def merge_groups(sources: pd.DataFrame, group_of: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The `records` table, and the record id of each source id.

    sources: columns of `records` with `source_id` and `database`, one row per reference. A field is taken from the
    group's fullest reference, and where that one is silent from the first other (by source id) that tells it;
    the abstract is the longest; keywords and databases are joined.
    """
    ordered = sources.assign(group=sources["source_id"].map(group_of)).sort_values("source_id", kind="stable")
    ordered["_other"] = ordered["source_id"] != ordered["group"]
    merged = [_one(rows.sort_values("_other", kind="stable")) for _, rows in ordered.groupby("group", sort=True)]
    ids = record_ids(merged)
    records = pd.DataFrame([{"record_id": name, **row} for name, row in zip(ids, merged, strict=True)])
    by_group = dict(zip(sorted(set(group_of.values())), ids, strict=True))
    return records, {source: by_group[group] for source, group in group_of.items()}


def _one(rows: pd.DataFrame) -> dict[str, object]:
    if len(rows) == 1:
        row = rows.iloc[0]
        return {**{field: row[field] for field in RECORD_FIELDS}, "databases": row["database"]}
    told = {field: rows[field].dropna() for field in RECORD_FIELDS}
    record: dict[str, object] = {field: values.iloc[0] if len(values) else None for field, values in told.items()}
    if len(told["abstract"]):
        record["abstract"] = max(told["abstract"], key=len)
    if len(told["keywords"]):
        each = {word.casefold(): word for cell in reversed(list(told["keywords"])) for word in cell.split("; ")}
        record["keywords"] = "; ".join(sorted(each.values(), key=str.casefold))
    return record | {"databases": "; ".join(sorted(set(rows["database"])))}


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
