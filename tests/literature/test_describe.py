"""The included studies as each language's report shows them, and the keyword map's words apart from each other."""

from __future__ import annotations

import pandas as pd

from verko.figures import literature as figures
from verko.intake.bibliography.protocol import ChartingField, Protocol
from verko.literature import describe
from verko.literature.flow import Flow
from verko.literature.plan import of_the_protocol
from verko.literature.scr_checklist import scr_checklist
from verko.study.model import LocalText

FINDING = tuple(
    ChartingField(name=f"main_finding_{language}", label=LocalText(fi=fi, en=en))
    for language, fi, en in (
        ("fi", "Päätulos suomeksi", "Main finding in Finnish"),
        ("en", "Päätulos englanniksi", "Main finding in English"),
    )
)


def studies(*authors: str) -> pd.DataFrame:
    rows = [(f"r{number}", names, "A study", "A journal", 2015) for number, names in enumerate(authors)]
    return pd.DataFrame(rows, columns=["record_id", "authors", "title", "venue", "year"])


def test_a_study_is_named_in_the_language_of_the_report():
    records = studies("Aalto, A.; Berg, B.", "Aalto, A.; Berg, B.; Choi, C.")
    nothing = pd.DataFrame(columns=["record_id", "field", "value"])
    table = describe.evidence_table(records, nothing, Protocol(), ["r0", "r1"])
    assert table["study_fi"].tolist() == ["Aalto ja Berg 2015", "Aalto ym. 2015"]
    assert table["study_en"].tolist() == ["Aalto and Berg 2015", "Aalto et al. 2015"]


def test_a_finding_told_in_two_languages_is_one_column_that_names_neither():
    labels = describe.form_labels(Protocol(charting_form=FINDING))
    assert labels == {"main_finding": {"fi": "Päätulos", "en": "Main finding"}}


def test_no_two_words_of_the_keyword_map_stand_at_one_height():
    words = [{"kind": "keyword", "one": f"word {n}", "records": 2, "group": 1, "x": x, "y": 0.99}
             for n, x in enumerate((-0.2, -0.1, 0.1, 0.2, 0.3))]  # fmt: skip
    drawn = figures.keyword_map(pd.DataFrame(words), language="en")
    places = [text.xy for text in drawn.axes[0].texts]
    for side in (-1, 1):
        heights = [y for x, y in places if x * side > 0]
        assert len(heights) > 1
        assert len(set(heights)) == len(heights)


QUESTION = ChartingField(
    name="research_question",
    label=LocalText(fi="Tutkimuskysymys", en="Research question"),
    type="choices",
    choices={
        "RQ2": LocalText(fi="RQ2 roolit", en="RQ2 roles"),
        "RQ1": LocalText(fi="ymmärrys", en="understanding"),
    },
)


def test_a_study_stands_under_each_question_it_answers_in_the_order_of_the_form():
    protocol = Protocol(charting_form=(QUESTION, *FINDING))
    rows = [
        ("r0", "research_question", "RQ1|RQ2"),
        ("r1", "research_question", "RQ1"),
        ("r1", "main_finding_fi", "Auttoi."),
    ]
    charting = pd.DataFrame(rows, columns=["record_id", "field", "value"])
    table = describe.evidence_table(studies("Aalto, A.", "Berg, B."), charting, protocol, ["r0", "r1"])
    told = describe.by_question(table, charting, protocol)
    assert told[["question_fi", "study_fi"]].values.tolist() == [
        ["RQ2", "Aalto 2015"],
        ["ymmärrys", "Aalto 2015"],
        ["ymmärrys", "Berg 2015"],
    ]
    assert told["main_finding_fi"].tolist()[2] == "Auttoi."


def test_without_a_field_of_questions_there_is_no_such_table():
    table = describe.evidence_table(
        studies("Aalto, A."), pd.DataFrame(columns=["record_id", "field", "value"]), Protocol(), ["r0"]
    )
    assert describe.by_question(table, pd.DataFrame(columns=["record_id", "field", "value"]), Protocol()).empty


def test_the_checklist_has_22_items_and_scores_none():
    protocol = Protocol(
        title={"fi": "Kartoittava katsaus", "en": "A scoping review"},
        research_question={"fi": "Mitä?", "en": "What?"},
        version="1",
        charting_form=FINDING,
    )
    searches = pd.DataFrame({"search_date": ["2020-09-07", None], "search_string": ["peer*", None]})
    counted = Flow({"One": 3}, 1, 0, 2, 0, 1, 0, 1, 0, 1, {}, 0, 0, 1)
    told = scr_checklist(protocol, counted, searches=searches, reviewers=2, charted=["r1"], missing=[])
    status = told.set_index("number")["status_en"]
    assert list(status.index) == list(range(1, 23))
    assert status[[1, 4, 5, 6, 7, 8, 9, 12, 14, 15]].tolist() == [
        "found", "found", "partly", "not found", "partly", "found", "found", "not done (optional)", "found", "found"
    ]  # fmt: skip
    unfinished = Flow({"One": 3}, 1, 0, 1, 1, 1, 0, 0, 0, 0)
    again = scr_checklist(protocol, unfinished, searches=searches, reviewers=2, charted=[], missing=["r1"])
    assert again.set_index("number").loc[[14, 15], "status_en"].tolist() == ["partly", "not found"]


def test_the_plan_tells_what_the_protocol_tells_and_no_more():
    told = of_the_protocol(Protocol(review_type="systematic", date="2020-09-02"))
    assert told["told_fi"].tolist() == ["järjestelmällinen katsaus", "2020-09-02"]


def test_venues_are_counted_whatever_their_capitals():
    records = studies("A, A.", "B, B.").assign(venue=["Ex J", "EX J"])
    assert describe.venues(records, ["r1"]).values.tolist() == [["Ex J", 2, 1]]
