"""The record of co-development as one thing: its tables, and the joins that every question about it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from verko.store import Store
from verko.study.model import Study
from verko.tables import empty
from verko.tables.codevelopment import SHEETS
from verko.tables.codevelopment import TABLES as RECORD_TABLES

EBE = "kokemusasiantuntija"
CODEVELOPMENT, PEER_DEVELOPMENT = "yhteiskehittaminen", "vertaiskehittaminen"
TABLE_NAMES = tuple(table.name for table in RECORD_TABLES)

Row = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """Tables of the record by name; a table that is not given has no rows.

    synthetic: what the study says of itself. k: smallest number of people that may be told.
    refusals: what the intake refused, from the store's table of that name.
    """

    tables: Mapping[str, pd.DataFrame]
    synthetic: bool = False
    k: int = 3
    refusals: pd.DataFrame | None = None

    @classmethod
    def from_store(cls, store: Store, study: Study, *, only: Iterable[str] = ()) -> Record:
        """The record of a study; the notebook must have declared every table of it, and `refusals`.

        only: just these tables, for a notebook that needs a part of the record.
        """
        tables = {name: store.read(name) for name in only or TABLE_NAMES}
        return cls(tables, study.synthetic, study.privacy.k, None if only else store.read("refusals"))

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name] if name in self.tables else empty(name)

    def rows(self, name: str, **where: Any) -> list[Row]:
        """Rows of a table as plain values, missing ones as None, that have the given values.

        >>> Record({}).rows("actor", kind="johto")
        []
        """
        rows = self.remembered(f"rows of {name}", lambda: _plain(self[name]))
        return [row for row in rows if all(row[column] == value for column, value in where.items())]

    def remembered(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for this record; whoever asks may not change it.

        >>> Record({}).remembered("one", lambda: 1)
        1
        """
        kept = self.__dict__.setdefault("_kept", {})
        if name not in kept:
            kept[name] = make()
        return kept[name]

    @property
    def is_empty(self) -> bool:
        """True when the study has no process at all."""
        return self["process"].empty

    def only(self, *kinds: str) -> Record:
        """The part of the record about processes of these kinds, with what hangs on them."""
        wanted = set(self["process"].loc[self["process"]["kind"].isin(kinds), "id"])
        return self.of_processes(wanted)

    def of_processes(self, wanted: Iterable[str]) -> Record:
        """The part of the record about these processes; actors and the model card stay whole."""
        keep: dict[str, set[str]] = {"process": set(wanted)}
        tables: dict[str, pd.DataFrame] = {}
        for sheet in SHEETS:
            frame = self[sheet.name]
            for column, refers in _OWNERS.items():
                if column in sheet.fields and refers in keep:
                    frame = frame.loc[frame[column].isin(keep[refers]) | _unowned(sheet.name, frame[column])]
                    break
            else:
                if sheet.name == "process":
                    frame = frame.loc[frame["id"].isin(keep["process"])]
            tables[sheet.name] = frame
            if "id" in frame:
                keep[sheet.name] = set(frame["id"])
        for name in ("evaluation_round", "evaluation_response"):
            tables[name] = self[name].loc[self[name]["process_id"].isin(keep["process"])]
        tables["evaluation_question"] = self["evaluation_question"]
        return Record(tables, self.synthetic, self.k, self.refusals)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events with the type, iteration and process of their phase."""
        phases = self["phase"][["id", "process_id", "type", "iteration"]]
        return self["event"].merge(
            phases.rename(columns={"id": "phase_id", "type": "phase"}), on="phase_id", validate="many_to_one"
        )

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Contributions with their event's date, phase and process, and their actor's kind."""
        events = self.events[["id", "date", "phase", "iteration", "process_id"]].rename(columns={"id": "event_id"})
        actors = self["actor"][["id", "kind"]].rename(columns={"id": "actor_id", "kind": "actor_kind"})
        return (
            self["contribution"]
            .merge(events, on="event_id", validate="many_to_one")
            .merge(actors, on="actor_id", validate="many_to_one")
        )

    @cached_property
    def contribution_rows(self) -> dict[str, Row]:
        """Contributions by id, as plain values."""
        return {row["id"]: row for row in _plain(self.contributions)}

    @cached_property
    def presence(self) -> pd.DataFrame:
        """Who is known to have taken part where: by a contribution, or by the list of those present."""
        brought = self.contributions[["actor_id", "event_id"]]
        listed = self["event"][["id", "present_ids"]].dropna()
        present = listed.assign(actor_id=listed["present_ids"].str.split("|")).explode("actor_id")
        present = present.rename(columns={"id": "event_id"})[["actor_id", "event_id"]]
        known = pd.concat([brought, present]).drop_duplicates(ignore_index=True)
        events = self.events[["id", "date", "phase", "process_id"]].rename(columns={"id": "event_id"})
        return known.merge(events, on="event_id", validate="many_to_one")

    def actors_of(self, process_id: str, kind: str) -> list[Row]:
        """Actors of a kind in a process: those told to be in it, and those who have agreed or brought something.

        Where the study has one process, an actor of no told process belongs to it.
        """
        told = self.rows("actor", kind=kind)
        agreed = set(self["agreement"].loc[self["agreement"]["process_id"] == process_id, "actor_id"])
        agreed |= set(self.presence.loc[self.presence["process_id"] == process_id, "actor_id"])
        alone = len(self["process"]) == 1
        return [
            actor for actor in told
            if actor["process_id"] == process_id or actor["id"] in agreed or (alone and actor["process_id"] is None)
        ]  # fmt: skip

    def people_of_kind(self, kind: str) -> int:
        """How many actors of a kind the record has.

        >>> Record({}).people_of_kind("johto")
        0
        """
        return int((self["actor"]["kind"] == kind).sum())

    @cached_property
    def hidden_kinds(self) -> frozenset[str]:
        """Kinds of actor of whom nothing is counted: those of fewer than k people, and one more where there is but one.

        With a single kind left out, its number could be worked out from a total; so the next smallest goes as well.
        """
        people = self["actor"]["kind"].value_counts()
        ordered = sorted(people.index, key=lambda kind: (people[kind], kind))
        small = [kind for kind in ordered if people[kind] < self.k]
        return frozenset(ordered[:2] if len(small) == 1 and len(ordered) > 2 else small)


_OWNERS = {  # a column that says to which row of another table a row belongs, the nearest first
    "process_id": "process",
    "phase_id": "phase",
    "event_id": "event",
    "synthesis_id": "synthesis",
    "synthesis_to": "synthesis",
}


def _unowned(name: str, column: pd.Series) -> pd.Series:
    """Actors may be told without a process; nothing else may."""
    return column.isna() if name == "actor" else pd.Series(False, index=column.index)


def _plain(frame: pd.DataFrame) -> list[Row]:
    """Rows as plain values, missing ones as None, column by column since that is quicker."""
    columns = {name: _values(frame[name]) for name in frame.columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> list[Any]:
    values = column.astype(object).tolist()
    return [None if gone else value for value, gone in zip(values, column.isna(), strict=True)]


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def items(written: Any) -> list[str]:
    """The items of a list cell; none where nothing is written.

    >>> items("a|b"), items(None)
    (['a', 'b'], [])
    """
    return [] if _missing(written) else str(written).split("|")


def counted(written: Any) -> dict[str, int]:
    """The numbers of an `n_by_kind` cell.

    >>> counted("kokemusasiantuntija=8|johto=1")
    {'kokemusasiantuntija': 8, 'johto': 1}
    """
    pairs = (item.partition("=") for item in items(written))
    return {kind: int(number) for kind, _, number in pairs}
