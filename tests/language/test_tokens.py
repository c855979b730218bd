"""Words and sentences lie in the text where they say they do."""

from hypothesis import given
from hypothesis import strategies as st

from verko.language import sentences, words


@given(st.text(max_size=200))
def test_every_word_is_the_text_at_its_offsets(text):
    ends = [0]
    for token in words(text):
        assert text[token.start : token.end] == token.text
        assert ends[-1] <= token.start < token.end
        ends.append(token.end)


@given(st.text(max_size=200))
def test_sentences_hold_all_that_is_not_white_space(text):
    covered = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(covered.split()) == "".join(text.split())


def test_case_endings_after_colon_and_hyphen_stay_with_their_word():
    assert [token.text for token in words("EU:n ja THL:ssä 10-vuotiaan ”ryhmässä”.")] == [
        "EU:n", "ja", "THL:ssä", "10-vuotiaan", "ryhmässä",
    ]  # fmt: skip


def test_an_abbreviation_ends_no_sentence():
    text = "Meillä on esim. Ryhmä. Ja toinen."
    assert [text[start:end] for start, end in sentences(text)] == ["Meillä on esim. Ryhmä.", "Ja toinen."]
