"""Tables of the co-development record and its evaluation."""

from verko.tables.schema import Table

TABLES: list[Table] = []
