"""The synthesis holds for a study with any data sets, tells who said what, and takes silence for what it is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from verko.study.model import Study
from verko.synthesis import (
    Material,
    claims_table,
    coverage,
    design,
    joint_cells,
    joint_display,
    limits,
    questions_table,
    strands,
    theme_shares,
    trustworthiness,
)
from verko.tables import TABLES, empty

SETS = {
    "groups": {"kind": "transcripts", "unit": "group", "files": ["g/*"], "questions": ["RQ1"],
               "analysis": "interviews"},
    "managers": {"kind": "transcripts", "unit": "individual", "files": ["m/*"], "questions": ["RQ1", "RQ2"],
                 "analysis": "leadership"},
    "codings": {"kind": "codings", "files": ["c.csv"]},
    "record": {"kind": "codevelopment", "files": ["r/*"]},
}  # fmt: skip


def study_of(*names: str) -> Study:
    questions = [{"id": "RQ1", "fi": "Miten?", "en": "How?"}, {"id": "RQ2", "fi": "Miksi?", "en": "Why?"}]
    return Study(title={"fi": "Koe"}, synthetic=True, research_questions=questions,
                 data_sets={name: SETS[name] for name in names})  # fmt: skip


def frame(table: str, *rows: dict) -> pd.DataFrame:
    return pd.concat([empty(table), pd.DataFrame(rows)], ignore_index=True) if rows else empty(table)


def documents(**counts: int) -> pd.DataFrame:
    return frame("documents", *({"document_id": f"{name[0]}{n}", "data_set": name}
                                for name, count in counts.items() for n in range(count)))  # fmt: skip


def codings(**held: list[str]) -> pd.DataFrame:
    """Codings as code=[documents]; codes as `U1` or `U1_1` for U1.1."""
    rows = [(code.replace("_", "."), document) for code, found in held.items() for document in found]
    return frame("codings", *({"coding_id": str(n), "document_id": document, "code_id": code, "start": n, "end": n + 5,
                               "coder": "a"} for n, (code, document) in enumerate(rows)))  # fmt: skip


CODES = frame("codes", {"code_id": "U1", "rq": "RQ1", "name_fi": "Tuki", "name_en": "Support"},
              {"code_id": "U1.1", "parent_id": "U1", "rq": "RQ1"},
              {"code_id": "L2", "rq": "RQ2", "name_fi": "Raha", "name_en": "Money"},
              {"code_id": "L10", "rq": "RQ2", "name_fi": "Aika", "name_en": "Time"})  # fmt: skip


def material(study: Study, recorded: dict | None = None, **tables: pd.DataFrame) -> Material:
    return Material(study, {"codes": CODES, **tables}, recorded or {})


@pytest.fixture
def two_sets() -> Material:
    held = codings(U1=["g0", "g1"], U1_1=["g2", "m0"], L2=["g0", "m0", "m1", "m2"], L10=["g1"])
    return material(study_of("groups", "managers", "codings"), codings=held, documents=documents(groups=4, managers=4))


def test_a_theme_is_held_where_it_or_a_code_below_it_was_given(two_sets):
    units = coverage(two_sets).set_index(["code_id", "data_set"])["units"]
    assert units[("U1", "groups")] == 3
    assert units[("U1", "managers")] == 1


def test_a_unit_in_which_nobody_coded_anything_stays_in_the_denominator(two_sets):
    assert set(coverage(two_sets)["of"]) == {4}


def test_numbers_of_single_persons_below_k_are_not_told(two_sets):
    shown = joint_display(two_sets).set_index("code_id")
    assert shown.loc["U1", ["groups", "managers"]].tolist() == ["3/4", "< 3/4"]
    shares = theme_shares(two_sets).set_index(["theme_en", "data_set"])["share"]
    assert pd.isna(shares[("U1 Support", "managers")])


def test_the_relation_is_judged_from_the_sets_that_were_to_answer(two_sets):
    relation = joint_display(two_sets).set_index("code_id")["relation"]
    assert relation.to_dict() == {"U1": "tension", "L2": "single", "L10": "absent"}
    assert joint_display(two_sets, apart=0.6).set_index("code_id").loc["U1", "relation"] == "agreement"


def test_codes_stand_as_people_count_them(two_sets):
    assert joint_display(two_sets)["code_id"].tolist() == ["U1", "L2", "L10"]


def test_a_claim_belongs_to_the_questions_of_the_codes_of_its_quotes():
    recorded = {"claims": {"leadership.c": {"text": {"fi": "Raha puuttuu.", "en": "No money."}, "quotes": ["q"],
                                            "numbers": [], "counter": [], "notebook": "04-leadership-themes"}},
                "quotes": {"q": {"document": "m0", "start": 0, "end": 5}}}  # fmt: skip
    held = codings(L2=["m0"])
    one = material(study_of("groups", "managers"), recorded, codings=held, documents=documents(groups=1, managers=1))
    assert claims_table(one)[["questions", "sets"]].iloc[0].tolist() == ["RQ2", "managers"]
    got = questions_table(one).set_index("question")["claims"]
    assert got.to_dict() == {"RQ1": 0, "RQ2": 1}


def test_a_claim_without_coded_quotes_belongs_to_its_notebook_s_data_sets():
    recorded = {"claims": {"interviews.c": {"text": {"fi": "A", "en": "B"}, "quotes": [], "numbers": ["n"],
                                            "counter": [], "notebook": "03-interview-analysis"}}}  # fmt: skip
    one = material(study_of("groups", "managers"), recorded)
    assert claims_table(one)[["questions", "sets"]].iloc[0].tolist() == ["RQ1", "groups"]


def test_silence_of_the_synthesis_is_told_apart_from_silence_of_the_field():
    recorded = {"tables": {"leadership.t": {"notebook": "04-leadership-themes"}}}
    says = strands(material(study_of("managers"), recorded)).iloc[0]["says_en"]
    assert says == "No claims; numbers 0, tables 1, figures 0."


def test_limits_name_questions_without_material_and_sets_that_are_small():
    found = limits(material(study_of("groups"), documents=documents(groups=2)))["limit_en"].tolist()
    assert found[0].startswith("The data set is small (2)")
    assert "RQ2: no data set answers the question." in found


@pytest.mark.parametrize("names", [(), ("groups",), ("record",), ("groups", "managers", "codings", "record")])
def test_every_table_can_be_made_of_any_study(names):
    one = material(study_of(*names), documents=documents(groups=1) if "groups" in names else empty("documents"))
    for make in (design, claims_table, strands, questions_table, coverage, joint_display, theme_shares, limits):
        assert isinstance(make(one), pd.DataFrame)
    assert len(trustworthiness(one)) == 4


def test_the_tables_the_synthesis_reads_exist():
    from verko.synthesis.material import TABLES as READ

    assert set(READ) <= set(TABLES)


def test_each_cell_of_the_joint_display_is_traced_to_its_units_unless_they_are_too_few(two_sets):
    cells = joint_cells(two_sets)
    display = joint_display(two_sets).set_index("code_id")
    for cell in cells.itertuples():
        name = next(name for name in two_sets.data_sets if two_sets.title(name, "en") == cell.title_en)
        assert display.loc[cell.code_id, name] == cell.units
        count = 0 if cell.documents == "–" else len(cell.documents.split(", "))
        assert cell.units.startswith("<") or cell.units.split("/")[0] == str(count)
    assert (cells.loc[cells["units"].str.startswith("<"), "documents"] == "–").all()


def test_a_theme_mirrored_in_the_co_development_names_the_decisions(two_sets):
    change = frame("change", {"id": "CH1", "code_ids": "U1.1|L2"}, {"id": "CH2", "code_ids": "U1"}, {"id": "CH3"})
    display = joint_display(replace(two_sets, tables=two_sets.tables | {"change": change})).set_index("code_id")
    assert display["mirrored"].to_dict() == {"U1": "CH1, CH2", "L2": "CH1", "L10": "–"}
