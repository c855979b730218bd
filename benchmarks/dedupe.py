"""De-duplication against known duplicates, beside bib-dedupe where that is installed, on the same data."""

from __future__ import annotations

import contextlib
import importlib
import io
import resource
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from verko.intake.bibliography import read_export
from verko.intake.bibliography.reference import type_of
from verko.literature.deduplicate import deduplicate
from verko.literature.keys import make_key

Groups = dict[str, str]


def run(data: Path | None) -> dict[str, object]:
    """De-duplicate a folder with records_pre_merged.csv[.gz] and merged_record_ids.csv, or invented records.

    A folder of exports without these is de-duplicated against their titles: see `_exports`.
    """
    if data and not any(data.glob("records_pre_merged.csv*")):
        return _exports(data)
    table, truth = _read(data) if data else _invented(2000)
    sources = _as_sources(table)
    start = time.perf_counter()
    found = deduplicate(sources)
    seconds = time.perf_counter() - start
    sensitivity, wrong, wrong_records = _judge(found.group_of, truth)
    queue = found.duplicates[found.duplicates["decision"] == "queued"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    peer = _peer(table, truth)
    print(f"{'':<12} {'sensitivity':>11} {'wrong merges':>12} {'seconds':>8}")
    print(f"{'verko':<12} {sensitivity:>11.4f} {wrong:>12} {seconds:>8.2f}")
    if peer["peer_seconds"] is not None:
        theirs = [peer[name] for name in ("peer_sensitivity", "peer_wrong_merges", "peer_seconds")]
        print("{:<12} {:>11.4f} {:>12} {:>8.2f}".format("bib-dedupe", *theirs))
    else:
        print("bib-dedupe   is not installed: `uv sync --group bench` adds it")
    share, right = len(queue) / len(sources), _true_pairs(queue, truth)
    print(f"{len(sources)} records; queue {len(queue)} ({share:.2%}), {right} of it true")
    return {
        "records": len(sources),
        "sensitivity": round(sensitivity, 4),
        "wrong_merges": wrong,
        "wrong_records": wrong_records,
        "queue": len(queue),
        "seconds": round(seconds, 3),
        "peak_mb": peak,
        **peer,
        "ratio": round(seconds / peer["peer_seconds"], 4) if peer["peer_seconds"] else None,  # type: ignore[operator]
        "scaling": _scaling() if data is None else None,
    }


def _read(folder: Path) -> tuple[pd.DataFrame, dict[str, int]]:
    path = min(folder.glob("records_pre_merged.csv*"))
    groups = pd.read_csv(folder / "merged_record_ids.csv")["merged_ids"]
    return pd.read_csv(path, dtype=str), {one: place for place, ids in enumerate(groups) for one in ids.split(";")}


def _exports(folder: Path) -> dict[str, object]:
    """Exports of the same publications by several programs: one record per title and kind (article or correction).

    Only the files of most records in common can be judged so; all RIS files of the folder are taken, and a title that
    becomes two records, or a record of two titles, is counted.
    """
    rows = [
        {"source_id": f"{path.name}#{number}", "file": path.name, **each.as_row()}
        for path in sorted(folder.rglob("*.ris"))
        for number, each in enumerate(read_export(path)[0], start=1)
    ]
    sources = pd.DataFrame(rows)
    start = time.perf_counter()
    found = deduplicate(sources)
    seconds = time.perf_counter() - start
    keys = [make_key(row) for row in sources.to_dict("records")]
    titles = [(key.title.replace(" ", ""), key.amends) for key in keys]
    pairs = {(title, found.group_of[key.source_id]) for key, title in zip(keys, titles, strict=True)}
    groups, distinct = len(set(found.group_of.values())), len(set(titles))
    wrong, split = len(pairs) - groups, len(pairs) - distinct
    print(f"{len(sources)} records of {sources['file'].nunique()} exports: {groups} unique, {distinct} titles;")
    print(f"{wrong} records of two titles, {split} titles in two records")
    queue = int((found.duplicates["decision"] == "queued").sum())
    told = {"records": len(sources), "unique": groups, "titles": distinct, "wrong_merges": wrong, "split": split}
    return told | {"queue": queue, "seconds": round(seconds, 3)}


def _as_sources(table: pd.DataFrame) -> pd.DataFrame:
    """The benchmark's columns under the names of the project's tables."""
    sources = table.rename(columns={"ID": "source_id", "author": "authors"})
    empty = pd.Series([None] * len(table), dtype="object")
    sources["venue"] = sources.get("journal", empty).fillna(sources.get("booktitle", empty))
    sources["issue"] = sources.get("number", empty).fillna(sources.get("issue", empty))
    sources["type"] = sources["ENTRYTYPE"].fillna("").map(type_of)
    wanted = ["source_id", "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "doi", "abstract"]
    return sources.reindex(columns=wanted)


def _judge(group_of: Groups, truth: dict[str, int]) -> tuple[float, int, int]:
    """Sensitivity over records (one of each true group must stay), wrong groups, and wrong pairs within them."""
    members, groups = defaultdict(list), defaultdict(list)
    for one, place in truth.items():
        members[place].append(one)
    for one, name in group_of.items():
        groups[name].append(one)
    surplus = sum(len(ids) - 1 for ids in members.values())
    found = sum(len(ids) - len({group_of[one] for one in ids}) for ids in members.values())
    wrong = [
        sum(truth.get(a, a) != truth.get(b, b) for a, b in combinations(ids, 2))
        for ids in groups.values()
        if len(ids) > 1
    ]
    return found / surplus if surplus else 1.0, sum(pairs > 0 for pairs in wrong), sum(wrong)


def _true_pairs(queue: pd.DataFrame, truth: dict[str, int]) -> int:
    return sum(
        truth.get(a, a) == truth.get(b, b) for a, b in zip(queue["kept_source"], queue["merged_source"], strict=True)
    )


def _peer(table: pd.DataFrame, truth: dict[str, int]) -> dict[str, float | int | None]:
    try:
        peer = importlib.import_module("bib_dedupe.bib_dedupe")
    except ImportError:
        return {"peer_sensitivity": None, "peer_wrong_merges": None, "peer_seconds": None}
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        prepared = peer.prep(table.copy(), verbosity_level=0)
        matched = peer.match(peer.block(prepared, verbosity_level=0), verbosity_level=0)
        sets = peer.cluster(matched, verbosity_level=0)
    seconds = time.perf_counter() - start
    group_of = {one: one for one in table["ID"]} | {one: ids[0] for ids in sets for one in ids}
    sensitivity, wrong, _ = _judge(group_of, truth)
    return {
        "peer_sensitivity": round(sensitivity, 4),
        "peer_wrong_merges": wrong,
        "peer_seconds": round(seconds, 2),
    }


def _scaling() -> dict[str, dict[str, float]]:
    """Seconds and memory for growing numbers of invented records, each in a process of its own.

    Close to linear when each takes about twice the one before.
    """
    figures = {}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for count in (25_000, 50_000, 100_000, 200_000):
            figures[str(count)] = made = pool.submit(_measured, count).result()
            print(f"{count:>8} invented records: {made['seconds']:.1f} s, {made['peak_mb']:.0f} MB in all")
    return figures


def _measured(count: int) -> dict[str, float]:
    sources = _as_sources(_invented(count)[0])
    start = time.perf_counter()
    deduplicate(sources)
    seconds = round(time.perf_counter() - start, 2)
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _invented(count: int) -> tuple[pd.DataFrame, dict[str, int]]:
    """Invented records, about one in five a copy that another database writes otherwise."""
    import random

    rng = random.Random(1)
    parts = ("pe", "su", "fa", "ko", "er", "mi", "tu", "lo", "na", "ri", "sa", "he", "vo", "li", "ka")
    words = [a + b + c for a in parts for b in parts for c in parts]
    names = [(a + b).title() + c for a in parts for b in parts for c in ("berg", "nen", "son", "ius")]
    rows: list[dict[str, str | None]] = []
    truth: dict[str, int] = {}
    while len(rows) < count:
        first = rng.randint(1, 2000)
        row: dict[str, str | None] = {
            "ID": f"id{len(rows):07d}",
            "ENTRYTYPE": "article",
            "title": " ".join(rng.choices(words, k=rng.randint(6, 15))).capitalize(),
            "author": " and ".join(
                f"{rng.choice(names)}, {rng.choice('ABCDEFGHJK')}." for _ in range(rng.randint(1, 5))
            ),
            "year": str(rng.randint(1995, 2023)),
            "journal": f"Journal of {rng.choice(words).title()} {rng.choice(words).title()}",
            "volume": str(rng.randint(1, 90)),
            "number": str(rng.randint(1, 12)),
            "pages": f"{first}-{first + rng.randint(3, 20)}",
            "doi": f"10.5555/{len(rows)}" if rng.random() < 0.7 else None,
        }
        rows.append(row)
        if rng.random() < 0.25 and len(rows) < count:
            twin = row | {"ID": f"id{len(rows):07d}", "title": f"{row['title'].upper()}."}  # type: ignore[union-attr]
            rows.append(twin | ({"doi": None} if rng.random() < 0.5 else {}))
            truth |= {str(row["ID"]): len(rows), str(twin["ID"]): len(rows)}
    return pd.DataFrame(rows), truth
