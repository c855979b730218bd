"""A small invented record that is in order, written as files and read through the intake like any study's."""

from __future__ import annotations

import copy
import csv
from pathlib import Path

import pandas as pd

from verko.codevelopment import Record
from verko.intake import codevelopment, questionnaire
from verko.study.model import Study

Tables = dict[str, list[dict[str, str]]]

_PRECONDITIONS = ("tahtotila", "arvostus", "johdon_tuki", "nimetty_vastuutaho", "henkiloresurssi", "aika", "raha")
_PHASES = ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8")
_CARD = {
    "name": "Malli", "short_description": "Kuvaus", "implementer": "Esimerkkilä", "areas": "Esimerkkilä",
    "funder": "Keksitty", "created": "2020-06-01", "modified": "2020-06-02", "core_idea": "Idea",
    "environment": "Ympäristö", "target_and_insight": "Vanhemmat", "conditions": "Aika",
    "evaluation_summary": "Hyvä ja huono", "tips": "Kysy", "stage": "kokeilu",
}  # fmt: skip
EVALUATION = ("evaluation_question", "evaluation_round", "evaluation_response")
GROUPS = ("hanketyontekija", "kokemusasiantuntija", "taustaorganisaatio")


def good() -> Tables:
    """Tables by name, each row with the columns it needs; every check holds."""
    experts = ("K1", "K2", "K3")
    record: Tables = {
        "process": [_row(id="PR1", name_fi="Prosessi", scale="laaja", start="2020-01-01", end="2020-06-30",
                         status="paattynyt", model_ref="model_card", tenk_flag="arvioitu_ei_tarpeen")],
        "actor": [_row(id=name, kind="kokemusasiantuntija", age_band="25+") for name in experts[:2]]
        + [_row(id="K3", kind="kokemusasiantuntija", age_band="15-17", is_minor="true", support_person_id="A1")]
        + [_row(id=name, kind="ammattilainen") for name in ("A1", "A2", "A3")] + [_row(id="V1", kind="vastuutaho")],
        "responsibility": [_row(process_id="PR1", actor_id="V1", phase_from="P0", phase_to="P8")],
        "precondition": [_row(process_id="PR1", type=kind, status="tayttyy") for kind in _PRECONDITIONS],
        "agreement": [_row(process_id="PR1", actor_id=name, date="2020-01-10", covers="rooli|palkkio",
                           consent_guardian="kylla" if name == "K3" else "ei_tarpeen") for name in experts],
        "fee": [_row(process_id="PR1", actor_id=name, basis="kerta", amount_eur="100", agreed_on="2020-01-10",
                     paid_on="2020-07-10") for name in experts],
        "phase": [_row(id=f"PH{phase[1]}", process_id="PR1", type=phase, iteration="1") for phase in _PHASES],
        "event": [_row(id="E1", phase_id="PH2", kind="tyopaja", date="2020-02-01", hours="2",
                       n_by_kind="kokemusasiantuntija=3|ammattilainen=3"),
                  _row(id="E2", phase_id="PH4", kind="tyopaja", date="2020-03-01", hours="2,5",
                       n_by_kind="kokemusasiantuntija=3")],
        "contribution": [_row(id=f"C{n}{event[1]}", event_id=event, actor_id=name, text_summary_fi="Ehdotus",
                              knowledge_type="tukeva") for event in ("E1", "E2") for n, name in enumerate(experts, 1)],
        "synthesis": [_row(id="S1", process_id="PR1", phase_id="PH3", version="1", from_contribution_ids="C11|C21|C31"),
                      _row(id="S2", process_id="PR1", phase_id="PH5", version="2", parent_version="1",
                           from_contribution_ids="C12|C22")],
        "return": [_row(id="R1", synthesis_id="S1", to_kind="kokemusasiantuntija", date="2020-03-15")],
        "change": [_row(id="CH1", synthesis_from="S1", synthesis_to="S2", triggered_by_contribution_ids="C12|C22",
                        decision="hyvaksytty", decided_by_kind="kokemusasiantuntija", decided_on="2020-03-11"),
                   _row(id="CH2", synthesis_from="S1", synthesis_to="S2", triggered_by_contribution_ids="C32",
                        decision="ei", reason_fi="Laki estää")],
        "output": [_row(id="O1", process_id="PR1", title_fi="Kortti", kind="tyokalu", published_on="2020-05-01",
                        credit_form="ryhma", credit_agreed_on="2020-04-01")],
        "debrief": [_row(process_id="PR1", date="2020-06-01", kinds_present="kokemusasiantuntija|ammattilainen")],
        "mutual_feedback": [
            _row(process_id="PR1", from_kind="kokemusasiantuntija", to_kind="ammattilainen", date="2020-06-01"),
            _row(process_id="PR1", from_kind="ammattilainen", to_kind="kokemusasiantuntija", date="2020-06-01")],
        "impact_review": [_row(id="I1", process_id="PR1", actor_kind="ammattilainen", claimed_effect_fi="Muuttui",
                               evidence_change_ids="CH1")],
        "model_card": [_row(field=field, value_fi=value) for field, value in _CARD.items()],
        "evaluation_question": [_row(id=f"Q{n}", eq=f"EQ{n}", text_fi="Miten?",
                                     designed_with_kinds="kokemusasiantuntija") for n in range(1, 6)],
        "evaluation_round": [_row(process_id="PR1", respondent_group=group, invited_n="4", responded_n="3",
                                  date="2020-06-20") for group in GROUPS],
        "evaluation_response": [
            _row(id=f"V{g}{n}{q}", process_id="PR1", respondent_id=f"{group[0]}{n}", respondent_group=group,
                 question_id=f"Q{q}", answer_fi="Vastaus",
                 direction=("myonteinen", "kielteinen", "kehittamisehdotus")[n])
            for g, group in enumerate(GROUPS) for n in range(3) for q in (1, 2)],
    }  # fmt: skip
    return record


def _row(**cells: str) -> dict[str, str]:
    return cells | {"synthetic": "true"}


def changed(tables: Tables, table: str, row: int, **cells: str) -> Tables:
    """The tables with cells of one row changed; row counts as a spreadsheet does, the header is row 1."""
    altered = copy.deepcopy(tables)
    altered[table][row - 2] |= cells
    return altered


def without(tables: Tables, table: str, *rows: int) -> Tables:
    """The tables without these rows of one table, or without any of its rows."""
    altered = copy.deepcopy(tables)
    altered[table] = [row for n, row in enumerate(altered[table], 2) if rows and n not in rows]
    return altered


def study_of(folder: Path, tables: Tables) -> Study:
    """A study whose record is written as CSV files below `folder`."""
    for name, rows in tables.items():
        part = folder / ("feedback" if name in EVALUATION else "codevelopment")
        part.mkdir(parents=True, exist_ok=True)
        if rows:
            write_csv(part / f"{name}.csv", rows)
    sets = {"codevelopment": {"kind": "codevelopment", "files": ["codevelopment/*"]},
            "feedback": {"kind": "feedback", "files": ["feedback/*"]}}  # fmt: skip
    return Study(title={"fi": "Koe"}, synthetic=True, data_sets=sets, folder=folder)


def write_csv(path: Path, rows: list[dict[str, str]], *, delimiter: str = ",", encoding: str = "utf-8") -> None:
    """Rows of unequal keys as one CSV."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, columns, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def read(folder: Path, tables: Tables) -> Record:
    """The record as the pipeline would have it, refusals included."""
    study = study_of(folder, tables)
    readings = (
        codevelopment.read(study, study.sets("codevelopment")),
        questionnaire.read(study, study.sets("feedback")),
    )
    frames = {name: frame for reading in readings for name, frame in reading.tables.items()}
    refused = [
        {"file": account.file, "place": refusal.place, "reason": refusal.reason}
        for reading in readings for accounts in reading.accounts.values() for account in accounts
        for refusal in account.refusals
    ]  # fmt: skip
    return Record(frames, True, 3, pd.DataFrame(refused, columns=["file", "place", "reason"]))
