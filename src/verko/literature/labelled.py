"""Sets of records whose decisions are known, in one CSV: titles, abstracts and a column of labels, or two of them.

Published screening sets name their columns in many ways; which column is which is told by its name and its values.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from verko.errors import FileProblem
from verko.intake.bibliography.delimited import sheet
from verko.intake.decode import decode, plain_lines
from verko.literature.decisions import STAGES, decision_meant
from verko.literature.flow import Flow, flow_of

_TITLE = ("title", "primary_title", "article_title", "document_title", "ti", "t1", "title_of_article")
_ABSTRACT = ("abstract", "abstract_note", "notes_abstract", "abstracts", "ab", "n2", "abstract_text")
_FIRST = re.compile(r"abstract|title|screen|first|stage_?1|phase_?1|level_?1|\bta\b|tiab")
_FINAL = re.compile(r"final|full|second|stage_?2|phase_?2|level_?2")
_LABEL = re.compile(r"label|includ|decision|relevan|screen|eligib|status|class|verdict")
_UNSURE = {"", "-1", "na", "nan", "none", "unknown", "unlabeled", "unlabelled", "not_seen", "?"}
_SAME_AS = {"true": "include", "false": "exclude", "relevant": "include", "irrelevant": "exclude", "1.0": "include",
            "0.0": "exclude", "-1.0": "", "y": "include", "n": "exclude"}  # fmt: skip


@dataclass(frozen=True)
class Labelled:
    """Records (record_id, title, abstract) with what was decided: 1, 0, or -1 where nothing is told.

    first: by title and abstract, None where the set tells one label only; final: in the end.
    columns: the names that the file gives to title, abstract, first and final label, empty where there is none.
    """

    records: pd.DataFrame
    final: np.ndarray
    first: np.ndarray | None
    columns: dict[str, str]


def read_labelled(path: Path, *, label: str = "") -> Labelled:
    """The set in one CSV (or .csv.gz): any separator, any usual encoding.

    label: the column of final labels, where the names of the columns do not tell it.
    Raises FileProblem with the columns found, where no title or no label is among them.
    """
    table = _table(path)
    names = {_plain(column): column for column in reversed(table.columns)}
    title = next((names[name] for name in _TITLE if name in names), "")
    abstract = next((names[name] for name in _ABSTRACT if name in names), "")
    if not title and not abstract:
        raise FileProblem(path, 1, f"has no title or abstract among its columns: {', '.join(table.columns)}")
    first, final = _labels(table, {title, abstract}, label)
    if not final:
        raise FileProblem(path, 1, f"has no column of labels (1 and 0) among its columns: {', '.join(table.columns)}")
    records = pd.DataFrame({
        "record_id": [f"r{number}" for number in range(1, len(table) + 1)],
        "title": table[title] if title else "",
        "abstract": table[abstract] if abstract else "",
    })  # fmt: skip
    told = {"title": title, "abstract": abstract, "first": first, "final": final}
    return Labelled(records, _numbers(table[final]), _numbers(table[first]) if first else None, told)


def flow_of_labels(labelled: Labelled, *, name: str = "All databases") -> Flow:
    """The flow that the labels tell, its sums proven: reasons are not known, and nothing was merged.

    With one column of labels, what it excludes was excluded by title and abstract. A record that was excluded first
    and included in the end contradicts itself and gets its own box.
    """
    first = labelled.first if labelled.first is not None else labelled.final
    told = pd.concat([_decisions(labelled, STAGES[0], first), _decisions(labelled, STAGES[1], labelled.final)])
    went_on = set(labelled.records["record_id"][first == 1])
    included = set(labelled.records["record_id"][labelled.final == 1])
    stands = (told["stage"] == STAGES[0]) | told["record_id"].isin(went_on | included)
    searches = pd.DataFrame({"database": [name], "announced": [len(labelled.records)]})
    sources = labelled.records.assign(database=name)
    return flow_of(searches, sources, labelled.records, told[stands])


def _decisions(labelled: Labelled, stage: str, labels: np.ndarray) -> pd.DataFrame:
    made = pd.DataFrame({"record_id": labelled.records["record_id"], "stage": stage, "reviewer": "labels"})
    made["decision"] = pd.Series(labels).map({1: "include", 0: "exclude"})
    return made.dropna(subset=["decision"]).assign(reason=None)


def _table(path: Path) -> pd.DataFrame:
    try:
        data = path.read_bytes()
        read = sheet(plain_lines(decode(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).text))
    except (OSError, EOFError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise FileProblem(path, "", f"cannot be read: {reason}") from None
    if not read.rows:
        raise FileProblem(path, "", "holds no records")
    width = len(read.header)
    return pd.DataFrame([cells[:width] for _, cells in read.rows], columns=_unlike(read.header))


def _unlike(names: list[str]) -> list[str]:
    """The names with a number where one stands twice or is empty, so that each means one column."""
    seen: dict[str, int] = {}
    made = []
    for place, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        made.append(name if name and seen[name] == 1 else f"{name or 'column'}_{place + 1}")
    return made


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")


def _labels(table: pd.DataFrame, texts: set[str], label: str) -> tuple[str, str]:
    """The columns of first and final labels; empty where there is none.

    A column counts when its name speaks of deciding and its values say yes and no. Of two, the final one is that
    whose name says so, then that which includes fewer; the first is named after titles or abstracts.
    """
    if label and label not in table.columns:
        raise FileProblem("label", "", f"'{label}' is not among the columns: {', '.join(table.columns)}")
    found = [name for name in table.columns if name not in texts and _speaks_of_deciding(name, table[name])]
    if label:
        found = [label, *(name for name in found if name != label)]
    if len(found) < 2:
        return "", next(iter(found), "")
    taken = {name: int((_numbers(table[name]) == 1).sum()) for name in found}
    final = label or min(found, key=lambda name: (*_rank(_plain(name)), taken[name], found.index(name)))
    first = [name for name in found if name != final and _FIRST.search(_plain(name))]
    return next(iter(first), ""), final


def _rank(name: str) -> tuple[bool, bool]:
    """Sorts what is called final first, and what is called after titles and abstracts last."""
    return not _FINAL.search(name), bool(_FIRST.search(name))


def _speaks_of_deciding(name: str, values: pd.Series) -> bool:
    told = set(_numbers(values))
    return bool(_LABEL.search(_plain(name))) and {0, 1} <= told and _all_told(values)


def _all_told(values: pd.Series) -> bool:
    """Whether every value is a decision, or one of the ways to say that there is none."""
    return all(_meaning(value) or value in _UNSURE for value in values.str.strip().str.lower().unique())


def _meaning(value: str) -> str:
    return _SAME_AS.get(value, decision_meant(value))


def _numbers(values: pd.Series) -> np.ndarray:
    """1, 0, or -1 where nothing is told; a maybe counts as going on."""
    meant = values.str.strip().str.lower().map(_meaning)
    return meant.map({"include": 1, "maybe": 1, "exclude": 0}).fillna(-1).astype(int).to_numpy()
