"""Choosing among Voikko's readings, whichever library gives them; and the plain analyser where it knows none."""

import pytest

from verko.language.lemmas import best_analyser
from verko.language.voikko import Reading, VoikkoAnalyser

READINGS = {
    "kuusi": [
        Reading("kuusi", "lukusana", "", "", "nimento", "", "[Lu][Xp]kuusi[X]kuu[Sn][Ny]si"),
        Reading("kuu", "nimisana", "", "", "nimento", "2s", "[Ln][Xp]kuu[X]kuu[Sn][Ny][O2y]si"),
    ],
    "liisalle": [Reading("Liisa", "etunimi", "", "", "ulkotulento", "", "[Lee][Xp]Liisa[X]liisa[Sall][Ny]lle")],
    "tekevien": [Reading("tekevä", "laatusana", "", "present_active", "omanto", "", "[Lt][Xp]tehdä[X]teke[Ll][Rv]v")],
    "tekemisen": [
        Reading("tehdä", "teonsana", "MINEN-infinitive", "", "omanto", "", "[Lt][Xp]tehdä[X]teke[Tn4]mi[Sg][Ny]sen")
    ],
    "avoimestikin": [Reading("avoin", "laatusana", "", "", "kerrontosti", "", "[Ll][Xp]avoin[X]avoime[Ssti]sti")],
    "virta": [
        Reading("Virta", "sukunimi", "", "", "nimento", "", "[Les][Xp]Virta[X]virta[Sn][Ny]"),
        Reading("virta", "nimisana", "", "", "nimento", "", "[Ln][Xp]virta[X]virta[Sn][Ny]"),
    ],
}


@pytest.fixture
def analyser() -> VoikkoAnalyser:
    return VoikkoAnalyser(lambda form: READINGS.get(form, []), "libvoikko 4.3")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Kuusi", "kuusi"),
        ("Liisalle", "liisa"),
        ("tekevien", "tehdä"),
        ("tekemisen", "tekeminen"),
        ("avoimestikin", "avoimesti"),
    ],
)
def test_the_reading_that_a_reader_would_take(analyser, form, lemma):
    assert analyser.lemma(form, name=False) == lemma


def test_what_voikko_does_not_know_is_left_to_the_plain_analyser(analyser):
    assert analyser.lemma("ryhmissä", name=False) == "ryhmä"
    assert analyser.lemma("Kuvitteelassa", name=True) == "kuvitteela"


def test_both_libraries_are_on_record(analyser):
    assert analyser.backend.startswith("libvoikko 4.3 with own rules and simplemma")


def test_english_needs_no_voikko():
    assert best_analyser("en").lemma("children", name=False) == "child"
