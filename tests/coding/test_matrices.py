"""Roles, negative cases, ways of going together, the framework matrix, both views in words: counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.test_analysis import material
from verko.cells import cell, safe_cell
from verko.coding import cooccurrence, framework, levels, saturation, shown, suggestions, versions
from verko.coding.keywords import theme_words
from verko.coding.material import Material
from verko.coding.negative import negative_cases
from verko.coding.roles import by_role, role_variable
from verko.errors import StudyError
from verko.figures.coding import contrast_dots, role_map
from verko.intake.qda.beside.framework import read_summaries
from verko.intake.qda.rows import read_rows


def people(*rows: tuple) -> pd.DataFrame:
    """Rows of participant, document, speaker, profession."""
    return pd.DataFrame(rows, columns=["participant_id", "document_id", "speaker", "profession"])


NURSES = [(f"R1-A{n}", "R1", f"A{n}", "nurse") for n in range(4)]
WORKERS = [(f"R2-B{n}", "R2", f"B{n}", "worker") for n in range(4)]


def voiced(*rows: tuple) -> pd.DataFrame:
    """Rows of theme, document, speaker."""
    return pd.DataFrame(rows, columns=["theme", "document_id", "speaker"])


def test_groups_and_people_are_counted_apart_and_a_speaker_once():
    coded = voiced(
        *[("U1", "R1", f"A{n}") for n in range(4)], ("U1", "R1", "A0"), *[("U1", "R2", f"B{n}") for n in range(4)]
    )
    found = by_role(coded, people(*NURSES, *WORKERS), ["U1"], column="profession", k=3).set_index("value")
    assert found.loc["nurse", ["documents", "people", "of", "told"]].tolist() == [1, 4, 4, "4"]
    assert found.loc["worker", ["documents", "people", "of", "told"]].tolist() == [1, 4, 4, "4"]


def test_a_small_cell_and_one_beside_it_are_hidden():
    coded = voiced(("U1", "R1", "A0"), *[("U1", "R2", f"B{n}") for n in range(4)])
    found = by_role(coded, people(*NURSES, *WORKERS), ["U1"], column="profession", k=3).set_index("value")["told"]
    assert found.to_dict() == {"nurse": "< 3", "worker": "–"}


def test_a_role_of_too_few_people_is_left_out_and_one_role_is_no_comparison():
    table = people(*NURSES, *WORKERS[:2])
    assert role_variable(table, 3) is None
    found = by_role(voiced(("U1", "R1", "A0")), table, ["U1"], column="profession", k=3)
    assert found["value"].tolist() == ["nurse"]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_figure_of_roles_writes_no_hidden_number(language):
    coded = voiced(("U1", "R1", "A0"), *[("U1", "R2", f"B{n}") for n in range(4)])
    cells = by_role(coded, people(*NURSES, *WORKERS), ["U1"], column="profession", k=3)
    data = cells.assign(label_fi="Tuki", label_en="Support", value_fi=cells["value"], value_en=cells["value"])
    texts = {text.get_text() for text in role_map(data, language=language).axes[0].texts}
    assert texts == {"< 3", "–"}


def test_no_two_values_of_a_background_share_a_mark():
    rows = [("Tuki", f"s{n}", n / 10) for n in range(9)]
    data = pd.DataFrame(rows, columns=["label_fi", "value_fi", "share"])
    lines = [line for line in contrast_dots(data, language="fi").axes[0].lines if line.get_marker() not in ("None", "")]
    looks = {(line.get_marker(), line.get_markerfacecolor()) for line in lines}
    assert len(looks) == len(lines) == 9


def test_negative_cases_are_told_once_and_only_where_the_coder_says_so():
    coded = pd.DataFrame(
        [("U1", "R1", 0, 9, "KA", "Kielteinen tapaus."), ("U2", "R1", 3, 12, "KB", "vastapuhe"),
         ("U1", "R2", 0, 5, "KA", "Tavallinen."), ("U1", "R2", 7, 9, "KA", None)],
        columns=["theme", "document_id", "start", "end", "coder", "memo"],
    )  # fmt: skip
    assert negative_cases(coded)[["document_id", "start"]].values.tolist() == [["R1", 0]]
    assert negative_cases(coded, marks=["tavallinen"])["document_id"].tolist() == ["R2"]
    assert list(negative_cases(coded.head(0)).columns)[:2] == ["theme", "document_id"]


def test_three_ways_of_going_together():
    coded = pd.DataFrame(
        [("R1", 0, 9, "A"), ("R1", 0, 9, "B"), ("R1", 20, 30, "A"), ("R1", 25, 28, "B"), ("R2", 0, 5, "A")],
        columns=["document_id", "start", "end", "theme"],
    )
    row = cooccurrence.three_ways(coded).iloc[0]
    assert row[["n12", "same", "shared"]].tolist() == [2, 1, 1]
    assert row[["c", "same_c", "shared_c"]].tolist() == [2 / 3, 1 / 4, 1 / 2]


@given(
    st.lists(
        st.tuples(st.sampled_from("RS"), st.integers(0, 20), st.integers(1, 9), st.sampled_from("ABC")), max_size=15
    )
)
def test_what_shares_a_segment_overlaps_and_what_overlaps_shares_an_interview(rows):
    coded = pd.DataFrame([(d, s, s + n, t) for d, s, n, t in rows], columns=["document_id", "start", "end", "theme"])
    found = cooccurrence.three_ways(coded)
    assert (found["shared"] >= 1).all()
    assert found[["c", "same_c", "shared_c"]].stack().between(0, 1).all()


def summarised(own: Material, *rows: tuple) -> Material:
    columns = ["case_id", "theme", "summary", "summary_en", "author", "place", "source_file"]
    return replace(own, summaries=pd.DataFrame([(*row, "KA", "line 2", "f.csv") for row in rows], columns=columns))


def test_a_summary_stands_for_its_cell_a_quote_where_none_is_written_and_a_dash_where_nothing_was_said():
    own = summarised(
        material(("J01", 10, 31, "L2.1", "KA"), ("J02", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA")),
        ("J01", "L2", "Maksaja puuttuu.", "Nobody pays."),
    )
    cells, thin = shown.framework_cells(own)
    wide, headers = shown.matrix(own, cells, thin, ["L2", "L1"])
    assert wide["theme_1_en"].tolist() == ["Nobody pays.", "“Kuka maksaa palkkion? [not translated]” (J02)"]
    assert wide["theme_2_fi"].tolist() == ["–", "”Se lukee” (J02)"]
    assert headers["theme_1"]["fi"] == "L2 Rahoitus"


def test_a_cell_of_one_speaker_says_so():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J01", 32, 40, "L1.1", "KA"), documents=("J01",))
    own = replace(own, coded=own.coded.assign(speaker=["A1", "A2"]))
    cells, thin = shown.framework_cells(own)
    assert shown.matrix(own, cells, thin, ["L2"])[0]["theme_1_fi"].tolist() == [
        "”Kuka maksaa palkkion?” (J01) (yksi puhuja)"
    ]


def test_a_case_of_several_interviews_is_a_row_of_its_own():
    own = replace(material(("J01", 10, 31, "L2.1", "KA")), cases={"Yksikkö A": ["J01", "J02"]})
    cells, _ = shown.framework_cells(own)
    assert cells.set_index("case").loc["Yksikkö A", ["passages", "document_id"]].tolist() == [1, "J01"]


@given(st.text(max_size=12))
def test_a_cell_written_for_a_spreadsheet_comes_back_and_is_no_formula(text):
    written = safe_cell(text.strip())
    assert cell(written) == text.strip() or text.strip().startswith(("'", "\t", "\r"))
    assert not written.startswith(("=", "+", "-", "@"))


def test_the_blank_sheet_holds_every_case_and_theme_and_what_is_written():
    own = summarised(
        material(("J01", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA")), ("J01", "L2", "+ maksu", None)
    )
    cells, _ = shown.framework_cells(own)
    sheet = framework.blank_sheet(cells, own.summaries, {"L2": "L2 Rahoitus"})
    assert sheet.splitlines() == ["\ufeffdocument;L1;L2 Rahoitus", "J01;;'+ maksu", "J02;;"]


def test_what_is_filled_into_the_sheet_comes_back_as_summaries():
    own = summarised(
        material(("J01", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA")), ("J01", "L2", "= ei mitään", None)
    )
    cells, _ = shown.framework_cells(own)
    sheet = framework.blank_sheet(cells, own.summaries, {"L2": "L2 Rahoitus"}, synthetic=True)
    rows = read_rows(sheet.replace("J02;;", "J02;puhetta;").encode())
    found, account = read_summaries(
        rows, "f.csv", cases={"j01": "J01", "j02": "J02"}, themes={"L1": 1, "L2": 1}, clean=str,
        find=lambda path: {"l1": "L1", "l2 rahoitus": "L2"}.get(path[-1]),
    )  # fmt: skip
    assert found[["case_id", "theme", "summary"]].values.tolist() == [
        ["J01", "L2", "= ei mitään"], ["J02", "L1", "puhetta"],
    ]  # fmt: skip
    assert (account.read, account.synthetic) == (2, True)


def test_leadership_has_four_sides_and_each_code_its_level():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA"))
    found = levels.sides(own, does=["L1.1"], structures=["L2.1"])
    assert found[["side", "level_en", "within"]].values.tolist() == [
        ["does", "Macro level", "1/2"], ["structures", "Meso level", "1/2"],
    ]  # fmt: skip
    with pytest.raises(StudyError, match="did you mean"):
        levels.sides(own, hinders=["L22"])


def test_both_views_stand_side_by_side_and_quote_nothing_twice():
    text = "J: " + " ".join(["sana"] * 30) + " " + " ".join(["toinen"] * 30)
    rows = [("J01", 3, 60, "L2.1", "KA"), ("J01", 160, 230, "L2.1", "KA")]
    own = material(*rows, documents=("J01",))
    own = replace(own, documents=own.documents.assign(text=text), turns=own.turns.assign(start=0, end=len(text)),
                  translations=pd.DataFrame(columns=["document_id", "start", "end", "translation"]))  # fmt: skip
    taken = pd.DataFrame([("J01", 3, 60)], columns=["document_id", "start", "end"])
    found = levels.joint_words(own, own, taken)
    assert found["theme"].tolist() == ["L2"]
    assert "sana" not in found["managers_said_fi"].iloc[0]
    assert found["professionals_said_en"].iloc[0].endswith("[not translated]” (J01)")


def test_groups_and_individual_interviews_are_apart_and_reflexive_ones_are_not_compared():
    rows = [(f"J0{n}", 10, 31, "L2.1", "KA") for n in (1, 2, 3)]
    own = replace(
        material(*rows, documents=("J01", "J02", "J03")), units={"J01": "group"}, reflexive=frozenset(["J03"])
    )
    assert own.parts() == {"group": ["J01"], "individual": ["J02"]}
    assert set(own.compared["document_id"]) == {"J01", "J02"}
    assert len(saturation.incidence(own.compared_in(["J02"]), ["J02"])) == 1


def test_words_of_a_theme_are_those_of_its_passages():
    words = pd.DataFrame({"document": ["R1"] * 12, "start": range(0, 120, 10), "lemma": ["raha"] * 4 + ["koira"] * 8})
    passages = pd.DataFrame({"theme": ["L2", "L2"], "document_id": "R1", "start": [0, 20], "end": [15, 35]})
    assert theme_words(passages, words)["lemma"].tolist() == ["raha"]
    assert theme_words(passages.head(0), words).empty


def test_a_dictionary_suggests_turns_that_hold_its_words_and_tells_how_often_that_was_right():
    turns = pd.DataFrame({"document_id": "R1", "turn_id": ["a", "b", "c", "d"], "role": "participant"})
    words = {"a": ["palkkio", "maksaa"], "b": ["palkkio", "maksaa"], "c": ["tuki"], "d": ["palkkio"]}
    coded = pd.DataFrame({"theme": ["L2"], "turn_id": ["a"], "document_id": ["R1"]})
    found = suggestions.suggest_by_words("L2", ["palkkio", "maksaa"], coded, turns, words)
    assert found.turns[["turn_id", "origin"]].values.tolist() == [["b", suggestions.DICTIONARY]]
    assert (found.precision, found.judged) == (0.5, 2)
    assert suggestions.suggest_by_words("L2", ["x"], coded, turns, words).precision is None


def test_a_decision_tells_where_a_removed_code_went():
    old = pd.DataFrame({"code_id": ["A", "B"], "parent_id": None, "name_fi": ["Apu", "Tuki"]})
    new = pd.DataFrame({"code_id": ["B", "C"], "parent_id": None, "name_fi": ["Tuki", "Uusi"]})
    log = pd.DataFrame([("split", "A", "B|C", "2020-01-01", "syy", None, "KA")],
                       columns=["change", "code_id", "into", "date", "reason", "reason_en", "author"])  # fmt: skip
    found = versions.decided(versions.changes(old, new, decisions=log), log)
    assert found[["change", "code_id", "after", "reason"]].values.tolist() == [
        ["split", "A", "B, C", "syy"], ["added", "C", "Uusi", "syy"],
    ]  # fmt: skip
    assert versions.version_checks(found, log).empty


def test_the_table_of_changes_says_each_in_both_languages():
    old = pd.DataFrame(
        {"code_id": ["A", "B"], "parent_id": [None, "A"], "name_fi": ["Apu", "x"], "definition_fi": ["y", "v"]}
    )
    new = pd.DataFrame(
        {"code_id": ["A", "B"], "parent_id": [None, None], "name_fi": ["Tuki", "x"], "definition_fi": ["y", "w"]}
    )
    log = pd.DataFrame([("renamed", "A", None, "2020-03-02", "selkeämpi", "clearer", "KA")],
                       columns=["change", "code_id", "into", "date", "reason", "reason_en", "author"])  # fmt: skip
    found = shown.change_table(new, old, log).set_index("change")
    assert found.loc["renamed", ["before_fi", "after_fi", "decided_fi", "decided_en"]].tolist() == [
        "Apu", "Tuki", "2.3.2020: selkeämpi (KA)", "2020-03-02: clearer (KA)",
    ]  # fmt: skip
    assert found.loc["moved", ["before_fi", "after_fi", "decided_fi"]].tolist() == ["Apu", "–", "–"]
    assert found.loc["redefined", ["before_en", "after_en"]].tolist() == ["v", "w"]
    assert shown.change_table(new, old.head(0), log).empty


def test_the_tree_of_reductions_counts_each_branch():
    names = {"uniting": None, "main": "Raha", "upper": ["Palkkio", "Palkkio", "Etuus"], "sub": ["taksa", "raja", None]}
    found = pd.DataFrame(names, index=range(3))
    found = found.assign(**{f"{one}_{lang}": found[one] for one in names for lang in ("fi", "en")})
    tree = shown.reduction_tree(found)
    assert tree[["label_fi", "depth", "passages"]].values.tolist() == [
        ["Raha", 0, 3], ["Etuus", 1, 1], ["Palkkio", 1, 2], ["raja", 2, 1], ["taksa", 2, 1],
    ]  # fmt: skip
    assert np.isnan(tree["parent"].iloc[0])
