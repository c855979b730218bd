"""How long notebook 05 takes on ten years of co-development: 400 events, 20,000 contributions, all invented."""

from __future__ import annotations

import datetime
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from verko.pipeline.execution import run_notebook
from verko.project import project_root
from verko.store import Store
from verko.tables.vocabularies import VOCABULARIES

EVENTS, PER_EVENT, ROUNDS = 400, 50, 40
EXPERTS, PROFESSIONALS = 60, 20
_START = datetime.date(2011, 1, 10)
_STUDY = {
    "title": {"fi": "Mittaus"}, "synthetic": True,
    "data_sets": {"codevelopment": {"kind": "codevelopment", "files": ["none.csv"]}},
}  # fmt: skip


def run(data: Path | None = None) -> dict[str, float | int]:
    """contributions: how many the record holds; seconds: the notebook from start to end, kernel included.

    data: not used; the record is generated, the same each time.
    """
    tables = record(np.random.default_rng(20_000))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        (root / "study.yml").write_text(yaml.safe_dump(_STUDY), encoding="utf-8")
        store = Store(root / "out" / "tables")
        for name, rows in tables.items():
            frame = pd.DataFrame(rows).assign(synthetic=True, source_file=f"{name}.csv")
            store.write(name, frame.assign(source_row=range(2, len(frame) + 2)))
        begun = time.perf_counter()
        parameters = {"study": str(root), "outputs": str(root / "out")}
        run_notebook(project_root() / "notebooks" / "05-codevelopment.ipynb", root / "05.ipynb", parameters)
        seconds = round(time.perf_counter() - begun, 3)
    figures = {"contributions": len(tables["contribution"]), "seconds": seconds}
    for name, value in figures.items():
        print(f"{name:<15}{value:>10}")
    return figures


def record(rng: np.random.Generator) -> dict[str, list[dict]]:
    """The generated record by table."""
    return _people() | _course() | _knowledge(rng)


def _people() -> dict[str, list[dict]]:
    experts = [{"id": f"K{n}", "kind": "kokemusasiantuntija"} for n in range(EXPERTS)]
    others = [{"id": f"A{n}", "kind": "ammattilainen"} for n in range(PROFESSIONALS)]
    actors = [row | {"process_id": "PR1", "age_band": "25+", "is_minor": False, "training": "kylla"}
              for row in [*experts, *others]]  # fmt: skip
    agreements = [{"process_id": "PR1", "actor_id": row["id"], "date": _day(0)} for row in experts]
    fees = [{"process_id": "PR1", "actor_id": row["id"], "basis": "kerta", "amount_eur": 500.0, "agreed_on": _day(0),
             "paid_on": _day(3500), "declined_by_actor": False} for row in experts]  # fmt: skip
    return {"actor": actors, "agreement": agreements, "fee": fees}


def _course() -> dict[str, list[dict]]:
    process = {"id": "PR1", "kind": "yhteiskehittaminen", "name_fi": "Mittaus", "scale": "laaja", "start": _day(0),
               "end": _day(3650), "status": "paattynyt"}  # fmt: skip
    phases = [
        {"id": f"{kind}-{turn}", "process_id": "PR1", "type": kind, "iteration": turn, "started": _day(turn * 88),
         "ended": _day(turn * 88 + 60)}
        for turn in range(1, ROUNDS + 1) for kind in ("P4", "P5")
    ]  # fmt: skip
    events = [
        {"id": f"E{n}", "phase_id": f"P4-{_turn(n)}", "kind": "tyopaja", "date": _day(_turn(n) * 88 + n % 10),
         "hours": 3.0, "n_by_kind": "kokemusasiantuntija=8|ammattilainen=4"}
        for n in range(EVENTS)
    ]  # fmt: skip
    return {"process": [process], "phase": phases, "event": events}


def _knowledge(rng: np.random.Generator) -> dict[str, list[dict]]:
    kinds, count = list(VOCABULARIES["knowledge"]), EVENTS * PER_EVENT
    actors = [f"K{n}" for n in range(EXPERTS)] + [f"A{n}" for n in range(PROFESSIONALS)]
    brought = [
        {"id": f"C{n:05d}", "event_id": f"E{n // PER_EVENT}", "actor_id": str(rng.choice(actors)),
         "text_summary_fi": f"Keksitty panos numero {n}", "knowledge_type": str(rng.choice(kinds))}
        for n in range(count)
    ]  # fmt: skip
    of_turn = [
        [row["id"] for row in brought if _turn(int(row["event_id"][1:])) == turn] for turn in range(1, ROUNDS + 1)
    ]
    versions = [
        {"id": f"S{turn}", "process_id": "PR1", "phase_id": f"P5-{turn}", "version": turn,
         "parent_version": turn - 1 or None, "from_contribution_ids": "|".join(of_turn[turn - 1][:200])}
        for turn in range(1, ROUNDS + 1)
    ]  # fmt: skip
    changes = [
        {"id": f"CH{turn}-{n}", "synthesis_from": f"S{turn - 1}", "synthesis_to": f"S{turn}",
         "triggered_by_contribution_ids": "|".join(of_turn[turn - 1][200 + n * 4 : 204 + n * 4]),
         "decision": str(rng.choice(["hyvaksytty", "osin", "ei"])), "reason_fi": "Keksitty syy",
         "decided_by_kind": "kokemusasiantuntija|ammattilainen", "decided_on": _day(turn * 88 + 50)}
        for turn in range(2, ROUNDS + 1) for n in range(60)
    ]  # fmt: skip
    return {"contribution": brought, "synthesis": versions, "change": changes}


def _turn(event: int) -> int:
    return event * ROUNDS // EVENTS + 1


def _day(number: int) -> str:
    return (_START + datetime.timedelta(days=number)).isoformat()
