"""How a table of the co-development record is declared: what a cell may hold, what it refers to, and its help text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verko.tables.schema import Col, Table, flag, number, text, whole
from verko.tables.vocabularies import VOCABULARIES

LANGUAGES = ("fi", "en")


@dataclass(frozen=True)
class Field:
    """One field of a sheet.

    kind: id, ref, refs, choice, choices, date, number, whole, flag, counts (`kind=5|kind=3`), word (an id-like word)
        or prose (free text). Lists are written with `|` between their items.
    vocabulary: the name of the controlled vocabulary; refers: the table whose ids may stand here.
    languages: the field is written in Finnish and English, as `<name>_fi` and `<name>_en`.
    default: what an empty or absent cell means.
    """

    kind: str
    en: str
    fi: str
    required: bool = False
    vocabulary: str = ""
    refers: str = ""
    languages: bool = False
    default: str = ""

    def columns(self, name: str) -> dict[str, Col]:
        """The columns of the store that hold this field."""
        if self.languages:
            return {f"{name}_{language}": text(f"{self.en} ({language})", optional=True) for language in LANGUAGES}
        optional = not (self.required or self.default)
        if self.kind in ("number", "whole", "flag"):
            return {name: {"number": number, "whole": whole, "flag": flag}[self.kind](self.en, optional=optional)}
        among = list(VOCABULARIES[self.vocabulary]) if self.kind == "choice" else ()
        return {name: text(self.en, optional=optional, among=among)}


@dataclass(frozen=True)
class Sheet:
    """One table as people fill it in.

    key: the fields that name a row, unique together; empty where a row has no name of its own, such as one of
        several fees to the same actor.
    """

    name: str
    en: str
    fi: str
    key: tuple[str, ...]
    fields: dict[str, Field]

    def as_table(self) -> Table:
        """The table of the store: the fields' columns, then where the row was read."""
        columns = {column: col for name, field in self.fields.items() for column, col in field.columns(name).items()}
        return Table(self.name, self.en, self.key or ("source_file", "source_row"), columns | SOURCE)

    def written_columns(self) -> dict[str, Field]:
        """The columns as they are written in a file, in order, and the field each belongs to."""
        return {column: field for name, field in self.fields.items() for column in field.columns(name)}


SOURCE: dict[str, Col] = {
    "synthetic": flag("the row is marked synthetic", optional=True),
    "source_file": text("path below the study's folder"),
    "source_row": whole("row in the file as a spreadsheet counts: the header is row 1"),
}


def ident(en: str, fi: str) -> Field:
    """The id of the row."""
    return Field("id", en, fi, required=True)


def word(en: str, fi: str, *, required: bool = False, default: str = "") -> Field:
    """A short word that is no prose: an id of something outside the record."""
    return Field("word", en, fi, required, default=default)


def ref(refers: str, en: str, fi: str, *, required: bool = True) -> Field:
    """The id of a row of another table."""
    return Field("ref", en, fi, required, refers=refers)


def refs(refers: str, en: str, fi: str, *, required: bool = False) -> Field:
    """Ids of rows of another table."""
    return Field("refs", en, fi, required, refers=refers)


def choice(vocabulary: str, en: str, fi: str, *, required: bool = True, default: str = "") -> Field:
    """One value of a vocabulary."""
    return Field("choice", en, fi, required and not default, vocabulary, default=default)


def choices(vocabulary: str, en: str, fi: str, *, required: bool = False) -> Field:
    """Several values of a vocabulary."""
    return Field("choices", en, fi, required, vocabulary)


def counts(vocabulary: str, en: str, fi: str) -> Field:
    """How many of each value."""
    return Field("counts", en, fi, vocabulary=vocabulary)


def date(en: str, fi: str, *, required: bool = False) -> Field:
    """A day."""
    return Field("date", en, fi, required)


def amount(en: str, fi: str, *, required: bool = False) -> Field:
    """A number with decimals."""
    return Field("number", en, fi, required)


def count(en: str, fi: str, *, required: bool = False) -> Field:
    """A whole number."""
    return Field("whole", en, fi, required)


def yes_no(en: str, fi: str, *, required: bool = False, default: str = "") -> Field:
    """True or false."""
    return Field("flag", en, fi, required, default=default)


def prose(en: str, fi: str, *, required: bool = False) -> Field:
    """Free text in Finnish and English; one of them is enough."""
    return Field("prose", en, fi, required, languages=True)


def as_tables(sheets: Sequence[Sheet]) -> list[Table]:
    """The store's tables for sheets."""
    return [sheet.as_table() for sheet in sheets]
