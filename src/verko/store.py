"""The store: the study's tidy tables as Parquet below `outputs/<study>/tables`, read and written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from verko.atomic import atomic_path, write_atomically
from verko.errors import StudyError, did_you_mean
from verko.tables import TABLES, empty

__all__ = ["Store", "atomic_path", "write_atomically"]


class Store:
    """Tables of one study.

    folder: where the Parquet files lie, `outputs/<study>/tables`.
    allowed: the tables that may be read here; None for all. A notebook that reads a table it has not
        declared would not be rerun when that table changes, so it is refused.

    >>> import tempfile
    >>> store = Store(Path(tempfile.mkdtemp()))
    >>> store.write("stimuli", pd.DataFrame({"stimulus_id": ["V1"], "text_fi": ["Kertomus"]}))
    >>> store.read("stimuli")["stimulus_id"].tolist()
    ['V1']
    """

    def __init__(self, folder: str | Path, *, allowed: list[str] | None = None) -> None:
        self.folder, self.allowed = Path(folder), allowed
        self.have_read: set[str] = set()

    def allows(self, name: str) -> bool:
        """Whether this table may be read here."""
        return self.allowed is None or name in self.allowed

    def path(self, name: str) -> Path:
        """The file of one table; an unknown name raises StudyError with the nearest one."""
        if name not in TABLES:
            raise StudyError(f"there is no table '{name}'{did_you_mean(name, TABLES)}")
        return self.folder / f"{name}.parquet"

    def read(self, name: str) -> pd.DataFrame:
        """One table as it was written; without rows where the study has no such material."""
        path = self.path(name)
        if not self.allows(name):
            raise StudyError(f"table '{name}' is not declared: add it to 'reads' in the notebook's metadata")
        self.have_read.add(name)
        if not path.is_file():
            return empty(name)
        return pq.read_table(path).to_pandas()

    def rows(self, name: str) -> int:
        """How many rows a table has; 0 where it was not written."""
        path = self.path(name)
        return pq.read_metadata(path).num_rows if path.is_file() else 0

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Write one table whole or not at all; the same rows always give the same bytes."""
        path = self.path(name)
        table = pa.Table.from_pandas(TABLES[name].conform(frame), preserve_index=False)
        with atomic_path(path) as temporary:
            pq.write_table(table, temporary, compression="zstd")

    @contextmanager
    def writing(self, name: str) -> Iterator[Callable[[pa.Table], None]]:
        """Write one table piece by piece, whole or not at all, for tables that are larger than memory should hold.

        The block is given a function that takes pieces as `piece_of` makes them, whose keys follow each other.

        >>> import tempfile
        >>> store = Store(Path(tempfile.mkdtemp()))
        >>> with store.writing("stimuli") as write:
        ...     write(piece_of("stimuli", pd.DataFrame({"stimulus_id": ["V1"]})))
        ...     write(piece_of("stimuli", pd.DataFrame({"stimulus_id": ["V2"]})))
        >>> store.read("stimuli")["stimulus_id"].tolist()
        ['V1', 'V2']
        """
        schema, first_key, last = piece_of(name, empty(name)).schema, TABLES[name].key[0], None
        with (
            atomic_path(self.path(name)) as temporary,
            pq.ParquetWriter(temporary, schema, compression="zstd") as writer,
        ):

            def write(piece: pa.Table) -> None:
                nonlocal last
                if not piece.num_rows:
                    return
                keys = piece[first_key]
                if last is not None and keys[0].as_py() <= last:
                    raise ValueError(f"{name}: a piece begins before the one before it ends")
                last = keys[-1].as_py()
                writer.write_table(piece)

            yield write


def piece_of(name: str, frame: pd.DataFrame) -> pa.Table:
    """Some rows of the table `name`, checked and shaped for `Store.writing`."""
    return pa.Table.from_pandas(TABLES[name].conform(frame), preserve_index=False)
