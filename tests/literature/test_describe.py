"""The included studies as each language's report shows them, and the keyword map's words apart from each other."""

from __future__ import annotations

import pandas as pd

from verko.figures import literature as figures
from verko.intake.bibliography.protocol import ChartingField, Protocol
from verko.literature import describe
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
