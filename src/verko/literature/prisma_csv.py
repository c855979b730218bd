"""The flow as the PRISMA.csv that the R package PRISMA2020 (Haddaway et al. 2022) draws from, and back.

Every row and column of a given file is kept; only the numbers are filled in, so that a team's own texts, links and
boxes for other methods survive.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from verko.errors import StudyError
from verko.literature.flow import Flow

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("NA", "node4", "prevstud", "Previous studies"),
    ("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    ("previous_reports", "NA", "box1", "Reports of studies included in previous version of review"),
    ("NA", "node6", "newstud", "Identification of new studies via databases and registers"),
    ("database_results", "node7", "box2", "Databases"),
    ("database_specific_results", "NA", "box2", "Specific Databases"),
    ("register_results", "NA", "box2", "Registers"),
    ("register_specific_results", "NA", "box2", "Specific Registers"),
    ("NA", "node16", "othstud", "Identification of new studies via other methods"),
    ("website_results", "node17", "box11", "Websites"),
    ("organisation_results", "NA", "box11", "Organisations"),
    ("citations_results", "NA", "box11", "Citation searching"),
    ("duplicates", "node8", "box3", "Duplicate records"),
    ("excluded_automatic", "NA", "box3", "Records marked as ineligible by automation tools"),
    ("excluded_other", "NA", "box3", "Records removed for other reasons"),
    ("records_screened", "node9", "box4", "Records screened"),
    ("records_excluded", "node10", "box5", "Records excluded"),
    ("dbr_sought_reports", "node11", "box6", "Reports sought for retrieval"),
    ("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved"),
    ("other_sought_reports", "node18", "box12", "Reports sought for retrieval"),
    ("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    ("dbr_assessed", "node13", "box8", "Reports assessed for eligibility"),
    ("dbr_excluded", "node14", "box9", "Reports excluded"),
    ("other_assessed", "node20", "box14", "Reports assessed for eligibility"),
    ("other_excluded", "node21", "box15", "Reports excluded"),
    ("new_studies", "node15", "box10", "New studies included in review"),
    ("new_reports", "NA", "box10", "Reports of new included studies"),
    ("total_studies", "node22", "box16", "Total studies included in review"),
    ("total_reports", "NA", "box16", "Reports of total included studies"),
    ("identification", "node1", "identification", "Identification"),
    ("screening", "node2", "screening", "Screening"),
    ("included", "node3", "included", "Included"),
    ("total_studies_ma", "node23", "box17", "Total studies included in meta-analysis"),
    ("total_reports_ma", "NA", "box17", "Reports of total included studies in meta-analysis"),
)


def fields_of(flow: Flow, reasons: Mapping[str, str] | None = None) -> dict[str, str]:
    """The values of PRISMA.csv that a review of databases has, by the names in its column `data`.

    reasons: words for the codes of the protocol. Raises StudyError while anything waits for a decision: PRISMA.csv
    has no box for that, and its sums would not hold.
    """
    if flow.waiting:
        raise StudyError(f"PRISMA.csv holds a finished flow only: {flow.waiting} records still wait for a decision")
    words = reasons or {}
    excluded = {words.get(code, code) or "No reason given": n for code, n in flow.excluded_full.items()}
    return {
        "database_results": str(sum(flow.identified.values())),
        "database_specific_results": _listed(flow.identified),
        "duplicates": str(flow.duplicates),
        "excluded_other": str(flow.unreadable),
        "records_screened": str(flow.screened),
        "records_excluded": str(flow.excluded),
        "dbr_sought_reports": str(flow.sought),
        "dbr_notretrieved_reports": str(flow.not_retrieved),
        "dbr_assessed": str(flow.assessed),
        "dbr_excluded": _listed(excluded),
        "new_studies": str(flow.included),
        "new_reports": str(flow.included),
        "total_studies": str(flow.included),
        "total_reports": str(flow.included),
    }


def write_prisma(flow: Flow, *, template: str = "", reasons: Mapping[str, str] | None = None) -> str:
    """PRISMA.csv with the flow's numbers; other rows as in `template` (the text of such a file), or 0.

    >>> flow = Flow({"PubMed": 3}, 1, 0, 2, 0, 1, 0, 1, 0, 1, {}, 0, 0, 1)
    >>> flow_from_prisma(write_prisma(flow)) == flow
    True
    """
    rows = _rows(template) if template else [_row(*each) for each in _ROWS]
    filled = fields_of(flow, reasons)
    told = {row["data"]: row["n"] for row in rows}
    for kind in ("studies", "reports"):
        filled[f"total_{kind}"] = str(flow.included + _number(told, f"previous_{kind}"))
    for row in rows:
        row["n"] = filled.get(row["data"], row["n"])
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def flow_from_prisma(text: str) -> Flow:
    """The flow told by a PRISMA.csv, its sums proven; ValueError where they do not hold.

    Boxes that say nothing (`xxx`, NA, empty) count as 0; registers count among the databases.
    """
    told = {row["data"]: row["n"] for row in _rows(text)}
    identified = _parsed(told, "database_specific_results") | _parsed(told, "register_specific_results")
    return Flow(
        identified=identified or {"Databases": _number(told, "database_results") + _number(told, "register_results")},
        duplicates=_number(told, "duplicates"),
        unreadable=_number(told, "excluded_automatic") + _number(told, "excluded_other"),
        screened=_number(told, "records_screened"),
        not_screened=0,
        excluded=_number(told, "records_excluded"),
        unresolved=0,
        sought=_number(told, "dbr_sought_reports"),
        not_retrieved=_number(told, "dbr_notretrieved_reports"),
        assessed=_number(told, "dbr_assessed"),
        excluded_full=_parsed(told, "dbr_excluded"),
        included=_number(told, "new_studies"),
    ).prove()


def _rows(text: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    if not rows or not {"data", "n"} <= set(rows[0]):
        raise StudyError("this is no PRISMA.csv: its first row must name the columns data and n")
    return [{column: value or "" for column, value in row.items() if column} for row in rows]


def _row(data: str, node: str, box: str, text: str) -> dict[str, str]:
    link = "NA" if data == "NA" or node == "NA" else f"{data}.html"
    return dict(zip(COLUMNS, (data, node, box, text, text, text if node != "NA" else "NA", link, "0"), strict=True))


def _listed(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{_plain(name)}, {n}" for name, n in counts.items()) or "0"


def _plain(name: str) -> str:
    """A name without the signs that part the list."""
    return name.replace(";", " ").replace(",", " ").strip()


def _parsed(told: Mapping[str, str], field: str) -> dict[str, int]:
    """Names and counts of a list such as `Scopus, 1,204; PubMed, 88`, as the R package reads it."""
    found = (_LISTED.fullmatch(part.strip()) for part in told.get(field, "").split(";"))
    return {each[1].strip(): int(each[2].replace(",", "").replace(" ", "")) for each in found if each}


_LISTED = re.compile(r"([^,]*[^,\s\d][^,]*), *(\d[\d, ]*)")


def _number(told: Mapping[str, str], field: str) -> int:
    value = told.get(field, "").replace(",", "").strip()
    return int(value) if value.isdigit() else 0
