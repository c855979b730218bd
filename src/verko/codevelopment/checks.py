"""The checks C01 to C18: what each asks, how grave it is, what to do, and the function that finds where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from verko.codevelopment import evaluation_checks as evaluating
from verko.codevelopment import people_checks as people
from verko.codevelopment import process_checks as processes
from verko.codevelopment import record_checks as whole
from verko.codevelopment.hits import Hit, Text
from verko.codevelopment.record import CODEVELOPMENT, PEER_DEVELOPMENT, Record, Row

LEVELS: dict[str, Text] = {
    "error": {"fi": "virhe", "en": "error"},
    "warning": {"fi": "varoitus", "en": "warning"},
    "info": {"fi": "huomio", "en": "note"},
}
OUTCOMES: dict[str, Text] = {
    "holds": {"fi": "kunnossa", "en": "holds"},
    "fails": {"fi": "huomautettavaa", "en": "to be looked at"},
    "not_applicable": {"fi": "ei koske", "en": "not applicable"},
    "off": {"fi": "ei käytössä", "en": "turned off"},
}

Find = Callable[[Record, Row, float | None], Iterator[Hit]]
_EBE, _ANY = (CODEVELOPMENT,), (CODEVELOPMENT, PEER_DEVELOPMENT)


class Rule(Protocol):
    """How a study tunes a check: another level or `off`, another limit, and always the reason."""

    level: str | None
    limit: float | None
    reason: str


@dataclass(frozen=True)
class Check:
    """One check. find: yields what fails in one process; limit: the number it leans on, where there is one.

    kinds: kinds of process it concerns. ended: it is asked only once the process has ended.
    reason: why the study has tuned it, empty where it has not.
    """

    id: str
    level: str
    title: Text
    todo: Text
    find: Find
    limit: float | None = None
    kinds: tuple[str, ...] = _EBE
    ended: bool = False
    reason: str = ""


CHECKS: tuple[Check, ...] = (
    Check("C01", "error",
          {"fi": "Nimetty vastuutaho kattaa vaiheet P1–P8", "en": "A named responsible party covers phases P1–P8"},
          {"fi": "Nimeä vastuutaho koko prosessin ajaksi ja kirjaa hänet tauluun responsibility.",
           "en": "Name a responsible party for the whole process and enter it in responsibility."},
          processes.responsible_party, kinds=_ANY),
    Check("C02", "warning",
          {"fi": "Rakenteellisten edellytysten tila on kirjattu",
           "en": "The state of the structural preconditions is recorded"},
          {"fi": "Kirjaa jokaisen edellytyksen tila tauluun precondition; jos edellytys ei täyty, kirjaa syy.",
           "en": "Enter the state of every precondition; where one is not met, say why."},
          processes.preconditions, kinds=_ANY),
    Check("C03", "error",
          {"fi": "Jokaisen kokemusasiantuntijan kanssa on sovittu ennen ensimmäistä tapahtumaa",
           "en": "Every expert by experience has an agreement before the first event"},
          {"fi": "Tee sopimus ennen ensimmäistä tapahtumaa ja kirjaa se tauluun agreement.",
           "en": "Agree before the first event and enter it in agreement."},
          people.agreements),
    Check("C04", "warning",
          {"fi": "Palkkio on sovittu ja maksettu tai siitä on kieltäydytty",
           "en": "The fee is agreed and paid, or declined"},
          {"fi": "Kirjaa palkkio tai kieltäytyminen tauluun fee; maksa viimeistään 30 päivän kuluessa päättymisestä.",
           "en": "Enter the fee or its refusal in fee; pay within 30 days of the end."},
          people.fees, limit=30),
    Check("C05", "warning",
          {"fi": "Osallistuminen ei ole pistemäistä", "en": "Participation is not point-like"},
          {"fi": "Kutsu kokemusasiantuntija useampaan vaiheeseen, tai kerro raportissa pistemäisestä osallistumisesta.",
           "en": "Invite the expert by experience to more than one phase, or report point-like participation."},
          people.several_phases, limit=2, ended=True),
    Check("C06", "error",
          {"fi": "Tieto on palautettu ainakin kerran ja kierrosten numerot jatkuvat",
           "en": "Knowledge was returned at least once, and the rounds are numbered without gaps"},
          {"fi": "Kirjaa palauttaminen (P4–P5) tauluun phase ja korjaa kierrosten numerot.",
           "en": "Enter the return (P4–P5) in phase, and mend the numbers of the rounds."},
          processes.return_loops, ended=True),
    Check("C07", "error",
          {"fi": "Jokaisella uudella versiolla on muutos ja jokaisella hylkäyksellä perustelu",
           "en": "Every new version has a change, and every refusal a reason"},
          {"fi": "Kirjaa muutokset ja perustelut tauluun change.",
           "en": "Enter the changes and the reasons in change."},
          processes.changes_and_reasons, kinds=_ANY),
    Check("C08", "error",
          {"fi": "Prosessi on päätetty purkukeskusteluun ja molemminpuoliseen palautteeseen",
           "en": "The process closed with a debriefing and feedback both ways"},
          {"fi": "Pidä purkukeskustelu ja kerää palaute kumpaankin suuntaan (debrief, mutual_feedback).",
           "en": "Hold a debriefing and gather feedback both ways (debrief, mutual_feedback)."},
          processes.closing, ended=True),
    Check("C09", "error",
          {"fi": "Kaikilta kolmelta vastaajaryhmältä on kysytty ja vastaukset täsmäävät",
           "en": "All three respondent groups were asked, and the answers add up"},
          {"fi": "Kirjaa kyselykierros tauluun evaluation_round; korjaa vastaajamäärät.",
           "en": "Enter the round in evaluation_round; mend the numbers of respondents."},
          evaluating.rounds, ended=True),
    Check("C10", "error",
          {"fi": "Arviointi kattaa kysymykset EQ1–EQ3 ja loppuvaiheessa EQ4–EQ5",
           "en": "The evaluation covers EQ1–EQ3 and, at the end, EQ4–EQ5"},
          {"fi": "Lisää puuttuva arviointikysymys tauluun evaluation_question.",
           "en": "Add the missing evaluation question to evaluation_question."},
          evaluating.questions, ended=True),
    Check("C11", "error",
          {"fi": "Kielteiset vastaukset ja kehittämisehdotukset näkyvät koosteessa",
           "en": "Negative answers and suggestions show in the summary"},
          {"fi": "Anna jokaiselle vastaukselle suunta, jotta mikään vastaus ei jää koosteen ulkopuolelle.",
           "en": "Give every answer a direction, so that none is left out of the summary."},
          evaluating.no_positivity_filter),
    Check("C12", "error",
          {"fi": "Alaikäisillä on huoltajan suostumus, tukihenkilö ja arvio eettisestä ennakkoarvioinnista",
           "en": "Minors have a guardian's consent, a support person and a consideration of ethical review"},
          {"fi": "Täydennä consent_guardian, support_person_id ja tenk_flag.",
           "en": "Fill in consent_guardian, support_person_id and tenk_flag."},
          people.minors),
    Check("C13", "error",
          {"fi": "Vapaassa tekstissä ei ole yhteystietoja eikä henkilötunnuksia",
           "en": "Free text holds no contact details or identity codes"},
          {"fi": "Poista tunniste taulukon kyseisestä ruudusta.", "en": "Take the identifier out of that cell."},
          whole.no_identifiers, kinds=_ANY),
    Check("C14", "error",
          {"fi": "Toimintamallikortin pakolliset kentät on täytetty ja päivät ovat järjestyksessä",
           "en": "The model card's obligatory fields are filled in, and its dates are in order"},
          {"fi": "Täydennä kentät tauluun model_card.", "en": "Fill in the fields in model_card."},
          whole.model_card),
    Check("C15", "warning",
          {"fi": "Vaikutusarvio viittaa muutoksiin", "en": "A review of impact names the changes that show it"},
          {"fi": "Lisää muutosten tunnukset kenttään evidence_change_ids.",
           "en": "Add the ids of the changes to evidence_change_ids."},
          processes.impact_evidence, kinds=_ANY),
    Check("C16", "info",
          {"fi": "Kokemusasiantuntijat ovat olleet mukana suunnittelemassa arviointia",
           "en": "Experts by experience took part in planning the evaluation"},
          {"fi": "Suunnitelkaa arviointikysymykset yhdessä (designed_with_kinds).",
           "en": "Plan the evaluation questions together (designed_with_kinds)."},
          evaluating.planned_together, ended=True),
    Check("C17", "warning",
          {"fi": "Tekijöiden mainitsemisesta on sovittu ennen julkaisua",
           "en": "How the makers are named was agreed before publication"},
          {"fi": "Sopikaa mainitsemisesta ennen julkaisua (credit_form, credit_agreed_on).",
           "en": "Agree on the naming before publication (credit_form, credit_agreed_on)."},
          processes.credit, kinds=_ANY),
    Check("C18", "error",
          {"fi": "Synteettisyyden merkintä on sama kaikissa tauluissa",
           "en": "The synthetic mark is the same in all tables"},
          {"fi": "Merkitse joko kaikki rivit tai ei yhtäkään; älä sekoita keksittyä ja todellista.",
           "en": "Mark all rows or none; do not mix invented and real."},
          whole.synthetic_marks, kinds=_ANY),
)  # fmt: skip


def tuned(checks: tuple[Check, ...], rules: Mapping[str, Rule]) -> tuple[Check, ...]:
    """The checks as the study has tuned them; a rule for an unknown check is a mistake of the caller.

    >>> tuned(CHECKS, {})[0].level
    'error'
    """
    if unknown := set(rules) - {check.id for check in checks}:
        raise ValueError(f"there is no check {sorted(unknown)[0]}")
    return tuple(_tuned(check, rules.get(check.id)) for check in checks)


def _tuned(check: Check, rule: Rule | None) -> Check:
    if rule is None:
        return check
    limit = check.limit if rule.limit is None else rule.limit
    return replace(check, level=rule.level or check.level, limit=limit, reason=rule.reason)


def run_checks(record: Record, *, checks: tuple[Check, ...] = CHECKS) -> pd.DataFrame:
    """What fails, one row a place: columns check, level, process_id, table, file, row, id, what_fi, what_en.

    row: the row in the file as a spreadsheet counts; missing where something is absent altogether.
    """
    found = [
        {"check": check.id, "level": hit.level if check.level == "error" and hit.level else check.level,
         "process_id": process["id"], "table": hit.table, "file": hit.file, "row": hit.row, "id": hit.id,
         "what_fi": hit.what["fi"], "what_en": hit.what["en"]}
        for check in checks
        for process in _asked(check, record)
        for hit in check.find(record, process, check.limit)
    ]  # fmt: skip
    columns = ["check", "level", "process_id", "table", "file", "row", "id", "what_fi", "what_en"]
    frame = pd.DataFrame(found, columns=columns).astype({"row": "Int64"})
    return frame.drop_duplicates([column for column in columns if column != "process_id"], ignore_index=True)


def summarise(record: Record, findings: pd.DataFrame, *, checks: tuple[Check, ...] = CHECKS) -> pd.DataFrame:
    """One row a check: id, title, level, outcome, how many findings, what to do; each text in both languages."""
    rows = []
    for check in checks:
        mine = findings.loc[findings["check"] == check.id]
        outcome = _outcome(check, record, mine)
        gravest = next((level for level in LEVELS if level in set(mine["level"])), check.level)
        row = {"check": check.id, "level": gravest, "outcome": outcome, "findings": len(mine), "reason": check.reason}
        texts = {"title": check.title, "todo": check.todo, "outcome": OUTCOMES[outcome]}
        texts["level"] = LEVELS.get(gravest, OUTCOMES["off"])
        rows.append(row | {f"{name}_{lang}": text[lang] for name, text in texts.items() for lang in ("fi", "en")})
    return pd.DataFrame(rows)


def _outcome(check: Check, record: Record, findings: pd.DataFrame) -> str:
    if check.level == "off":
        return "off"
    if not _asked(check, record):
        return "not_applicable"
    return "fails" if len(findings) else "holds"


def _asked(check: Check, record: Record) -> list[Row]:
    """The processes the check concerns."""
    if check.level == "off":
        return []
    return [
        process for process in record.rows("process")
        if process["kind"] in check.kinds and (not check.ended or process["status"] == "paattynyt")
    ]  # fmt: skip
