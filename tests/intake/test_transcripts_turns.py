"""Speaker turns in the forms in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verko.intake.transcripts.turns import turns_of


def said(text: str, **more) -> list[tuple[str, str]]:
    transcript = turns_of(text, **more)
    return [(turn.label, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


TWO = [("H", "Miten menee?"), ("A1", "Hyvin."), ("H", "Kiitos.")]


@pytest.mark.parametrize(
    "text",
    [
        "H: Miten menee?\n\nA1: Hyvin.\n\nH: Kiitos.\n",
        "H: Miten menee?\nA1: Hyvin.\nH: Kiitos.",
        "H\tMiten menee?\nA1\tHyvin.\nH\tKiitos.\n",
        "H\nMiten menee?\n\nA1\nHyvin.\n\nH\nKiitos.\n",
        "**H:** Miten menee?\n\n**A1:** Hyvin.\n\n**H**: Kiitos.\n",
        "[H] Miten menee?\n\n[A1] Hyvin.\n\n[H] Kiitos.\n\n[A1]\n",
        "H: Miten menee?\nA1 \tHyvin.\nH: Kiitos.\n",
        "[00:01] H: Miten menee?\n(0:03) A1: Hyvin.\n00:00:05 H: Kiitos.\n",
        "H [00:01]: Miten menee?\nA1 [00:03]: Hyvin.\nH [00:05]: Kiitos.\n",
        "H   0:01\nMiten menee?\n\nA1   0:03\nHyvin.\n\nH   0:05\nKiitos.\n",
        "H: \\[01:46\\] Miten menee?\nA1: Hyvin.\nH: Kiitos.\n",
    ],
)
def test_turns_are_the_same_in_every_form(text):
    assert [turn for turn in said(text) if turn[1]] == TWO


def test_time_stamps_become_seconds():
    turns = turns_of("Sam Oja   1:02:03\nNo niin.\n\nLiisa   0:05\nJoo.\n\nLiisa   0:07\nNiin.\n").turns
    assert [turn.seconds for turn in turns] == [3723.0, 5.0, 7.0]


def test_paragraphs_without_a_label_belong_to_the_turn_before():
    assert said("H: Kerro.\n\nA1: Ensin näin.\n\nJa sitten noin.\n\nH: Selvä.\n")[1] == (
        "A1",
        "Ensin näin.\n\nJa sitten noin.",
    )


def test_header_lines_are_no_turns():
    head = "Haastattelu: 3\nPäivämäärä: 1.2.2020\nHaastattelija: H\nHaastateltava: J\nKesto: 40 min\n\n"
    assert said(head + "H: Kerro.\n\nJ: No joo.\n") == [("H", "Kerro."), ("J", "No joo.")]


def test_the_synthetic_mark_is_found_and_is_no_turn():
    transcript = turns_of("SYNTEETTINEN AINEISTO – ei tutkimustuloksia\n\nEnsin.\n\nSitten.\n")
    assert transcript.synthetic
    assert [transcript.text[turn.start : turn.end] for turn in transcript.turns] == ["Ensin.", "Sitten."]


def test_a_stimulus_holds_until_the_next_one():
    turns = turns_of(
        "H: Yksi.\n\nA1: Kaksi.\n\n[virike: V1]\n\nH: Kolme.\n\nA1: Neljä.\n\n[virike: V2]\nH: Viisi.\n"
    ).turns
    assert [turn.stimulus for turn in turns] == ["", "", "V1", "V1", "V2"]


def test_a_stimulus_can_end():
    turns = turns_of("H: Yksi.\n[virike: V1]\nA1: Kaksi.\n[virike: loppu]\nH: Kolme.\nA1: Neljä.\n").turns
    assert [turn.stimulus for turn in turns] == ["", "V1", "", ""]


def test_a_text_without_speakers_is_paragraphs_of_an_unknown_speaker_with_a_note():
    transcript = turns_of("Ensin oli näin.\nJa jatkui.\n\nSitten noin.\n")
    assert said("Ensin oli näin.\nJa jatkui.\n\nSitten noin.\n") == [
        ("", "Ensin oli näin.\nJa jatkui."),
        ("", "Sitten noin."),
    ]
    assert "no speaker label" in transcript.notes[0]


@pytest.mark.parametrize(
    "sentence", ["Ajattelin: näin se menee.", "Hän sanoi: tule.", "Esimerkiksi: kahvi", "klo 12:30 oli", "Huom: tauko"]
)
def test_a_colon_inside_speech_is_no_speaker(sentence):
    assert [label for label, _ in said(f"H: Kerro.\n\nA1: No.\n\n{sentence}\n\nH: Kiitos.\n\nA1: Joo.\n")] == [
        "H",
        "A1",
        "H",
        "A1",
    ]


def test_a_label_that_is_a_slip_of_another_is_a_turn():
    text = "Dan: Yes?\nParticipant: One.\nDan: And?\nParticpant: Two.\nDan: Ok.\nParticipant: Three.\n"
    assert turns_of(text).turns[3].label == "Particpant"


def test_a_label_told_by_the_participants_table_is_taken_though_it_is_no_usual_one():
    text = "äiti kahdesta: Joo.\n\nH: Niin?\n\näiti kahdesta: Ei.\n"
    assert [label for label, _ in said(text, known=["äiti kahdesta"])] == ["äiti kahdesta", "H", "äiti kahdesta"]


LABELS = st.sampled_from(["H", "A1", "A2", "J"])
WORDS = st.lists(
    st.sampled_from(["niin", "joo", "se", "tuki", "ryhmä", "oli", "kyllä", "meillä"]), min_size=1, max_size=8
).map(" ".join)


@given(st.lists(st.tuples(LABELS, WORDS), min_size=2, max_size=20))
def test_every_word_said_is_in_exactly_one_turn(turns):
    text = "\n\n".join(f"{label}: {words}" for label, words in turns)
    assert said(text) == turns


@given(st.text(max_size=300))
def test_any_text_at_all_gives_turns_in_order_without_overlap(text):
    transcript = turns_of(text.replace("\r", "\n"))
    ends = [0]
    for turn in transcript.turns:
        assert ends[-1] <= turn.start <= turn.end <= len(transcript.text)
        ends.append(turn.end)
