"""What tests share: the real files they may read where those lie."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """Real files of many origins, which belong to others and are read where they lie."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared real files are not beside the project ({SHARED.name} absent)")
    return SHARED
