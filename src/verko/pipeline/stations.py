"""The work of each task, run in a child process: plain functions of paths, so that they can be called by name."""

from __future__ import annotations

import importlib
import json
import shutil
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from verko.account import unbalanced
from verko.errors import StudyError
from verko.evidence import KINDS, read_evidence
from verko.hashing import file_hash
from verko.intake.reading import Reading
from verko.language.memory import lemma_table, types_of
from verko.pipeline.gate import stopped_by
from verko.pipeline.index import remove_others, write_index
from verko.privacy import load_names
from verko.privacy.wall import Wall
from verko.store import Store, atomic_path, write_atomically
from verko.study import Study, load_study
from verko.tables import TABLES, empty

READERS = {
    "transcripts": "verko.intake.transcripts",
    "webpages": "verko.intake.webpages",
    "bibliography": "verko.literature.build",
    "codings": "verko.intake.qda",
    "codevelopment": "verko.intake.codevelopment",
    "feedback": "verko.intake.questionnaire",
}
"""Which module reads which kind of data set, through its function `read(study, sets)`."""


def read_kind(study_folder: str, kind: str, part: str) -> None:
    """Read all data sets of one kind into `part`: its tables as Parquet and its accounts as JSON."""
    study, store = load_study(study_folder), Store(part)
    reading = _walled(study, kind, store)
    lines = unbalanced(account for accounts in reading.accounts.values() for account in accounts)
    if lines:
        raise AssertionError("a reader lost something: " + "; ".join(lines))
    for name, table in reading.tables.items():
        store.write(name, table)
    made = (*reading.written, *reading.tables)
    remove_others(Path(part), made)
    write_index(Path(part), made)
    accounts = [
        asdict(account) | {"data_set": name, "kind": kind, "sha256": _hash_of(study.folder / account.file)}
        for name, of_set in reading.accounts.items()
        for account in of_set
    ]
    write_atomically(Path(part) / "accounts.json", json.dumps(accounts, ensure_ascii=False, indent=1))


def _walled(study: Study, kind: str, store: Store) -> Reading:
    """What the reader of a kind gives back, its messages too, without the names that the study lists."""
    wall = Wall(load_names(study))
    try:
        reading = _read(study, kind, store)
    except Exception as error:
        told = wall.problem(error)
        if told is error:
            raise
        raise told from None
    accounts = {name: [wall.account(account) for account in own] for name, own in reading.accounts.items()}
    return Reading(wall.tables(reading.tables), accounts, reading.written)


def _hash_of(path: Path) -> str:
    """Empty for what is announced by study.yml and is no file: a pattern that names nothing."""
    return file_hash(path) if path.is_file() else ""


def _read(study: Study, kind: str, store: Store) -> Reading:
    reader = importlib.import_module(READERS[kind])
    if kind == "transcripts":
        return reader.read(study, study.sets(kind), store=store)
    if kind != "codings":
        return reader.read(study, study.sets(kind))
    transcripts = importlib.import_module(READERS["transcripts"])
    return reader.read(study, study.sets(kind), transcripts.raw_documents(study, study.sets("transcripts")))


def merge_account(study_folder: str, parts: list[str], made: str) -> None:
    """One account of all files, with what the study accepts marked; written as JSON for the gate and the account."""
    study = load_study(study_folder)
    accounts = [entry for part in parts for entry in json.loads((Path(part) / "accounts.json").read_text("utf-8"))]
    accepted = {loss.file: loss for loss in study.accepted_losses}
    for entry in accounts:
        entry["refusals"] += _mixing(study, entry)
        loss = accepted.get(entry["file"])
        for refusal in entry["refusals"]:
            taken = loss is not None and (not loss.places or refusal["place"] in loss.places)
            refusal["accepted"], refusal["accepted_reason"] = taken, loss.reason if loss and taken else None
    write_atomically(Path(made), json.dumps(accounts, ensure_ascii=False, indent=1))


def _mixing(study: Study, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Synthetic and real sources never mix: a mark that contradicts the study is a refusal of what was read."""
    if entry["synthetic"] is None or entry["synthetic"] == study.synthetic or not entry["read"]:
        return []
    found = "is marked synthetic" if entry["synthetic"] else "carries no synthetic mark"
    said = "true" if study.synthetic else "false"
    refused = entry["read"]
    entry["read"] = 0
    reason = f"{found}, but study.yml says synthetic: {said}: the two never mix"
    return [{"place": "", "reason": reason}] * refused


def merge_tables(study_folder: str, parts: list[str], account: str, tables: str) -> None:
    """The gate, then every table of the study in one store: the parts of all kinds put together.

    Raises StudyError with one line a refusal while anything is refused that the study has not accepted by name.
    """
    accounts = json.loads(Path(account).read_text("utf-8"))
    study = load_study(study_folder)
    if lines := stopped_by(accounts, study):
        raise StudyError("\n".join(lines))
    store, stores = Store(tables), [Store(part) for part in parts]
    names = [name for name in TABLES if name != "lemmas"]
    for name in names:
        made = [part for part in stores if part.rows(name)]
        if len(made) == 1:  # as it was written: it may be larger than memory should hold
            with atomic_path(store.path(name)) as temporary:
                shutil.copyfile(made[0].path(name), temporary)
            continue
        frames = [part.read(name) for part in made]
        whole = pd.concat(frames, ignore_index=True) if frames else empty(name)
        store.write(name, whole if name not in ("accounts", "refusals") else _account_table(name, accounts))
    write_index(Path(tables), names)


def lemmatise(tables: str, remembered: str) -> None:
    """The lemma of every word form in documents and web pages, as a table: the dictionary is loaded here, once.

    remembered: a folder that keeps what was looked up before, so that only new words need the dictionary.
    """
    store = Store(tables)
    types = types_of(store.path(name) for name in ("documents", "webpages"))
    store.write("lemmas", lemma_table(types, Path(remembered)) if types else empty("lemmas"))


def _account_table(name: str, accounts: list[dict[str, Any]]) -> pd.DataFrame:
    if name == "accounts":
        columns = [column for column in TABLES[name].columns if column != "refused"]
        rows = [
            {column: entry[column] for column in columns}
            | {"refused": len(entry["refusals"]), "notes": "; ".join(entry["notes"]) or None}
            for entry in accounts
        ]
    else:
        rows = [
            {"data_set": entry["data_set"], "file": entry["file"], "number": number} | refusal
            for entry in accounts
            for number, refusal in enumerate(entry["refusals"], start=1)
        ]
    return pd.DataFrame(rows) if rows else empty(name)


def collect_evidence(evidence: str, database: str) -> None:
    """Everything the notebooks recorded in one SQLite file, for browsing: one table a kind, values as JSON text."""
    recorded = read_evidence(Path(evidence))
    with atomic_path(Path(database)) as temporary:
        connection = sqlite3.connect(temporary)
        for kind in KINDS:
            connection.execute(f"create table {kind} (name text primary key, notebook text, entry text)")
            rows = [
                (name, entry["notebook"], json.dumps(entry, ensure_ascii=False, sort_keys=True))
                for name, entry in sorted(recorded[kind].items())
            ]
            connection.executemany(f"insert into {kind} values (?, ?, ?)", rows)  # noqa: S608 - names of our own
        connection.commit()
        connection.close()
