"""The review as its protocol plans it: kind, question, version, registration, how disagreements are settled."""

from __future__ import annotations

import pandas as pd

from verko.intake.bibliography.protocol import Protocol

_DONE = {
    "kind": ("Katsauksen laji", "Type of review"),
    "title": ("Otsikko", "Title"),
    "question": ("Kysymys", "Question"),
    "version": ("Tutkimussuunnitelma", "Protocol"),
    "date": ("Päiväys", "Date"),
    "registration": ("Rekisteröinti", "Registration"),
    "disagreements": ("Erimielisyydet", "Disagreements"),
}
_TYPES = {
    "scoping": ("kartoittava katsaus", "scoping review"),
    "systematic": ("järjestelmällinen katsaus", "systematic review"),
    "rapid": ("nopea katsaus", "rapid review"),
    "integrative": ("integroiva katsaus", "integrative review"),
    "mapping": ("kuvaileva kartoitus", "evidence map"),
    "other": ("muu katsaus", "other review"),
}


def of_the_protocol(protocol: Protocol) -> pd.DataFrame:
    """How the review was planned, one row a matter, in both languages: what the protocol does not tell is left out.

    >>> of_the_protocol(Protocol(registration="example 1"))["told_en"].tolist()
    ['scoping review', 'example 1']
    """
    version = {"fi": f"versio {protocol.version}", "en": f"version {protocol.version}"} if protocol.version else {}
    rows = []
    for place, language in enumerate(("fi", "en")):
        told = {
            "kind": _TYPES[protocol.review_type][place],
            "title": protocol.title.in_language(language) if protocol.title else "",
            "question": protocol.research_question.in_language(language) if protocol.research_question else "",
            "version": version.get(language, ""),
            "date": protocol.date,
            "registration": protocol.registration,
            "disagreements": protocol.screening.disagreements.in_language(language)
            if protocol.screening.disagreements
            else "",
        }
        rows.append({name: (_DONE[name][place], text) for name, text in told.items() if text})
    made = [(*fi, *en) for fi, en in zip(rows[0].values(), rows[1].values(), strict=True)]
    return pd.DataFrame(made, columns=["fact_fi", "told_fi", "fact_en", "told_en"])
