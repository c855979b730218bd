"""The words of the pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "evidence": ("Näyttö", "Evidence"),
    "transcripts": ("Litteraatit", "Transcripts"),
    "account": ("Aineiston tilikirja", "The account of the material"),
    "reports": ("Raportit", "Reports"),
    "search": ("Hae", "Search"),
    "search_help": (
        "Sana löytyy kaikissa muodoissaan; \"lainausmerkeissä\" täsmälleen; alku* alulla.",
        "A word is found in all its forms; \"in quotes\" exactly; start* by its start.",
    ),
    "found_evidence": ("Näytössä", "In the evidence"),
    "found_talk": ("Puheessa", "In the talk"),
    "nothing": ("Ei osumia.", "Nothing found."),
    "first_ones": ("Ensimmäiset {shown}; kaikkiaan {count}.", "The first {shown} of {count}."),
    "first_many": ("Ensimmäiset {shown}; kaikkiaan yli {count}.", "The first {shown} of more than {count}."),
    "name": ("Nimi", "Name"),
    "what": ("Sisältö", "Content"),
    "notebook": ("Muistikirja", "Notebook"),
    "made_of": ("Tehty tauluista", "Made of the tables"),
    "in_report": ("Raportissa", "In the report"),
    "not_in_report": ("Ei raportissa", "Not in the report"),
    "carried_by": ("Tätä kantavat", "Carried by"),
    "against": ("Vastaesimerkit", "Counter-examples"),
    "carries": ("Kantaa väitteitä", "Carries the claims"),
    "in_context": ("Katso asiayhteydessään", "See it in its place"),
    "n": ("n", "n"),
    "denominator": ("Nimittäjä", "Denominator"),
    "rows": ("riviä", "rows"),
    "hash": ("Tekstin tiiviste", "Hash of the text"),
    "document": ("Asiakirja", "Document"),
    "words": ("Sanoja", "Words"),
    "data_set": ("Aineisto", "Data set"),
    "file": ("Tiedosto", "File"),
    "announced": ("Ilmoitettu", "Announced"),
    "read": ("Luettu", "Read"),
    "refused": ("Hylätty", "Refused"),
    "notes": ("Huomautukset", "Notes"),
    "only_first": ("Taulukosta näkyvät {shown} ensimmäistä riviä.", "The first {shown} rows of the table are shown."),
    "gone": ("Tällaista ei ole.", "There is no such thing."),
    "back": ("Etusivulle", "To the first page"),
    "synthetic": ("SYNTEETTINEN AINEISTO – ei tutkimustuloksia", "SYNTHETIC DATA – not research results"),
}  # fmt: skip


def words_in(language: str) -> dict[str, str]:
    """The words of the pages in one language.

    >>> words_in("en")["notebook"], words_in("fi")["notebook"]
    ('Notebook', 'Muistikirja')
    """
    return {key: pair[0 if language == "fi" else 1] for key, pair in WORDS.items()}
