"""Identifiers in every form that people write, forms that are near, and what only looks like one.

Identity codes are of the artificial range, individual numbers 900-999; names and places are invented.
"""

import pytest

from verko.privacy.identifiers import CATEGORIES, identifiers

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code(date: str, sign: str, number: str) -> str:
    return f"{date}{sign}{number}{CHECK[int(date + number) % 31]}"


RIGHT = code("131052", "-", "930")
IDENTITY_CODES = [
    *(code("131052", sign, "930") for sign in "+-ABCDEFUVWXY"),
    *(code("131052", dash, "930") for dash in "–—−‐‑‒"),
    RIGHT.lower(),
    code("010199", "a", "901").lower(),
    code("310100", "A", "999"),
    *(RIGHT.replace("-", between) for between in (" - ", "- ", " ", "", " – ")),
    "13.10.52-" + RIGHT[-4:],
    "131 052".replace(" ", "") + "-" + RIGHT[-4:],
]
FORMS = {
    "identity_code": IDENTITY_CODES,
    "phone": [
        "0401234567", "040 1234567", "040-123 4567", "040 12 34 567", "+358 40 123 4567", "+358401234567",
        "00358401234567", "+358 (0)40 1234567", "(09) 123 4567", "09-1234567", "014 1234567", "0800 123 45",
        "0600 12345", "040.123.4567", "050/1234567", "+46 70 123 45 67", "puh.0401234567", "040 – 123 4567",
        "+358-40-123-4567", "0 4 0 1 2 3 4 5 6 7", "nolla neljä nolla yksi kaksi kolme neljä viisi",
        "nolla nelkyt yks kaks kolme nelkytviis", "zero four zero one two three four five",
    ],
    "email": [
        "a.b@esimerkki.fi", "liisa_o@mail.esimerkki.fi", "LIISA@ESIMERKKI.FI", "liisa+x@esimerkki.fi",
        "liisa(at)esimerkki.fi", "liisa (at) esimerkki.fi", "liisa[at]esimerkki.fi", "liisa{at}esimerkki.fi",
        "liisa <at> esimerkki.fi", "liisa(a)esimerkki.fi", "liisa_at_esimerkki.fi", "liisa.o at esimerkki.fi",
        "liisa at esimerkki.fi", "liisa at esimerkki dot fi", "liisa ät esimerkki piste fi", "liisa @ esimerkki.fi",
        "liisa miukumauku esimerkki piste fi",
    ],
    "iban": [
        "FI21 1234 5600 0007 85", "FI2112345600000785", "fi21 1234 5600 0007 85", "FI21-1234-5600-0007-85",
        "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "SE45 5000 0000 0583 9825 7466",
    ],
    "address": [
        "Kuvitteelantie 12", "Kuvitteelantie 12 b 4", "Keksittykatu 3 A 12", "Esimerkinkuja 5-7", "Keksityn polku 8",
        "Isokadulla 4", "Mannerkatu 12 as. 5", "Kuvitteen puistotie 1 C", "Storgatan 5", "kuvitteelantie 12",
        "Exempelvägen 3 B", "Keksittyaukiolla 1",
    ],
    "postcode": [
        "99999 Esimerkkilä", "99999 ESIMERKKILÄ", "FI-99999 Esimerkkilä", "99999, Esimerkkilä", "PL 123",
        "postinumero 99999",
    ],
    "plate": ["ABC-123", "abc-123", "ÅÄÖ-1", "XYZ-987"],
    "url": [
        "https://esimerkki.fi/a?b=1", "http://www.esimerkki.fi", "www.esimerkki.fi", "esimerkki.fi",
        "esimerkki.fi/polku", "HTTPS://ESIMERKKI.FI", "esimerkki.com/liisa.oja", "esim.be/abc",
    ],
    "handle": ["@liisa", "@liisa_oja", "@liisa.oja"],
    "birth_date": [
        "synt. 1.2.1984", "syntynyt 1.2.1984", "s. 1.2.84", "syntymäaika 1.2.1984", "syntymäaika: 01.02.1984",
        "born 1.2.1984", "syntynyt 1. helmikuuta 1984", "1.2.1984 syntynyt",
    ],
    "ip": ["192.168.0.12", "10.0.0.1"],
}  # fmt: skip
ORDINARY = [
    "Vuosina 2010-2012", "klo 12.30", "09:15", "[00:12:30] Niin.", "Laki 1050/2018", "ISO-900", "25 000 euroa",
    "3,5 prosenttia", "Covid-19", "sivut 100–120", "at home", "0,05", "1.2.2020", "01.02.2020", "2020-10-07",
    "vuonna 1984", "100 000 000", "RQ1-RQ3", "A4-arkki", "DRG-300", "VL 2020-2021", "10.5555/ejcfs.2018.0101",
    "ISBN 978-951-000-000-0", "0000-0000", "kohta 3.2.1", "131052", "12345 euroa", "12345 ihmistä", "tie 5",
    "Valtatie 4", "moottoritie 3", "§ 12 2 mom.", "1/2", "+5 astetta", "-20", "40+", "s. 12–14", "look at that.",
    "we met at work.", "look at example things", "klo 9.00-10.00", "2019-H2", "R01-A1", "kahdeksan yhdeksän kymmenen",
    "yksi kaksi kolme", "tuli.se oli", "ja/tai", "esim. näin",
]  # fmt: skip
WRONG = [
    "131352-9308", "991252-930A", "131052930" + ("A" if RIGHT[-1] != "A" else "B"), "131052-930", "13105-9301",
    "131052I930" + RIGHT[-1], "FI21 1234", "GB29NWBK60161331926818", "192.168.0.256", "040 12", "@",
]  # fmt: skip
"""Near a form, and not it: no such month or day, a wrong check character or sign, too short."""


@pytest.mark.parametrize(
    ("category", "form"), [(category, form) for category, forms in FORMS.items() for form in forms]
)
@pytest.mark.parametrize("sentence", ["Se on {} niin.", "{}", "({})", "Onko se {}?", "Kirjoitin: {}, ja sitten.\nJoo."])
def test_every_form_is_found_whole(category, form, sentence):
    text = sentence.format(form)
    start = text.index(form)
    covered = [hit for hit in identifiers(text) if hit.category == category]
    assert any(hit.start <= start and start + len(form) <= hit.end for hit in covered), identifiers(text)


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_and_numbers_stay(words):
    assert identifiers(f"Siinä oli {words} niin") == []


@pytest.mark.parametrize("words", WRONG)
def test_what_only_looks_like_an_identifier_stays(words):
    assert identifiers(f"Siinä oli {words} niin") == []


def test_every_category_has_its_forms():
    assert FORMS.keys() == CATEGORIES.keys()
