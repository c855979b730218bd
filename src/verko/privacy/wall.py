"""The last door: nothing that a reader gives back holds a listed name, whatever the field and whoever wrote it.

Readers replace names in the texts they know to be somebody's words. Here every other field is gone through once more:
names of codes, cases, variables and sets, keywords, charted findings, reasons, notes of the account, messages. What is
published already (who wrote an article, its title, where it came out, its abstract) is public and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, Refusal
from verko.errors import ManyProblems, StudyError
from verko.privacy.names import Found, NameList, load_names
from verko.privacy.pseudonymising import tells_a_name
from verko.study.files import left_behind
from verko.study.model import Study

PUBLISHED: dict[str, frozenset[str]] = {
    "records": frozenset({"title", "authors", "venue", "abstract", "doi", "pages", "volume", "issue", "record_id"}),
    "record_sources": frozenset({"title", "authors", "doi", "record_id"}),
    "duplicates": frozenset(),
    "screening": frozenset({"record_id"}),
    "charting": frozenset({"record_id"}),
}
"""Columns that hold what journals have published: public, and a citation must not be changed."""
PROVEN: dict[str, frozenset[str]] = {
    "documents": frozenset({"text", "text_hash"}),
    "webpages": frozenset({"text", "text_hash", "sha256"}),
}
"""Texts that were pseudonymised when they were read, and are proven by their hash."""
_MOST_TOLD = 20
_MOBILE = re.compile(r"(?:\+358|00358|\b0)[ -]?(?:4\d|50)")
_CODE = re.compile(r"\d{6}[-+A-FU-Y]\d{3}")


@dataclass(frozen=True)
class Wall:
    """What goes through it comes out without the listed names.

    >>> from verko.privacy.names import Name
    >>> Wall(NameList((Name("Sirkku", "Maija"),))).text("code 'Sirkun rooli' is not in the codebook")
    "code '[Maijan] rooli' is not in the codebook"
    """

    names: NameList

    def text(self, value: str) -> str:
        """One text without listed names, in any case form; what stands in brackets as a replacement stays."""
        pieces, done = [], 0
        for hit in self.names.find(value):
            if not self._is_replacement(value, hit):
                pieces += [value[done : hit.start], hit.name.written(hit.case, "fi")]
                done = hit.end
        return "".join([*pieces, value[done:]]) if pieces else value

    def tables(self, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """The tables with every field gone through, but those that are published or proven already."""
        if not self.names.names:
            return tables
        return {name: self._table(name, table) for name, table in tables.items()}

    def account(self, account: FileAccount) -> FileAccount:
        """An account whose places, reasons and notes hold no listed name."""
        account.refusals = [Refusal(self.text(one.place), self.text(one.reason)) for one in account.refusals]
        account.notes = [self.text(note) for note in account.notes]
        return account

    def problem(self, error: Exception) -> Exception:
        """The error, or one of the same kind of message without the names that it held."""
        said = str(error)
        if (told := self.text(said)) == said:
            return error
        return ManyProblems(told.splitlines()) if isinstance(error, StudyError) else RuntimeError(told)

    def _table(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        passed = PUBLISHED.get(name, frozenset()) | PROVEN.get(name, frozenset())
        changed = {}
        for column in table.columns.difference(passed):
            written = {value for value in set(table[column].dropna()) if isinstance(value, str)}
            told = {value: new for value in written if (new := self.text(value)) != value}
            if told:
                told = _kept_apart(told, written - told.keys()) if column.endswith("_id") or column == "id" else told
                changed[column] = table[column].map(lambda value, told=told: told.get(value, value), na_action="ignore")
        return table.assign(**{name: column.astype(table[name].dtype) for name, column in changed.items()})

    def _is_replacement(self, text: str, hit: Found) -> bool:
        enclosed = text[hit.start - 1 : hit.start] == "[" and text[hit.end : hit.end + 1] == "]"
        return enclosed and hit.name.name.casefold() in self._invented

    @cached_property
    def _invented(self) -> frozenset[str]:
        return frozenset(name.replacement.casefold() for name in self.names.names)


def _kept_apart(told: dict[str, str], taken: set[str]) -> dict[str, str]:
    """Ids that were different stay different: a second [nimi] becomes [nimi] (2)."""
    kept: dict[str, str] = {}
    used = set(taken)
    for value, new in sorted(told.items()):
        numbered = (new, *(f"{new} ({number})" for number in range(2, len(told) + len(taken) + 2)))
        kept[value] = next(one for one in numbered if one not in used)
        used.add(kept[value])
    return kept


def refuse_telling_files(study: Study) -> None:
    """Stop before anything is read when a file or folder of the study is called by a listed name or an identifier.

    Paths stand in accounts, manifests and the record of what was done, so they must tell nobody. Raises ManyProblems
    with one line a file, in which the name itself is covered.
    """
    names = load_names(study)
    root = study.folder.resolve()
    paths = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file() and not left_behind(path))
    telling = [path for path in paths if any(_tells(part, names) for part in path.parts)]
    if telling or _tells(study.id, names):
        told = [root.name, *(_covered(path.as_posix(), names) for path in telling)]
        raise ManyProblems(_lines([_covered(told[0], names), *told[1:]]))


def _tells(part: str, names: NameList) -> bool:
    """Whether one part of a path tells a name, an identity code, an e-mail address or a mobile number.

    Other numbers that only look like a phone number (00123456.nbib) are running numbers of some program.
    """
    part = part.replace("_", " ")
    if not tells_a_name(part, names):
        return False
    numbers_only = not tells_a_name(re.sub(r"[\d+]", "x", part), names)
    return not numbers_only or bool(_MOBILE.search(part) or _CODE.search(part))


def _lines(told: list[str]) -> Iterable[str]:
    folder, *files = told
    what = "is called by a listed name or an identifier: rename it to an id such as R01, and wherever it is named"
    yield from (f"{folder}/{file}: {what}" for file in files[:_MOST_TOLD])
    if len(files) > _MOST_TOLD:
        yield f"{folder}: ... and {len(files) - _MOST_TOLD} more such files"
    if not files:
        yield f"{folder}: the study's folder {what}"


def _covered(path: str, names: NameList) -> str:
    """A path in which every part that tells a name shows no letter of it.

    >>> from verko.privacy.names import Name
    >>> _covered("interviews/haastattelu_sirkun_2019.docx", NameList((Name("Sirkku"),)))
    'interviews/haastattelu_[name]_2019.docx'
    """
    return "/".join(_covered_part(part, names) if _tells(part, names) else part for part in path.split("/"))


def _covered_part(part: str, names: NameList) -> str:
    spaced = re.sub(r"_", " ", part)
    pieces, done = [], 0
    for hit in names.find(spaced, any_case=True):
        pieces += [part[done : hit.start], "[name]"]
        done = hit.end
    covered = "".join([*pieces, part[done:]])
    return f"[covered]{Path(part).suffix}" if _tells(covered, names) else covered
