"""The chain of content analysis, the framework matrix, codebook versions, suggestions, leadership: counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from verko.coding import content, framework, levels, reliability, shown, suggestions, versions
from verko.coding.material import Material, sectors_told
from verko.errors import StudyError

CODES = pd.DataFrame(
    {
        "code_id": ["L1", "L1.1", "L2", "L2.1"],
        "parent_id": [None, "L1", None, "L2"],
        "name_fi": ["Strategia", "kirjaus", "Rahoitus", "palkkio"],
        "name_en": ["Strategy", "mention", None, None],
        "definition_fi": ["Makrotaso: x", None, "Mesotaso: y", None],
        "rq": ["RQ3", None, "RQ3", None],
    }
)
TEXT = "H: No? J: Kuka maksaa palkkion? Se lukee strategiassa."


def material(*rows: tuple, documents: tuple[str, ...] = ("J01", "J02"), sector: tuple | None = None) -> Material:
    """Codings as rows of document, start, end, code, coder; a theme is a main category."""
    frame = pd.DataFrame(
        {"document_id": list(documents), "text": TEXT, "sector": list(sector or [None] * len(documents)),
         "characters": len(TEXT), "language": "fi"}
    )  # fmt: skip
    coded = pd.DataFrame(rows, columns=["document_id", "start", "end", "code_id", "coder"])
    coded = coded.assign(theme=[code.split(".")[0] for code in coded["code_id"]], speaker="J", role="participant")
    turns = pd.DataFrame(
        {"document_id": list(documents), "turn_id": [f"{one}-1" for one in documents], "speaker": "J",
         "role": "participant", "start": 7, "end": len(TEXT)}
    )  # fmt: skip
    none = pd.DataFrame(columns=["document_id", "participant_id"])
    themes = sorted(set(coded["theme"]))
    return Material(frame, turns, none, none, none, CODES, coded, themes, "main", calls_for_agreement=True)


def test_a_chain_goes_from_the_words_to_the_main_category():
    own = material(("J01", 10, 31, "L2.1", "KA"))
    row = content.chain(own.coded.assign(reduced="maksaja auki"), CODES, own.documents).iloc[0]
    assert (row["original"], row["reduced"], row["upper"], row["main"]) == (
        "Kuka maksaa palkkion?", "maksaja auki", "L2.1", "L2",
    )  # fmt: skip


def test_codings_with_a_reduction_are_the_content_analysis_of_a_study_without_a_table():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA"))
    found = content.reductions(replace(own, coded=own.coded.assign(reduced=["maksaja auki", None])))
    assert found[["original", "reduced_fi", "upper_fi", "main_en"]].values.tolist() == [
        ["Kuka maksaa palkkion?", "maksaja auki", "L2.1 palkkio", "L2 Rahoitus"]
    ]


def test_an_empty_cell_and_a_cell_of_one_speaker_are_shown():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J01", 32, 40, "L1.1", "KA"))
    cells = framework.framework(own.passages, own.documents, own.themes, ids=own.ids)
    assert cells.set_index(["case", "theme"])["empty"].to_dict()["J02", "L2"]
    two = own.coded.assign(speaker=["A1", "A2"])
    thin = framework.thin_cells(cells, two)
    assert ("one_speaker", "J01", "L2") in set(thin.itertuples(index=False, name=None))


def test_a_code_whose_passages_went_to_two_codes_was_split():
    old = pd.DataFrame({"code_id": ["A", "B"], "parent_id": None})
    new = pd.DataFrame({"code_id": ["B", "C", "D"], "parent_id": None})
    places = pd.DataFrame({"document_id": "R01", "start": [0, 10, 20], "end": [5, 15, 25], "coder": "K"})
    found = versions.changes(
        old, new, old_codings=places.assign(code_id=["A", "A", "B"]), new_codings=places.assign(code_id=["C", "D", "B"])
    )
    assert found.loc[found["code_id"] == "A", ["change", "after"]].values.tolist() == [["split", "C, D"]]


def test_a_merged_code_names_the_one_it_went_to():
    old = pd.DataFrame({"code_id": ["A", "B"], "parent_id": None})
    new = pd.DataFrame({"code_id": ["B"], "parent_id": None})
    places = pd.DataFrame({"document_id": "R01", "start": [0, 10], "end": [5, 15], "coder": "K"})
    found = versions.changes(
        old, new, old_codings=places.assign(code_id=["A", "B"]), new_codings=places.assign(code_id=["B", "B"])
    )
    assert found[["change", "code_id", "after"]].values.tolist() == [["merged", "A", "B"]]


def test_themes_stand_at_the_level_their_definition_names():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J02", 32, 40, "L1.1", "KA"))
    placed = levels.by_level(own, shown.theme_table(own, 3))
    assert dict(zip(placed["theme"], placed["level"], strict=True)) == {"L1": "macro", "L2": "meso"}


def test_a_code_on_both_sides_or_unknown_is_refused():
    own = material(("J01", 10, 31, "L2.1", "KA"))
    with pytest.raises(StudyError, match="both sides"):
        levels.sides(own, hinders=["L2"], enables=["L2"])
    with pytest.raises(StudyError, match="not in the codebook"):
        levels.sides(own, hinders=["Q"], enables=[])
    assert levels.sides(own, hinders=["L2"], enables=["L1"])["passages"].tolist() == [1]


def test_a_sector_of_one_manager_is_not_told():
    rows = [(f"J0{number}", 10, 31, "L2.1", "KA") for number in range(1, 6)]
    own = material(*rows, documents=("J01", "J02", "J03", "J04", "J05"), sector=("a", "a", "a", "b", "c"))
    assert sectors_told([own], 3) == ["a"]
    assert shown.sector_cells(own, 3).empty


def test_numbers_of_speakers_below_k_are_hidden():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J02", 10, 31, "L2.1", "KA"))
    assert shown.theme_table(own, 3)["voices"].tolist() == ["< 3"]
    assert shown.theme_table(own, 2)["voices"].tolist() == ["2"]


def test_the_interview_with_other_themes_is_least_like_the_rest():
    rows = [(f"J0{number}", 10, 31, "L2.1", "KA") for number in (1, 2, 3)] + [("J04", 10, 31, "L1.1", "KA")]
    own = material(*rows, documents=("J01", "J02", "J03", "J04"))
    found = levels.least_alike(own)
    assert (found.document, found.alike) == ("J04", 0.0)
    assert levels.least_alike(material(rows[0], rows[1])) is None


def test_coders_are_compared_on_the_turns_of_interviews_that_both_coded():
    own = material(("J01", 10, 31, "L2.1", "KA"), ("J01", 12, 30, "L2.1", "KB"), ("J02", 10, 31, "L2.1", "KA"))
    documents, coders = reliability.compared_documents(own.coded)
    assert (documents, coders) == (["J01"], ["KA", "KB"])
    ratings = reliability.turn_ratings(own.coded, own.turns, "L2", documents=documents, coders=coders)
    assert ratings.units == 1


def test_suggestions_are_marked_and_never_name_what_is_coded():
    turns = pd.DataFrame(
        {
            "document_id": [f"R{n % 4}" for n in range(12)],
            "turn_id": [f"t{n}" for n in range(12)],
            "role": "participant",
        }
    )
    texts = pd.Series(
        ["palkkio ja maksu" if n % 3 == 0 else "tuki ja toivo" for n in range(12)], index=turns["turn_id"]
    )
    coded = pd.DataFrame({"theme": "L2", "turn_id": ["t0", "t3", "t6"]})
    found = suggestions.suggest("L2", coded, turns, texts, most=1)
    assert found.turns["turn_id"].tolist() == ["t9"]
    assert found.turns["origin"].tolist() == [suggestions.LIKENESS]
    assert found.precision is not None
    assert suggestions.suggest("L9", coded, turns, texts).precision is None
