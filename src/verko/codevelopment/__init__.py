"""Co-development with experts by experience: the record, its checks, its impact, its evaluation, its fairness."""

from verko.codevelopment.checks import CHECKS, Check, run_checks, summarise, tuned
from verko.codevelopment.record import Record

__all__ = ["CHECKS", "Check", "Record", "run_checks", "summarise", "tuned"]
