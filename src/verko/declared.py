"""What a notebook's file declares of itself, read without running it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from verko.errors import StudyError


def read_notebook(path: Path) -> dict[str, Any]:
    """The notebook's JSON; StudyError when there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{path}: there is no such notebook") from None
    except ValueError:
        raise StudyError(f"{path}: is no notebook") from None
    if not isinstance(content, dict) or not isinstance(content.get("metadata", {}), dict):
        raise StudyError(f"{path}: is no notebook")
    return content


def declared_metadata(path: Path) -> dict[str, Any]:
    """What a notebook says of itself under `metadata.verko`: the tables it reads, the evidence it reads, its need."""
    return dict(read_notebook(path).get("metadata", {}).get("verko", {}))
