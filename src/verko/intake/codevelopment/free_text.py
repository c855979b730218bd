"""Free text of the record: listed names are replaced, and text that holds an identifier may not pass (C13)."""

from __future__ import annotations

import re

from verko.intake.codevelopment.cells import CellProblem
from verko.privacy import NameList, clean
from verko.privacy.identifiers import identifiers

FORBIDDEN = {
    "email": "an e-mail address",
    "phone": "a phone number",
    "identity_code": "an identity code",
    "iban": "an account number",
    "birth_date": "a date of birth",
}
"""Identifiers that may not stand in free text."""

_DIGIT_WORDS = "nolla|yks|kaks|kolme|nel|viis|kuus|seit|kaheksan|kahdeksan|yhdeksän|yheksän"
_WORTH_A_LOOK = re.compile(rf"\d{{2}}|@|[\[(](?:at|ät)| at |miukumauku|\sät\s|(?:{_DIGIT_WORDS})", re.IGNORECASE)


def forbidden_in(text: str) -> str | None:
    """What a text holds that it may not, in words; None when no rule hits.

    >>> forbidden_in("Soita 040 123 4567"), forbidden_in("Soitto ennen tapaamista")
    ('a phone number', None)
    """
    if not _WORTH_A_LOOK.search(text):
        return None
    return next((FORBIDDEN[hit.category] for hit in identifiers(text) if hit.category in FORBIDDEN), None)


class FreeText:
    """Cleans the free text of one file. replaced: in how many cells a listed name was replaced."""

    def __init__(self, names: NameList) -> None:
        self.names, self.replaced = names, 0

    def __call__(self, written: str) -> str:
        """The text as it may be stored; CellProblem when it holds an identifier."""
        if found := forbidden_in(written):
            raise CellProblem(f"holds {found} (C13): take it out")
        if not self.names.names:
            return written
        safe = clean(written, names=self.names)
        self.replaced += safe != written
        return safe
