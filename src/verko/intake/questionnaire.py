"""The evaluation: questions, rounds and answers of the respondent groups, to the tables of the store."""

from __future__ import annotations

from collections.abc import Mapping

from verko.intake.codevelopment.reading import ids_of, read_sheets
from verko.intake.reading import Reading
from verko.study.model import FeedbackSet, Study
from verko.tables.evaluation import SHEETS


def read(study: Study, sets: Mapping[str, FeedbackSet]) -> Reading:
    """Questions, rounds and answers, each row with its file and row, and the account of every file.

    Rows may name only processes of the study's co-development record.
    """
    processes = ids_of(study, study.sets("codevelopment"), "process")
    return read_sheets(study, sets, SHEETS, elsewhere={"process": processes})
