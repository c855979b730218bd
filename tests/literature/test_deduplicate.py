"""What is one publication and what is not: each case is one that real databases produce."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.literature.deduplicate import deduplicate
from verko.literature.keys import make_key
from verko.literature.rules import judge

ARTICLE = {
    "title": "Peer support among parents of children in foster care",
    "authors": "Exampleson, Maria K.; Inventius, Aino",
    "year": 2014,
    "venue": "Journal of Invented Studies",
    "volume": "12",
    "issue": "3",
    "pages": "101-115",
}


def decision(one: dict, two: dict) -> str:
    assert judge(make_key(one), make_key(two)) == judge(make_key(two), make_key(one)), "order must not matter"
    return judge(make_key(one), make_key(two)).decision


@pytest.mark.parametrize(
    "other",
    [
        {
            "title": "Peer Support Among Parents of Children in Foster Care.",
            "venue": "J Invent Stud",
            "pages": "101-15",
        },
        {"authors": "Exampleson MK and Inventius A", "volume": "12 (Pt 1)"},
        {"authors": "Maria K., Exampleson; Aino, Inventius"},
        {"title": ARTICLE["title"] + ".[Erratum appears in J Invent Stud. 2015;13(1):9]"},
        {"title": f"[{ARTICLE['title']}] LA: Fin"},
        {"title": ARTICLE["title"] + ": a qualitative study"},
        {"title": "Vertaistuki sijoitettujen lasten vanhemmille"},
        {"volume": None, "issue": None, "pages": None, "year": 2013},
        {"title": "Peer suport among parent of children in foster care"},
        {"pages": "01-Jun"},
    ],
    ids=[
        "abbreviated",
        "names",
        "swapped",
        "erratum told",
        "bracketed",
        "subtitle",
        "translated",
        "online first",
        "typo",
        "excel",
    ],
)
def test_the_same_article_written_otherwise_is_merged(other):
    assert decision(ARTICLE, ARTICLE | other) == "merged"


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Erratum: " + ARTICLE["title"], "pages": "210"},
        {"title": "Author Correction: " + ARTICLE["title"]},
        {"title": "Reply to: " + ARTICLE["title"], "pages": "116-117"},
        {"title": ARTICLE["title"] + ", part 2", "pages": "116-130"},
        {"authors": "Testworth, D.; Specimen, E."},
        {"title": "Leadership of family centres in three towns", "pages": "116-130"},
    ],
    ids=["erratum", "correction", "reply", "part 2", "other people", "other title"],
)
def test_what_only_looks_the_same_is_not_merged(other):
    assert decision(ARTICLE, ARTICLE | other) != "merged"


def test_abstracts_that_share_a_supplements_doi_stay_apart():
    one = ARTICLE | {"doi": "10.5555/supplement", "pages": "S12"}
    two = one | {"title": "Loneliness of grandparents in rural places", "authors": "Testworth, D."}
    assert decision(one, two) == "apart"


def test_recurring_titles_stay_apart():
    one = ARTICLE | {"title": "Editorial introduction", "pages": None}
    assert decision(one, one | {"issue": "4"}) == "apart"


def test_a_conference_paper_and_the_article_that_followed_stay_apart():
    paper = ARTICLE | {
        "venue": "Conference on Invented Systems",
        "volume": None,
        "issue": None,
        "pages": None,
        "year": 2011,
    }
    assert decision(ARTICLE, paper) == "apart"


def sources(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{"source_id": f"s{number:03d}", **row} for number, row in enumerate(rows)])


def test_an_article_never_joins_its_erratum_through_a_third_reference():
    erratum = ARTICLE | {"title": "Erratum: " + ARTICLE["title"]}
    found = deduplicate(sources(ARTICLE, ARTICLE | {"venue": "J Invent Stud"}, erratum, erratum | {"issue": None}))
    assert len(set(found.group_of.values())) == 2


def test_every_merge_keeps_both_ids_its_rule_and_its_score():
    found = deduplicate(sources(ARTICLE, ARTICLE | {"venue": "J Invent Stud"})).duplicates
    assert found[["decision", "decided_by", "rule"]].values.tolist() == [["merged", "rule", "same title and place"]]
    assert found["score"].between(0, 1).all()


def test_a_likely_pair_waits_for_a_person():
    abstract = ARTICLE | {"venue": "Abstracts of Another Society", "volume": "7", "issue": None, "pages": "S9"}
    found = deduplicate(sources(ARTICLE, abstract))
    assert found.duplicates["decision"].tolist() == ["queued"]
    assert len(set(found.group_of.values())) == 2


def test_a_generic_title_under_which_hundreds_stand_takes_no_time_and_merges_nothing():
    rows = [
        ARTICLE | {"title": "Editorial", "volume": str(n), "pages": f"{n}-{n + 1}", "year": 1900 + n}
        for n in range(120)
    ]
    assert len(set(deduplicate(sources(*rows)).group_of.values())) == 120


words = st.sampled_from(["peers", "parents", "support", "families", "leading", "work", "trust", "roles"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(words, min_size=3, max_size=7), st.integers(2000, 2003)), min_size=1, max_size=12))
def test_order_and_repetition_change_nothing(drawn):
    rows = [{"title": " ".join(title), "year": year, "authors": "Exampleson, M."} for title, year in drawn]
    table = sources(*rows)
    shuffled = table.sample(frac=1, random_state=7)
    assert deduplicate(table).group_of == deduplicate(shuffled).group_of
    twice = pd.concat([table, table.assign(source_id=table["source_id"] + "x")])
    assert len(set(deduplicate(twice).group_of.values())) == len(set(deduplicate(table).group_of.values()))


def test_nothing_to_compare_is_no_error():
    assert deduplicate(sources({"title": None, "year": None})).group_of == {"s000": "s000"}


@pytest.mark.parametrize("name", ["stroke", "respiratory", "special_cases"])
def test_no_wrong_merge_on_sets_with_known_duplicates(shared_data, name):
    folder = shared_data / "literature/dedupe" / name
    table = pd.read_csv(folder / "records_pre_merged.csv", dtype=str)
    renamed = table.rename(columns={"ID": "source_id", "author": "authors", "journal": "venue", "ENTRYTYPE": "type"})
    renamed["type"] = renamed["type"].map({"inproceedings": "conference"}).fillna("article")
    renamed["venue"] = renamed["venue"].fillna(table.get("booktitle", pd.Series(index=table.index, dtype="object")))
    truth = {
        one: place
        for place, ids in enumerate(pd.read_csv(folder / "merged_record_ids.csv")["merged_ids"])
        for one in ids.split(";")
    }
    found = deduplicate(renamed)
    wrong = [one for one, name in found.group_of.items() if truth.get(one, one) != truth.get(name, name)]
    merged = sum(one != name for one, name in found.group_of.items())
    assert not wrong
    assert merged >= 0.99 * (len(truth) - len(set(truth.values())))
    assert (found.duplicates["decision"] == "queued").sum() <= max(3, 0.01 * len(table))
