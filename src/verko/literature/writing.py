"""Tables and records on their way out: CSV that a spreadsheet opens without harm, and RIS."""

from __future__ import annotations

import pandas as pd

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
