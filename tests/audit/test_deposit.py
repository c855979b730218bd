"""The deposit package: what it holds, what it refuses, and that it is the same every time."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pandas as pd
import pytest

from verko.audit.deposit import write_deposit
from verko.audit.manifest import write_manifest
from verko.audit.shareable import SHAREABLE
from verko.errors import StudyError
from verko.evidence import Evidence
from verko.store import Store
from verko.study.model import Study
from verko.tables import TABLES


@pytest.fixture
def made(tmp_path):
    """A study and outputs as a finished run leaves them."""
    study = tmp_path / "trial"
    (study / "privacy").mkdir(parents=True)
    (study / "privacy" / "names.csv").write_text("name\nSirkku\n", encoding="utf-8")
    (study / "study.yml").write_text(
        "title: {fi: Koe, en: Trial}\nsynthetic: true\nlicence: CC BY 4.0\n", encoding="utf-8"
    )
    outputs = tmp_path / "outputs" / "trial"
    store = Store(outputs / "tables")
    store.write("stimuli", pd.DataFrame({"stimulus_id": ["V1"], "text_fi": ["Kertomus"]}))
    store.write("documents", _documents())
    evidence = Evidence(outputs / "evidence", "00-intake", store, synthetic=True, languages=["en"])
    evidence.number("intake.files", 3)
    table = pd.DataFrame({"sector": ["a"], "shown": ["< 3"], "true_count": [1]})
    evidence.table(
        "intake.people", table, caption={"en": "People"}, headers={"sector": {"en": "S"}, "shown": {"en": "n"}}
    )
    evidence.save()
    (outputs / "report").mkdir()
    (outputs / "report" / "trial-report.en.html").write_text("<p>Report", encoding="utf-8")
    (outputs / "notebooks").mkdir()
    (outputs / "notebooks" / "00-intake.ipynb").write_text("{}", encoding="utf-8")
    write_manifest(str(study), str(outputs))
    return Study(title={"fi": "Koe", "en": "Trial"}, synthetic=True, licence="CC BY 4.0", folder=study), outputs


def _documents() -> pd.DataFrame:
    text = "A1: Puhetta."
    row = {"document_id": "R01", "data_set": "g", "analysis": "interviews", "unit": "group", "file": "i/R01.txt",
           "format": "txt", "language": "fi", "text": text, "text_hash": hashlib.sha256(text.encode()).hexdigest(),
           "characters": len(text), "words": 1, "synthetic": True}  # fmt: skip
    return pd.DataFrame([{column: row.get(column) for column in TABLES["documents"].columns}])


def members(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_it_holds_report_evidence_tables_hashes_and_metadata(made):
    held = members(write_deposit(*made))
    assert {"README.md", "LICENCE.txt", "SHA256SUMS.txt", "manifest.json", "ro-crate-metadata.json"} <= held.keys()
    assert {"report/trial-report.en.html", "evidence/evidence.json", "tables/stimuli.csv"} <= held.keys()
    assert held["LICENCE.txt"] == b"The contents of this package are licensed under: CC BY 4.0\n"


def test_speech_backgrounds_the_list_of_names_and_hidden_columns_stay_behind(made):
    held = members(write_deposit(*made))
    assert not [name for name in held if name.startswith(("notebooks/", "tables/documents", "tables/participants"))]
    assert b"Puhetta" not in b"".join(held.values())
    assert b"names.csv" not in held["manifest.json"]
    assert held["evidence/tables/intake.people.csv"] == b"sector,shown\na,< 3\n"
    assert (
        not {"documents", "turns", "participants", "codings", "memos", "cases", "evaluation_response"}
        & SHAREABLE.keys()
    )


def test_every_hash_is_that_of_the_file(made):
    held = members(write_deposit(*made))
    told = dict(reversed(line.split("  ")) for line in held["SHA256SUMS.txt"].decode().splitlines())
    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in held.items() if name != "SHA256SUMS.txt"}


def test_the_metadata_names_every_file_and_the_licence(made):
    held = members(write_deposit(*made))
    graph = {entity["@id"]: entity for entity in json.loads(held["ro-crate-metadata.json"])["@graph"]}
    parts = {part["@id"] for part in graph["./"]["hasPart"]}
    assert parts == held.keys() - {"ro-crate-metadata.json", "SHA256SUMS.txt"}
    assert all(graph[name]["sha256"] == hashlib.sha256(held[name]).hexdigest() for name in parts)
    assert graph["./"]["license"] == "CC BY 4.0"
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}


def test_the_same_study_gives_the_same_bytes(made):
    first = write_deposit(*made).read_bytes()
    assert write_deposit(*made).read_bytes() == first


def test_it_is_not_called_anonymous(made):
    readme = members(write_deposit(*made))["README.md"].decode()
    assert "is not called anonymous" in readme
    assert "eikä pakettia sanota anonyymiksi" in readme


def test_words_that_wait_for_a_decision_stop_it(made):
    with pytest.raises(StudyError, match="2 words that may be names wait for a decision"):
        write_deposit(*made, waiting=2)
    assert not list(made[1].glob("*.zip"))


def test_a_result_changed_by_hand_stops_it(made):
    study, outputs = made
    (outputs / "report" / "trial-report.en.html").write_text("<p>Better", encoding="utf-8")
    with pytest.raises(StudyError, match="was changed after it was made"):
        write_deposit(study, outputs)


def test_without_a_report_there_is_nothing_to_pack(made):
    study, outputs = made
    (outputs / "manifest.json").unlink()
    with pytest.raises(StudyError, match="no finished report"):
        write_deposit(study, outputs)
