"""What a user's own files can cause: one line that says where, what is wrong, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class StudyError(Exception):
    """Base of everything that the study's own files or settings can cause.

    Shown by the command line as one line, without a traceback. A mistake in our own code
    stays a ValueError or TypeError and keeps its traceback.
    """


class FileProblem(StudyError):
    """One place of one file cannot be read.

    place: a line number, a row, a page, an id; empty when the whole file is meant.

    >>> str(FileProblem("data/P07.txt", 41, "no speaker: start the line with 'NAME:'"))
    "data/P07.txt:41: no speaker: start the line with 'NAME:'"
    >>> str(FileProblem("data/P07.txt", "", "is empty"))
    'data/P07.txt: is empty'
    """

    def __init__(self, path: str | Path, place: str | int, problem: str) -> None:
        super().__init__(str(path), place, problem)
        self.path, self.place, self.problem = str(path), place, problem

    def __str__(self) -> str:
        where = f"{self.path}:{self.place}" if self.place != "" else self.path
        return f"{where}: {self.problem}"


class ManyProblems(StudyError):
    """Several problems found in one pass, so that a user can mend them all at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(self.problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint to append to a message about an unknown name; empty when nothing is near.

    >>> did_you_mean("trsut", ["trust", "cost"])
    " (did you mean 'trust'?)"
    >>> did_you_mean("xyz", ["trust"])
    ''
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""
