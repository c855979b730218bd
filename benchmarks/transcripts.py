"""Reading a folder of transcripts, whatever it holds: files read, refused, turns, words, time and memory.

It is read as a study is: in several processes where that is worth it, tables written as they come. `peak_mb` is the
memory of the largest process; how many there were is `processes`.
"""

from __future__ import annotations

import resource
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from verko.intake.ids import stable_ids
from verko.intake.side_by_side import in_order
from verko.intake.transcripts.batches import Batch, read_batch, shares
from verko.intake.transcripts.documents import Source
from verko.intake.transcripts.formats import KINDS, TEXT_KINDS
from verko.language.stopwords import language_of
from verko.privacy import NameList
from verko.store import Store
from verko.study import TranscriptSet

EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "example" / "interviews"
SUFFIXES = {f".{kind}" for kind in (*KINDS, "markdown", "text", "tsv", "doc", "docm")}


def run(data: Path | None) -> dict[str, Any]:
    """Read every transcript below `data` (default: the example's interviews), names and all, into a store."""
    folder = data or EXAMPLE
    began = time.perf_counter()
    sources = _sources(folder, example=data is None)
    parts, processes = shares(sources)
    totals = {"files": len(sources), "read": 0, "refused": 0, "turns": 0, "words": 0, "tracebacks": 0}
    refusals: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as place:
        store = Store(place)
        with store.writing("documents") as write_documents, store.writing("turns") as write_turns:
            for batch, failed in in_order(_read, parts, workers=processes):
                write_documents(batch.documents)
                write_turns(batch.turns)
                _count(batch, totals, refusals)
                totals["tracebacks"] += len(failed)
                refusals += failed
    seconds = time.perf_counter() - began
    for name, reason in refusals:
        print(f"  refused {name}: {reason}")
    figures = totals | {"seconds": round(seconds, 2), "peak_mb": _peak(), "processes": processes}
    print("  ".join(f"{key} {value}" for key, value in figures.items()))
    return figures


def _sources(folder: Path, *, example: bool) -> list[Source]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _is_transcript(path, example=example))
    ids = stable_ids([("benchmark", path) for path in files])
    return [_source(path, ids["benchmark", path], path.relative_to(folder).as_posix()) for path in files]


def _is_transcript(path: Path, *, example: bool) -> bool:
    side_table = example and path.suffix == ".csv"
    return path.suffix.lower() in SUFFIXES and not path.name.lower().startswith("readme") and not side_table


def _source(path: Path, document_id: str, name: str) -> Source:
    head = b""
    if path.suffix.lower().removeprefix(".") in TEXT_KINDS:
        with path.open("rb") as stream:
            head = stream.read(2000)
    language = language_of(head.decode("utf-8", "ignore")) or "en"
    settings = TranscriptSet(kind="transcripts", files=[], language=language)  # type: ignore[arg-type]
    return Source(document_id, path, name, "benchmark", settings, {})


_whole = partial(read_batch, names=NameList(), background={}, texts_of=frozenset())


def _read(sources: list[Source]) -> tuple[Batch, list[tuple[str, str]]]:
    """A batch, and the files that ended in a traceback: that is what is counted here, not mended."""
    try:
        return _whole(sources), []
    except Exception:
        failed = [(source.file, told) for source in sources if (told := _traceback(source))]
    names = {name for name, _ in failed}
    return _whole([source for source in sources if source.file not in names]), failed


def _traceback(source: Source) -> str:
    try:
        _whole([source])
    except Exception as error:
        return f"TRACEBACK {type(error).__name__}"
    return ""


def _count(batch: Batch, totals: dict[str, int], refusals: list[tuple[str, str]]) -> None:
    totals["turns"] += batch.turns.num_rows
    totals["words"] += sum(batch.documents["words"].to_pylist())
    for outcome in batch.outcomes:
        totals["read"] += outcome.account.read
        totals["refused"] += outcome.account.refused
        refusals += [(outcome.account.file, refusal.reason) for refusal in outcome.account.refusals]


def _peak() -> int:
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(max(used) / 1024)
