"""Tables and records on their way out: CSV that a spreadsheet opens without harm, and RIS that any tool reads."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from verko.intake.bibliography import ris
from verko.tables import TABLES

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV; text that a spreadsheet would take for a formula gets an apostrophe before it.

    `verko.intake.bibliography.sheets` takes the apostrophe off again.

    >>> safe_csv(pd.DataFrame({"title": ["=HYPERLINK(1)", "Peers"]}))
    "title\\n'=HYPERLINK(1)\\nPeers\\n"
    """
    return frame.map(_harmless).to_csv(index=False, lineterminator="\n")


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


_TAGS = (
    ("TI", "title"), ("AU", "authors"), ("PY", "year"), ("T2", "venue"), ("VL", "volume"), ("IS", "issue"),
    ("SP", "pages"), ("DO", "doi"), ("AB", "abstract"), ("KW", "keywords"), ("LA", "language"),
)  # fmt: skip
_LISTS = frozenset({"authors", "keywords"})
_CODES = {
    "article": "JOUR", "conference": "CPAPER", "chapter": "CHAP", "book": "BOOK", "thesis": "THES", "report": "RPRT",
    "preprint": "UNPB", "web": "ELEC", "dataset": "DATA",
}  # fmt: skip

_FURTHER = {"correction": "Erratum", "other": "other"}


def to_ris(records: pd.DataFrame, *, notes: Mapping[str, str] | None = None) -> str:
    """Records as RIS; `from_ris` reads back every field that the table has, other programs what they know.

    notes: a note to write with a record, by record_id.

    >>> to_ris(pd.DataFrame({"type": ["article"], "title": ["Peers"], "year": [2014]}))
    'TY  - JOUR\\nTI  - Peers\\nPY  - 2014\\nER  - \\n\\n'
    """
    told = notes or {}
    return "".join(_ris_entry(row, told.get(str(row.get("record_id")), "")) for row in records.to_dict("records"))


def _ris_entry(row: dict[str, object], note: str = "") -> str:
    kind = row.get("type")
    lines = [f"TY  - {_CODES.get(kind, 'GEN') if isinstance(kind, str) else 'GEN'}"]
    if kind in _FURTHER:
        lines.append(f"M3  - {_FURTHER[kind]}")
    if isinstance(row.get("record_id"), str):
        lines.append(f"ID  - {row['record_id']}")
    for tag, field in _TAGS:
        value = row.get(field)
        if value is None or value != value or value is pd.NA:
            continue
        values = str(value).split("; ") if field in _LISTS else [str(int(value)) if field == "year" else str(value)]
        lines += [f"{tag}  - {' '.join(part.split())}" for part in values]
    if note:
        lines.append(f"N1  - {' '.join(note.split())}")
    if isinstance(databases := row.get("databases"), str):
        lines.append(f"DP  - {databases}")
    if isinstance(pmid := row.get("pmid"), str):
        lines += ["DB  - PubMed", f"AN  - {pmid}"]
    return "\n".join([*lines, "ER  - ", ""]) + "\n"


def from_ris(text: str) -> pd.DataFrame:
    """The `records` table out of the RIS that `to_ris` wrote.

    >>> told = {"record_id": "r-1", "type": "article", "title": "Peers", "year": 2014, "databases": "PubMed; Scopus"}
    >>> from_ris(to_ris(pd.DataFrame([told])))[list(told)].to_dict("records") == [told]
    True
    """
    rows = [
        {"record_id": entry.first("ID") or None, **reference.as_row(), "databases": entry.first("DP") or None}
        for entry, reference in ris.read_entries(text)
    ]
    columns = list(TABLES["records"].columns)
    return pd.DataFrame(rows, columns=columns).astype({"year": "Int64"})
