"""The deposit package: what may be given away of a finished study, in one zip file that is the same every time.

It holds the report, what the notebooks recorded, the tables that may leave the wall, hashes and metadata. It never
holds raw material, stored transcripts, backgrounds of participants, the list of names, the review list or the key.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from verko.atomic import atomic_path
from verko.audit.deposit_readme import licence_text, readme_text
from verko.audit.manifest import MANIFEST
from verko.audit.ro_crate import METADATA, ro_crate
from verko.audit.shareable import shareable_tables
from verko.errors import StudyError
from verko.evidence import read_evidence
from verko.hashing import file_hash
from verko.project import as_given
from verko.store import Store
from verko.study import Study

SUMS = "SHA256SUMS.txt"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same study gives the same bytes


def write_deposit(study: Study, outputs: Path, *, waiting: int = 0) -> Path:
    """Write `outputs/<study>-deposit.zip` and give back its path.

    waiting: words on the review list that nobody has decided on. Raises StudyError while any wait, when there is no
    finished report, or when a result was changed after it was made.
    """
    if waiting:
        raise StudyError(
            f"{as_given(study.folder)}: {waiting} words that may be names wait for a decision: work through the review "
            "list (`verko review`) before anything is given away"
        )
    _check_finished(outputs)
    files = dict(_contents(study, outputs))
    target = outputs / f"{study.id}-deposit.zip"
    with atomic_path(target) as temporary:
        temporary.write_bytes(_zipped(f"{study.id}-deposit", files))
    return target


def _check_finished(outputs: Path) -> None:
    """Every file that the manifest names is there and as it was made."""
    manifest = outputs / MANIFEST
    if not manifest.is_file():
        raise StudyError(f"{as_given(outputs)}: holds no finished report: run `make report` first")
    for name, digest in json.loads(manifest.read_text("utf-8"))["outputs"].items():
        if name.startswith(("report/", "evidence/", "tables/")):
            path = outputs / name
            if not path.is_file() or file_hash(path) != digest:
                raise StudyError(f"{as_given(path)}: was changed after it was made: run `make report` again")


def _contents(study: Study, outputs: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the package by their name in it."""
    files = dict(_results(outputs))
    published = study.date or datetime.date.fromtimestamp((outputs / MANIFEST).stat().st_mtime)
    files["README.md"] = readme_text(study, sorted(files)).encode("utf-8")
    files["LICENCE.txt"] = licence_text(study).encode("utf-8")
    crate = ro_crate(study, files, published=published.isoformat(), languages=list(study.languages))
    files[METADATA] = _json(crate)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    files[SUMS] = sums.encode("utf-8")
    yield from sorted(files.items())


def _results(outputs: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in (outputs / "report").glob("*-report.*") if path.is_file()):
        yield f"report/{path.name}", path.read_bytes()
    yield from _evidence(outputs / "evidence")
    for name, table in shareable_tables(Store(outputs / "tables")).items():
        yield f"tables/{name}.csv", _csv(table)
    yield MANIFEST, _manifest(outputs)


def _manifest(outputs: Path) -> bytes:
    """The manifest without the list of names and what lies beside it: not even its hash is given away."""
    manifest = json.loads((outputs / MANIFEST).read_text("utf-8"))
    inputs = manifest["inputs"].items()
    return _json(manifest | {"inputs": {name: digest for name, digest in inputs if not name.startswith("privacy/")}})


def _evidence(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What the notebooks recorded: numbers, quotes and claims as JSON, tables as they are shown, figures as drawn."""
    recorded = read_evidence(folder)
    yield "evidence/evidence.json", _json(recorded)
    for name, entry in recorded["tables"].items():
        table = pd.read_parquet(folder / entry["notebook"] / entry["file"])
        shown = [column for column in table.columns if _is_shown(column, entry["headers"])]
        yield f"evidence/tables/{name}.csv", _csv(table[shown])
    for name, entry in recorded["figures"].items():
        for language, file in entry["files"].items():
            yield f"evidence/figures/{name}.{language}.svg", (folder / entry["notebook"] / file).read_bytes()


def _is_shown(column: str, headers: dict[str, object]) -> bool:
    """Whether the report shows a column: those without a header stay behind."""
    return column in headers or (column[-3:] in ("_fi", "_en") and column[:-3] in headers)


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _zipped(folder: str, files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(f"{folder}/{name}", _FIXED_DATE)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, content)
    return stream.getvalue()
