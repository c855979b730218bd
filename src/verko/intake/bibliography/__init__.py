"""Database exports to references: one file a format, chosen by content; every file with its account.

`read_export` reads one file. The whole step, with de-duplication and decisions, is `verko.literature.build.read`,
one floor up, since a merged record is no longer what a file says.
"""

from verko.intake.bibliography.exports import FORMATS, read_export
from verko.intake.bibliography.reference import Reference

__all__ = ["FORMATS", "Reference", "read_export"]
