"""How a table is declared: columns with a type, a meaning, and whether a value may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pandera.pandas as pa

_DTYPES = {"text": "str", "whole": "Int64", "number": "float64", "flag": "boolean"}


@dataclass(frozen=True)
class Col:
    """One column. type: text, whole, number or flag. among: the controlled vocabulary, where there is one."""

    type: str
    meaning: str
    optional: bool = False
    among: Sequence[str] = ()

    def as_pandera(self) -> pa.Column:
        checks = [pa.Check.isin(list(self.among))] if self.among else []
        return pa.Column(_DTYPES[self.type], checks, nullable=self.optional, description=self.meaning)


@dataclass(frozen=True)
class Table:
    """One tidy table. key: the columns that name a row, unique together; rows are kept in their order."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: dict[str, Col]

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema: these columns, no others."""
        columns = {name: column.as_pandera() for name, column in self.columns.items()}
        return pa.DataFrameSchema(columns, strict=True, unique=list(self.key), name=self.name)

    def shaped(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with this table's columns, types and row order; values are not looked at (see `conform`)."""
        if strangers := set(frame.columns) - set(self.columns):
            raise ValueError(f"{self.name}: unknown columns {sorted(strangers)}")
        full = {name: _typed(frame, name, column) for name, column in self.columns.items()}
        return pd.DataFrame(full).sort_values(list(self.key), kind="stable", ignore_index=True)

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with this table's columns, types and row order, checked.

        Optional columns that are absent are added empty; an unknown column, a missing obligatory one,
        a value outside its vocabulary or a doubled key raises ValueError: a reader's mistake, not a user's.
        """
        table = self.shaped(frame)
        if table.empty:
            return table
        try:
            return self.schema.validate(table, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases[["column", "check"]].drop_duplicates().head(5).to_dict("records")
            raise ValueError(f"{self.name}: {cases}") from None


def _typed(frame: pd.DataFrame, name: str, column: Col) -> pd.Series:
    if name not in frame.columns:
        if not column.optional:
            raise ValueError(f"column '{name}' is missing")
        return pd.Series([None] * len(frame), dtype=_DTYPES[column.type])
    values = frame[name].reset_index(drop=True)
    if column.type == "text":
        return values.astype("object").where(values.notna(), None).map(_as_text).astype("str")
    return values.astype(_DTYPES[column.type])


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def text(meaning: str, *, optional: bool = False, among: Sequence[str] = ()) -> Col:
    """A column of text."""
    return Col("text", meaning, optional, among)


def whole(meaning: str, *, optional: bool = False) -> Col:
    """A column of whole numbers."""
    return Col("whole", meaning, optional)


def number(meaning: str, *, optional: bool = False) -> Col:
    """A column of numbers with decimals."""
    return Col("number", meaning, optional)


def flag(meaning: str, *, optional: bool = False) -> Col:
    """A column of true and false."""
    return Col("flag", meaning, optional)
