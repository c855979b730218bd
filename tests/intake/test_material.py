"""What the report says of the material: sums that hold, small classes hidden, no participant's word shown."""

import pandas as pd
import pytest

from verko.figures.intake import words_per_interview
from verko.intake import material, transcripts
from verko.study import Study
from verko.tables import empty

TALK = (
    "SYNTEETTINEN AINEISTO\n\nH: Miten menee?\n\n"
    "A1: Hyvin menee, kiitos. Eskolanmäki auttoi.\n\nA2: Joo.\n\nH: Kiitos.\n"
)
PEOPLE = (
    "participant_id,document,speaker,role,sector\n"
    "R01-A1,R01,A1,ammattilainen,koulu\nR01-A2,R01,A2,ammattilainen,neuvola\n"
)


@pytest.fixture
def read(interviews):
    study = interviews({"i/R01.md": TALK, "p.csv": PEOPLE}, participants="p.csv", unit="group", title={"fi": "Ryhmät"})
    reading = transcripts.read(study, study.sets("transcripts"))
    rows = [vars(account) | {"refused": account.refused} for account in reading.accounts["i"]]
    accounts = pd.DataFrame(rows).assign(data_set="i", kind="transcripts", notes=[None] * len(rows))
    return study, accounts, reading.tables


def test_the_material_table_has_a_row_for_each_data_set(read):
    study, accounts, tables = read
    (row,) = material.material_table(study, accounts, tables["documents"], tables["participants"]).to_dict("records")
    assert (row["title_fi"], row["amount_fi"], row["amount_en"]) == ("Ryhmät", "1 haastattelu", "1 interview")
    assert (row["participants"], row["words"], row["approach_en"]) == (2, 9, "thematic analysis with a codebook")


def test_half_years_are_told_in_words_from_the_first_to_the_last(read):
    study, accounts, tables = read
    halves = tables["documents"].assign(period="2020-H1")
    halves = pd.concat([halves, halves.assign(period="2019-H2")])
    (row,) = material.material_table(study, accounts, halves, tables["participants"]).to_dict("records")
    assert row["period_fi"] == "loppuvuosi 2019 – alkuvuosi 2020"
    assert row["period_en"] == "late 2019 – early 2020"


def test_the_account_adds_up_or_is_a_mistake_of_ours(read):
    study, accounts, _ = read
    summary = material.account_summary(study, accounts, empty("refusals"))
    assert summary[["unit", "files", "announced", "read", "refused"]].values.tolist() == [
        ["documents", 1, 1, 1, 0],
        ["rows", 1, 2, 2, 0],
    ]
    with pytest.raises(ValueError, match="does not add up"):
        material.account_summary(study, accounts.assign(announced=9), empty("refusals"))


def test_classes_of_fewer_than_k_people_are_hidden(read):
    _, _, tables = read
    shown = material.background_table(tables["participants"], 3)
    assert set(shown["people"]) == {"< 3"}


def test_words_are_counted_by_who_speaks(read):
    _, _, tables = read
    talk = material.words_by_role(tables["documents"], tables["turns"])
    assert talk[["participant", "interviewer", "unknown"]].values.tolist() == [[6, 3, 0]]


def test_possible_names_are_counted_and_not_shown(read):
    _, _, tables = read
    left = material.still_to_read(tables["documents"])
    assert left["possible_names"].tolist() == [1]
    assert "Eskolanmäki" not in left.to_csv()
    assert left["without_capitals"].tolist() == [False]


def test_a_text_in_small_letters_is_told_to_be_read_whole(tmp_path):
    (tmp_path / "i").mkdir()
    talk = "".join(f"A1: sitten me mentiin sinne ja puhuttiin kauan {n}\n\nH: niin\n\n" for n in range(20))
    (tmp_path / "i" / "R01.txt").write_text(talk, encoding="utf-8")
    sets = {"i": {"kind": "transcripts", "files": ["i/*"]}}
    study = Study(title={"fi": "x"}, synthetic=False, folder=tmp_path, data_sets=sets)
    reading = transcripts.read(study, study.sets("transcripts"))
    assert "names cannot be found safely" in "; ".join(reading.accounts["i"][0].notes)
    assert material.still_to_read(reading.tables["documents"])["without_capitals"].tolist() == [True]


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("number", [3, 60])
def test_the_figure_is_drawn_for_few_and_for_many_interviews(language, number):
    data = pd.DataFrame(
        {"document_id": [f"R{i:02}" for i in range(number)], "participant": 900, "interviewer": 90, "unknown": 0}
    )
    (axes,) = words_per_interview(data, language=language).axes
    assert axes.get_xlabel().startswith({"fi": "Sanoja", "en": "Words"}[language])
