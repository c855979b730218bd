"""Pairs that look like one publication and are two, and marks that do not make two of one."""

from __future__ import annotations

import pandas as pd
import pytest

from verko.intake.bibliography import read_export
from verko.literature.candidates import candidate_pairs
from verko.literature.deduplicate import deduplicate
from verko.literature.keys import make_key
from verko.literature.rules import judge

TITLE = "Peer support among parents of children in foster care"
ARTICLE = {
    "type": "article",
    "title": TITLE,
    "authors": "Exampleson, Maria K.; Inventius, Aino",
    "year": 2014,
    "venue": "Journal of Invented Studies",
    "volume": "12",
    "issue": "3",
    "pages": "101-115",
}
UNPLACED = ARTICLE | {"volume": None, "issue": None, "pages": None}
COCHRANE = {"venue": "Cochrane Database of Systematic Reviews", "pages": "CD000123"}


def verdict(one: dict, two: dict):
    assert judge(make_key(one), make_key(two)) == judge(make_key(two), make_key(one)), "order must not matter"
    return judge(make_key(one), make_key(two))


TWO = {
    "editions": (UNPLACED | {"type": "book"}, UNPLACED | {"type": "book", "year": 2020}),
    "second edition": (UNPLACED, UNPLACED | {"title": f"{TITLE} (2nd edition)"}),
    "parts I and II": (UNPLACED | {"title": f"{TITLE} - Part I"}, UNPLACED | {"title": f"{TITLE} - Part II"}),
    "parts of one DOI": (
        ARTICLE | {"title": f"{TITLE}: part 1", "doi": "10.5555/a"},
        ARTICLE | {"title": f"{TITLE}: part 2", "doi": "10.5555/a", "pages": "116-120"},
    ),
    "part two beside the first": (UNPLACED | {"issue": "3"}, UNPLACED | {"issue": "3", "title": f"{TITLE}, part two"}),
    "yearly report": (
        UNPLACED | {"title": "Report of the invented office of families", "authors": "Office"},
        UNPLACED | {"title": "Report of the invented office of families", "authors": "Office", "year": 2015},
    ),
    "year in the title": (UNPLACED | {"title": f"{TITLE} 2013"}, UNPLACED | {"title": f"{TITLE} 2014"}),
    "corrigendum": (ARTICLE, ARTICLE | {"title": f'Corrigendum to "{TITLE}"'}),
    "corrigendum at the end": (ARTICLE, ARTICLE | {"title": f"{TITLE} - Corrigendum"}),
    "correction in Web of Science": (ARTICLE, ARTICLE | {"title": f"{TITLE} (vol 12, pg 101, 2014)"}),
    "correction under the article's title": (ARTICLE, ARTICLE | {"pages": "210"}),
    "retraction": (ARTICLE, ARTICLE | {"title": f"Notice of Retraction: {TITLE}", "doi": "10.5555/b"}),
    "expression of concern": (ARTICLE, ARTICLE | {"title": f"Expression of Concern: {TITLE}"}),
    "letter": (ARTICLE, ARTICLE | {"title": f"Letter to the editor: {TITLE}", "pages": "116"}),
    "reply": (ARTICLE, ARTICLE | {"title": f"{TITLE}: Authors' reply", "pages": "116-117"}),
    "comment": (ARTICLE, ARTICLE | {"title": f"{TITLE}: Comment", "pages": "116", "authors": "Testworth, D."}),
    "preprint": (ARTICLE, UNPLACED | {"venue": "medRxiv", "type": "preprint"}),
    "preprint of the same abstract": (
        ARTICLE | {"abstract": "we asked peers " * 20},
        UNPLACED | {"abstract": "we asked peers " * 20, "venue": "medRxiv", "type": None},
    ),
    "thesis": (ARTICLE, UNPLACED | {"type": "thesis", "venue": "University of Kuvitteela"}),
    "conference abstract": (ARTICLE, ARTICLE | {"issue": "Suppl 1", "pages": "S12"}),
    "supplement's DOI": (
        ARTICLE | {"doi": "10.5555/s", "pages": "S12"},
        ARTICLE | {"doi": "10.5555/s", "pages": "S13", "title": TITLE.replace("parents", "fathers")},
    ),
    "supplement's DOI and page": (
        ARTICLE | {"doi": "10.5555/s", "pages": "S12-S13"},
        ARTICLE | {"doi": "10.5555/s", "pages": "S12-S13", "title": "Loneliness of grandparents in rural places"},
    ),
    "one word": (
        UNPLACED | {"title": TITLE.replace("parents", "mothers")},
        UNPLACED | {"title": TITLE.replace("parents", "fathers")},
    ),
    "Cochrane update": (
        ARTICLE | COCHRANE | {"doi": "10.1002/14651858.cd000123.pub2"},
        ARTICLE | COCHRANE | {"doi": "10.1002/14651858.cd000123.pub3", "year": 2018},
    ),
    "generic title": (UNPLACED | {"title": "Introduction to the special issue"},) * 2,
    "protocol": (ARTICLE, UNPLACED | {"title": f"{TITLE}: a study protocol", "year": 2013}),
}


@pytest.mark.parametrize("name", TWO)
def test_two_publications_are_not_merged(name):
    assert verdict(*TWO[name]).decision != "merged"


@pytest.mark.parametrize(
    "other",
    [
        {"title": TITLE + "."},
        {"title": TITLE.replace("foster care", "foster-care")},
        {"title": TITLE + " [Erratum appears in J Invent Stud. 2015]"},
        {"volume": "12 Suppl 1"},
        {"type": "report"},
    ],
)
def test_one_publication_written_otherwise_is_merged(other):
    assert verdict(ARTICLE, ARTICLE | other).decision == "merged"


def test_a_preprint_under_the_articles_doi_is_merged():
    one, two = (each | {"doi": "10.5555/a"} for each in (ARTICLE, UNPLACED | {"type": "preprint"}))
    assert verdict(one, two).decision == "merged"


def test_an_article_marked_as_retracted_waits_for_a_person():
    one, two = (ARTICLE | {"doi": "10.5555/a", "title": start + TITLE} for start in ("", "RETRACTED: "))
    assert verdict(one, two).decision == "queued"


def sources(*rows: dict, **told: object) -> pd.DataFrame:
    return pd.DataFrame([{"source_id": f"s{number:03d}", **row, **told} for number, row in enumerate(rows)])


def test_bare_generic_titles_stay_two_in_one_export_and_are_one_when_it_is_imported_twice():
    once = sources({"title": "Editorial", "year": 2014}, {"title": "Editorial", "year": 2014}, file="a.ris")
    twice = pd.concat([once, once.assign(source_id=once["source_id"] + "x", file="b.ris")])
    assert len(set(deduplicate(once).group_of.values())) == 2
    assert len(set(deduplicate(twice).group_of.values())) == 2


def test_a_person_may_join_what_rules_keep_apart():
    table = sources(ARTICLE, ARTICLE | {"title": f"Corrigendum to {TITLE}"})
    found = deduplicate(table, decisions={frozenset(("s000", "s001")): (True, "LT")})
    assert len(set(found.group_of.values())) == 1
    assert found.duplicates[["decision", "decided_by"]].values.tolist() == [["merged", "LT"]]


def test_copies_of_two_likely_duplicates_are_one_question():
    other = ARTICLE | {"venue": "Abstracts of Another Society", "volume": "7", "issue": None, "pages": "S9"}
    found = deduplicate(sources(ARTICLE, ARTICLE, other, other)).duplicates
    assert found["decision"].tolist() == ["merged", "merged", "queued"]


def test_every_merge_can_be_undone_by_its_two_ids():
    table = sources(ARTICLE, ARTICLE | {"venue": "J Invent Stud"}, ARTICLE | {"title": TITLE + "."})
    merged = deduplicate(table).duplicates
    assert (merged["decision"] == "merged").all()
    for kept, gone in merged[["kept_source", "merged_source"]].values:
        found = deduplicate(table, decisions={frozenset((kept, gone)): (False, "LT")})
        assert found.group_of[kept] != found.group_of[gone]


def test_the_pairs_to_compare_grow_with_the_records_and_not_with_their_square():
    def pairs(count: int) -> int:
        rows = [ARTICLE | {"title": f"Peer support in place {n}", "year": 1990 + n % 30} for n in range(count)]
        return sum(1 for _ in candidate_pairs([make_key(row) for row in rows]))

    assert pairs(1600) < 8 * pairs(400)


SAME_HITS = (
    "cinahl embase endnote eppireviewer googlescholar mdpi mendeley openalex rayyan refworks zotero covidence_endnote"
    " covidence_mendeley covidence_refworks covidence_zotero"
)


def test_fifteen_programs_exports_of_the_same_hits_are_fifty_one_records(shared_data):
    folder = shared_data / "literature/exports/citation-file-formatting"
    rows = []
    for name in SAME_HITS.split():
        found, _ = read_export(folder / f"_baseline_{name}.ris")
        rows += [{"source_id": f"{name}#{n}", "file": name, **each.as_row()} for n, each in enumerate(found)]
    assert len(rows) == 149
    groups = deduplicate(pd.DataFrame(rows)).group_of
    titles = {(key.title.replace(" ", ""), key.amends) for key in map(make_key, rows)}
    assert len(set(groups.values())) == len(titles) == 51
