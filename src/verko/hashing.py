"""Hashes that tie a row to the text or file it was made of."""

from __future__ import annotations

import hashlib
from pathlib import Path


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, as the tables keep it.

    >>> text_hash("vertainen")[:8]
    '1f7ad67c'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file as received."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
