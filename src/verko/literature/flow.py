"""The flow of records, every box counted from the logs and the sums proven. Nobody types a number."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.fates import fates
from verko.literature.screening import both_stages


@dataclass(frozen=True)
class Flow:
    """The boxes of the flow. What is not decided yet has its own box, so that the sums hold at every moment.

    identified: records announced, by database. unreadable: announced but refused on reading.
    excluded_full: reports excluded at full text, by reason (empty text: no reason given).
    contradictory, contradictory_full: records whose log contradicts itself, counted nowhere else (`log_problems`).
    """

    identified: dict[str, int]
    duplicates: int
    unreadable: int
    screened: int
    not_screened: int
    excluded: int
    unresolved: int
    sought: int
    not_retrieved: int
    assessed: int
    excluded_full: dict[str, int] = field(default_factory=dict)
    unresolved_full: int = 0
    not_assessed: int = 0
    included: int = 0
    contradictory: int = 0
    contradictory_full: int = 0

    @property
    def waiting(self) -> int:
        """Records that still wait for a person: a decision, or a log to be mended."""
        first = self.not_screened + self.unresolved + self.contradictory
        return first + self.not_assessed + self.unresolved_full + self.contradictory_full

    def sums(self) -> list[tuple[str, int, int]]:
        """What must be equal: a sentence, the left side and the right side."""
        left = sum(self.identified.values()) - self.duplicates - self.unreadable
        out = self.excluded + self.unresolved + self.contradictory
        lost = self.not_retrieved + self.not_assessed + self.contradictory_full
        full = sum(self.excluded_full.values()) + self.unresolved_full + self.included
        return [
            ("identified - duplicates - unreadable = screened + not screened", left, self.screened + self.not_screened),
            ("screened = excluded + unresolved + contradictory + sought", self.screened, out + self.sought),
            ("sought = not retrieved + not assessed + contradictory + assessed", self.sought, lost + self.assessed),
            ("assessed = excluded + unresolved + included", self.assessed, full),
        ]

    def prove(self) -> Flow:
        """This flow, if its sums hold; ValueError names the sum that does not."""
        for sentence, left, right in self.sums():
            if left != right:
                raise ValueError(f"the flow does not add up: {sentence}: {left} is not {right}")
        return self


def flow_of(
    searches: pd.DataFrame,
    sources: pd.DataFrame,
    records: pd.DataFrame,
    screening: pd.DataFrame,
    protocol: Protocol | None = None,
    *,
    duplicates: pd.DataFrame | None = None,
) -> Flow:
    """The flow of a review, from its tables; its sums proven.

    What leaves the flow is counted record by record (`fates`), what goes on is counted apart from the decisions
    themselves, so that the sums can fail. duplicates: the `duplicates` table, whose merges are then counted;
    without it, the difference of sources and records is taken.
    """
    told = fates(records, screening, protocol)
    at = told["place"].value_counts()
    reasons = told.loc[told["place"] == "excluded_full", "reason"].value_counts().sort_index()
    announced = searches.groupby("database")["announced"].sum().astype(int)
    merged = len(sources) - len(records) if duplicates is None else int((duplicates["decision"] == "merged").sum())
    screened, sought, assessed = _gone_on(records, screening, told)
    return Flow(
        identified={str(name): int(count) for name, count in announced.items()},
        duplicates=merged,
        unreadable=int(announced.sum()) - len(sources),
        screened=screened,
        sought=sought,
        assessed=assessed,
        excluded_full={str(code): int(count) for code, count in reasons.items()},
        **{place: int(at.get(place, 0)) for place in _COUNTED},
    ).prove()


_COUNTED = (
    "not_screened", "contradictory", "unresolved", "excluded", "not_assessed", "contradictory_full", "not_retrieved",
    "unresolved_full", "included",
)  # fmt: skip


def _gone_on(records: pd.DataFrame, screening: pd.DataFrame, told: pd.DataFrame) -> tuple[int, int, int]:
    """How many records were screened, sought and assessed, counted from the decisions."""
    table = both_stages(screening)
    table = table[table["record_id"].isin(records["record_id"])]
    set_aside = set(told.loc[told["place"] == "contradictory", "record_id"])
    not_had = set(told.loc[told["place"].isin(["not_retrieved", "contradictory_full"]), "record_id"])
    decided = table["full_text"].notna()
    on = table[((table["title_abstract"] == "include") | (table["title_abstract"].isna() & decided))]
    on = on[~on["record_id"].isin(set_aside)]
    read = on[on["full_text"].notna() & ~on["record_id"].isin(not_had)]
    return len(table), len(on), len(read)
