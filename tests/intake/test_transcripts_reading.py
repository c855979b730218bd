"""Whole data sets of transcripts: tables, accounts, the side tables, and the wall."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verko.account import unbalanced
from verko.intake import transcripts
from verko.intake.transcripts.documents import read_document
from verko.intake.transcripts.reading import Source
from verko.privacy import NameList
from verko.study.model import TranscriptSet

TALK = "SYNTEETTINEN AINEISTO\n\nH: Miten menee?\n\nA1: Sirkku auttoi.\n\nH: Kiitos.\n"
PEOPLE = "participant_id,document,speaker,role,age_band\nR01-A1,R01,A1,ammattilainen,40-49\n"


def read(study):
    reading = transcripts.read(study, study.sets("transcripts"))
    assert unbalanced(account for accounts in reading.accounts.values() for account in accounts) == []
    return reading


def refusals(reading) -> list[str]:
    return [
        f"{a.file} {r.place}: {r.reason}"
        for accounts in reading.accounts.values()
        for a in accounts
        for r in a.refusals
    ]


def test_turns_lie_in_the_stored_text_with_their_words(interviews):
    reading = read(interviews({"i/R01.md": TALK}, names="name,replacement,kind\nSirkku,Maija,person\n"))
    document, turns = reading.tables["documents"].iloc[0], reading.tables["turns"]
    assert [document.text[turn.start : turn.end] for turn in turns.itertuples()] == [
        "Miten menee?",
        "[Maija] auttoi.",
        "Kiitos.",
    ]
    assert turns["role"].tolist() == ["interviewer", "participant", "interviewer"]
    assert turns["turn_id"].tolist() == ["R01-0001", "R01-0002", "R01-0003"]
    assert document.synthetic
    assert document.words == 5


def test_one_bad_file_stops_no_other(interviews):
    reading = read(interviews({"i/R01.md": TALK, "i/R02.docx": b"PK\x03\x04 broken", "i/R03.txt": b""}))
    assert reading.tables["documents"]["document_id"].tolist() == ["R01"]
    assert [account.refused for account in reading.accounts["i"]] == [0, 1, 1]


def test_a_pattern_that_matches_nothing_is_a_refusal(interviews):
    study = interviews({"i/R01.md": TALK}, files=["i/*", "gone/*.md"])
    assert refusals(read(study)) == ["gone/*.md : 'gone/*.md' matches no file below the study's folder"]


def test_two_files_of_one_name_get_ids_of_their_own(interviews):
    reading = read(interviews({"i/R01.md": TALK, "i/R01.txt": TALK}))
    assert reading.tables["documents"]["document_id"].tolist() == ["R01-md", "R01-txt"]


def test_labels_that_are_names_become_codes_everywhere(interviews):
    text = "Liisa Oja: Hei Sam.\n\nSam Kivi: Liisan mukaan kyllä.\n\nLiisa Oja: Niin Samille sanoin.\n"
    reading = read(interviews({"i/R01.txt": text}))
    stored = reading.tables["documents"].iloc[0].text
    assert stored == "P1: Hei [P2].\n\nP2: [P1] mukaan kyllä.\n\nP1: Niin [P2] sanoin.\n"
    assert reading.tables["turns"]["speaker"].tolist() == ["P1", "P2", "P1"]


def test_the_participants_table_tells_roles_and_strangers(interviews):
    files = {"i/R01.md": TALK.replace("H: Kiitos.", "A9: Kiitos."), "people.csv": PEOPLE}
    reading = read(interviews(files, participants="people.csv"))
    assert reading.tables["turns"]["role"].tolist() == ["interviewer", "participant", "unknown"]
    assert "speaker 'A9' is not in the participants table" in reading.accounts["i"][0].notes[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("R01-A1,R99,A1,x,40-49", "row 3: document is not among the transcripts read"),
        ("R01-A1,R01,A1,x,40-49", "row 3: the same participant_id stands twice"),
        ("R01-A2,R01,A2,x,43", "row 3: age_band tells an exact age"),
        ("Sirkku Oja,R01,A2,x,40-49", "row 3: participant_id is no pseudonymous id"),
        ("R01-A2,R01,,x,40-49", "row 3: speaker is empty"),
    ],
)
def test_a_bad_row_of_participants_is_refused_by_its_number(interviews, row, reason):
    reading = read(interviews({"i/R01.md": TALK, "people.csv": PEOPLE + row + "\n"}, participants="people.csv"))
    assert len(reading.tables["participants"]) == 1
    assert reason in refusals(reading)[0]


def test_background_of_interviews_is_joined_and_its_gaps_noted(interviews):
    table = 'document,sector,duration_min\nR01,lastensuojelu,"52,5"\nR05,x,10\nR01,y,1\n'
    reading = read(interviews({"i/R01.md": TALK, "i/R02.md": TALK, "t.csv": table}, interviews="t.csv"))
    documents = reading.tables["documents"].set_index("document_id")
    assert documents.loc["R01", "duration_min"] == 52.5
    assert len(refusals(reading)) == 2
    assert "has no row in the table of interviews" in reading.accounts["i"][1].notes


def test_translations_find_their_passage_in_the_stored_text(interviews):
    table = "document,quote,translation_en,translated_by\nR01,Sirkku auttoi,Sirkku helped,tutkija\nR01,ei ole,x,\n"
    study = interviews(
        {"i/R01.md": TALK, "t.csv": table}, translations="t.csv", names="name,replacement,kind\nSirkku,Maija,\n"
    )
    reading = read(study)
    found, text = reading.tables["translations"].iloc[0], reading.tables["documents"].iloc[0].text
    assert text[found.start : found.end] == "[Maija] auttoi"
    assert found.translation == "[Maija] helped"
    assert "row 3: the quote is not in the transcript" in refusals(reading)[0]


def test_raw_documents_carry_spans_over_the_wall(interviews):
    study = interviews({"i/R01.md": TALK}, names="name,replacement,kind\nSirkku,Maija Oja,\n")
    text = transcripts.raw_documents(study, study.sets("transcripts"))["R01"]
    start = text.raw.index("auttoi")
    there = text.to_stored(start, start + 6)
    assert text.stored[slice(*there)] == "auttoi"
    assert text.to_raw(*there) == (start, start + 6)


def test_hostile_words_are_neutral_text(interviews):
    text = "H: =cmd|' /C calc'!A0\n\nA1: <script>alert(1)</script> {{< var x >}} ::: `r 1`\n\nH: ${PATH} ../../etc\n"
    reading = read(interviews({"i/R01.txt": text}))
    assert reading.tables["documents"].iloc[0].text == text


NAME, TOWN, PHONE, CODE = "Eskolanmäki", "Kuvitteela", "040 123 4567", "131052-930V"


def test_a_planted_name_is_in_no_cell_of_any_table(interviews):
    """The canary: a name, a place, a number and an identity code in every field a person can fill in."""
    all_of = f"{NAME} {NAME.removesuffix('i')}en {TOWN}ssa {PHONE} {CODE}"
    talk = f"Haastateltava: {NAME}\n\nH: {all_of}?\n\n{NAME}: {all_of}.\n\nH: {NAME}lle.\n\n{NAME}: Niin.\n"
    people = "participant_id,document,speaker,role,sector,profession,age_band,region\n"
    people += f"P-1,R01,{NAME},{all_of},{all_of},{all_of},,{TOWN}\n"
    table = "document,interview_type,group_id,sector,region,period,transcription_level\n"
    table += f"R01,{NAME},{NAME},{TOWN},{TOWN},{NAME},{CODE}\n"
    stimuli = f"stimulus_id,text_fi,text_en\nV1,{all_of},{all_of}\n"
    moved = f"document,quote,translation_en,translated_by\nR01,{NAME}lle,to {NAME},{NAME}\n"
    files = {
        "i/R01.txt": talk,
        f"i/{NAME}_R02.txt": talk,
        "p.csv": people,
        "t.csv": table,
        "s.csv": stimuli,
        "m.csv": moved,
    }
    names = f"name,replacement,kind\n{NAME},,person\n{TOWN},[kunta],place\n"
    study = interviews(
        files, names=names, participants="p.csv", interviews="t.csv", stimuli="s.csv", translations="m.csv"
    )
    reading = read(study)
    assert (
        len(reading.tables["translations"])
        == len(reading.tables["participants"])
        == len(reading.tables["stimuli"])
        == 1
    )
    cells = [str(cell) for frame in reading.tables.values() for cell in frame.to_numpy().ravel()]
    cells += [
        note for account in reading.accounts["i"] for note in [*account.notes, *(r.reason for r in account.refusals)]
    ]
    for planted in ("Eskolanmä", TOWN, "4567", "930V"):
        assert [cell for cell in cells if planted in cell] == []


KINDS = [".txt", ".md", ".vtt", ".srt", ".csv", ".docx", ".odt", ".rtf", ".pdf", ".xlsx"]


@given(st.binary(max_size=400), st.sampled_from(KINDS))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    source = Source("any", path, "any", "i", TranscriptSet(kind="transcripts", files=[]), {})
    document, account = read_document(source, NameList())
    assert account.balanced
    assert (document is None) == (account.refused == 1)


def test_every_real_file_is_read_or_refused_by_name(shared_data, tmp_path):
    from verko.study.model import Study

    told = {"kind": "transcripts", "files": ["transcripts/*/*", "subtitles/*"], "language": "en"}
    study = Study(title={"en": "x"}, synthetic=False, folder=shared_data / "qualitative", data_sets={"t": told})
    accounts = read(study).accounts["t"]
    refused = {account.file.split("/")[-1] for account in accounts if account.refused}
    assert refused == {
        "empty.vtt", "invalid.vtt", "no_captions.vtt", "invalid_format.sbv", "invalid_format1.srt",
        "invalid_format2.srt", "invalid_format3.srt", "invalid_format4.srt",
    }  # fmt: skip
