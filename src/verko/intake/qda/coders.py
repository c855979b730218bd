"""Coders by the names the study gives them: a person's own name never reaches the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PERSON = re.compile(r"[^\W\d_]{2,}[\s.,_-]+[^\W\d_]{2,}|@")


class Coders:
    """What a coder is called in the study.

    declared: `coders` of study.yml, the study's name for a coder -> what the tool calls the coder (or a description).

    >>> coders = Coders({"KA": "Liisa Oja"})
    >>> coders.called("liisa oja"), coders.called("KB"), coders.called("Matti Meikäläinen")
    ('KA', 'KB', 'coder 1')
    """

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._known = {key.casefold(): key for key in declared}
        self._known |= {name.casefold(): key for key, name in declared.items()}
        self._given: dict[str, str] = {}

    def called(self, name: str) -> str:
        """The study's name for a coder; full names and addresses are numbered in the order in which they are met."""
        plain = " ".join(name.split())
        if plain.casefold() in self._known:
            return self._known[plain.casefold()]
        if not _PERSON.search(plain) or re.fullmatch(r"coder[\s_-]?\w+", plain, re.IGNORECASE):
            return plain
        return self._given.setdefault(plain.casefold(), f"coder {len(self._given) + 1}")

    @property
    def renamed(self) -> int:
        """How many coders were numbered because the tool held a full name or an address."""
        return len(self._given)
