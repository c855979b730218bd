"""`python -m benchmarks NAME [--data PATH]`; all of them, on their small data, when no name is given.

Each prints a table for people and, as its last line, one JSON object with its figures.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
MODULES = {path.stem.rstrip("_"): path.stem for path in sorted(FOLDER.glob("[a-z]*.py"))}


def main() -> int:
    """Run one benchmark, or each in turn; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=sorted(MODULES), help="which benchmark; all when left out")
    parser.add_argument("--data", type=Path, help="any data of the shape the benchmark reads")
    arguments = parser.parse_args()
    for name in [arguments.name] if arguments.name else MODULES:
        if not arguments.name:
            print(f"\n{name}")
        figures = importlib.import_module(f"benchmarks.{MODULES[name]}").run(arguments.data)
        print(json.dumps(figures, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
