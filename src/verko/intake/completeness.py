"""What the material lacks, and what the readers chose on their own, as tables in both languages of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from verko.study import Study

MISSING: dict[str, dict[str, str]] = {
    "waiting": {"fi": "Ilmoitettu aineisto, jolla ei ole vielä tiedostoja", "en": "Data set without files yet"},
    "duration": {"fi": "Haastattelun kestoa ei ole kirjattu", "en": "Duration of the interview is not recorded"},
    "period": {"fi": "Haastattelun ajankohtaa ei ole kirjattu", "en": "Period of the interview is not recorded"},
    "speakers": {"fi": "Puhujia ei ole merkitty", "en": "Speakers are not marked"},
    "interviewer": {"fi": "Haastattelijaa ei ole erotettu muista puhujista", "en": "No speaker is the interviewer"},
    "background": {"fi": "Osallistujien taustatietoja ei ole", "en": "No background of the participants"},
    "sheet": {"fi": "Verkkosivun tietolomake on täyttämättä", "en": "Document sheet of the page is not filled in"},
    "retrieved": {"fi": "Verkkosivun hakupäivää ei ole kirjattu", "en": "Day of retrieval is not recorded"},
}
"""What may be missing."""

NOTES: list[tuple[str, dict[str, str]]] = [
    (r"not UTF-8|were not UTF-8|look broken|last letter is cut", {
        "fi": "Merkistö pääteltiin tai kirjaimia oli rikki: tarkista ä ja ö",
        "en": "Encoding was inferred or letters were broken: check ä and ö"}),
    (r"no speaker|every speaker", {
        "fi": "Puhujia tai haastattelijaa ei tunnistettu", "en": "Speakers or the interviewer were not recognised"}),
    (r"the same\?", {
        "fi": "Puhujatunnukset muistuttavat toisiaan: sama henkilö?", "en": "Labels are nearly the same: one person?"}),
    (r"is not in the participants table|never speaks", {
        "fi": "Puhujat ja osallistujataulukko eivät vastaa toisiaan",
        "en": "Speakers and the table of participants differ"}),
    (r"labels that were names", {
        "fi": "Nimi puhujatunnuksena korvattiin koodilla", "en": "Names used as labels became codes"}),
    (r"^left out|was not read|left out:|comments were|footnotes", {
        "fi": "Tiedoston osia jätettiin pois ja sanat laskettiin (esim. kommentit, ylätunnisteet, sivunumerot)",
        "en": "Parts of the file were left out and their words counted (comments, page headers, page numbers)"}),
    (r"tracked changes|line numbers|paragraphs cut|was read as|subtitles", {
        "fi": "Tiedoston asettelua tai muutosmerkintöjä purettiin", "en": "Layout or tracked changes were resolved"}),
    (r"cue|without words|no words|rows without", {
        "fi": "Tyhjiä tai ajastamattomia puheenvuoroja", "en": "Empty turns, or turns without a time"}),
    (r"words before the first turn", {
        "fi": "Sanoja ennen ensimmäistä puheenvuoroa", "en": "Words before the first turn"}),
    (r"no row in the", {
        "fi": "Tiedostolla ei ole riviä taustataulukossa", "en": "The file has no row in its table"}),
    (r"stimulus", {"fi": "Virike puuttuu virikkeiden taulukosta", "en": "A stimulus is not in the table of stimuli"}),
    (r"^column|is not used", {"fi": "Taulukon saraketta ei käytetty", "en": "A column of a table was not used"}),
    (r"replaced:", {"fi": "Nimiä tai tunnisteita korvattiin", "en": "Names or identifiers were replaced"}),
    (r"small letters|no capitals", {
        "fi": "Teksti on pienin kirjaimin: nimiä ei voi etsiä",
        "en": "Text in small letters: names cannot be searched"}),
]  # fmt: skip
"""Kinds of notes by their wording; a note that fits none is of the last kind, `other`."""
OTHER = {"fi": "Muu huomautus", "en": "Another note"}
_SHOWN = 6


def missing(
    study: Study, documents: pd.DataFrame, turns: pd.DataFrame, people: pd.DataFrame, pages: pd.DataFrame
) -> pd.DataFrame:
    """What is not there: columns missing_fi, missing_en, count, where (ids, the first few). Without rows: nothing is.

    documents: the interviews alone; a background table is missed only for interviews whose data set names one,
    or where others have one.
    """
    spoken = turns.groupby("document_id")["speaker"].count()
    asked = set(turns.loc[turns["role"] == "interviewer", "document_id"])
    named = set(spoken[spoken > 0].index)
    ids = list(documents["document_id"])
    found = {
        "waiting": list(study.waiting),
        "duration": list(documents.loc[documents["duration_min"].isna(), "document_id"]),
        "period": list(documents.loc[documents["period"].isna(), "document_id"]),
        "speakers": [one for one in ids if one not in named],
        "interviewer": [one for one in ids if one in named and one not in asked],
        "background": [one for one in ids if one not in set(people["document_id"])],
        "sheet": list(pages.loc[pages["activity_form"].isna(), "page_id"]),
        "retrieved": list(pages.loc[pages["retrieved_on"].isna(), "page_id"]),
    }
    rows = [
        {f"missing_{language}": MISSING[kind][language] for language in ("fi", "en")}
        | {"count": len(where), "where": _first(where)}
        for kind, where in found.items()
        if where
    ]
    return pd.DataFrame(rows, columns=["missing_fi", "missing_en", "count", "where"])


def note_kinds(accounts: pd.DataFrame) -> pd.DataFrame:
    """What readers chose, by kind: columns note_fi, note_en, files, where (files, the first few); commonest first.

    >>> accounts = pd.DataFrame({"file": ["i/R01.md", "i/R02.md"], "notes": ["line numbers at 9 lines", None]})
    >>> note_kinds(accounts)[["note_en", "files", "where"]].values.tolist()
    [['Layout or tracked changes were resolved', 1, 'R01.md']]
    """
    met: dict[tuple[str, str], dict[str, None]] = {}
    for row in accounts.dropna(subset=["notes"]).itertuples():
        for note in str(row.notes).split("; "):
            kind = kind_of_note(note)
            met.setdefault((kind["fi"], kind["en"]), {})[str(row.file).rsplit("/", 1)[-1]] = None
    rows = [
        {"note_fi": fi, "note_en": en, "files": len(files), "where": _first(list(files))}
        for (fi, en), files in sorted(met.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return pd.DataFrame(rows, columns=["note_fi", "note_en", "files", "where"])


def kind_of_note(note: str) -> dict[str, str]:
    """The kind of one note, in both languages.

    >>> kind_of_note("left out: comments, words: 12")["fi"][:29]
    'Tiedoston osia jätettiin pois'
    """
    return next((kind for pattern, kind in NOTES if re.search(pattern, note)), OTHER)


def _first(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" … (+{len(listed) - _SHOWN})" if len(listed) > _SHOWN else ""
    return ", ".join(listed[:_SHOWN]) + more
