"""Codings made in any QDA tool or spreadsheet: to codes, codings, memos and cases of the study.

One module a format; `offsets` finds what a tool's offsets count, `locate` finds quotes without offsets.
"""

from verko.intake.qda.reading import read

__all__ = ["read"]
