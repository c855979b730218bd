"""Find the record that a row of a side table means: by DOI, or by title and year."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from verko.intake.bibliography.reference import doi_in
from verko.literature.titles import folded_title


class RecordFinder:
    """Finds records by what people write in their tables.

    sources: the `record_sources` table: every DOI and title under which a record was exported leads to it.

    >>> sources = pd.DataFrame({"record_id": ["r-1"], "title": ["Peers at work"], "year": [2014], "doi": [None]})
    >>> finder = RecordFinder(sources)
    >>> finder.find(title="Peers at work.")
    'r-1'
    """

    def __init__(self, sources: pd.DataFrame) -> None:
        self._by_doi: defaultdict[str, set[str]] = defaultdict(set)
        self._by_title: defaultdict[str, set[tuple[str, int | None]]] = defaultdict(set)
        for row in sources[["record_id", "title", "year", "doi"]].itertuples(index=False):
            year = None if pd.isna(row.year) else int(row.year)
            if pd.notna(row.doi):
                self._by_doi[str(row.doi)].add(row.record_id)
            if pd.notna(row.title):
                self._by_title[folded_title(str(row.title))].add((row.record_id, year))
        self.known = set(sources["record_id"])

    def find(self, *, record_id: str = "", doi: str = "", title: str = "", year: str = "") -> str:
        """The record's id. Raises LookupError with what a person should do where none, or more than one, is meant."""
        if record_id in self.known:
            return record_id
        by_title = self._by_title.get(folded_title(title), set()) if title else set()
        by_doi = self._by_doi.get(doi_in(doi), set()) if doi else set()
        found = by_doi & {name for name, _ in by_title} or by_doi or {name for name, _ in by_title}
        if len(found) > 1 and year.strip().isdigit():
            found = {name for name, told in by_title if told == int(year) and name in found} or found
        if not found:
            raise LookupError("no record has this DOI or title: correct the row, or add the record to the exports")
        if len(found) > 1:
            raise LookupError(f"{len(found)} records have this title: give the DOI, or the record_id of one")
        return next(iter(found))
