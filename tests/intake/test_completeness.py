"""What is missing and what readers noted, as the notebook and the appendix tell it."""

import pandas as pd

from verko.intake import completeness, transcripts
from verko.study import Study
from verko.tables import empty

TALK = "SYNTEETTINEN AINEISTO\n\nH: Miten menee?\n\nA1: Hyvin.\n\nH: Kiitos.\n"


def gaps(study: Study, pages: pd.DataFrame | None = None) -> dict[str, str]:
    tables = transcripts.read(study, study.sets("transcripts")).tables
    pages = empty("webpages") if pages is None else pages
    found = completeness.missing(study, tables["documents"], tables["turns"], tables["participants"], pages)
    return dict(zip(found["missing_en"], found["where"], strict=True))


def test_gaps_are_told_with_the_interviews_they_stand_in(interviews):
    table = "document,duration_min,period\nR01,50,2020\n"
    study = interviews({"i/R01.md": TALK, "i/R02.md": "Vain tekstiä.\n", "t.csv": table}, interviews="t.csv")
    found = gaps(study)
    assert found["Duration of the interview is not recorded"] == "R02"
    assert found["Speakers are not marked"] == "R02"
    assert found["No background of the participants"] == "R01, R02"
    assert "No speaker is the interviewer" not in found


def test_many_places_are_cut_short_with_how_many_more(interviews):
    found = gaps(interviews({f"i/R{number:02}.md": TALK for number in range(9)}))
    assert found["Duration of the interview is not recorded"] == "R00, R01, R02, R03, R04, R05 … (+3)"


def test_every_note_that_the_readers_write_has_a_kind():
    notes = [
        "not UTF-8: read as cp1252, please check the letters ä and ö",
        "no speaker label was found: every paragraph is a turn of an unknown speaker",
        "speaker label 'Particpant' 1 time, 'Participant' 3 times: the same?",
        "left out: comments, words: 12",
        "sheet 2 was not read, words: 2",
        "column 3 was not read, words: 2",
        "line numbers at 9 lines were left out",
        "words before the first turn, kept in the text and nobody's turn: 3",
        "cues without text: 2",
        "page W02 has no row in the sheet",
        "stimulus V9 is not in the table of stimuli",
        "replaced: person 2, phone 1",
        "has next to no capitals: names cannot be found safely, so a person must read it whole",
    ]
    assert [note for note in notes if completeness.kind_of_note(note) is completeness.OTHER] == []


def test_kinds_count_files_and_name_them():
    accounts = pd.DataFrame({
        "file": ["i/a.txt", "i/b.txt", "i/c.txt"],
        "notes": ["not UTF-8: read as cp1252, check; replaced: person 1", "not UTF-8: read as cp850, check", None],
    })  # fmt: skip
    kinds = completeness.note_kinds(accounts)
    assert kinds[["files", "where"]].values.tolist() == [[2, "a.txt, b.txt"], [1, "a.txt"]]
