"""Values of the study's own tables in the report's other language."""

from __future__ import annotations

from functools import cache
from importlib import resources

_FLAGS_FI = {"true": "kyllä", "false": "ei"}


def label(value: str, language: str) -> str:
    """A value as a report in `language` shows it; several stand with | between them; an unknown one stays as it is.

    >>> label("lapsi|vanhempi", "en"), label("true", "fi"), label("Perhepesä", "en")
    ('child, parent', 'kyllä', 'Perhepesä')
    """
    known = english() if language == "en" else _FLAGS_FI
    return ", ".join(known.get(part.strip(), part.strip()) for part in value.split("|"))


@cache
def english() -> dict[str, str]:
    """Finnish value -> English label, from `labels.tsv` beside this file."""
    listed = resources.files("verko.language").joinpath("labels.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in listed.splitlines() if line and not line.startswith("#"))
