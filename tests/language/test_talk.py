"""Words of interviews with their turns and speakers."""

import pandas as pd
import pytest

from verko.language import in_context, neighbours, pairs, said, spread, typical

TEXTS = {
    "R01": [("H", "Mitä on vertaistuki?"), ("A1", "Vertaistuki on oman kokemuksen jakamista."),
            ("A2", "Oma kokemus auttaa.")],
    "R02": [("A1", "Johtaja sopii palkkion. Johtaja sopii ajan."), ("A1", "Johtaja sopii, oman kokemuksen mukaan.")],
}  # fmt: skip


@pytest.fixture
def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two small interviews as the store holds them."""
    documents, turns = [], []
    for name, lines in TEXTS.items():
        text = ""
        for number, (speaker, words) in enumerate(lines, start=1):
            start = len(text) + len(speaker) + 2
            text += f"{speaker}: {words}\n"
            role = "interviewer" if speaker == "H" else "participant"
            turns.append((f"{name}-{number:04}", name, number, speaker, role, start, start + len(words)))
        documents.append((name, text, "fi"))
    columns = ["turn_id", "document_id", "number", "speaker", "role", "start", "end"]
    return pd.DataFrame(documents, columns=["document_id", "text", "language"]), pd.DataFrame(turns, columns=columns)


def test_every_word_lies_where_it_is_said(tables):
    documents, turns = tables
    texts = documents.set_index("document_id")["text"]
    words = said(documents, turns)
    assert all(texts[row.document][row.start : row.end] == row.word for row in words.itertuples())
    assert set(words["speaker"]) == {"A1", "A2"}


def test_the_interviewer_is_heard_only_when_asked_for(tables):
    assert "H" in set(said(*tables, roles=["interviewer"])["speaker"])


def test_keyness_tells_what_sets_an_interview_apart(tables):
    found = typical(said(*tables), least=3, likelihood=0)
    assert found[["group", "lemma", "count"]].values.tolist()[0] == ["R02", "johtaja", 3]


def test_dispersion_over_interviews(tables):
    found = spread(said(*tables), least=3).set_index("lemma")
    assert found.loc["kokemus", "documents"] == 2
    assert found.loc["johtaja", "dp"] > found.loc["kokemus", "dp"]


def test_collocates_stay_within_a_turn(tables):
    found = neighbours(said(*tables), "sopia", span=1, least=1)
    assert found["lemma"].tolist()[0] == "johtaja"
    assert "auttaa" not in found["lemma"].tolist()


def test_pairs_count_the_interviews_they_stand_in(tables):
    found = pairs(said(*tables), least=3).set_index(["first", "second"])
    assert found.loc[("oma", "kokemus"), "documents"] == 2
    assert found.loc[("johtaja", "sopia"), "documents"] == 1


def test_a_concordance_tells_turn_and_speaker(tables):
    documents, turns = tables
    lines = in_context(documents, turns, "kokemus")
    assert lines[["document", "number", "speaker", "keyword"]].values.tolist() == [
        ["R01", 2, "A1", "kokemuksen"], ["R01", 3, "A2", "kokemus"], ["R02", 2, "A1", "kokemuksen"],
    ]  # fmt: skip
    texts = documents.set_index("document_id")["text"]
    assert all(texts[line.document][line.start : line.end] == line.keyword for line in lines.itertuples())


def test_tables_without_words_are_empty(tables):
    documents, turns = tables
    words = said(documents, turns.head(0))
    assert words.empty
    assert typical(words).empty
    assert spread(words).empty
    assert neighbours(words, "tuki").empty
    assert pairs(words).empty
    assert in_context(documents, turns.head(0), "tuki").empty
