"""What the columns of a table of codings are called: by tools, in their languages, and by people here.

MAXQDA's headers are those of its English, German and Polish exports; ATLAS.ti's and Dedoose's the English ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": ("document", "document name", "document title", "source", "source name", "file", "filename",
                 "file name", "dokumentti", "dokumentin nimi", "aineisto", "haastattelu", "haastattelun tunnus",
                 "tiedosto", "tiedoston nimi", "lähde", "litteraatti", "transcript", "interview", "interview id",
                 "media title", "dokumentname", "nazwa dokumentu"),
    "quote": ("quote", "segment", "coded segment", "coded text", "selection", "quotation content", "text content",
              "quotation text", "quotation", "excerpt copy", "excerpt", "content", "seltext", "lainaus", "katkelma",
              "segmentti", "sitaatti", "ilmaus", "tekstikatkelma", "alkuperäisilmaus", "alkuperäinen ilmaus", "teksti",
              "text", "fragment"),
    "code": ("code", "code id", "code name", "code category", "tag", "koodi", "koodin nimi", "koodin tunnus", "kod",
             "category", "luokka", "teema", "theme"),
    "codes": ("codes", "tags", "codes applied", "codes applied combined", "koodit", "koodeja"),
    "coder": ("coder", "coder name", "created by", "coded by", "excerpt creator", "user", "owner", "author", "koodaaja",
              "koodaajan tunnus", "koodannut", "tekijä", "erstellt von", "autor"),
    "memo": ("memo", "comment", "comments", "note", "notes", "kommentti", "kommentit", "muistiinpano", "huomautus",
             "huomio", "kommentar", "komentarz"),
    "reduced": ("reduced", "reduced expression", "reduction", "pelkistys", "pelkistetty", "pelkistetty ilmaus",
                "pelkistetty ilmaisu"),
    "start": ("start", "start pos", "start position", "alku", "alkukohta", "pos0", "start offset", "start char"),
    "end": ("end", "end pos", "end position", "loppu", "loppukohta", "pos1", "end offset", "end char"),
    "created": ("created", "created at", "created on", "date", "luotu", "päivämäärä", "pvm", "creation date",
                "excerpt date", "modified", "erstellt am", "data utworzenia"),
    "id": ("coding id", "id", "tunniste"),
}  # fmt: skip
"""Our names of the columns, and the headers that stand for them, the likeliest first."""

_PARAGRAPHS = frozenset({"document group", "dokumentgruppe", "weight score", "gewicht", "waga", "quotation name"})
"""Headers of tools whose beginnings and ends count paragraphs, not characters."""


def plain_header(header: str) -> str:
    """A header as it is looked up: lower case, words joined by one space, without brackets and marks.

    >>> plain_header(" Start_Position "), plain_header("Koodi (pakollinen)*:")
    ('start position', 'koodi')
    """
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", header) or header
    return re.sub(r"[\s_\-]+", " ", bare).strip(" :;*?.#").casefold()


def columns_among(headers: Iterable[str]) -> dict[str, str]:
    """Which header stands for which of our columns; two names in one cell ('lainaus / katkelma') are both tried.

    >>> columns_among(["haastattelu", "lainaus / katkelma", "koodi"])
    {'document': 'haastattelu', 'quote': 'lainaus / katkelma', 'code': 'koodi'}
    """
    headers = [header for header in headers if header.strip()]
    told = {plain_header(part): header for header in headers for part in header.split("/")}
    told |= {plain_header(header): header for header in headers}
    found = {
        ours: told[next(name for name in names if name in told)]
        for ours, names in COLUMNS.items()
        if any(name in told for name in names)
    }
    if _PARAGRAPHS & set(told):
        found = {ours: theirs for ours, theirs in found.items() if ours not in ("start", "end")}
    return found


def names_columns(cells: Iterable[str]) -> bool:
    """Whether a row looks like the header of a table of codings, and not like a title above it or like a coding."""
    found = columns_among([cell for cell in cells if len(cell) < 60])
    return len(found) >= 2 and bool({"document", "quote", "code", "codes"} & set(found))
