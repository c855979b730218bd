"""The whole step from exports to the tables of the literature review.

This is the entry point that the pipeline calls for data sets of kind `bibliography`; it stands here and not in
`intake`, since de-duplication is a floor above reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from verko.account import FileAccount
from verko.errors import FileProblem
from verko.intake.bibliography.exports import read_export
from verko.intake.bibliography.protocol import Protocol, load_protocol
from verko.intake.bibliography.reference import Reference
from verko.intake.reading import Reading, files_of, relative, side_file
from verko.literature.charting import read_charting
from verko.literature.decisions import ADJUDICATION, read_decisions
from verko.literature.deduplicate import deduplicate
from verko.literature.finding import RecordFinder
from verko.literature.identity import RECORD_FIELDS, merge_groups
from verko.literature.merges import read_merges
from verko.study.loading import line_of
from verko.study.model import BibliographySet, Study
from verko.tables import TABLES, empty


@dataclass
class _Set:
    """One data set as it is read: its files, its protocol, one row per reference, its searches, its accounts."""

    name: str
    declared: BibliographySet
    protocol: Protocol = field(default_factory=Protocol)
    rows: list[pd.DataFrame] = field(default_factory=list)
    searches: list[dict[str, object]] = field(default_factory=list)
    accounts: list[FileAccount] = field(default_factory=list)


def read(study: Study, sets: dict[str, BibliographySet]) -> Reading:
    """All bibliography sets: `records`, `record_sources`, `duplicates`, `screening`, `charting`, `searches`,
    `protocols`, and the accounts.

    References of all sets are de-duplicated together; a person's decisions in a set's `merges` are honoured.
    Only the exports are needed: without protocol, screening or charting, those tables are empty.
    """
    read_sets = [_read_set(study, name, declared) for name, declared in sets.items()]
    tables = _records(study, read_sets)
    finder = RecordFinder(tables["record_sources"])
    screening = [row for each in read_sets for row in _screening(study, each, finder)]
    charting = [row for each in read_sets for row in _charting(study, each, finder)]
    tables |= {
        "searches": _table("searches", [row for each in read_sets for row in each.searches]),
        "screening": _table("screening", screening),
        "charting": _table("charting", charting),
        "protocols": _protocols(read_sets),
    }
    return Reading(tables, {each.name: each.accounts for each in read_sets})


_SOURCE_COLUMNS = ["source_id", "data_set", "database", "file", "place", *RECORD_FIELDS]


def _table(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    return TABLES[name].conform(pd.DataFrame(rows)) if rows else empty(name)


def _read_set(study: Study, name: str, declared: BibliographySet) -> _Set:
    made = _Set(name, declared)
    if declared.protocol is not None:
        path = side_file(study, declared.protocol)
        made.protocol = load_protocol(path)
        marked = made.protocol.synthetic
        made.accounts.append(
            FileAccount(relative(study, path), "documents", announced=1, read=1, format="YAML", synthetic=marked)
        )
    beside = _side_files(study, declared)
    files = [path for path in files_of(study, declared.files) if path.resolve() not in beside]
    _check_searches(study, made, files)
    names = names_of([relative(study, path) for path in files])
    for path in files:
        _read_file(study, made, path, names[relative(study, path)])
    return made


def _side_files(study: Study, declared: BibliographySet) -> set[Path]:
    """The protocol, the decisions and what else study.yml names: no exports, though they may lie among them."""
    single = (declared.protocol, declared.adjudication, declared.charting, declared.merges)
    named = [path for path in (*single, *declared.screening) if path is not None]
    named += [declared.look_up.kept] if declared.look_up else []
    return {match.resolve() for path in named for match in study.folder.glob(path.as_posix())}


def names_of(files: list[str]) -> dict[str, str]:
    """What each file's database is called where no protocol names it: its stem, or more of its path where two share it.

    >>> names_of(["literature/scopus.ris", "literature/scopus.bib", "literature/eric.nbib.gz"])
    {'literature/scopus.ris': 'scopus.ris', 'literature/scopus.bib': 'scopus.bib', 'literature/eric.nbib.gz': 'eric'}
    """
    last = {file: file.rpartition("/")[2] for file in files}
    stem = {file: name.removesuffix(".gz").rpartition(".")[0] or name for file, name in last.items()}
    stems, lasts = Counter(stem.values()), Counter(last.values())
    return {
        file: stem[file] if stems[stem[file]] == 1 else last[file] if lasts[last[file]] == 1 else file for file in files
    }


def _check_searches(study: Study, made: _Set, files: list[Path]) -> None:
    known = {name for path in files for name in (path.name, relative(study, path))}
    for name in made.protocol.databases:
        if name not in known and made.declared.protocol is not None:
            path = side_file(study, made.declared.protocol)
            raise FileProblem(path, line_of(path, "databases", name), f"'{name}' is not among the set's files")


def _read_file(study: Study, made: _Set, path: Path, usual: str) -> None:
    name = relative(study, path)
    references, account = read_export(path, name=name)
    search = made.protocol.databases.get(path.name) or made.protocol.databases.get(name)
    database = search.name if search else usual
    if search and search.announced is not None and search.announced != account.announced:
        account.notes.append(f"the protocol tells {search.announced} hits, the export holds {account.announced}")
    made.accounts.append(account)
    rows = [_row(made.name, database, name, number, each) for number, each in enumerate(references, start=1)]
    made.rows.append(pd.DataFrame(rows, columns=_SOURCE_COLUMNS))
    made.searches.append({
        "file": name, "database": database, "announced": account.announced,
        "search_date": (search.search_date or None) if search else None,
        "search_string": (search.search_string or None) if search else None,
    })  # fmt: skip


def _row(data_set: str, database: str, file: str, number: int, reference: Reference) -> dict[str, object]:
    place = reference.place.partition(",")[0].removeprefix("entry ") or str(number)
    return {
        "source_id": f"{file}#{place}",
        "data_set": data_set,
        "database": database,
        "file": file,
        **reference.as_row(),
    }


def _sources(read_sets: list[_Set]) -> pd.DataFrame:
    """One row per reference of all sets; the sets' own rows are let go, since there may be very many."""
    frames = [frame for each in read_sets for frame in each.rows if len(frame)]
    for each in read_sets:
        each.rows.clear()
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_SOURCE_COLUMNS)


def _merges(study: Study, read_sets: list[_Set], sources: set[str]) -> dict[frozenset[str], tuple[bool, str]]:
    decided: dict[frozenset[str], tuple[bool, str]] = {}
    for each in read_sets:
        if each.declared.merges is not None:
            path = side_file(study, each.declared.merges)
            decisions, account = read_merges(path, relative(study, path), sources)
            each.accounts.append(account)
            decided |= decisions
    return decided


def _records(study: Study, read_sets: list[_Set]) -> dict[str, pd.DataFrame]:
    """`records`, `record_sources` and `duplicates`; what the exports hold beyond them is let go on the way."""
    sources = _sources(read_sets)
    found = deduplicate(sources, decisions=_merges(study, read_sets, set(sources["source_id"])))
    if not len(sources):
        return {name: empty(name) for name in ("records", "record_sources", "duplicates")}
    records, record_of = merge_groups(sources, found.group_of)
    sources = sources.assign(record_id=sources["source_id"].map(record_of))[list(TABLES["record_sources"].columns)]
    return {
        "records": TABLES["records"].conform(records),
        "record_sources": TABLES["record_sources"].conform(sources),
        "duplicates": TABLES["duplicates"].conform(found.duplicates),
    }


def _screening(study: Study, each: _Set, finder: RecordFinder) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    named = [(path, "") for path in each.declared.screening]
    if each.declared.adjudication is not None:
        named.append((each.declared.adjudication, ADJUDICATION))
    for declared, reviewer in named:
        for path in files_of(study, [declared.as_posix()]):
            decided, account = read_decisions(path, relative(study, path), finder, each.protocol, reviewer=reviewer)
            each.accounts.append(account)
            rows += _first_of_each(decided, rows, account)
    return rows


def _first_of_each(decided: list, rows: list, account: FileAccount) -> list[dict[str, object]]:
    """The decisions that no earlier file holds for the same record, stage and reviewer.

    The same decision told again is noted; another one is refused, once a record.
    """
    taken = {_whose(row): row for row in rows}
    again = [row for row in decided if _whose(row) in taken]
    other = {row["record_id"] for row in again if row["decision"] != taken[_whose(row)]["decision"]}
    for _ in other:
        account.read -= 1
        account.refuse("", "another file holds another decision of this reviewer on this record")
    if len(again) > len(other):
        account.notes.append("an earlier file holds some of these decisions: each counts once")
    return [row for row in decided if _whose(row) not in taken]


def _whose(row: dict[str, object]) -> tuple[object, object, object]:
    return row["record_id"], row["stage"], row["reviewer"]


def _charting(study: Study, each: _Set, finder: RecordFinder) -> list[dict[str, object]]:
    if each.declared.charting is None:
        return []
    path = side_file(study, each.declared.charting)
    rows, account = read_charting(path, relative(study, path), finder, each.protocol)
    each.accounts.append(account)
    return list(rows)


def _protocols(read_sets: list[_Set]) -> pd.DataFrame:
    told = [each for each in read_sets if each.declared.protocol is not None]
    return _table("protocols", [{"data_set": each.name, "protocol": each.protocol.model_dump_json()} for each in told])


def protocol_in(table: pd.DataFrame) -> Protocol:
    """The protocol kept in the table `protocols`: the first review's, or an empty one where none has any."""
    return Protocol.model_validate_json(table["protocol"].iloc[0]) if len(table) else Protocol()
