"""Real material of many origins, which nobody here wrote, becomes a report of that material."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.whole import Whole
from verko.figures.base import SYNTHETIC_MARK

FILES = {
    "interviews/groups": [
        "qualitative/transcripts/docx/interview_A.docx",
        "qualitative/transcripts/docx/interview_B.docx",
        "qualitative/transcripts/docx/ID1.docx",
        "qualitative/transcripts/md/js-party-1.md",
    ],
    "interviews/managers": [
        *(f"qualitative/transcripts/md/founders-talk-{number}.md" for number in (51, 52, 53)),
        *(f"qualitative/transcripts/pdf/P{number}.pdf" for number in (1, 2, 3)),
    ],
    "codings": ["qualitative/refi/qualcoder_4.0beta_lf.qdpx"],
    "literature": [
        f"literature/exports/{name}"
        for name in ("asreview/embase.ris", "asreview/scopus.ris", "buhos/wos.bib", "buhos/scopus.bib",
                     "buhos/pubmed-depression-set.nbib", "nbib/pubmed-balloongui-set.nbib")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    from tests.conftest import SHARED

    if not SHARED.is_dir():
        pytest.skip("the shared real files are not beside the project")
    whole = Whole(tmp_path_factory.mktemp("real"))
    assert whole.verko("study", "studies/real").returncode == 0
    study = whole.root / "studies" / "real"
    for folder, names in FILES.items():
        for name in names:
            shutil.copy(SHARED / name, study / folder)
    for page in sorted((SHARED / "qualitative" / "web").glob("*.md")):
        shutil.copy(page, study / "webpages")
    return whole


@pytest.fixture(scope="module")
def reported(real):
    done = real.verko("report", "--study", "studies/real")
    assert done.returncode == 0, done.stderr
    return real


def account(whole: Whole) -> list[dict]:
    return json.loads((whole.outputs("real") / "intake" / "account.json").read_text(encoding="utf-8"))


def test_the_account_names_every_file_and_adds_up(real):
    done = real.verko("check", "--study", "studies/real")
    assert done.returncode == 0, done.stdout + done.stderr
    entries = account(real)
    copied = [path for path in (real.root / "studies" / "real").rglob("*") if path.suffix in {".md", ".docx", ".pdf", ".ris", ".bib", ".nbib", ".qdpx"}]  # fmt: skip # noqa: E501
    assert {Path(entry["file"]).name for entry in entries} == {path.name for path in copied}
    assert all(entry["announced"] == entry["read"] + len(entry["refusals"]) > 0 for entry in entries)


def test_the_codings_of_the_project_are_all_there(real):
    project = next(entry for entry in account(real) if entry["file"].endswith(".qdpx"))
    assert (project["announced"], project["read"]) == (135, 135)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_report_of_real_material_carries_no_synthetic_mark(reported, language):
    page = reported.html("real", language)
    assert SYNTHETIC_MARK[language] not in page
    assert "synthetic data" not in page.lower()
    assert reported.pdf("real", language).stat().st_size > 50_000


def test_stations_without_material_are_left_out(reported):
    made = {path.stem for path in (reported.outputs("real") / "notebooks").glob("*.ipynb")}
    assert "05-codevelopment" not in made
    assert {"00-intake", "01-literature-review", "02-document-analysis", "03-interview-analysis"} <= made


def test_a_broken_file_is_refused_by_name_and_stops_the_report_until_it_is_accepted(reported):
    study = reported.root / "studies" / "real"
    whole = (study / "interviews" / "groups" / "interview_A.docx").read_bytes()
    (study / "interviews" / "groups" / "cut.docx").write_bytes(whole[: len(whole) // 2])
    stopped = reported.verko("report", "--study", "studies/real")
    assert stopped.returncode == 1
    assert "interviews/groups/cut.docx" in stopped.stderr
    declaration = study / "study.yml"
    accepted = "accepted_losses:\n  - {file: interviews/groups/cut.docx, reason: the upload broke off}\n"
    declaration.write_text(declaration.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    done = reported.verko("report", "--study", "studies/real")
    assert done.returncode == 0, done.stderr
    assert "cut.docx" in reported.html("real", "en")
