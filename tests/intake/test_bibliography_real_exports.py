"""Real exports, read where they lie beside the project."""

from __future__ import annotations

import csv

import rispy

from verko.intake.bibliography import read_export

OTHER_COUNT = {
    "exports/citation-file-formatting/_baseline_embase.csv": "the manifest counts the lines above the header",
    "exports/citation-file-formatting/_baseline_excel.csv": "the manifest counts the lines above the header",
    "exports/colrev/ais_enl.txt": "four of its six entries have no %0 line",
}


def test_every_real_export_is_read_as_its_manifest_announces(shared_data):
    folder = shared_data / "literature"
    read = announced = 0
    for row in csv.DictReader((folder / "MANIFEST.csv").read_text(encoding="utf-8").splitlines()):
        if not row["file"].startswith("exports/"):
            continue
        references, account = read_export(folder / row["file"])
        assert account.balanced, row["file"]
        if row["file"] not in OTHER_COUNT:
            assert account.announced == int(row["records_by_start_tag"]), row["file"]
        read, announced = read + len(references), announced + account.announced
    assert announced - read == 1, "one line under the rows of a spreadsheet is no record"


def test_ris_agrees_with_another_parser_on_titles_and_authors(shared_data):
    path = shared_data / "literature/exports/citation-file-formatting/_baseline_scopus.ris"
    theirs = rispy.loads(path.read_text(encoding="utf-8-sig"))
    ours, _ = read_export(path)
    assert [(each.title, each.authors) for each in ours] == [(each["title"], each["authors"]) for each in theirs]
