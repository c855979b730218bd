"""Keywords that stand together, topics, and the figures of the review."""

from __future__ import annotations

import pandas as pd
import pytest

from verko.figures import literature as figures
from verko.figures.base import as_svg
from verko.literature import describe, maps, overlap

RECORDS = pd.DataFrame({
    "record_id": [f"r{number}" for number in range(24)],
    "keywords": ["Peers; Parents; Trust"] * 8 + ["peers; Leadership"] * 8 + ["Bridges; Steel"] * 7 + [None],
    "title": ["Peers and parents in trust"] * 8 + ["Leading the work of peers"] * 8 + ["Bridges of steel"] * 8,
    "abstract": [None] * 24,
    "year": [2010, 2012] * 12,
})  # fmt: skip


def test_spelling_of_keywords_does_not_part_them():
    nodes, _ = maps.keyword_pairs(RECORDS)
    assert dict(zip(nodes["keyword"], nodes["records"], strict=True))["Peers"] == 16


def test_keywords_that_never_meet_stand_in_groups_of_their_own():
    nodes, _ = maps.keyword_pairs(RECORDS)
    group = dict(zip(nodes["keyword"], nodes["group"], strict=True))
    assert group["Bridges"] == group["Steel"] != group["Parents"]


def test_the_map_is_the_same_every_time():
    pd.testing.assert_frame_equal(maps.map_table(RECORDS), maps.map_table(RECORDS))


def test_every_record_counts_under_one_topic():
    found = maps.topics(RECORDS, ["r0"], number=3)
    assert found["records"].sum() == 24
    assert found["included"].sum() == 1


@pytest.mark.parametrize("few", [RECORDS.head(3), RECORDS.assign(title=None)])
def test_too_little_text_has_no_topics(few):
    assert maps.topics(few, [], number=3).empty


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_figure_is_drawn_in_both_languages(language):
    sources = pd.DataFrame({"record_id": ["r1", "r1", "r2"], "database": ["PubMed", "Scopus", "Scopus"]})
    counted = pd.DataFrame({"value": ["a"], "text_fi": ["suomi"], "text_en": ["Finland"], "records": [3]})
    for draw, data in (
        (figures.keyword_map, maps.map_table(RECORDS)),
        (figures.overlap, overlap.contributions(sources, ["r1"])),
        (figures.years, describe.by_year(RECORDS, ["r0"])),
        (figures.charted, counted),
    ):
        one, two = (as_svg(draw, data, language=language, title="t", alt="a", synthetic=True) for _ in range(2))
        assert one == two, "the same data give the same bytes"
        assert b"<desc>a</desc>" in one


def test_topics_hold_no_function_words_of_three_languages():
    texts = {
        "fi": "ja että se on myös vertaistuki perheille joka kun tämä",
        "sv": "och att det som för med kamratstöd familjer också detta",
        "en": "and that the with from peers families also this",
    }
    rows = [
        {"record_id": f"{name}{n}", "title": text, "abstract": text} for name, text in texts.items() for n in range(8)
    ]
    found = maps.topics(pd.DataFrame(rows), [], number=3, words=20)
    words = set(", ".join(found["words"]).split(", "))
    assert words == {"vertaistuki", "perheille", "kamratstöd", "familjer", "peers", "families"}


def test_records_without_keywords_have_a_map_of_their_titles():
    told = pd.DataFrame({"title": ["Peers and parents", "The parents of peers"], "keywords": [None, None]})
    assert maps.keyword_pairs(told)[1].values.tolist() == [["parents", "peers", 2]]
