"""Listed names are replaced in every case form, in the right case, and nothing else is."""

import pytest

from verko.errors import FileProblem
from verko.privacy import Name, NameList, load_names, pseudonymise
from verko.study.model import Study

SIRKKU = NameList((Name("Sirkku", "Maija"),))


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("Sirkku", "[Maija]"), ("Sirkun", "[Maijan]"), ("Sirkkua", "[Maijaa]"), ("Sirkulle", "[Maijalle]"),
        ("Sirkussa", "[Maijassa]"), ("Sirkulta", "[Maijalta]"), ("Sirkkuun", "[Maijaan]"), ("Sirkulleko", "[Maijalle]"),
        ("SIRKKU", "[Maija]"),
    ],
)  # fmt: skip
def test_a_name_is_replaced_in_its_case(form, written):
    assert pseudonymise(f"Niin {form} sanoi.", names=SIRKKU).text == f"Niin {written} sanoi."


@pytest.mark.parametrize("word", ["sirkus", "Sirkkala", "Kurkku", "sirkku"])
def test_other_words_stay(word):
    assert pseudonymise(f"Niin {word} tuli.", names=SIRKKU).text == f"Niin {word} tuli."


def test_a_name_in_text_without_capitals_is_found_all_the_same():
    text = "sitten me mentiin sinne ja puhuttiin siitä kauan " * 10 + "ja sirkku sanoi"
    assert pseudonymise(text, names=SIRKKU).text.endswith("ja [Maija] sanoi")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Virtanen", ["Virtasen", "Virtasta", "Virtaseen", "Virtaselle", "Virtasilla", "Virtasten"]),
        ("Markus", ["Markuksen", "Markusta", "Markuksella", "Markukseen"]),
        ("Mäki", ["Mäen", "Mäkeä", "Mäkeen", "Mäkiin", "Mäellä"]),
        ("Lahti", ["Lahden", "Lahteen", "Lahdessa", "Lahdella", "Lahtea"]),
        ("Kevin", ["Kevinin", "Keviniä", "Kevinille"]),
        ("Pekka", ["Pekan", "Pekkaa", "Pekalle", "Pekkaan", "Pekal", "Pekalta"]),
    ],
)
def test_forms_are_generated_for_every_kind_of_stem(name, forms):
    listed = NameList((Name(name),))
    assert [form for form in forms if not listed.find(f"ja {form} oli")] == []


def test_a_longer_name_wins_over_a_part_of_it():
    names = NameList(
        (Name("Kuvitteela", "[maakunta]", "place"), Name("Kuvitteelan Perhetupa", "[järjestö]", "organisation"))
    )
    assert pseudonymise("Kuvitteelan Perhetuvalla", names=names).text == "[järjestö]"


def test_a_name_inside_an_email_goes_with_the_email():
    assert pseudonymise("Sirkku.oja@esimerkki.fi", names=SIRKKU).text == "[sähköpostiosoite]"


def test_the_list_names_a_bad_row_and_never_the_name(tmp_path):
    (tmp_path / "names.csv").write_text("name,replacement,kind\nSirkku,Maija,human\n", encoding="utf-8")
    study = Study(title={"fi": "x"}, synthetic=True, folder=tmp_path, privacy={"names": "names.csv"})
    with pytest.raises(FileProblem, match=r"names\.csv:2: kind is not one of") as problem:
        load_names(study)
    assert "Sirkku" not in str(problem.value)


def test_a_full_name_is_also_found_by_its_parts(tmp_path):
    (tmp_path / "names.csv").write_text(
        "name,replacement,kind\nLiisa Kuvitteellinen,[johtaja],person\n", encoding="utf-8"
    )
    study = Study(title={"fi": "x"}, synthetic=True, folder=tmp_path, privacy={"names": "names.csv"})
    text = "Liisan mukaan. Kuvitteelliselta kysyttiin. Liisa Kuvitteellisen aikana."
    assert (
        pseudonymise(text, names=load_names(study)).text == "[johtaja] mukaan. [johtaja] kysyttiin. [johtaja] aikana."
    )


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Sirkku-täti tuli.", "[Maija]-täti tuli."),
        ("Näin.Sirkku tuli.", "Näin.[Maija] tuli."),
        ("Sirkku/Sirkku", "[Maija]/[Maija]"),
        ("(Sirkku)", "([Maija])"),
        ("_Sirkku_", "_[Maija]_"),
        ("”Sirkku”", "”[Maija]”"),
    ],
)
def test_a_name_is_found_whatever_stands_beside_it(text, stored):
    assert pseudonymise(text, names=SIRKKU).text == stored


def test_a_name_with_a_hyphen_is_found_whole_and_inflected():
    names = NameList((Name("Anna-Liisa Kuvitteellinen"),))
    assert (
        pseudonymise("Anna-Liisa Kuvitteellisen ja Anna-Liisa\nKuvitteelliselta", names=names).text
        == "[nimi] ja [nimi]"
    )
