"""Reading a folder of transcripts, whatever it holds: files read, refused, turns, words, time and memory."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import Any

from verko.intake.transcripts.documents import Source, read_document
from verko.intake.transcripts.formats import KINDS
from verko.language.stopwords import language_of
from verko.privacy import NameList
from verko.study import TranscriptSet

EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "example" / "interviews"
SUFFIXES = {f".{kind}" for kind in (*KINDS, "markdown", "text", "tsv")}


def run(data: Path | None) -> dict[str, Any]:
    """Read every transcript below `data` (default: the example's interviews), one at a time, names and all."""
    folder = data or EXAMPLE
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _is_transcript(path, example=data is None))
    totals = {"files": len(files), "read": 0, "refused": 0, "turns": 0, "words": 0, "tracebacks": 0}
    refusals = []
    began = time.perf_counter()
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            document, account = read_document(_source(path, name), NameList())
        except Exception as error:  # a traceback is what is counted here
            totals["tracebacks"] += 1
            refusals.append((name, f"TRACEBACK {type(error).__name__}"))
            continue
        totals["read"] += account.read
        totals["refused"] += account.refused
        refusals += [(name, refusal.reason) for refusal in account.refusals]
        if document:
            totals["turns"] += len(document.turns)
            totals["words"] += int(str(document.row["words"]))
    seconds = time.perf_counter() - began
    for name, reason in refusals:
        print(f"  refused {name}: {reason}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = totals | {"seconds": round(seconds, 2), "peak_mb": round(peak)}
    print("  ".join(f"{key} {value}" for key, value in figures.items()))
    return figures


def _is_transcript(path: Path, *, example: bool) -> bool:
    side_table = example and path.suffix == ".csv"
    return path.suffix.lower() in SUFFIXES and not path.name.lower().startswith("readme") and not side_table


def _source(path: Path, name: str) -> Source:
    head = path.read_bytes()[:20_000].decode("utf-8", "ignore")
    settings = TranscriptSet(kind="transcripts", files=[], language=language_of(head) or "en")  # type: ignore[arg-type]
    return Source(path.stem, path, name, "benchmark", settings, {})
