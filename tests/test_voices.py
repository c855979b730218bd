"""Whose voice stands on a page, told by the forms of words."""

import pandas as pd
import pytest

from verko.voices import voices_of, voices_table


@pytest.mark.parametrize(
    ("text", "language", "voices"),
    [
        ("Tarjoamme tukea. Meiltä saa apua.", "fi", ["we"]),
        ("Tervetuloa! Teille on varattu paikka.", "fi", ["you"]),
        ("Tukihenkilö kertoo: ”Minä sain voimaa toisilta vanhemmilta.”", "fi", ["quoted"]),
        ("Ryhmä kokoontuu kirjastossa.", "fi", ["impersonal"]),
        ("I was alone, and our group met.", "en", ["we", "one"]),
        ("The group, i.e. the parents, meets weekly.", "en", ["impersonal"]),
    ],
)
def test_the_voices_of_a_page(text, language, voices):
    assert voices_of(text, language) == voices


def test_a_page_with_two_voices_counts_in_both_and_once_in_the_share():
    pages = pd.DataFrame({"text": ["Autamme sinua.", "Ryhmä alkaa."], "language": ["fi", "fi"]})
    table = voices_table(pages).set_index("voice_en")
    assert table["pages"].tolist() == [1, 1, 1]
    assert table["share"].tolist() == [0.5, 0.5, 0.5]
