"""How long a search of the talk takes among 25 million words, all invented."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from verko.browse.index import up_to_date_index
from verko.browse.search import find_passages
from verko.pipeline.index import write_index
from verko.store import Store

DOCUMENTS, TURNS, WORDS, TYPES = 2_500, 200, 50, 60_000
_SYLLABLES = [start + vowel for start in "hjklmnprstv" for vowel in "aeiouyäö"]


def run(data: Path | None = None) -> dict[str, float | int]:
    """query_ms: the median search over rare and common words, two words and a phrase; index_s: making the index once.

    data: not used; the talk is generated, the same each time, words as often as Zipf has it.
    """
    rng = np.random.default_rng(25)
    types = np.array(["".join(rng.choice(_SYLLABLES, rng.integers(2, 7))) + str(number) for number in range(TYPES)])
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        tables = _tables(Path(folder), types, rng)
        begun = time.perf_counter()
        database = up_to_date_index(tables, Path(folder) / "transcripts.sqlite")
        index_s = time.perf_counter() - begun
        queries = [*types[[1, 10, 100, 1_000, 10_000, 50_000]], f"{types[2]} {types[300]}", f'"{types[3]} {types[4]}"']
        taken = [_milliseconds(database, query) for query in queries for _ in range(5)]
    figures = {"words": DOCUMENTS * TURNS * WORDS, "index_s": round(index_s, 1),
               "query_ms": round(statistics.median(taken), 2), "slowest_ms": round(max(taken), 2)}  # fmt: skip
    for name, value in figures.items():
        print(f"{name:<12}{value:>12}")
    return figures


def _tables(folder: Path, types: np.ndarray, rng: np.random.Generator) -> Path:
    store, turns = Store(folder / "tables"), []
    documents = [_document(f"D{number:04}", types, rng, turns) for number in range(DOCUMENTS)]
    same = {"data_set": "talk", "file": "none", "format": "none", "language": "fi", "text_hash": "", "synthetic": True}
    store.write("documents", pd.DataFrame(documents).assign(words=TURNS * WORDS, characters=0, **same))
    store.write("turns", pd.DataFrame(turns).assign(role="participant"))
    forms = {"language": "fi", "word": types, "name": False, "lemma": [word[:6] for word in types], "backend": "none"}
    store.write("lemmas", pd.DataFrame(forms))
    write_index(store.folder, ["documents", "turns", "lemmas"])
    return store.folder


def _document(name: str, types: np.ndarray, rng: np.random.Generator, turns: list[dict]) -> dict:
    text, drawn = "", types[np.minimum(rng.zipf(1.3, (TURNS, WORDS)) - 1, TYPES - 1)]
    for number, words in enumerate(drawn, 1):
        said = " ".join(words)
        turns.append({"turn_id": f"{name}-{number}", "document_id": name, "number": number, "speaker": "A",
                      "start": len(text), "end": len(text) + len(said), "words": WORDS})  # fmt: skip
        text += f"{said}\n"
    return {"document_id": name, "text": text}


def _milliseconds(database: Path, query: str) -> float:
    begun = time.perf_counter()
    find_passages(database, query)
    return (time.perf_counter() - begun) * 1000
