"""Open one reviewer's screening of a study: the records to read, the protocol's reasons and criteria, the own sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from verko.errors import StudyError
from verko.intake.bibliography.protocol import Protocol
from verko.literature.build import protocol_in
from verko.literature.decisions import ADJUDICATION, STAGES
from verko.literature.describe import criteria
from verko.literature.screen import Screening
from verko.literature.screen_view import ScreenView
from verko.literature.screening import outcomes
from verko.store import Store
from verko.study import Study
from verko.study.files import matching

_REVIEWER = re.compile(r"[a-zA-Z0-9_-]{1,30}")


def screening_view(
    study: Study, store: Store, *, reviewer: str, stage: str = STAGES[0], words: Sequence[str] = ()
) -> ScreenView:
    """The view with which `reviewer` screens the study's records at `stage`, in the study's first language.

    The sheet is `screening_<reviewer>.csv` among those that study.yml names, or a new one beside the protocol.
    At full text the records are those that went on by title and abstract. words: terms to highlight.
    """
    if not _REVIEWER.fullmatch(reviewer) or reviewer == ADJUDICATION:
        raise StudyError(f"'{reviewer}' is no reviewer: give a letter or a short name, as in screening_a.csv")
    protocol, language = protocol_in(store.read("protocols")), study.languages[0]
    records = to_read(store.read("records"), store.read("screening"), stage)
    reasons = {
        code: reason.in_language(language)
        for code, reason in protocol.exclusion_reasons.items()
        if stage == STAGES[1] or not reason.not_retrieved
    }
    session = Screening(records, sheet_of(study, reviewer), stage=stage, reasons=reasons, words=words)
    return ScreenView(session, criteria=_criteria(protocol, language), language=language)


def to_read(records: pd.DataFrame, screening: pd.DataFrame, stage: str) -> pd.DataFrame:
    """The records to read at `stage`: all by title and abstract, those that went on at full text.

    >>> records = pd.DataFrame({"record_id": ["r1", "r2"]})
    >>> rows = [("r1", "title_abstract", "a", "include", None), ("r2", "title_abstract", "a", "exclude", None)]
    >>> table = pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision", "reason"])
    >>> to_read(records, table, "full_text")["record_id"].tolist()
    ['r1']
    """
    if stage == STAGES[0]:
        return records
    first = outcomes(screening[screening["stage"] == STAGES[0]])
    gone_on = set(first[first["outcome"] == "include"]["record_id"])
    return records[records["record_id"].isin(gone_on)]


def sheet_of(study: Study, reviewer: str) -> Path:
    """The reviewer's sheet: among those that study.yml names, else beside the protocol or the exports."""
    sets = list(study.sets("bibliography").values())
    if not sets:
        raise StudyError(f"{study.folder / 'study.yml'}: names no set of kind bibliography: there is nothing to screen")
    stem = f"screening_{reviewer}"
    declared = [path for each in sets for path in each.screening]
    for pattern in declared:
        if pattern.stem == stem:
            return study.folder / pattern
        found = [path for path in matching(study.folder, pattern.as_posix()) if path.stem == stem]
        if found:
            return found[0]
    beside = next((path for path in (*declared, sets[0].protocol) if path is not None), Path(sets[0].files[0]))
    return study.folder / beside.parent / f"{stem}.csv"


def _criteria(protocol: Protocol, language: str) -> list[tuple[str, str]]:
    table = criteria(protocol)
    return list(zip(table[f"kind_{language}"], table[f"criterion_{language}"], strict=True))
