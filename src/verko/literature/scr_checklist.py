"""The PRISMA-ScR checklist: what this review tells under each of its 22 items, and where.

Tricco et al. (2018) Ann Intern Med 169:467; the items are paraphrased. The program tells what it found in the protocol
and in the tables; whether an item is well reported is for a person to say.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.flow import Flow

FOUND, PARTLY, MISSING, NOT_DONE, PERSON = "found", "partly", "missing", "not_done", "person"
_STATUS = {
    FOUND: ("löytyy", "found"),
    PARTLY: ("osittain", "partly"),
    MISSING: ("ei löydy", "not found"),
    NOT_DONE: ("ei tehty (valinnainen)", "not done (optional)"),
    PERSON: ("ihminen tarkistaa", "for a person to check"),
}
_SEARCH, _RECORDS = ("Tiedonhaku", "Searches"), ("Tunnistetut viitteet", "Records identified")
_SCREENING, _STUDIES = ("Seulonta", "Screening"), ("Mukaan otetut tutkimukset", "Included studies")
_FINDINGS, _ENDS = ("Mitä tutkimuksissa todettiin", "What the studies found"), ("Johtopäätökset", "Conclusions")
_ITEMS: tuple[tuple[int, str, str, tuple[str, str]], ...] = (
    (
        1,
        "Otsikko kertoo, että kyse on kartoittavasta katsauksesta",
        "Title says that this is a scoping review",
        _SEARCH,
    ),
    (2, "Jäsennelty tiivistelmä", "Structured summary", ("Tiivistelmä", "Abstract")),
    (3, "Perustelu", "Rationale", ("Johdanto", "Introduction")),
    (4, "Tavoitteet ja kysymykset", "Objectives and questions", _SEARCH),
    (5, "Tutkimussuunnitelma ja rekisteröinti", "Protocol and registration", _SEARCH),
    (6, "Sisäänotto- ja poissulkukriteerit", "Eligibility criteria", _SEARCH),
    (7, "Tietolähteet ja viimeisin haku", "Information sources and latest search", _SEARCH),
    (8, "Ainakin yhden haun koko hakulauseke", "Full search strategy of at least one database", ("Liite", "Appendix")),
    (9, "Lähteiden valinnan kulku", "Selection of sources of evidence", _SCREENING),
    (10, "Tietojen taulukoinnin kulku", "Charting process", _STUDIES),
    (11, "Taulukoidut tiedot", "Data items", _STUDIES),
    (12, "Laadun arviointi", "Critical appraisal of the sources", _STUDIES),
    (13, "Tulosten kokoamisen tapa", "How results were brought together", _FINDINGS),
    (14, "Valinnan tulos lukuina ja syinä", "Numbers screened, assessed and included, with reasons", _SCREENING),
    (15, "Mukaan otettujen ominaisuudet", "Characteristics of the sources", _STUDIES),
    (16, "Laadun arvioinnin tulos", "Results of critical appraisal", _STUDIES),
    (17, "Kunkin lähteen tulokset", "Results of the single sources", _FINDINGS),
    (18, "Tulosten yhteenveto", "Synthesis of results", _FINDINGS),
    (19, "Näytön yhteenveto suhteessa tavoitteisiin", "Summary of evidence against the objectives", _ENDS),
    (20, "Rajoitukset", "Limitations", _ENDS),
    (21, "Johtopäätökset", "Conclusions", _ENDS),
    (22, "Rahoitus", "Funding", ("Johdanto", "Introduction")),
)


def scr_checklist(
    protocol: Protocol,
    flow: Flow,
    *,
    searches: pd.DataFrame,
    reviewers: int,
    charted: Collection[str],
    missing: Collection[str],
) -> pd.DataFrame:
    """One row per item: number, item, where and status in both languages.

    reviewers: how many screened. charted: ids of the included records that were charted; missing: of those that lack
    something the form demands.

    >>> empty = Flow({}, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    >>> nothing = pd.DataFrame({"search_date": [], "search_string": []})
    >>> told = scr_checklist(Protocol(), empty, searches=nothing, reviewers=0, charted=[], missing=[])
    >>> len(told), told.set_index("number").loc[8, "status_en"]
    (22, 'not found')
    """
    status = _protocol_items(protocol, searches) | _log_items(protocol, flow, reviewers, charted, missing)
    rows = []
    for number, fi, en, (where_fi, where_en) in _ITEMS:
        told = status.get(number, PERSON)
        shown = ("–", "–") if told in (MISSING, NOT_DONE) else (where_fi, where_en)
        rows.append((number, fi, en, *shown, *_STATUS[told]))
    columns = ["number", "item_fi", "item_en", "where_fi", "where_en", "status_fi", "status_en"]
    return pd.DataFrame(rows, columns=columns)


def _protocol_items(protocol: Protocol, searches: pd.DataFrame) -> dict[int, str]:
    title = " ".join((protocol.title.fi or "", protocol.title.en or "")).lower() if protocol.title else ""
    dated = searches["search_date"].notna()
    return {
        1: FOUND if "kartoittav" in title or "scoping" in title else MISSING,
        4: FOUND if protocol.research_question else MISSING,
        5: FOUND if protocol.registration else PARTLY if protocol.version or protocol.date else MISSING,
        6: FOUND if protocol.eligibility.include or protocol.eligibility.exclude else MISSING,
        7: MISSING if not len(searches) or not dated.any() else FOUND if dated.all() else PARTLY,
        8: FOUND if searches["search_string"].notna().any() else MISSING,
    }


def _log_items(
    protocol: Protocol, flow: Flow, reviewers: int, charted: Collection[str], missing: Collection[str]
) -> dict[int, str]:
    fields = protocol.charting_form
    whole = FOUND if charted and not missing and len(charted) == flow.included else PARTLY if charted else MISSING
    reasons = not flow.excluded_full.get("")
    return {
        9: FOUND if reviewers and flow.screened else MISSING,
        10: FOUND if fields and charted else MISSING,
        11: FOUND if fields else MISSING,
        12: NOT_DONE,
        13: PERSON if charted else MISSING,
        14: MISSING if not flow.screened else FOUND if not flow.waiting and reasons else PARTLY,
        15: whole,
        16: NOT_DONE,
        17: whole,
        18: PERSON if charted else MISSING,
    }
