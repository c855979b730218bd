"""The fixed words of the report in its two languages: labels, marks, months."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("fi", "en")

WORDS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "figure": "Kuva",
        "table": "Taulukko",
        "section": "Luku",
        "contents": "Sisällys",
        "references": "Lähteet",
        "skip": "Siirry sisältöön",
        "synthetic": "SYNTEETTINEN AINEISTO – ei tutkimustuloksia",
        "original": "alkuperäinen",
        "translated": "kääntänyt",
        "untranslated": "kääntämätön",
        "evidence": "näyttö",
        "counter": "vastaesimerkki",
        "yes": "kyllä",
        "no": "ei",
        "empty": "–",
        "no_rows": "ei rivejä",
        "open_quote": "”",
        "close_quote": "”",
        "scroll": "vieritä sivusuunnassa",
        "note": "Huomaa",
        "warning": "Varoitus",
        "tip": "Vinkki",
        "important": "Tärkeää",
        "caution": "Varo",
        "page": "sivu",
        "footnotes": "Alaviitteet",
        "fewer": "alle",
        "authors": "Tekijät",
    },
    "en": {
        "figure": "Figure",
        "table": "Table",
        "section": "Section",
        "contents": "Contents",
        "references": "References",
        "skip": "Skip to content",
        "synthetic": "SYNTHETIC DATA – not research results",
        "original": "original",
        "translated": "translated by",
        "untranslated": "not translated",
        "evidence": "evidence",
        "counter": "counter-example",
        "yes": "yes",
        "no": "no",
        "empty": "–",
        "no_rows": "no rows",
        "open_quote": "“",
        "close_quote": "”",
        "scroll": "scroll sideways",
        "note": "Note",
        "warning": "Warning",
        "tip": "Tip",
        "important": "Important",
        "caution": "Caution",
        "page": "page",
        "footnotes": "Footnotes",
        "fewer": "fewer than",
        "authors": "Authors",
    },
}

TRANSLATORS: Mapping[str, str] = {
    "tutkimusryhmä": "the research group",
    "tutkija": "the researcher",
    "kääntäjä": "a translator",
    "konekäännös": "machine",
}
"""English words for who translated, where the study tells the role in Finnish."""

MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def word(name: str, language: str) -> str:
    """One fixed word of the report.

    >>> word("figure", "fi")
    'Kuva'
    """
    return WORDS[language][name]


def local(text: Mapping[str, str] | str, language: str) -> str:
    """The text in `language`; where it is missing, the other language's, so that nothing silently vanishes.

    >>> local({"fi": "Ryhmät"}, "en")
    'Ryhmät'
    """
    if isinstance(text, str):
        return text
    return str(text.get(language) or next((value for value in text.values() if value), ""))
