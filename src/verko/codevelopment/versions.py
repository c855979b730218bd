"""Versions side by side: which words a workshop took out of a text, and which it put in.

What was taken out stands as [−word−] and what was put in as [+word+]: signs, not colours, so that the same text serves
a screen, a printed page and a screen reader.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from verko.codevelopment.record import Record, Row
from verko.codevelopment.shown import LANGUAGES

UNCHANGED = {"fi": "sanamuoto ei muuttunut", "en": "the wording did not change"}
MARKS = {"fi": "[−poistettu−], [+lisätty+]", "en": "[−taken out−], [+put in+]"}
"""How the signs are read, for captions."""

_ISLAND = 2  # so many equal words between two changes are told as changed too: a lone "ja" parts nothing


@dataclass(frozen=True)
class Compared:
    """Two texts with their differences marked, and how many words were taken out and put in."""

    before: str
    after: str
    removed: int
    added: int


def compare(before: str, after: str) -> Compared:
    """Word by word; case and punctuation do not make another word.

    >>> compare("Vertainen auttaa perhettä", "Vertainen auttaa koko perhettä").after
    'Vertainen auttaa [+koko+] perhettä'
    """
    old, new = before.split(), after.split()
    left: list[str] = []
    right: list[str] = []
    removed = added = 0
    for same, (i, j), (m, n) in _runs(old, new):
        left += old[i:j] if same else _marked("−", old[i:j])
        right += new[m:n] if same else _marked("+", new[m:n])
        removed += 0 if same else j - i
        added += 0 if same else n - m
    return Compared(" ".join(left), " ".join(right), removed, added)


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Stretches that are the same or not, as ranges of words; short equal ones between changes count as changed."""
    cores = ([_core(word) for word in words] for words in (old, new))
    matcher = difflib.SequenceMatcher(None, *cores, autojunk=False)
    codes = matcher.get_opcodes()
    runs: list[tuple[bool, tuple[int, int], tuple[int, int]]] = []
    for at, (what, i, j, m, n) in enumerate(codes):
        island = j - i <= _ISLAND and 0 < at < len(codes) - 1 and all(len(word) <= 3 for word in old[i:j])
        same = what == "equal" and not island
        if runs and not same and not runs[-1][0]:
            _, (i, _), (m, _) = runs.pop()
        runs.append((same, (i, j), (m, n)))
    return runs


def _core(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word


def _marked(sign: str, words: Sequence[str]) -> list[str]:
    return [f"[{sign}{' '.join(words)}{sign}]"] if words else []


def compared_columns(rows: Iterable[Row], before: str, after: str) -> dict[str, list[str]]:
    """Columns before and after in both languages, marked; where nothing changed the after column says so.

    before, after: names of the texts in the rows, without their language.
    """
    columns: dict[str, list[str]] = {f"{side}_{lang}": [] for side in ("before", "after") for lang in LANGUAGES}
    for row in rows:
        for lang in LANGUAGES:
            old, new = _text(row, before, lang), _text(row, after, lang)
            found = compare(old, new)
            same = not new or not (found.removed or found.added)
            columns[f"before_{lang}"].append(old if same else found.before)
            columns[f"after_{lang}"].append((UNCHANGED[lang] if old else "–") if same else found.after)
    return columns


def _text(row: Row, name: str, language: str) -> str:
    order = (language, *(other for other in LANGUAGES if other != language))
    return next((row[f"{name}_{lang}"] for lang in order if row.get(f"{name}_{lang}")), "")


def version_steps(record: Record) -> pd.DataFrame:
    """Each version of the synthesis beside the one it was made from: columns step, before, after, changes.

    before and after in both languages, with what was taken out and put in marked.
    """
    versions = {(row["process_id"], row["version"]): row for row in record.rows("synthesis")}
    pairs = [(old, row) for (process, _), row in sorted(versions.items())
             if (old := versions.get((process, row["parent_version"])))]  # fmt: skip
    texts = [
        {f"{side}_{lang}": row[f"summary_{lang}"] for side, row in (("old", old), ("new", new)) for lang in LANGUAGES}
        for old, new in pairs
    ]
    made = record["change"]["synthesis_to"].value_counts()
    steps = {
        "step": [f"{old['version']} → {new['version']}" for old, new in pairs],
        "changes": [int(made.get(new["id"], 0)) for _, new in pairs],
    }
    return pd.DataFrame(steps | compared_columns(texts, "old", "new"))
