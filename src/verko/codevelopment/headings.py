"""Column headings of the co-development tables in both languages."""

from __future__ import annotations

Text = dict[str, str]

HEADINGS: dict[str, Text] = {
    "answer": {"fi": "Vastaus", "en": "Answer"},
    "asked": {"fi": "Tarkistus", "en": "Check"},
    "change": {"fi": "Muutos tai ehdotus", "en": "Change or proposal"},
    "change_id": {"fi": "Tunnus", "en": "Id"},
    "changes": {"fi": "Muutoksia", "en": "Changes"},
    "check": {"fi": "Nro", "en": "No."},
    "claimed_effect": {"fi": "Vaikutus", "en": "Effect"},
    "code": {"fi": "Teema", "en": "Theme"},
    "confidence": {"fi": "Varmuus", "en": "Confidence"},
    "contribution_id": {"fi": "Panos", "en": "Contribution"},
    "contributions": {"fi": "Panokset", "en": "Contributions"},
    "date": {"fi": "Päivä", "en": "Date"},
    "days": {"fi": "Päiviä vastaukseen", "en": "Days to answer"},
    "decided_by": {"fi": "Päättäjät", "en": "Decided by"},
    "decision": {"fi": "Päätös", "en": "Decision"},
    "decisions": {"fi": "Mukana päätöksissä", "en": "Part in decisions"},
    "direction": {"fi": "Suunta", "en": "Direction"},
    "due": {"fi": "Mihin mennessä", "en": "By when"},
    "effect": {"fi": "Muutokset, joista se näkyy", "en": "Changes that show it"},
    "ended": {"fi": "Päättyi", "en": "Ended"},
    "events": {"fi": "Tapahtumia", "en": "Events"},
    "evidence": {"fi": "Mistä se näkyy", "en": "How it shows"},
    "evidence_ids": {"fi": "Näyttö", "en": "Evidence"},
    "experts": {"fi": "Kokemusasiantuntijoita", "en": "Experts by experience"},
    "findings": {"fi": "Huomautuksia", "en": "Findings"},
    "giver": {"fi": "Antaja", "en": "Giver"},
    "group": {"fi": "Vastaajaryhmä", "en": "Respondent group"},
    "hanketyontekija": {"fi": "Hanketyöntekijät", "en": "Project staff"},
    "hours": {"fi": "Henkilötunteja", "en": "Person-hours"},
    "id": {"fi": "Tunnus", "en": "Id"},
    "invited_n": {"fi": "Kutsuttuja", "en": "Invited"},
    "item": {"fi": "Kohta", "en": "Item"},
    "iteration": {"fi": "Kierros", "en": "Round"},
    "kind": {"fi": "Toimija", "en": "Actor"},
    "knowledge": {"fi": "Tiedon laji", "en": "Kind of knowledge"},
    "kokemusasiantuntija": {"fi": "Kokemusasiantuntijat", "en": "Experts by experience"},
    "level": {"fi": "Vakavuus", "en": "Level"},
    "median": {"fi": "Mediaani", "en": "Median"},
    "n": {"fi": "n", "en": "n"},
    "name": {"fi": "Vaihe", "en": "Phase"},
    "outcome": {"fi": "Tulos", "en": "Outcome"},
    "outputs": {"fi": "Tuotokset", "en": "Outputs"},
    "owner": {"fi": "Kuka", "en": "Who"},
    "people": {"fi": "Lukumäärä", "en": "Number"},
    "phase": {"fi": "Vaihe", "en": "Phase"},
    "place": {"fi": "Paikka", "en": "Place"},
    "practice": {"fi": "Käytäntö", "en": "Practice"},
    "precondition": {"fi": "Edellytys", "en": "Precondition"},
    "published_on": {"fi": "Julkaistu", "en": "Published"},
    "question": {"fi": "Arviointikysymys", "en": "Evaluation question"},
    "rate": {"fi": "Vastausosuus (%)", "en": "Response rate (%)"},
    "reason": {"fi": "Perustelu", "en": "Reason"},
    "receiver": {"fi": "Saaja", "en": "Receiver"},
    "responded_n": {"fi": "Vastasi", "en": "Responded"},
    "responsible": {"fi": "Vastuuvaiheet", "en": "Responsible for phases"},
    "result": {"fi": "Miten kävi", "en": "How it went"},
    "returned_to": {"fi": "Palautettu", "en": "Returned to"},
    "statements": {"fi": "Kirjauksia", "en": "Statements"},
    "started": {"fi": "Alkoi", "en": "Started"},
    "status": {"fi": "Tila", "en": "State"},
    "summary": {"fi": "Sisältö", "en": "Contents"},
    "taustaorganisaatio": {"fi": "Taustaorganisaatiot", "en": "Host organisations"},
    "text": {"fi": "Mitä tuotiin", "en": "What was brought"},
    "title": {"fi": "Nimi", "en": "Title"},
    "todo": {"fi": "Mitä tehdä", "en": "What to do"},
    "version": {"fi": "Versio", "en": "Version"},
    "versions": {"fi": "Versioita", "en": "Versions"},
    "what": {"fi": "Mitä", "en": "What"},
}


def headings(*names: str) -> dict[str, Text]:
    """The headings of these columns, in this order.

    >>> headings("n", "rate")["rate"]["en"]
    'Response rate (%)'
    """
    return {name: HEADINGS[name] for name in names}
