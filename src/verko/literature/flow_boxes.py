"""The flow as the lines of its boxes, as PRISMA 2020 draws them or as PRISMA-ScR asks for a scoping review.

PRISMA 2020: Page et al. (2021) BMJ 372:n71. PRISMA-ScR: Tricco et al. (2018) Ann Intern Med 169:467, item 14, which
asks for the sources of evidence screened, assessed and included, with the reasons for exclusion at each step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.flow import Flow

Text = dict[str, str]
Form = Literal["prisma2020", "prisma_scr"]

FORM_NAMES: dict[Form, str] = {"prisma2020": "PRISMA 2020", "prisma_scr": "PRISMA-ScR"}

_COMMON: dict[str, Text] = {
    "removed": {"fi": "Poistettu ennen seulontaa", "en": "Removed before screening"},
    "duplicates": {"fi": "kaksoiskappaleet", "en": "duplicates"},
    "unreadable": {"fi": "lukukelvottomat", "en": "unreadable"},
    "not_screened": {"fi": "Seulomatta", "en": "Not screened yet"},
    "unresolved": {"fi": "Ratkaisematta", "en": "Unresolved"},
    "contradictory": {"fi": "Kirjaukset ristiriidassa", "en": "Log contradicts itself"},
    "unresolved_full": {"fi": "Ratkaisematta (kokoteksti)", "en": "Unresolved (full text)"},
    "not_assessed": {"fi": "Kokoteksti arvioimatta", "en": "Full text not assessed yet"},
    "contradictory_full": {"fi": "Kirjaukset ristiriidassa (kokoteksti)", "en": "Log contradicts itself (full text)"},
    "no_reason": {"fi": "syytä ei kirjattu", "en": "no reason given"},
}
_LABELS: dict[Form, dict[str, Text]] = {
    "prisma2020": {
        "identified": {"fi": "Tunnistetut viitteet", "en": "Records identified"},
        "screened": {
            "fi": "Otsikon ja tiivistelmän perusteella seulotut",
            "en": "Records screened by title and abstract",
        },
        "excluded": {"fi": "Poissuljetut viitteet", "en": "Records excluded"},
        "sought": {"fi": "Haetut kokotekstit", "en": "Reports sought for retrieval"},
        "not_retrieved": {"fi": "Kokotekstiä ei saatu", "en": "Reports not retrieved"},
        "assessed": {"fi": "Kokotekstin perusteella arvioidut", "en": "Reports assessed for eligibility"},
        "excluded_full": {"fi": "Kokotekstin perusteella poissuljetut", "en": "Reports excluded"},
        "included": {"fi": "Mukaan otetut tutkimukset", "en": "Studies included in the review"},
    },
    "prisma_scr": {
        "identified": {"fi": "Hauissa tunnistetut lähteet", "en": "Sources of evidence identified by searches"},
        "screened": {
            "fi": "Otsikon ja tiivistelmän perusteella seulotut lähteet",
            "en": "Sources of evidence screened by title and abstract",
        },
        "excluded": {"fi": "Poissuljetut lähteet", "en": "Sources of evidence excluded"},
        "sought": {"fi": "Haetut kokotekstit", "en": "Full texts sought"},
        "not_retrieved": {"fi": "Kokotekstiä ei saatu", "en": "Full texts not retrieved"},
        "assessed": {"fi": "Soveltuvuudeltaan arvioidut kokotekstit", "en": "Full texts assessed for eligibility"},
        "excluded_full": {"fi": "Poissuljetut kokotekstit ja syyt", "en": "Full texts excluded, with reasons"},
        "included": {
            "fi": "Kartoittavaan katsaukseen otetut lähteet",
            "en": "Sources of evidence included in the scoping review",
        },
    },
}  # fmt: skip
_IDENTIFICATION = {"fi": "Tunnistaminen", "en": "Identification"}
_SCREENING = {"fi": "Seulonta", "en": "Screening"}
_ELIGIBILITY = {"fi": "Soveltuvuus", "en": "Eligibility"}
_INCLUDED = {"fi": "Mukana", "en": "Included"}
_PHASES: dict[Form, tuple[Text, ...]] = {
    "prisma2020": (_IDENTIFICATION, _SCREENING, _SCREENING, _SCREENING, _INCLUDED),
    "prisma_scr": (_IDENTIFICATION, _SCREENING, _ELIGIBILITY, _ELIGIBILITY, _INCLUDED),
}
COLUMNS = ["stage", "side", "box", "level", "text_fi", "text_en", "n", "phase_fi", "phase_en"]

Add = Callable[..., None]


def form_for(protocol: Protocol) -> Form:
    """The form of flow that a review of this type reports: PRISMA-ScR for a scoping review, else PRISMA 2020."""
    return "prisma_scr" if protocol.review_type == "scoping" else "prisma2020"


def boxes(flow: Flow, protocol: Protocol | None = None, *, form: Form = "prisma2020") -> pd.DataFrame:
    """The flow as a table, one row a line of a box: stage, side, box, level, text and phase in both languages, n.

    side is `main` or `out`; level 0 is a box's own line, 1 what it is made of. phase names the part of the drawing.
    Boxes that can only be empty here (nothing waits, nothing was unreadable) are left out.

    >>> told = boxes(Flow({"PubMed": 3}, 1, 0, 2, 0, 1, 0, 1, 0, 1, {}, 0, 0, 1), form="prisma_scr")
    >>> told.loc[told["box"] == "included", "text_en"].item()
    'Sources of evidence included in the scoping review'
    """
    reasons = (protocol or Protocol()).exclusion_reasons
    labels = _COMMON | _LABELS[form]
    rows: list[tuple[object, ...]] = []

    def add(stage: int, side: str, box: str, n: int, level: int = 0, text: Text | None = None) -> None:
        words, phase = text or labels[box], _PHASES[form][stage]
        rows.append((stage, side, box, level, words["fi"], words["en"], n, phase["fi"], phase["en"]))

    _identified(add, flow)
    add(1, "main", "screened", flow.screened)
    add(1, "out", "excluded", flow.excluded)
    _waiting(add, flow, 1, ("not_screened", "unresolved", "contradictory"))
    add(2, "main", "sought", flow.sought)
    add(2, "out", "not_retrieved", flow.not_retrieved)
    _waiting(add, flow, 2, ("not_assessed", "contradictory_full"))
    add(3, "main", "assessed", flow.assessed)
    add(3, "out", "excluded_full", sum(flow.excluded_full.values()))
    for code, n in flow.excluded_full.items():
        add(3, "out", "excluded_full", n, 1, _reason_text(code, reasons))
    _waiting(add, flow, 3, ("unresolved_full",))
    add(4, "main", "included", flow.included)
    return pd.DataFrame(rows, columns=COLUMNS)


def _identified(add: Add, flow: Flow) -> None:
    add(0, "main", "identified", sum(flow.identified.values()))
    for name, n in flow.identified.items():
        add(0, "main", "identified", n, 1, {"fi": name, "en": name})
    add(0, "out", "removed", flow.duplicates + flow.unreadable)
    add(0, "out", "duplicates", flow.duplicates, 1)
    if flow.unreadable:
        add(0, "out", "unreadable", flow.unreadable, 1)


def _waiting(add: Add, flow: Flow, stage: int, names: tuple[str, ...]) -> None:
    for name in names:
        if n := getattr(flow, name):
            add(stage, "out", name, n)


def _reason_text(code: str, reasons: dict) -> Text:
    if not code:
        return _COMMON["no_reason"]
    if code not in reasons:
        return {"fi": code, "en": code}
    return {language: reasons[code].in_language(language) for language in ("fi", "en")}
