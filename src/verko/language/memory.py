"""The lemma of every type of the material, looked up once: a table of types, and a memory of them between runs."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from verko.language.lemmas import Lemmatiser, lemmatiser
from verko.language.tokens import distinct_words
from verko.store import write_atomically

Key = tuple[str, bool]
"""All that the lemma of a word may depend on: the word, in small letters unless it is a name, and whether it is one."""
COLUMNS = ["language", "word", "name", "lemma", "backend"]
TEXTS_AT_ONCE = 64


def possible_keys(text: str) -> set[Key]:
    """The keys of all words of a text, wherever it is cut: a word with a capital may or may not be a name.

    >>> sorted(possible_keys("Liisa tuli."))
    [('Liisa', True), ('liisa', False), ('tuli', False)]
    """
    return _keys(distinct_words(text))


def _keys(found: set[str]) -> set[Key]:
    return {(word.casefold(), False) for word in found} | {(word, True) for word in found if word[0].isupper()}


def types_of(tables: Iterable[Path]) -> dict[str, set[Key]]:
    """The keys of all words in the columns `language` and `text` of Parquet files, by language.

    Texts are read a few at a time: memory follows the number of types and the longest texts, not the corpus.
    """
    found: dict[str, set[str]] = {}
    for path in tables:
        if not path.is_file():
            continue
        for batch in pq.ParquetFile(path).iter_batches(TEXTS_AT_ONCE, columns=["language", "text"], use_threads=False):
            for language, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if language and text:
                    found.setdefault(language, set()).update(distinct_words(text))
    return {language: _keys(own) for language, own in found.items()}


def lemma_table(types: dict[str, set[Key]], folder: Path) -> pd.DataFrame:
    """The lemma of every type: columns language, word, name, lemma, backend. folder: where types are remembered."""
    frames = []
    for language, keys in sorted(types.items()):
        with remembered_types(lemmatiser(language), folder) as tool:
            rows = [(language, word, name, tool.lemma(word, name=name), tool.backend) for word, name in sorted(keys)]
        frames.append(pd.DataFrame(rows, columns=COLUMNS))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)


@contextmanager
def remembered_types(tool: Lemmatiser, folder: Path) -> Iterator[Lemmatiser]:
    """`tool` with the lemmas of all types it has ever seen, kept in `folder` between runs.

    The file is a matter of speed alone: a lemma depends on its word and the analyser, never on what was seen before.
    Its name tells the analyser, its rules and lists, so that nothing made by others is used. Processes may work at
    the same time: each adds to what the others have written, and a half-written file is never seen.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with remembered_types(lemmatiser("fi"), folder) as tool:
    ...     tool.lemma("ryhmässä")
    'ryhmä'
    >>> len(list(folder.glob("*.tsv")))
    1
    """
    path = folder / f"{_file_name(tool.backend)}.{_rules()}.{tool.language}.tsv"
    before = _read(path)
    tool.types.update(before)
    try:
        yield tool
    finally:
        if tool.types.keys() - before.keys():
            kept = _read(path) | tool.types
            write_atomically(
                path, "".join(f"{word}\t{'name' * name}\t{kept[word, name]}\n" for word, name in sorted(kept))
            )
            _forget_others(path)


def _read(path: Path) -> dict[Key, str]:
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n"))
    return {(row[0], row[1] == "name"): row[2] for row in rows if len(row) == 3}


def _forget_others(path: Path) -> None:
    """What an analyser with other rules remembered for this language is of no more use."""
    for other in path.parent.glob(f"*.{path.name.rsplit('.', 2)[1]}.tsv"):
        if other != path:
            other.unlink(missing_ok=True)


def _file_name(backend: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", backend.casefold())


@cache
def _rules() -> str:
    """A short hash of the rules and lists in this folder."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.is_file():
            digest.update(os.fsencode(path.name) + path.read_bytes())
    return digest.hexdigest()[:12]
