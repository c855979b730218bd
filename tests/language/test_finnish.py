"""Finnish lemmas: written and spoken forms, compounds, suffixes, names that no dictionary has."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verko.language.finnish import FinnishAnalyser
from verko.language.guess import guessed
from verko.language.lexicon import lexicon
from verko.language.readings import readings

WRITTEN = """
kokemusasiantuntijoiden kokemusasiantuntija|vertaistukiryhmässä vertaistukiryhmä|johtajansakin johtaja
ryhmissämme ryhmä|taloksemme talo|auttamatta auttaa|auttaneet auttaa|järjestettävä järjestää|tekemisestä tekeminen
nopeammin nopeasti|kauneimmat kaunis|parempia hyvä|ensimmäisellä ensimmäinen|tutkijoille tutkija
luottamuksellisesti luottamuksellisesti|osallistumattomuus osallistumattomuus|työssäjaksamista työssäjaksaminen
lastensuojelulaitoksessa lastensuojelulaitos|28-vuotiaana 28-vuotias|raaka-aineista raaka-aine|EU:ssa eu|12 12
"""
SPOKEN = """
mä minä|mulla minä|oon olla|tääl täällä|ihmisii ihminen|tehny tehdä|puhuttii puhua|kirjottanu kirjoittaa|meijän me
vertaisohjaajii vertaisohjaaja|ryhmäs ryhmä|vanhempii vanhempi|haluun haluta|lähettii lähteä|semmosii semmoinen
ongelmii ongelma|mennää mennä|korkeeta korkea|sanoo sanoa|kuulostaa kuulostaa
"""
NAMES = """
Liisalle liisa|Kuvitteelassa kuvitteela|Esimerkkilästä esimerkkilä|Kluivertille kluivert|Virtasen virtanen
Jyväskylässä jyväskylä|Brisbanesta brisbane|Iglesiaksen iglesias
"""


def pairs(listed: str) -> list[list[str]]:
    """The form and the lemma of each entry of a list."""
    return [entry.split() for line in listed.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(("form", "lemma"), pairs(WRITTEN))
def test_written_forms(form, lemma):
    assert FinnishAnalyser().lemma(form, name=False) == lemma


@pytest.mark.parametrize(("form", "lemma"), pairs(SPOKEN))
def test_spoken_forms(form, lemma):
    assert FinnishAnalyser().lemma(form, name=False) == lemma


@pytest.mark.parametrize(("form", "lemma"), pairs(NAMES))
def test_names_inside_a_sentence(form, lemma):
    assert FinnishAnalyser().lemma(form, name=True) == lemma


def test_every_reading_of_a_homonym_is_found():
    assert {"kuusi", "kuu"} <= {reading.form.lemma for reading in readings("kuuta") + readings("kuusi")}
    assert {reading.form.lemma for reading in readings("tuli")} >= {"tuli", "tulla"}


def test_a_possessive_suffix_needs_its_own_stem():
    assert "talo" in {reading.form.lemma for reading in readings("talonsa")}
    assert readings("talosnsa") == []


def test_a_capital_tells_a_name_from_a_word():
    assert FinnishAnalyser().lemma("Virtasen", name=True) == "virtanen"
    assert FinnishAnalyser().lemma("virtasi", name=False) == "virrata"


def test_words_of_signs_are_not_guessed():
    assert guessed("x2", name=False) is None
    assert FinnishAnalyser().lemma("…", name=False) == "…"


@given(st.sampled_from(lexicon().paradigms), st.data())
def test_the_dictionary_reads_every_form_it_makes(paradigm, data):
    stem, ending = data.draw(st.sampled_from(paradigm.stems)), data.draw(st.sampled_from(sorted(paradigm.tags)))
    assert any(
        form.kind == paradigm.kind and form.tag in paradigm.tags[ending] for form in lexicon().forms(stem + ending)
    )


@given(st.text(max_size=30), st.booleans())
@example(":A", False)
def test_any_text_has_a_lemma_and_always_the_same(word, name):
    first, second = (FinnishAnalyser().lemma(word, name=name) for _ in range(2))
    assert first == second
    assert first or not word.strip("-–'’")
