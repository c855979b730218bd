"""Each check holds on a record in order, and fails where its own fault stands, with id and row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.codevelopment.records import Tables, changed, good, read, study_of, without
from verko.codevelopment import CHECKS, Record, run_checks, summarise, tuned
from verko.codevelopment.shown import check_table
from verko.errors import ManyProblems
from verko.intake import codevelopment, questionnaire
from verko.study import load_study

Fault = Callable[[Tables], Tables]

FAULTS: dict[str, list[tuple[Fault, str, int | None, str | None]]] = {
    "C01": [(lambda t: changed(t, "responsibility", 2, phase_to="P6"), "responsibility", 2, "V1"),
            (lambda t: without(t, "responsibility"), "responsibility", None, None)],
    "C02": [(lambda t: changed(t, "precondition", 7, status="ei"), "precondition", 7, "aika"),
            (lambda t: without(t, "precondition", 8), "precondition", None, "raha")],
    "C03": [(lambda t: changed(t, "agreement", 3, date="2020-02-02"), "agreement", 3, "K2"),
            (lambda t: without(t, "agreement", 2), "actor", 2, "K1")],
    "C04": [(lambda t: changed(t, "fee", 3, paid_on=""), "fee", 3, "K2"),
            (lambda t: changed(t, "fee", 3, paid_on="2020-08-01"), "fee", 3, "K2"),
            (lambda t: changed(t, "fee", 2, paid_on="2020-01-09"), "fee", 2, "K1"),
            (lambda t: without(t, "fee", 4), "actor", 4, "K3")],
    "C05": [(lambda t: changed(t, "contribution", 6, event_id="E1"), "actor", 3, "K2")],
    "C06": [(lambda t: changed(t, "phase", 7, type="P4", iteration="2"), "phase", None, None),
            (lambda t: changed(t, "phase", 10, type="P5", iteration="3"), "phase", 10, "PH8")],
    "C07": [(lambda t: changed(t, "change", 3, reason_fi=""), "change", 3, "CH2"),
            (lambda t: changed(t | {"impact_review": []}, "synthesis", 2, version="1") | {"change": []},
             "synthesis", 3, "S2")],
    "C08": [(lambda t: changed(t, "debrief", 2, kinds_present="ammattilainen"), "debrief", 2, None),
            (lambda t: without(t, "mutual_feedback", 3), "mutual_feedback", None, None)],
    "C09": [(lambda t: without(t, "evaluation_round", 4), "evaluation_round", None, "taustaorganisaatio"),
            (lambda t: changed(t, "evaluation_round", 3, responded_n="2"), "evaluation_round", 3, None)],
    "C10": [(lambda t: changed(t, "evaluation_question", 4, eq="muu"), "evaluation_question", None, "EQ3")],
    "C11": [(lambda t: changed(t, "evaluation_response", 4, direction=""), "evaluation_response", 4, "V011")],
    "C12": [(lambda t: changed(t, "agreement", 4, consent_guardian=""), "agreement", 4, "K3"),
            (lambda t: changed(t, "actor", 4, support_person_id=""), "actor", 4, "K3"),
            (lambda t: changed(t, "actor", 4, is_minor=""), "actor", 4, "K3"),
            (lambda t: changed(t, "process", 2, tenk_flag=""), "process", 2, "PR1")],
    "C13": [(lambda t: changed(t, "return", 2, response_summary_fi="Soita 040 123 4567"), "return", 2, None)],
    "C14": [(lambda t: changed(t, "model_card", 9, value_fi=""), "model_card", 9, "core_idea"),
            (lambda t: changed(t, "model_card", 8, value_fi="2020-05-31"), "model_card", 8, "modified"),
            (lambda t: without(t, "model_card", 14), "model_card", None, "tips")],
    "C15": [(lambda t: changed(t, "impact_review", 2, evidence_change_ids=""), "impact_review", 2, "I1")],
    "C16": [(lambda t: t | {"evaluation_question": [row | {"designed_with_kinds": "hanketyontekija"}
                                                    for row in t["evaluation_question"]]},
             "evaluation_question", 2, "Q1")],
    "C17": [(lambda t: changed(t, "output", 2, credit_agreed_on="2020-05-02"), "output", 2, "O1"),
            (lambda t: changed(t, "output", 2, credit_form=""), "output", 2, "O1")],
    "C18": [(lambda t: changed(t, "fee", 4, synthetic="false"), "fee", 4, "K3"),
            (lambda t: changed(t, "event", 2, synthetic=""), "event", 2, "E1")],
}  # fmt: skip

CASES = [
    pytest.param(check, *case, id=f"{check}-{n}") for check, cases in FAULTS.items() for n, case in enumerate(cases, 1)
]


def test_a_record_in_order_trips_no_check(tmp_path):
    record = read(tmp_path, good())
    findings = run_checks(record)
    assert findings.empty, findings
    assert set(summarise(record, findings)["outcome"]) == {"holds"}


@pytest.mark.parametrize(("check", "fault", "table", "row", "name"), CASES)
def test_each_fault_trips_its_own_check_and_no_other(tmp_path, check, fault, table, row, name):
    findings = run_checks(read(tmp_path, fault(good())))
    assert set(findings["check"]) == {check}, findings
    rows = findings["row"].astype(object).where(findings["row"].notna(), None)
    assert (table, row) in set(zip(findings["table"], rows, strict=True))
    assert name is None or name in set(findings["id"])


def test_the_faulty_twin_trips_every_check(tmp_path):
    tables = good()
    for check, cases in FAULTS.items():
        fault = cases[1 if check == "C06" else 0][0]
        tables = fault(tables)
    findings = run_checks(read(tmp_path, tables))
    assert set(findings["check"]) == {check.id for check in CHECKS}


def test_every_check_has_a_fault_and_tells_what_to_do():
    assert list(FAULTS) == [check.id for check in CHECKS]
    assert all(check.todo["fi"] and check.todo["en"] and check.title["fi"] and check.title["en"] for check in CHECKS)


def test_a_process_under_way_is_not_asked_how_it_closed(tmp_path):
    tables = changed(without(good(), "debrief"), "process", 2, status="kaynnissa", end="")
    record = read(tmp_path, tables)
    findings = run_checks(record)
    assert findings.empty
    outcomes = summarise(record, findings).set_index("check")["outcome"]
    assert outcomes["C08"] == "not_applicable"
    assert outcomes["C01"] == "holds"


def test_peer_development_is_not_asked_about_experts_by_experience(tmp_path):
    tables = changed(without(good(), "debrief"), "process", 2, kind="vertaiskehittaminen")
    assert run_checks(read(tmp_path, tables)).empty


def test_a_study_turns_a_check_off_or_down_with_its_reason(tmp_path):
    record = read(tmp_path, changed(good(), "change", 3, reason_fi=""))
    rules = {"C07": SimpleNamespace(level="info", limit=None, reason="Pieni kokeilu")}
    checks = tuned(CHECKS, rules)
    summary = summarise(record, run_checks(record, checks=checks), checks=checks).set_index("check")
    assert summary.loc["C07", ["level", "reason", "findings"]].tolist() == ["info", "Pieni kokeilu", 1]
    off = tuned(CHECKS, {"C07": SimpleNamespace(level="off", limit=None, reason="Pieni kokeilu")})
    assert run_checks(record, checks=off).empty


def test_a_longer_time_to_pay_can_be_agreed_on(tmp_path):
    record = read(tmp_path, changed(good(), "fee", 3, paid_on="2020-08-15"))
    longer = tuned(CHECKS, {"C04": SimpleNamespace(level=None, limit=60, reason="Maksut kaupungin maksupäivänä")})
    assert set(run_checks(record)["check"]) == {"C04"}
    assert run_checks(record, checks=longer).empty


def test_a_rule_for_an_unknown_check_is_refused():
    with pytest.raises(ValueError, match="C99"):
        tuned(CHECKS, {"C99": SimpleNamespace(level="off", limit=None, reason="Ei ole")})


DECLARED = """
title: {fi: Koe}
synthetic: true
data_sets:
  record:
    kind: codevelopment
    files: ["codevelopment/*"]
    rules:
"""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("      C05: {level: off}", "reason"),
        ("      C05: {level: off, reason: ''}", "reason"),
        ("      C99: {level: off, reason: Pieni kokeilu}", "C99"),
        ("      C05: {level: offf, reason: Pieni kokeilu}", "level"),
        ("      C04: {limits: 60, reason: Kaupungin maksupäivä}", "limits"),
    ],
)
def test_a_rule_in_study_yml_without_a_reason_or_misspelt_is_refused_by_line(tmp_path, rule, said):
    (tmp_path / "study.yml").write_text(DECLARED + rule + "\n", encoding="utf-8")
    with pytest.raises(ManyProblems, match=f"study.yml.*{said}"):
        load_study(tmp_path)


def test_a_rule_in_study_yml_with_its_reason_tunes_the_check(tmp_path):
    study_of(tmp_path, changed(good(), "fee", 3, paid_on="2020-08-15"))
    rule = "      C04: {limit: 60, reason: Maksut kaupungin maksupäivänä}"
    (tmp_path / "study.yml").write_text(DECLARED + rule + "\n", encoding="utf-8")
    study = load_study(tmp_path)
    checks = tuned(CHECKS, study.data_sets["record"].rules)
    record = read(tmp_path, changed(good(), "fee", 3, paid_on="2020-08-15"))
    assert run_checks(record, checks=checks).empty
    shown = check_table(summarise(record, run_checks(record, checks=checks), checks=checks)).set_index("check")
    assert "(Maksut kaupungin maksupäivänä)" in shown.loc["C04", "asked_fi"]


def test_the_example_trips_no_check(shared_example):
    assert run_checks(shared_example).empty


@pytest.fixture(scope="module")
def shared_example() -> Record:
    study = load_study(Path(__file__).parents[2] / "data" / "example")
    record, answers = study.sets("codevelopment"), study.sets("feedback")
    readings = (codevelopment.read(study, record), questionnaire.read(study, answers))
    return Record({name: frame for one in readings for name, frame in one.tables.items()}, True, study.privacy.k)
