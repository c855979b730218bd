"""The PRISMA 2020 flow, every box counted from the logs and the sums proven. Nobody types a number."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from verko.intake.bibliography.protocol import Protocol
from verko.literature.screening import both_stages

Text = dict[str, str]


@dataclass(frozen=True)
class Flow:
    """The boxes of the flow. What is not decided yet has its own box, so that the sums hold at every moment.

    identified: records announced, by database. unreadable: announced but refused on reading.
    excluded_full: reports excluded at full text, by reason (empty text: no reason given).
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

    def sums(self) -> list[tuple[str, int, int]]:
        """What must be equal: a sentence, the left side and the right side."""
        left = sum(self.identified.values()) - self.duplicates - self.unreadable
        full = sum(self.excluded_full.values()) + self.unresolved_full + self.included
        return [
            ("identified - duplicates - unreadable = screened + not screened", left, self.screened + self.not_screened),
            ("screened = excluded + unresolved + sought", self.screened, self.excluded + self.unresolved + self.sought),
            (
                "sought = not retrieved + not assessed + assessed",
                self.sought,
                self.not_retrieved + self.not_assessed + self.assessed,
            ),
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
) -> Flow:
    """The flow of a review, from its tables `searches`, `record_sources`, `records` and `screening`; sums proven.

    A record with a decision at full text but none before counts as gone on at the first stage. Decisions at full text
    on records excluded before are left out (`contradictions` lists them).
    """
    reasons = (protocol or Protocol()).exclusion_reasons
    table = both_stages(screening)
    first = table["title_abstract"].fillna(table["full_text"].notna().map({True: "include"}))
    full = table.loc[first == "include", "full_text"]
    excluded = table.loc[full.index][full == "exclude"]
    lost = excluded["reason"].map(lambda code: code in reasons and reasons[code].not_retrieved).astype(bool)
    counted = excluded.loc[~lost, "reason"].fillna("").value_counts().sort_index()
    announced = searches.groupby("database")["announced"].sum().astype(int)
    return Flow(
        identified={str(name): int(count) for name, count in announced.items()},
        duplicates=len(sources) - len(records),
        unreadable=int(announced.sum()) - len(sources),
        screened=int(first.notna().sum()),
        not_screened=len(records) - int(first.notna().sum()),
        excluded=int((first == "exclude").sum()),
        unresolved=int((first == "unresolved").sum()),
        sought=int((first == "include").sum()),
        not_retrieved=int(lost.sum()),
        not_assessed=int(full.isna().sum()),
        assessed=int(full.notna().sum()) - int(lost.sum()),
        excluded_full={str(code): int(count) for code, count in counted.items()},
        unresolved_full=int((full == "unresolved").sum()),
        included=int((full == "include").sum()),
    ).prove()


def contradictions(screening: pd.DataFrame) -> pd.DataFrame:
    """Records excluded at the first stage that have a decision at full text all the same."""
    table = both_stages(screening)
    return table[(table["title_abstract"] == "exclude") & table["full_text"].notna()]


_LABELS: dict[str, Text] = {
    "identified": {"fi": "Tunnistetut viitteet", "en": "Records identified"},
    "removed": {"fi": "Poistettu ennen seulontaa", "en": "Removed before screening"},
    "duplicates": {"fi": "kaksoiskappaleet", "en": "duplicates"},
    "unreadable": {"fi": "lukukelvottomat", "en": "unreadable"},
    "screened": {"fi": "Otsikon ja tiivistelmän perusteella seulotut", "en": "Records screened by title and abstract"},
    "excluded": {"fi": "Poissuljetut viitteet", "en": "Records excluded"},
    "sought": {"fi": "Haetut kokotekstit", "en": "Reports sought for retrieval"},
    "not_retrieved": {"fi": "Kokotekstiä ei saatu", "en": "Reports not retrieved"},
    "assessed": {"fi": "Kokotekstin perusteella arvioidut", "en": "Reports assessed for eligibility"},
    "excluded_full": {"fi": "Kokotekstin perusteella poissuljetut", "en": "Reports excluded"},
    "included": {"fi": "Mukaan otetut tutkimukset", "en": "Studies included in the review"},
    "not_screened": {"fi": "Seulomatta", "en": "Not screened yet"},
    "unresolved": {"fi": "Ratkaisematta", "en": "Unresolved"},
    "unresolved_full": {"fi": "Ratkaisematta (kokoteksti)", "en": "Unresolved (full text)"},
    "not_assessed": {"fi": "Kokoteksti arvioimatta", "en": "Full text not assessed yet"},
    "no_reason": {"fi": "syytä ei kirjattu", "en": "no reason given"},
}


def boxes(flow: Flow, protocol: Protocol | None = None) -> pd.DataFrame:
    """The flow as a table, one row a line of a box: stage, side, box, level, text_fi, text_en, n.

    side is `main` or `out`; level 0 is a box's own line, 1 what it is made of. Boxes that can only be empty here
    (nothing waits, nothing was unreadable) are left out.
    """
    reasons = (protocol or Protocol()).exclusion_reasons
    rows: list[tuple[int, str, str, int, str, str, int]] = []

    def add(stage: int, side: str, box: str, n: int, level: int = 0, text: Text | None = None) -> None:
        words = text or _LABELS[box]
        rows.append((stage, side, box, level, words["fi"], words["en"], n))

    add(0, "main", "identified", sum(flow.identified.values()))
    for name, n in flow.identified.items():
        add(0, "main", "identified", n, 1, {"fi": name, "en": name})
    add(0, "out", "removed", flow.duplicates + flow.unreadable)
    add(0, "out", "duplicates", flow.duplicates, 1)
    if flow.unreadable:
        add(0, "out", "unreadable", flow.unreadable, 1)
    add(1, "main", "screened", flow.screened)
    add(1, "out", "excluded", flow.excluded)
    _waiting(add, 1, {"not_screened": flow.not_screened, "unresolved": flow.unresolved})
    add(2, "main", "sought", flow.sought)
    add(2, "out", "not_retrieved", flow.not_retrieved)
    add(3, "main", "assessed", flow.assessed)
    add(3, "out", "excluded_full", sum(flow.excluded_full.values()))
    for code, n in flow.excluded_full.items():
        add(3, "out", "excluded_full", n, 1, _reason_text(code, reasons))
    _waiting(add, 3, {"not_assessed": flow.not_assessed, "unresolved_full": flow.unresolved_full})
    add(4, "main", "included", flow.included)
    return pd.DataFrame(rows, columns=["stage", "side", "box", "level", "text_fi", "text_en", "n"])


def _waiting(add: object, stage: int, counts: dict[str, int]) -> None:
    for box, n in counts.items():
        if n:
            add(stage, "out", box, n)  # type: ignore[operator]


def _reason_text(code: str, reasons: dict) -> Text:
    if not code:
        return _LABELS["no_reason"]
    if code not in reasons:
        return {"fi": code, "en": code}
    return {language: reasons[code].in_language(language) for language in ("fi", "en")}
