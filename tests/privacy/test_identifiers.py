"""Identifiers with a form are found, and ordinary numbers are not. Codes are from the artificial range, 900-999."""

import time

import pytest

from verko.privacy import pseudonymise
from verko.privacy.identifiers import identifiers


def categories(text: str) -> list[str]:
    return [hit.category for hit in identifiers(text)]


@pytest.mark.parametrize("sign", ["-", "+", "A", "B", "F", "Y", "U", "–", "a"])
def test_an_identity_code_is_found_with_every_century_sign(sign):
    assert categories(f"Tunnus on 131052{sign}9308, kiitos.") == ["identity_code"]


@pytest.mark.parametrize("code", ["131052 930V", "131052930V"])
def test_a_code_without_a_sign_is_found_when_its_check_character_is_right(code):
    assert categories(code) == ["identity_code"]
    assert categories(code[:-1] + "A") == []


@pytest.mark.parametrize(
    "number",
    ["040 123 4567", "040-1234567", "+358 40 123 4567", "+358401234567", "00358 40 1234567", "(09) 123 4567",
     "+358 (0)40 123 4567",
     "0400 123456", "014 123 456", "0800 12345", "nolla neljä nolla yksi kaksi kolme neljä viisi"],
)  # fmt: skip
def test_a_phone_number_is_found_in_every_common_form(number):
    assert categories(f"Soita {number}.") == ["phone"]


@pytest.mark.parametrize(
    "address",
    ["liisa.o@esimerkki.fi", "liisa(at)esimerkki.fi", "liisa [at] esimerkki.fi", "liisa ät esimerkki piste fi"],
)
def test_an_email_is_found_spelled_out_too(address):
    assert categories(f"Kirjoita {address} niin vastaan") == ["email"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("FI21 1234 5600 0007 85", "iban"),
        ("Asun Kuvitteelantie 12 b 4 talossa", "address"),
        ("osoite on 99999 Esimerkkilä", "postcode"),
        ("auto oli ABC-123", "plate"),
        ("https://esimerkki.fi/polku?x=1", "url"),
        ("katso esimerkki.fi sieltä", "url"),
        ("@nimimerkki kirjoitti", "handle"),
        ("osoitteesta 192.168.0.12 tuli", "ip"),
        ("synt. 1.2.1984", "birth_date"),
    ],
)
def test_other_identifiers_are_found(text, category):
    assert category in categories(text)


@pytest.mark.parametrize(
    "text",
    ["Vuosina 2010-2012 ja 1.2.2020", "klo 12.30 tai 09:15", "[00:12:30] Niin.", "Laki 1050/2018 ja 417/2007",
     "UTF-8 ja ISO-900",
     "25 000 euroa ja 3,5 prosenttia", "Covid-19 alkoi",
     "sivut 100–120", "I look at things (at home)", "0,05 ja 0.001"],
)  # fmt: skip
def test_ordinary_numbers_and_words_stay(text):
    assert categories(text) == []


def test_what_replaces_an_identifier_is_in_the_language_of_the_text():
    assert pseudonymise("Call 040 123 4567", language="en").text == "Call [phone number]"


@pytest.mark.parametrize(
    "text", ["0" * 20_000, "0 1-" * 5000, "a." * 20_000, "(0)" * 5000, "Aa-" * 10_000, " at " * 10_000]
)
def test_hostile_text_takes_no_long_time(text):
    began = time.perf_counter()
    identifiers(text)
    assert time.perf_counter() - began < 5


def test_an_email_with_at_written_out_needs_a_dotted_name():
    assert categories("write to first.last at example.org today") == ["email"]
    assert categories("look at example things") == []
