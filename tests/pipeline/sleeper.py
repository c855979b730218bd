"""Something slow that a child can be doing when its run is killed."""

import time
from pathlib import Path


def write_later(name: str) -> None:
    """Say that it has begun, and write after a second."""
    Path(name).with_suffix(".begun").touch()
    time.sleep(1)
    Path(name).touch()
