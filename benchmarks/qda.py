"""Reading coded projects of any tool: what was read, whether each quote is exact, whether it comes back the same."""

from __future__ import annotations

import csv
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from verko.intake.decode import plain_lines
from verko.intake.qda import read
from verko.intake.qda.content import differences
from verko.intake.qda.formats import read_file
from verko.intake.qda.locate import Locator
from verko.intake.qda.matching import name_key
from verko.intake.qda.project import QdaCoding, QdaProject
from verko.intake.qda.rows import Rows
from verko.intake.qda.writing import write_qdpx
from verko.intake.transcripts import raw_documents
from verko.intake.transcripts import read as read_transcripts
from verko.project import project_root
from verko.study import load_study

_EXPECTED = "_expected_quotes"
_KINDS = (".qdpx", ".qde", ".qdc", ".qda", ".rqda", ".sqlite3", ".csv", ".xlsx")


def run(data: Path | None = None) -> dict[str, float | int]:
    """data: a folder of QDA files, with `<start of a file's name>_expected_quotes.csv` where the truth is known.

    Without data the example study's codings are written as a project and read again.
    """
    if data is None:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            _write_example(Path(folder))
            return _measured(Path(folder))
    return _measured(data)


def _measured(folder: Path) -> dict[str, float | int]:
    totals: Counter[str] = Counter()
    began = time.perf_counter()
    print(f"{'file':44} {'tool':24} {'announced':>9} {'read':>6} {'refused':>7} {'uncertain':>9} {'exact':>11} back")
    read_files = {path: _read(path) for path in _files(folder)}
    texts = _texts(read_files.values())
    for path, project in read_files.items():
        totals["files"] += 1
        if isinstance(project, str):
            totals["refused"] += 1
            print(f"{path.name:44} refused: {project}")
            continue
        totals["read"] += 1
        if isinstance(project, Rows):
            print(f"{path.name:44} codebook as a table, codes: {len(project.rows)}")
            continue
        totals["codings"] += len(project.codings)
        exact, expected = _quotes(project, path)
        totals["quotes_exact"] += exact
        totals["quotes_expected"] += expected
        placed = _with_places(project, texts)
        same = _comes_back(placed) if placed is not None else None
        totals["roundtrip_same"] += same is True
        _print(path, project, f"{exact}/{expected}" if expected else "-", same)
    names = ("files", "read", "refused", "codings", "quotes_expected", "quotes_exact", "roundtrip_same")
    return {name: totals[name] for name in names} | {"seconds": round(time.perf_counter() - began, 2)}


def _read(path: Path) -> QdaProject | Rows | str:
    """The project in a file, the rows of a codebook, or why it was refused."""
    try:
        return read_file(path.read_bytes(), fallback_texts=lambda name: None)
    except (ValueError, RecursionError) as error:
        return str(error) or type(error).__name__


def _texts(projects: Iterable[QdaProject | Rows | str]) -> dict[str, str]:
    """The texts of all projects of the folder, by name."""
    told = [one for project in projects if isinstance(project, QdaProject) for one in project.sources]
    return {name_key(one.name): one.text for one in told if one.text is not None}


def _with_places(project: QdaProject, texts: dict[str, str]) -> QdaProject | None:
    """The project with a place for every coding: codings known by their words alone are located in the texts that
    other files of the folder bring under the same name. None where one is not found."""
    if all(coding.start is not None for coding in project.codings):
        return project
    sources = [replace(one, text=texts.get(name_key(one.name))) for one in project.sources]
    locators = {one.id: Locator(one.text) for one in sources if one.text is not None}
    placed = []
    for coding in project.codings:
        found = locators[coding.source].find(coding.quote) if coding.source in locators else None
        if found is None:
            return None
        placed.append(replace(coding, start=found.start, end=found.end))
    return replace(project, sources=sources, codings=placed)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _KINDS and _EXPECTED not in path.name and _is_qda(path):
            yield path


def _is_qda(path: Path) -> bool:
    """Tables only where their header names a document or tag and a code; a folder may hold others."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        return True
    try:
        return bool(read_file(path.read_bytes(), fallback_texts=lambda name: None))
    except (ValueError, RecursionError):
        return False


def _print(path: Path, project: QdaProject, exact: str, same: bool | None) -> None:
    unsure = sum(not coding.certain for coding in project.codings)
    back = {True: "identical", False: "DIFFERS", None: "no places"}[same]
    print(
        f"{path.name:44} {project.tool[:24]:24} {project.announced:9} {len(project.codings):6} "
        f"{len(project.refused):7} {unsure:9} {exact:>11} {back}"
    )


def _words(project: QdaProject, coding: QdaCoding) -> str:
    text = project.source(coding.source).text
    return text[coding.start : coding.end] if text is not None and coding.start is not None else coding.quote


def _quotes(project: QdaProject, path: Path) -> tuple[int, int]:
    """How many of the expected quotes are exact, and how many are expected; (0, 0) where no truth is given.

    For databases, whose rows hold the words that were coded, those words are the truth.
    """
    truths = [
        one for one in path.parent.glob(f"*{_EXPECTED}.csv") if path.name.startswith(one.name.split(_EXPECTED)[0])
    ]
    if truths and project.sources:
        return _against(project, truths[0])
    stored = [coding for coding in project.codings if coding.quote and coding.start is not None]
    if path.suffix.lower() in (".qda", ".rqda", ".sqlite3"):
        return sum(_squeezed(_words(project, one)) == _squeezed(one.quote) for one in stored), len(stored)
    return 0, 0


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _against(project: QdaProject, truth: Path) -> tuple[int, int]:
    with truth.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and "selection_guid" in rows[0]:
        made = {coding.place: _words(project, coding) for coding in project.codings}
        hits = sum(made.get(row["selection_guid"].lower()) == plain_lines(row["quote"]) for row in rows)
        return hits, len(rows)
    paths = project.code_paths()
    found = Counter(
        (project.source(one.source).name, paths[one.code][-1], one.coder, _words(project, one))
        for one in project.codings
    )
    wanted = Counter((row["source"], row["code"], row["coder"], plain_lines(row["quote"])) for row in rows)
    return (found & wanted).total(), len(rows)


def _comes_back(project: QdaProject) -> bool:
    """Whether the project written as .qdpx reads back the same."""
    again = read_file(write_qdpx(project), fallback_texts=lambda name: None)
    return isinstance(again, QdaProject) and not differences(project, again)


def _write_example(folder: Path) -> None:
    """The example's transcripts and codings as one .qdpx."""
    from verko.intake.qda.export import export_qdpx
    from verko.store import Store

    study, store = load_study(project_root() / "data/example"), Store(folder / "tables")
    sets = study.sets("transcripts")
    tables = read_transcripts(study, sets).tables
    coded = read(study, study.sets("codings"), raw_documents(study, sets)).tables
    for name, frame in {**coded, **{key: tables[key] for key in ("documents", "turns")}}.items():
        store.write(name, frame)
    (folder / "example.qdpx").write_bytes(export_qdpx(store, name="example"))
