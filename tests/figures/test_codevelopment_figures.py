"""Figures of co-development and synthesis are drawn from any record, in both languages, the same bytes each time."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.codevelopment.records import good, read
from verko.codevelopment import impact
from verko.codevelopment.course import loop, timeline
from verko.figures import codevelopment, synthesis
from verko.figures.base import as_svg


def svg(draw, data, language="fi") -> str:
    return as_svg(draw, data, language=language, title="Otsikko", alt="Kuvaus", synthetic=True).decode()


@pytest.fixture
def frames(tmp_path):
    record = read(tmp_path, good())
    return {
        codevelopment.process_loop: loop(record),
        codevelopment.timeline: timeline(record),
        codevelopment.contribution_flow: impact.flow(impact.trace(record)),
    }


def test_the_same_data_give_the_same_bytes_and_languages_differ(frames):
    for draw, data in frames.items():
        if draw is codevelopment.timeline:
            data = data.loc[data["date"].notna()]
        assert svg(draw, data) == svg(draw, data)
        assert svg(draw, data, "en") != svg(draw, data)


def test_one_contribution_of_one_kind_can_be_drawn():
    data = pd.DataFrame({"knowledge_type": ["tunne"], "outcome": ["hyvaksytty"], "version": [1], "contributions": [1]})
    assert "<svg" in svg(codevelopment.contribution_flow, data)


def test_a_design_of_one_data_set_without_a_question_can_be_drawn():
    row = {"data_set": "a", "question": "", "title_fi": "Aineisto", "amount_fi": "3 sivua", "analysis_fi": "luenta",
           "question_text_fi": "Kehittämisosio"}  # fmt: skip
    assert "<svg" in svg(synthesis.study_design, pd.DataFrame([row]))


def test_a_theme_without_any_share_to_tell_can_be_drawn():
    row = {"theme_fi": "U1 Tuki", "title_fi": "Johtajat", "share": None}
    assert "<svg" in svg(synthesis.theme_coverage, pd.DataFrame([row]).astype({"share": float}))
