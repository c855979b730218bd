"""The example study's numbers as reviewed: a change to one of them shows up as a change to a file.

Renew it after `make report`, look at the difference, and name it in the changelog: `python -m tests.golden`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verko.evidence import read_evidence

FILE = Path(__file__).with_name("example.json")


def numbers_of(outputs: Path) -> dict[str, Any]:
    """Every recorded number by name, rounded to six decimals, and the rows of every recorded table."""
    recorded = read_evidence(outputs / "evidence")
    numbers = {name: entry["value"] for name, entry in recorded["numbers"].items()}
    rounded = {name: round(value, 6) if isinstance(value, float) else value for name, value in numbers.items()}
    return {"numbers": rounded, "table_rows": {name: entry["rows"] for name, entry in recorded["tables"].items()}}
