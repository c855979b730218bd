"""Import: every file of a folder of database exports, announced = read + refused, against MANIFEST.csv where given."""

from __future__ import annotations

import csv
import io
import tempfile
import time
import traceback
from contextlib import redirect_stderr
from pathlib import Path

from verko.intake.bibliography import read_export

_NOT_EXPORTS = {"MANIFEST.csv", "README.md", "README.txt"}


def run(data: Path | None) -> dict[str, object]:
    """Read every file below `data`, or three small invented exports."""
    if data is None:
        with tempfile.TemporaryDirectory() as folder:
            return _import(_invented(Path(folder)))
    return _import(data)


def _import(folder: Path) -> dict[str, object]:
    told = _manifest(folder)
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _NOT_EXPORTS)
    start = time.perf_counter()
    rows = [_one(path, folder, told.get(path.resolve().as_posix())) for path in paths]
    seconds = time.perf_counter() - start
    print(f"{'file':<62} {'format':<15} {'manifest':>8} {'announced':>9} {'read':>6} {'refused':>7}")
    for row in rows:
        manifest = "" if row["manifest"] is None else row["manifest"]
        mark = "" if row["manifest"] in (None, row["announced"]) else "  other than the manifest"
        print(
            f"{row['file']:<62.62} {row['format']:<15} {manifest:>8} {row['announced']:>9} {row['read']:>6}"
            f" {row['refused']:>7}{mark}"
        )
    for name, (announced, read) in _by_format(rows).items():
        print(f"{name:<18} {read} of {announced} read: {read / announced:.2%}" if announced else name)
    unbalanced = [row["file"] for row in rows if row["announced"] != row["read"] + row["refused"]]
    totals = {name: sum(int(row[name]) for row in rows) for name in ("announced", "read", "refused")}
    return {
        "files": len(rows),
        **totals,
        "tracebacks": sum(bool(row["traceback"]) for row in rows),
        "unbalanced": len(unbalanced),
        "seconds": round(seconds, 2),
        "by_format": {name: list(counts) for name, counts in _by_format(rows).items()},
        "per_file": {row["file"]: [row["announced"], row["read"], row["refused"]] for row in rows},
    }


def _one(path: Path, folder: Path, manifest: int | None) -> dict[str, object]:
    row: dict[str, object] = {"file": path.relative_to(folder).as_posix(), "manifest": manifest, "traceback": ""}
    try:
        with redirect_stderr(io.StringIO()):
            _, account = read_export(path)
    except Exception:
        row |= {"format": "TRACEBACK", "announced": 0, "read": 0, "refused": 0, "traceback": traceback.format_exc()}
        print(row["traceback"])
        return row
    return row | {
        "format": account.format or "-",
        "announced": account.announced,
        "read": account.read,
        "refused": account.refused,
    }


def _manifest(folder: Path) -> dict[str, int]:
    """Announced records by path below the folder of the manifest, which lies in `folder` or one above."""
    path = next(
        (place / "MANIFEST.csv" for place in (folder, folder.parent) if (place / "MANIFEST.csv").is_file()), None
    )
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    counted = next(
        (name for name in ("records_by_start_tag", "announced", "records") if rows and name in rows[0]), None
    )
    if counted is None:
        return {}
    prefix = path.parent.resolve()
    return {(prefix / row["file"]).as_posix(): int(row[counted]) for row in rows if str(row[counted]).isdigit()}


def _by_format(rows: list[dict[str, object]]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        announced, read = counts.get(str(row["format"]), (0, 0))
        counts[str(row["format"])] = announced + int(row["announced"]), read + int(row["read"])  # type: ignore[call-overload]
    return dict(sorted(counts.items()))


def _invented(folder: Path) -> Path:
    (folder / "a.ris").write_text("TY  - JOUR\nTI  - Peers\nPY  - 2014\nER  - \n\nTY  - JOUR\nER  - \n", "utf-8")
    (folder / "b.bib").write_text("@article{a,\n title = {Peers},\n year = 2014\n}\n", "utf-8")
    (folder / "c.csv").write_text("Title,Year,DOI\nPeers,2014,10.5555/x\n", "utf-8")
    return folder
