"""The account of a reading: what a file announced, what was read, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Refusal:
    """One thing a file announced and the reader did not take; never with the thing's own words.

    place: line, row, page or id inside the file; empty when the whole file is refused.
    """

    place: str
    reason: str


@dataclass
class FileAccount:
    """What became of one file.

    unit: what is counted (`documents`, `records`, `codings`, `rows`).
    announced: how many the file itself promises, counted before parsing (start tags, rows, ...).
    notes: choices the reader made that a person should know (encoding guessed, offsets uncertain).
    synthetic: whether the file is marked synthetic; None where the format holds no such mark.

    >>> account = FileAccount("a.ris", unit="records", announced=2, read=1)
    >>> account.refuse("line 12", "no title")
    >>> account.balanced
    True
    """

    file: str
    unit: str
    announced: int = 0
    read: int = 0
    format: str = ""
    encoding: str = ""
    synthetic: bool | None = None
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many announced things were not read."""
        return len(self.refusals)

    @property
    def balanced(self) -> bool:
        """True when announced = read + refused: nothing was lost in silence."""
        return self.announced == self.read + self.refused

    def refuse(self, place: str | int, reason: str) -> None:
        """Count one announced thing as refused, with its place and the reason."""
        self.refusals.append(Refusal(str(place), reason))

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)


def refused_file(file: str, unit: str, reason: str, *, format: str = "", place: str = "") -> FileAccount:
    """The account of a file of which nothing could be read: it announces itself and is refused.

    >>> refused_file("x.docx", "documents", "is empty").balanced
    True
    """
    return FileAccount(file, unit, announced=1, read=0, format=format, refusals=[Refusal(place, reason)])


def unbalanced(accounts: Iterable[FileAccount]) -> list[str]:
    """Lines about files whose account does not add up: a mistake of a reader, not of the user.

    >>> unbalanced([FileAccount("a.ris", "records", announced=3, read=2)])
    ['a.ris: announced 3, read 2, refused 0']
    """
    return [
        f"{account.file}: announced {account.announced}, read {account.read}, refused {account.refused}"
        for account in accounts
        if not account.balanced
    ]
