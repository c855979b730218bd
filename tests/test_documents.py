"""The document analysis of web pages: counts of pages, terms as written, words by type of organisation."""

import pandas as pd
import pytest

from verko import documents as analysis
from verko.figures.documents import commonest_words, organisations_by_form


def pages(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Pages of (org_type, activity_form, term_used, text)."""
    frame = pd.DataFrame(rows, columns=["org_type", "activity_form", "term_used", "text"])
    frame["page_id"] = [f"W{number:02}" for number in range(1, len(rows) + 1)]
    return frame.assign(language="fi", who_runs="yhdessä", fee_mentioned="false", training_mentioned=None)


THREE = pages(
    ("kunta", "vertaisryhmä|kokemusasiantuntija", "Vertaisryhmä", "Vertaisryhmä auttaa. Neuvola kertoo."),
    ("kunta", "vertaisryhmä", "vertaisryhmä", "Neuvola kokoaa vertaisryhmän. Neuvola, neuvola."),
    ("järjestö", "verkkovertaistuki", "chat", "Keskustelu on auki."),
)


def test_a_page_with_two_forms_counts_in_both_and_once_among_the_pages():
    cross = analysis.cross_table(THREE).set_index("org_type")
    assert cross.loc["kunta"].to_dict() == {
        "kokemusasiantuntija": 1,
        "verkkovertaistuki": 0,
        "vertaisryhmä": 2,
        "pages": 2,
    }
    assert cross.loc["", "pages"] == 3


def test_what_is_told_is_a_share_of_the_pages_whose_cell_is_filled():
    told = analysis.told_table(THREE).set_index("question")
    assert told.loc["fee_mentioned", "share"] == 1
    assert "training_mentioned" not in told.index


def test_terms_are_kept_as_written_but_for_capitals():
    terms = analysis.terms_table(THREE)
    assert terms[["term", "pages"]].values.tolist() == [["vertaisryhmä", 2], ["chat", 1]]


def test_glossary_terms_that_nobody_uses_are_kept_with_zero():
    counts = analysis.glossary_counts(analysis.lemmas_by_page(THREE, "fi"), "fi").set_index("term")
    assert counts.loc["vertaisryhmä"].tolist() == [2, 2]
    assert counts.loc["palkkio", "count"] == 0


def test_keyness_needs_two_pages_and_a_word_on_both():
    found = analysis.keyness_by(THREE, "org_type", analysis.lemmas_by_page(THREE, "fi"))
    assert found["group"].unique().tolist() == ["kunta"]
    assert found["lemma"].tolist() == ["neuvola"]


def test_nothing_is_found_where_there_is_nothing():
    assert analysis.keyness_by(THREE.iloc[:0], "org_type", {}).empty
    assert analysis.commonest({}).empty
    assert analysis.has_sheet(THREE.assign(org_type=None)).empty


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_figures_are_drawn_in_both_languages(language):
    grid = analysis.cross_table(THREE).iloc[:-1].drop(columns="pages")
    (axes,) = organisations_by_form(grid, language=language).axes
    assert len(axes.texts) == 6
    (axes,) = commonest_words(analysis.commonest(analysis.lemmas_by_page(THREE, "fi")), language=language).axes
    assert axes.get_title(loc="left") == {"fi": "Esiintymiä", "en": "Occurrences"}[language]
