"""The co-development record: CSV files or a spreadsheet, one table each, to the tables of the store."""

from __future__ import annotations

from collections.abc import Mapping

from verko.intake.codevelopment.reading import read_sheets
from verko.intake.reading import Reading
from verko.study.model import CodevelopmentSet, Study
from verko.tables.codevelopment import SHEETS

__all__ = ["read"]


def read(study: Study, sets: Mapping[str, CodevelopmentSet]) -> Reading:
    """Every table of the record, rows with their file and row, and the account of every file.

    A row with a value outside its vocabulary, a bad date, a broken reference, a doubled key, too few or too many
    cells, or an identifier in its free text is refused with its row and column.
    """
    return read_sheets(study, sets, SHEETS)
