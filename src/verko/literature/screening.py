"""What the reviewers' decisions come to: one outcome per record and stage, and where two reviewers differ."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from verko.literature.decisions import ADJUDICATION, STAGES

OUTCOMES = ("include", "exclude", "unresolved")


def outcomes(screening: pd.DataFrame) -> pd.DataFrame:
    """One row per record x stage: record_id, stage, outcome, reason, settled_by, reviewers.

    screening: the `screening` table. settled_by is `adjudication` where there is one, `agreement` where all reviewers
    say the same, `one reviewer` where only one has decided; a disagreement without adjudication is `unresolved`.
    At the first stage `maybe` means: go on, as in Covidence; at full text it is unresolved.

    >>> rows = [("r-1", "title_abstract", "a", "include"), ("r-1", "title_abstract", "b", "maybe")]
    >>> table = pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision"]).assign(reason=None)
    >>> outcomes(table)[["outcome", "settled_by"]].values.tolist()
    [['include', 'agreement']]
    """
    columns = ["record_id", "stage", "outcome", "reason", "settled_by", "reviewers"]
    rows = [(*key, *_outcome(key[1], votes)) for key, votes in sorted(votes_of(screening).items())]
    return pd.DataFrame(rows, columns=columns)


class Vote(NamedTuple):
    """One reviewer's decision on a record at a stage; the reviewer `adjudication` settles."""

    reviewer: str
    decision: str
    reason: str | None


def votes_of(screening: pd.DataFrame) -> dict[tuple[str, str], list[Vote]]:
    """The votes on each record at each stage, in the order of the table.

    >>> table = pd.DataFrame([("r-1", "full_text", "a", "include", None)])
    >>> table.columns = ["record_id", "stage", "reviewer", "decision", "reason"]
    >>> votes_of(table)
    {('r-1', 'full_text'): [Vote(reviewer='a', decision='include', reason=None)]}
    """
    votes: dict[tuple[str, str], list[Vote]] = {}
    columns = [screening[name].tolist() for name in ("record_id", "stage", "reviewer", "decision", "reason")]
    for record, stage, reviewer, decision, reason in zip(*columns, strict=True):
        vote = Vote(reviewer, decision, reason if isinstance(reason, str) else None)
        votes.setdefault((record, stage), []).append(vote)
    return votes


def _outcome(stage: str, votes: list[Vote]) -> tuple[str, str | None, str, int]:
    own = [vote for vote in votes if vote.reviewer != ADJUDICATION]
    settled = [vote for vote in votes if vote.reviewer == ADJUDICATION]
    meant = {_meant(stage, vote.decision) for vote in settled or own}
    outcome = next(iter(meant)) if len(meant) == 1 else "unresolved"
    settled_by = ADJUDICATION if settled else ("agreement" if len(own) > 1 else "one reviewer")
    reason = (_reason(settled or own) or _reason(own)) if outcome == "exclude" else None
    return outcome, reason, "" if outcome == "unresolved" else settled_by, len(own)


def _meant(stage: str, decision: str) -> str:
    """A decision as it counts: a maybe means to go on by title and abstract, and nothing yet at full text."""
    if decision != "maybe":
        return decision
    return "include" if stage == STAGES[0] else "unresolved"


def _reason(votes: list[Vote]) -> str | None:
    """The reason told; where two were given, the first in the order of the list."""
    return min((vote.reason for vote in votes if vote.reason), default=None)


def paired(screening: pd.DataFrame, stage: str) -> tuple[pd.DataFrame, int]:
    """The decisions of the two reviewers who share most records at `stage`, and how many of theirs lack one of them.

    Columns: record_id and one per reviewer, in their own words (include, exclude, maybe). Of a reviewer who has decided
    a record twice, the first decision counts. Raises ValueError where fewer than two reviewers have decided.

    >>> rows = [("r-1", "full_text", "a", "include"), ("r-1", "full_text", "b", "exclude")]
    >>> rows += [("r-2", "full_text", "a", "include")]
    >>> paired(pd.DataFrame(rows, columns=["record_id", "stage", "reviewer", "decision"]), "full_text")[1]
    1
    """
    own = screening[(screening["stage"] == stage) & (screening["reviewer"] != ADJUDICATION)]
    own = own.drop_duplicates(["record_id", "reviewer"])
    reviewers = sorted(own["reviewer"].unique())
    if len(reviewers) < 2:
        raise ValueError(f"{len(reviewers)} reviewer(s) at {stage}: agreement needs two")
    every = own.pivot(index="record_id", columns="reviewer", values="decision")
    told = every.notna().astype(int)
    shared = told.T @ told
    two = min(
        combinations(reviewers, 2), key=lambda pair: (-shared.loc[pair], -told[list(pair)].to_numpy().sum(), pair)
    )
    wide = every[list(two)].dropna(how="all")
    both = wide.dropna().reset_index()
    both.columns.name = None
    return both[["record_id", *two]], len(wide) - len(both)


def disagreements(screening: pd.DataFrame, stage: str) -> pd.DataFrame:
    """Records on which the two reviewers differ, and what became of them."""
    both, _ = paired(screening, stage)
    one, two = both.columns[1:]
    settled = outcomes(screening)
    settled = settled[settled["stage"] == stage][["record_id", "outcome", "settled_by"]]
    return both[both[one] != both[two]].merge(settled, on="record_id", how="left", validate="one_to_one")


def both_stages(screening: pd.DataFrame) -> pd.DataFrame:
    """One row per record: its outcome at each stage, empty where it was not decided, and the reason at full text."""
    told: dict[str, dict[str, object]] = {}
    for row in outcomes(screening).itertuples(index=False):
        told.setdefault(row.record_id, {"record_id": row.record_id})[row.stage] = row.outcome
        if row.stage == STAGES[1]:
            told[row.record_id]["reason"] = row.reason
    columns = ["record_id", *STAGES, "reason"]
    return pd.DataFrame(list(told.values()), columns=columns).astype("object")


def included(screening: pd.DataFrame) -> list[str]:
    """Ids of the records included at full text, sorted."""
    settled = outcomes(screening)
    return sorted(settled[(settled["stage"] == STAGES[1]) & (settled["outcome"] == "include")]["record_id"])


def in_reading_order(screening: pd.DataFrame, stage: str = STAGES[0]) -> np.ndarray:
    """1 for each record that went on and 0 for each that did not, in the order in which it was read.

    The order is that of the reviewer who decided most, by the lines of the sheet; what is unresolved is left out.
    """
    own = screening[(screening["stage"] == stage) & (screening["reviewer"] != ADJUDICATION)]
    if not len(own):
        return np.array([], dtype=int)
    counted = own["reviewer"].value_counts()
    reader = min(counted.index, key=lambda name: (-counted[name], name))
    settled = outcomes(screening[screening["stage"] == stage]).set_index("record_id")["outcome"]
    read = own[own["reviewer"] == reader].sort_values("line")["record_id"].map(settled)
    return (read[read != "unresolved"] == "include").astype(int).to_numpy()
