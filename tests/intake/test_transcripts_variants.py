"""Transcripts as tools and people write them: each shape gives the same talk."""

import pytest

from verko.intake.transcripts.formats import parse
from verko.intake.transcripts.layout import tidied
from verko.intake.transcripts.naming import speaker_names
from verko.intake.transcripts.turns import turns_of
from verko.privacy import NameList

TALK = [("H", "Miten menee?"), ("A1", "Hyvin."), ("H", "Kiva."), ("A1", "Niin on.")]


def said(data: bytes | str, suffix: str = ".txt") -> list[tuple[str, str]]:
    transcript = parse(data.encode() if isinstance(data, str) else data, suffix).transcript
    return [(turn.label, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def seconds(text: str, suffix: str = ".txt") -> list[float | None]:
    return [turn.seconds for turn in parse(text.encode(), suffix).transcript.turns]


def lines(form: str, between: str = "\n") -> str:
    times = ["00:00:01", "00:00:04", "00:00:07", "00:00:09"]
    return between.join(
        form.format(who=who, said=words, time=time) for (who, words), time in zip(TALK, times, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (lines("{who}: {said} #{time}-0#", "\n\n"), ".txt"),  # f4, easytranscript
        (lines("#{time}-0# {who}: {said}"), ".txt"),
        (lines("[{time}] {who}: {said}"), ".txt"),  # Sonix
        (lines("{who} ({time}):\n{said}", "\n\n"), ".txt"),  # Rev
        (lines("{who} [{time}] {said}", "\n\n"), ".txt"),  # Trint
        (lines("{who}   {time}\n{said}", "\n\n"), ".txt"),  # Teams, Otter
        (lines("[{who}]: {said}"), ".txt"),  # WhisperX
        (lines("<{who}> {said}"), ".txt"),
        (lines("{who} (nauraa): {said}"), ".txt"),
        (lines("### {who}\n{said}", "\n\n"), ".md"),
        (lines("**{who}** {said}", "\n\n"), ".md"),
        (lines("*{who}:* {said}", "\n\n"), ".md"),
        (lines("- **{who}:** {said}"), ".md"),
        (lines("{who}\t\t{time}\t{time}\t00:00:02\t{said}"), ".txt"),  # ELAN
        ("Puhuja\tAlku\tTeksti\n" + lines("{who}\t{time}\t{said}"), ".txt"),
        ("WEBVTT\n\n" + lines("{time}.000 --> 00:00:59.000\n<v {who}>{said}</v>", "\n\n"), ".vtt"),  # Teams
        ("WEBVTT\n\n" + lines("{time}.000 --> 00:00:59.000\n{who}: {said}", "\n\n"), ".vtt"),  # Zoom
    ],
)
def test_the_talk_is_the_same_however_it_is_written(text, suffix):
    assert said(text, suffix) == TALK


def test_numbered_lines_lose_their_numbers_and_it_is_told():
    text = "\n".join(f"{number:3} {line}" for number, line in enumerate(lines("{who}: {said}\njatkuu").split("\n"), 1))
    transcript = parse(text.encode(), ".txt").transcript
    assert [turn.label for turn in transcript.turns] == ["H", "A1", "H", "A1"]
    assert "line numbers at 8 lines were left out" in transcript.notes


def test_numbers_that_people_say_stay():
    assert tidied("Vuonna 2019\n2020 tuli muutos.\n2021 loppui.\n")[1] == []


def test_paragraphs_cut_at_a_fixed_width_are_whole_again():
    whole = [
        "H: Kertoisitko aluksi, miten vertaistuki teillä sai alkunsa ja keitä siihen silloin tuli mukaan?",
        "A1: Meillä se alkoi siitä, että vanhemmat kysyivät toisiltaan neuvoa ja huomattiin, miten se auttoi.",
        "H: Ja miten ammattilaiset siihen suhtautuivat, kun vanhemmat alkoivat itse järjestää näitä iltoja?",
    ]
    cut = "\n\n".join("\n".join(line[at : at + 70].strip() for at in range(0, len(line), 70)) for line in whole)
    text, notes = tidied(cut)
    assert text.split("\n\n") == whole
    assert notes == ["paragraphs cut at 70 characters were put together again at 3 places"]


def test_labels_with_and_without_a_colon_in_one_file_are_one_speaker():
    text = "DB: Alku oli hyvä.\nKM: Niin oli.\nDB Sitten tuli muutos.\nKM\tTuli.\nDB: Joo.\n"
    assert [label for label, _ in said(text)] == ["DB", "KM", "DB", "KM", "DB"]


def test_first_names_on_lines_of_their_own_are_speakers():
    text = "".join(f"{name}\nNo niin.\n\n" for name in ["Anna", "Matti"] * 3)
    assert [label for label, _ in said(text)] == ["Anna", "Matti"] * 3


def test_labels_before_a_dash_are_speakers_where_most_lines_have_one():
    assert [label for label, _ in said("H - Miten menee?\nA1 - Hyvin.\n" * 3)] == ["H", "A1"] * 3
    assert {label for label, _ in said("I think so.\nI - mean it.\nI - no.\n")} == {""}


def test_a_one_word_answer_is_no_speaker():
    assert {label for label, _ in said("H: Tuletko?\nA1: Joo.\nJoo\nH: Hyvä.\nA1: Joo.\nJoo\nH: No.\nJoo\n")} == {
        "H",
        "A1",
    }


def test_near_labels_are_told_with_their_counts():
    turns = turns_of("Particpant: Yes.\n" + "Participant: No.\nInterviewer: Ok?\n" * 3).turns
    notes = speaker_names(turns, told={}, interviewers=[], names=NameList()).notes
    assert notes == ("speaker label 'Particpant' 1 time, 'Participant' 3 times: the same?",)


def test_near_names_are_told_by_their_codes():
    turns = turns_of("Virtanen: Ei.\n" * 2 + "Virtannen: Joo.\nVirtannen: Ei.\nVirtannen: No.\n").turns
    notes = speaker_names(turns, told={}, interviewers=[], names=NameList()).notes
    assert "speakers whose labels are nearly the same: 'P1' 2 times, 'P2' 3 times: the same?" in notes
    assert "Virta" not in " ".join(notes)


def test_questions_and_answers_tell_who_interviews():
    turns = turns_of("Q: How?\n\nA: Well.\n\nQ: Why?\n").turns
    assert speaker_names(turns, told={}, interviewers=[], names=NameList()).roles == {
        "Q": "interviewer",
        "A": "participant",
    }


def test_time_marks_at_the_end_of_a_turn_are_its_time_and_no_words():
    assert seconds(lines("{who}: {said} #{time}-5#", "\n\n")) == [1.5, 4.5, 7.5, 9.5]


@pytest.mark.parametrize(
    "mark", ["[virike: V1]", "[Virike V1]", "(virike: V1)", "**[virike: V1]**", "Virike V1", "VIRIKE: V1"]
)
def test_a_stimulus_mark_is_known_in_its_common_forms(mark):
    turns = turns_of(f"H: Alku.\n\nA1: Joo.\n\n{mark}\n\nH: Mitä ajattelette?\n\nA1: Hyvä.\n").turns
    assert [turn.stimulus for turn in turns] == ["", "", "V1", "V1"]


def test_a_stimulus_mark_inside_a_turn_holds_from_that_turn_on():
    turns = turns_of("H: Alku.\n\nH: [virike: V2] Entä tämä?\n\nA1: No.\n").turns
    assert [turn.stimulus for turn in turns] == ["", "V2", "V2"]


def test_subtitles_called_txt_are_read_as_what_they_are():
    transcript = parse(
        b"1\n00:00:01,000 --> 00:00:02,000\nH: Hei\n\n2\n00:00:03,000 --> 00:00:04,000\nA1: No\n", ".txt"
    )
    assert transcript.format == "srt"
    assert "though its name says txt" in transcript.transcript.notes[0]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "cp850"]
)
def test_finnish_is_read_in_every_encoding_and_it_is_told(encoding):
    text = "H: Hyvää päivää, äiti, työ on tärkeää.\nA1: Öisin ehkä, Åsa sanoi.\nH: Niin.\n"
    parsed = parse(text.encode(encoding), ".txt")
    assert parsed.transcript.text == text
    assert parsed.encoding.startswith(encoding[:6])


def test_windows_letters_inside_utf8_are_mended_and_told():
    parsed = parse("H: Hyvää päivää, työ.\nA1: ".encode() + "tää".encode("cp1252") + b"\nH: No.\n", ".txt")
    assert "A1: tää" in parsed.transcript.text
    assert "2 letters were not UTF-8" in parsed.transcript.notes[0]
