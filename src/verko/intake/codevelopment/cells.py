"""One cell to one value: dates, numbers, flags, vocabulary, lists; each with a sentence for what cannot be read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from verko.errors import did_you_mean
from verko.intake.codevelopment.workbooks import NOT_CALCULATED
from verko.tables.sheets import Field
from verko.tables.vocabularies import VOCABULARIES, value_of

Value = str | float | int | bool | None

_TRUE = {"true", "kyllä", "kylla", "yes", "x", "1", "tosi", "k"}
_FALSE = {"false", "ei", "no", "0", "epätosi", "e"}
_PLAIN_WORD = re.compile(r"[\w+./:-]{1,24}")
DECIMALS = 6  # kept of a number: hours and euros need fewer, and spreadsheets do not keep many more
_ERROR_VALUES = ("#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!")


class CellProblem(ValueError):
    """Why a cell cannot be read; the cell's own words are shown only when they are one short word."""


def parse(field: Field, written: str) -> Value:
    """The value of a cell that is not empty. Raises CellProblem.

    >>> parse(Field("date", "", ""), "7.1.2020 klo 10.00"), parse(Field("number", "", ""), "1 234,50 €")
    ('2020-01-07', 1234.5)
    >>> parse(Field("choices", "", "", vocabulary="actor_kind"), "johto | Ammattilainen")
    'johto|ammattilainen'
    """
    if written in _ERROR_VALUES:
        raise CellProblem("holds an error of the spreadsheet: write the value itself")
    if written == NOT_CALCULATED:
        raise CellProblem("holds a formula without a value: save the file in a spreadsheet, or write the value")
    return _PARSERS[field.kind](field, written)


def items(written: str) -> list[str]:
    """The items of a list cell.

    >>> items("K01| K02 |")
    ['K01', 'K02']
    """
    return [item.strip() for item in written.split("|") if item.strip()]


def _date(_: Field, written: str) -> str:
    finnish = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s(?:klo\s)?\d{1,2}[.:]\d{2})?", written)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?", written)
    parts = (finnish[3], finnish[2], finnish[1]) if finnish else iso.groups() if iso else None
    if parts is None:
        raise CellProblem(f"is no date{_shown(written)}: write 2020-01-31 or 31.1.2020")
    try:
        return datetime.date(*(int(part) for part in parts)).isoformat()
    except ValueError:
        raise CellProblem(f"is a day that does not exist{_shown(written)}") from None


def _number(_: Field, written: str) -> float:
    digits = re.sub(r"[\s\u00a0\u202f]|€|eur$", "", written, flags=re.IGNORECASE)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "")
    if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,20})?(e[+-]?\d{1,3})?", digits, re.IGNORECASE):
        raise CellProblem(f"is no number{_shown(written)}: write 12.5 or 12,5")
    return round(float(digits.replace(",", ".")), DECIMALS)


def _whole(field: Field, written: str) -> int:
    value = _number(field, written)
    if not value.is_integer() or value < 0:
        raise CellProblem(f"is no whole number{_shown(written)}")
    return int(value)


def _flag(_: Field, written: str) -> bool:
    word = written.casefold()
    if word not in _TRUE | _FALSE:
        raise CellProblem(f"is neither true nor false{_shown(written)}: write true or false")
    return word in _TRUE


def _choice(field: Field, written: str) -> str:
    value = value_of(field.vocabulary, written)
    if value is None:
        known = list(VOCABULARIES[field.vocabulary])
        hint = did_you_mean(written.casefold(), known) or f": one of {', '.join(known)}"
        raise CellProblem(f"is not in the vocabulary{_shown(written)}{hint}")
    return value


def _choices(field: Field, written: str) -> str:
    return "|".join(_choice(field, item) for item in items(written))


def _counts(field: Field, written: str) -> str:
    counted = []
    for item in items(written):
        kind, sign, number = item.partition("=")
        if not sign:
            raise CellProblem("is no list of counts: write kokemusasiantuntija=5|ammattilainen=3")
        counted.append((_choice(field, kind), _whole(field, number.strip())))
    if len({kind for kind, _ in counted}) < len(counted):
        raise CellProblem("counts the same kind twice")
    return "|".join(f"{kind}={number}" for kind, number in counted)


def _word(_: Field, written: str) -> str:
    return "|".join(items(written)) if "|" in written else written


def _refs(_: Field, written: str) -> str:
    found = items(written)
    if len(set(found)) < len(found):
        raise CellProblem("names the same id twice")
    return "|".join(found)


def _id(_: Field, written: str) -> str:
    if not re.fullmatch(r"[\w.:+-]{1,60}", written):
        raise CellProblem("is no id: letters, digits and . : _ + - only, at most 60")
    return written


def _prose(_: Field, written: str) -> str:
    return written


def _shown(written: str) -> str:
    """The written value in quotes when it is one short word; otherwise nothing, since it may be somebody's words."""
    return f" ('{written}')" if _PLAIN_WORD.fullmatch(written) else ""


_PARSERS: dict[str, Callable[[Field, str], Value]] = {
    "id": _id,
    "ref": _id,
    "refs": _refs,
    "choice": _choice,
    "choices": _choices,
    "counts": _counts,
    "date": _date,
    "number": _number,
    "whole": _whole,
    "flag": _flag,
    "word": _word,
    "prose": _prose,
}
