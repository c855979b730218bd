"""Why a file is no table."""

from __future__ import annotations


class GridProblem(ValueError):
    """Why a file is no grid; place is a row, or empty when the whole file is meant."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason, place)
        self.reason, self.place = reason, place
