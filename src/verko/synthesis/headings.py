"""Column headings of the synthesis tables in both languages."""

from __future__ import annotations

Text = dict[str, str]

HEADINGS: dict[str, Text] = {
    "amount": {"fi": "Laajuus", "en": "Extent"},
    "claims": {"fi": "Väitteitä", "en": "Claims"},
    "code_id": {"fi": "Koodi", "en": "Code"},
    "counter": {"fi": "Vastaesimerkki nimetty", "en": "Counter-example named"},
    "criterion": {"fi": "Kriteeri", "en": "Criterion"},
    "definition": {"fi": "Määritelmä", "en": "Definition"},
    "documents": {"fi": "Ryhmät ja haastattelut", "en": "Groups and interviews"},
    "limit": {"fi": "Rajoitus", "en": "Limit"},
    "mirrored": {"fi": "Peilattu kehittämisessä", "en": "Mirrored in the development"},
    "name": {"fi": "Nimi", "en": "Name"},
    "named": {"fi": "Väitteiden tunnukset", "en": "Names of the claims"},
    "open": {"fi": "Mitä aineisto ei näytä", "en": "What the material does not show"},
    "program": {"fi": "Ohjelma", "en": "Program"},
    "question": {"fi": "Kysymys", "en": "Question"},
    "quotes": {"fi": "Lainauksia", "en": "Quotes"},
    "relation": {"fi": "Aineistojen suhde", "en": "Relation of the data sets"},
    "rq": {"fi": "Kysymys", "en": "Question"},
    "says": {"fi": "Mitä aineisto sanoo", "en": "What the data set says"},
    "sets": {"fi": "Aineistoja", "en": "Data sets"},
    "sets_with_claims": {"fi": "Joista väitteitä", "en": "Of them with claims"},
    "shown": {"fi": "Mitä aineisto näyttää", "en": "What the material shows"},
    "text": {"fi": "Tutkimuskysymys", "en": "Research question"},
    "theme": {"fi": "Teema", "en": "Theme"},
    "title": {"fi": "Aineisto", "en": "Data set"},
    "trace": {"fi": "Väitteiden tunnukset", "en": "Names of the claims"},
    "units": {"fi": "Esiintyy", "en": "Met in"},
    "version": {"fi": "Versio", "en": "Version"},
}


def headings(*names: str) -> dict[str, Text]:
    """The headings of these columns, in this order.

    >>> headings("theme")["theme"]["en"]
    'Theme'
    """
    return {name: HEADINGS[name] for name in names}
