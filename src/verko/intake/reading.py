"""What a reader gives back: tables and the account of every file."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from verko.account import FileAccount
from verko.study.files import files_of, relative, side_file

__all__ = ["LARGEST_FILE", "Reading", "files_of", "relative", "side_file"]

LARGEST_FILE = 512 * 1024 * 1024  # bytes; larger single files are refused by name


@dataclass
class Reading:
    """The result of reading all data sets of one kind.

    tables: frames by table name, conforming to `verko.tables`.
    accounts: per data set name, one account per file, in the order of the files.
    written: tables that were written to the store while they were read, since they may be larger than memory.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    accounts: dict[str, list[FileAccount]] = field(default_factory=dict)
    written: tuple[str, ...] = ()
