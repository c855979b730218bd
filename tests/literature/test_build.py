"""From exports and decisions to the tables of the review."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest

from verko.errors import FileProblem, ManyProblems
from verko.literature import describe, flow
from verko.literature.build import protocol_in, read
from verko.study import load_study

from .review_sample import DECISIONS, ONE, PROTOCOL, TWO, lay_out


def tables_of(study):
    reading = read(study, study.sets("bibliography"))
    assert all(account.balanced for accounts in reading.accounts.values() for account in accounts)
    return reading.tables


def refusals(study, file):
    reading = read(study, study.sets("bibliography"))
    [account] = [each for each in reading.accounts["literature"] if each.file == f"literature/{file}"]
    assert account.balanced
    return [(refusal.place, refusal.reason) for refusal in account.refusals]


def test_references_of_one_publication_become_one_record_that_keeps_its_sources(tmp_path):
    tables = tables_of(lay_out(tmp_path))
    assert (len(tables["record_sources"]), len(tables["records"])) == (5, 4)
    assert set(tables["records"]["databases"]) == {"One; two", "One", "two"}


def test_the_flow_counts_every_reference_and_adds_up(tmp_path):
    tables = tables_of(lay_out(tmp_path))
    counted = flow.flow_of(
        tables["searches"],
        tables["record_sources"],
        tables["records"],
        tables["screening"],
        protocol_in(tables["protocols"]),
    )
    assert (counted.identified, counted.duplicates, counted.screened) == ({"One": 3, "two": 2}, 1, 4)
    assert (counted.excluded, counted.sought, counted.assessed, counted.included) == (2, 2, 1, 1)
    assert counted.not_assessed == 1


def test_exports_alone_are_a_review_too(tmp_path):
    missing = dict.fromkeys(
        [
            "protocol_dot_yml",
            "screening_a_dot_csv",
            "screening_adjudication_dot_csv",
            "charting_dot_csv",
            "merges_dot_csv",
        ],
        "",
    )
    tables = tables_of(lay_out(tmp_path, **missing))
    assert (len(tables["records"]), len(tables["screening"]), len(tables["protocols"])) == (4, 0, 0)
    flow.flow_of(tables["searches"], tables["record_sources"], tables["records"], tables["screening"]).prove()


def test_the_order_of_entries_and_importing_twice_change_no_record(tmp_path):
    first = tables_of(lay_out(tmp_path / "a", protocol_dot_yml=""))["records"]
    backwards = "".join(part + "ER  - \n\n" for part in reversed(ONE.split("ER  - \n\n")[:-1]))
    twice = tables_of(lay_out(tmp_path / "b", protocol_dot_yml="", one_dot_ris=backwards + ONE))["records"]
    pd.testing.assert_frame_equal(first, twice)


def test_a_decision_that_means_no_record_is_refused_with_its_line(tmp_path):
    study = lay_out(tmp_path, screening_a_dot_csv=DECISIONS + "title_abstract,10.5555/zzz,,,include,\n")
    [(place, reason)] = refusals(study, "screening_a.csv")
    assert (place, reason.partition(":")[0]) == ("line 2", "no record has this DOI or title")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("title,10.5555/a,,,include,", "the stage is neither"),
        ("full_text,10.5555/a,,,perhaps,", "the decision is none of"),
        ("full_text,10.5555/a,,,exclude,X9", "the reason is not in the protocol's list (X1, X2)"),
        ("full_text,10.5555/a,,,exclude,X1\nfull_text,10.5555/a,,,exclude,X1", "already decided on line 2"),
    ],
)
def test_a_decision_that_cannot_be_understood_is_refused(tmp_path, row, reason):
    study = lay_out(tmp_path, screening_a_dot_csv=DECISIONS + row + "\n")
    assert reason in refusals(study, "screening_a.csv")[0][1]


def test_decisions_on_references_that_were_merged_count_once_and_a_difference_is_named(tmp_path):
    """The two references of one article: the same decision is noted, another one refused with both lines."""
    head = DECISIONS + "title_abstract,10.5555/a,Peer support among parents,2014,include,\n"
    for said, taken, refused in (("include", 2, 0), ("exclude", 1, 1)):
        told = head + f"title_abstract,,Peer Support Among Parents.,2014,{said},\n"
        study = lay_out(tmp_path / said, screening_a_dot_csv=told)
        reading = read(study, study.sets("bibliography"))
        account = next(each for each in reading.accounts["literature"] if each.file.endswith("screening_a.csv"))
        assert (account.announced, account.read, account.refused) == (2, taken, refused)
        assert len(account.notes) == (said == "include")
        if refused:
            assert (account.refusals[0].place, "line 2, in another way" in account.refusals[0].reason) == (
                "line 3",
                True,
            )


def test_decisions_as_excel_saves_them_are_read(tmp_path):
    sheet = "\ufeffstage;doi;title;year;decision;reason\ntitle_abstract;;Peer support among parents;2014;Include;\n"
    tables = tables_of(lay_out(tmp_path, screening_a_dot_csv=sheet))
    assert (tables["screening"]["reviewer"] == "a").sum() == 1


def test_a_charted_value_outside_the_form_is_refused(tmp_path):
    study = lay_out(tmp_path, charting_dot_csv="doi,title,country\n10.5555/a,,Suomi\n")
    assert refusals(study, "charting.csv") == [
        ("line 2", "column 'country' has 1 value(s) that are not among its choices")
    ]


def test_a_person_can_undo_a_merge_and_make_one(tmp_path):
    merges = (
        "kept_source,merged_source,decision,decided_by\n"
        "literature/one.ris#1,literature/two.ris#1,apart,LT\n"
        "literature/one.ris#3,literature/two.ris#2,merge,LT\n"
    )
    tables = tables_of(lay_out(tmp_path, merges_dot_csv=merges))
    record_of = tables["record_sources"].set_index("source_id")["record_id"]
    assert record_of["literature/one.ris#1"] != record_of["literature/two.ris#1"]
    assert record_of["literature/one.ris#3"] == record_of["literature/two.ris#2"]
    assert set(tables["duplicates"]["decided_by"]) == {"LT"}
    assert set(tables["duplicates"]["decision"]) == {"merged", "kept_apart"}


def test_a_search_of_a_file_that_is_not_there_is_named_with_its_line(tmp_path):
    study = lay_out(tmp_path, protocol_dot_yml=PROTOCOL.replace("one.ris", "scopus.ris"))
    with pytest.raises(FileProblem, match=r"protocol\.yml:2: 'scopus\.ris' is not among the set's files"):
        read(study, study.sets("bibliography"))


def test_an_unknown_key_of_the_protocol_is_named_with_a_likely_meaning(tmp_path):
    study = lay_out(tmp_path, protocol_dot_yml=PROTOCOL.replace("exclusion_reasons", "exclusion_reason"))
    with pytest.raises(ManyProblems, match=r"protocol\.yml:3: unknown key 'exclusion_reason' \(did you mean"):
        read(study, study.sets("bibliography"))


def test_known_articles_are_found_or_said_to_be_missing(tmp_path):
    tables = tables_of(lay_out(tmp_path))
    protocol = protocol_in(tables["protocols"])
    seeds = describe.seeds_found(protocol.seed_articles, tables["record_sources"])
    assert seeds["databases"].tolist() == ["One; two", ""]


def test_hits_that_differ_from_the_protocol_are_said(tmp_path):
    study = lay_out(tmp_path, one_dot_ris=ONE + TWO)
    reading = read(study, study.sets("bibliography"))
    [account] = [each for each in reading.accounts["literature"] if each.file == "literature/one.ris"]
    assert account.notes == ["the protocol tells 3 hits, the export holds 5"]


def test_two_files_of_one_stem_are_two_databases_until_the_protocol_says_otherwise(tmp_path):
    study = lay_out(tmp_path, protocol_dot_yml="")
    (tmp_path / "literature" / "other").mkdir()
    (tmp_path / "literature" / "other" / "one.ris").write_text(TWO, encoding="utf-8")
    text = (tmp_path / "study.yml").read_text().replace('"literature/*.ris"', '"literature/**/*.ris"')
    (tmp_path / "study.yml").write_text(text)
    sources = tables_of(load_study(study.folder))["record_sources"]
    assert set(sources["database"]) == {"literature/one.ris", "literature/other/one.ris", "two"}


def test_side_files_among_the_exports_are_no_exports(tmp_path):
    study = lay_out(tmp_path)
    text = (tmp_path / "study.yml").read_text().replace('"literature/*.ris"', '"literature/*"')
    (tmp_path / "study.yml").write_text(text)
    reading = read(load_study(study.folder), load_study(study.folder).sets("bibliography"))
    assert all(account.balanced for account in reading.accounts["literature"])
    assert len(reading.tables["searches"]) == 2


def test_importing_in_any_order_or_twice_changes_no_record(tmp_path):
    """Three exports in three formats, read by name in each order, and once more under other names."""
    texts = {"ris": ONE, "bib": "@article{a, title={Help among neighbours}, year={2015}, author={Exampleson, M.}}\n",
             "csv": "Title,Year,Authors\nBridges,2016,Inventius A\nPeers,2014,\n"}  # fmt: skip
    expected = None
    for number, order in enumerate(permutations(texts)):
        folder = tmp_path / str(number)
        study = lay_out(folder, protocol_dot_yml="", one_dot_ris="", two_dot_ris="")
        for path in (folder / "literature").glob("*.ris"):
            path.unlink()
        for place, form in enumerate([*order, *(order if number % 2 else ())]):
            (folder / "literature" / f"e{place}.{form}").write_text(texts[form], encoding="utf-8")
        yml = (folder / "study.yml").read_text().replace('"literature/*.ris"', '"literature/e*"')
        (folder / "study.yml").write_text(yml)
        records = tables_of(load_study(study.folder))["records"].drop(columns="databases")
        expected = records if expected is None else expected
        pd.testing.assert_frame_equal(records, expected)
