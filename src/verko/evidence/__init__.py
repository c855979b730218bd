"""What the report may say: numbers, tables, figures, quotes and claims, each with its trace."""

from verko.evidence.recorded import EVIDENCE_FILE, KINDS, read_evidence
from verko.evidence.recorder import Evidence

__all__ = ["EVIDENCE_FILE", "KINDS", "Evidence", "read_evidence"]
