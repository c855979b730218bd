"""The review list: words that may be names, for a person to decide on once; decisions hold from then on.

It lies in the study's folder beside the list of names, on the raw side of the wall: it holds words of participants.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verko.errors import FileProblem
from verko.intake.decode import decode
from verko.privacy.detector import suspects
from verko.privacy.names import KINDS, Name
from verko.privacy.spreadsheets import rows_of
from verko.store import write_atomically
from verko.study.files import review_path
from verko.study.model import Study

COLUMNS = ("word", "decision", "replacement", "kind", "count", "documents", "why", "context")
REPLACE, KEEP = frozenset({"replace", "korvaa"}), frozenset({"keep", "jätä", "säilytä"})
_CONTEXT = 30  # characters on either side


@dataclass(frozen=True)
class Decisions:
    """What a person has decided: names to replace, and words to keep (as written, in small letters)."""

    names: tuple[Name, ...] = ()
    kept: frozenset[str] = frozenset()


def decisions(study: Study) -> Decisions:
    """The decisions of the study's review list; none where there is no list.

    Raises FileProblem with the row where a decision or a kind is not one of the known words; the word is not printed.
    """
    path = review_path(study)
    names, kept = [], set()
    for number, row in enumerate(_rows(path), start=2):
        decision, kind = row.get("decision", "").strip().casefold(), row.get("kind", "").strip() or "person"
        if decision in REPLACE and kind in KINDS:
            names.append(Name(row["word"].strip(), row.get("replacement", "").strip(), kind))
        elif decision in KEEP:
            kept.add(row["word"].strip().casefold())
        elif decision:
            wanted = f"decision is not one of replace, keep; kind not one of {', '.join(KINDS)}"
            raise FileProblem(path.relative_to(study.folder), number, wanted)
    return Decisions(tuple(names), frozenset(kept))


def review_rows(
    texts: Mapping[str, str], kept: frozenset[str] = frozenset(), *, languages: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """One row per distinct word that may be a name, the most frequent first. texts: stored text by document id.

    languages: of each document; Finnish where none is told.

    >>> rows = review_rows({"R01": "Kuusi tuli Eskolanmäen kanssa. Eskolanmäen mukaan kyllä."})
    >>> [(row["word"], row["count"], row["documents"]) for row in rows]
    [('Eskolanmäen', '2', 'R01')]
    """
    counts: Counter[str] = Counter()
    told: dict[str, dict[str, str]] = {}
    for document, text in texts.items():
        for hit in suspects(text, (languages or {}).get(document, "fi")):
            word = text[hit.start : hit.end].strip(" .\"”“»«'’")
            if word.casefold() in kept:
                continue
            counts[word] += 1
            row = told.setdefault(word, dict.fromkeys(COLUMNS, "") | {"word": word, "why": hit.reason})
            row["context"] = row["context"] or _context(text, hit.start, hit.end)
            row["documents"] = _joined(row["documents"], document)
    return [
        told[word] | {"count": str(count)} for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def write_review(
    study: Study, texts: Mapping[str, str], *, languages: Mapping[str, str] | None = None
) -> tuple[Path, int]:
    """Write the list anew: rows already decided stay as they are, undecided ones are made again.

    The answer is the file and how many words wait for a decision. The file is readable by its owner alone.
    """
    path = review_path(study)
    decided = [row for row in _rows(path) if row.get("decision", "").strip()]
    known = {row["word"].strip().casefold() for row in decided}
    found = review_rows(texts, decisions(study).kept, languages=languages)
    waiting = [row for row in found if row["word"].casefold() not in known]
    stream = io.StringIO()
    columns = (*COLUMNS, "synthetic") if study.synthetic else COLUMNS
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_no_formula(row) | {"synthetic": "true"} for row in [*decided, *waiting])
    write_atomically(path, stream.getvalue())
    path.chmod(0o600)
    return path, len(waiting)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    try:
        text = decode(path.read_bytes()).text
    except ValueError as error:
        raise FileProblem(path.name, "", str(error)) from None
    header, rows = rows_of(text)
    if text.strip() and not {"word", "decision"} <= set(header):
        raise FileProblem(path.name, 1, "has no columns 'word' and 'decision': remove the file to have it made again")
    return rows


def _context(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{left}»{text[start:end]}«{right}".split())


def _joined(documents: str, document: str) -> str:
    listed = documents.split("|") if documents else []
    return documents if document in listed or len(listed) >= 5 else "|".join([*listed, document])


def _no_formula(row: dict[str, str]) -> dict[str, str]:
    """A spreadsheet program must not take a participant's words for a formula."""
    return {key: f"'{value}" if value[:1] in ("=", "+", "-", "@") else value for key, value in row.items()}
