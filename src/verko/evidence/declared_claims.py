"""A study's own claims recorded: numbers counted, quotes found in the store, sentences filled and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd

from verko.coding.material import Material, sectors_told
from verko.coding.themes import segments
from verko.errors import ManyProblems, StudyError, did_you_mean
from verko.evidence.recorder import Evidence
from verko.evidence.shown import Shown, ShownQuote
from verko.figures.base import Language, decimal
from verko.intake.qda.locate import Locator
from verko.project import as_given
from verko.study import Study
from verko.study.claims import CLAIMS_FILE, DeclaredClaim, DeclaredClaims, DeclaredNumber, DeclaredQuote, load_claims

_PLACE = re.compile(r"\{([a-z0-9_.]+)\}")


def record_claims(study: Study, evidence: Evidence, own: Material, theme: str) -> list[Shown | ShownQuote]:
    """Record what `report/claims.yml` declares under `theme`: numbers, then quotes, then the claims that lean on them.

    own: the interviews of this notebook; a claim may lean on any number or quote that the notebook has recorded.
    Raises ManyProblems, a line for each that cannot be counted, found or filled: file, line, name and what to do.
    """
    declared = load_claims(study).of(theme)
    made: list[Shown | ShownQuote] = []
    problems: list[str] = []
    for name, record in _records(declared, evidence, own, study.privacy.k):
        try:
            made.append(record())
        except StudyError as error:
            place = f"{as_given(study.folder / CLAIMS_FILE)}:{declared.lines.get(name, 1)}"
            problems.append(f"{place}: {error}" if name in str(error) else f"{place}: {name}: {error}")
    if problems:
        raise ManyProblems(problems)
    return made


def _records(
    declared: DeclaredClaims, evidence: Evidence, own: Material, k: int
) -> Iterator[tuple[str, Callable[[], Shown | ShownQuote]]]:
    """What is to be recorded, in its order, each under its name."""
    for name, number in declared.numbers.items():
        yield name, partial(_number, evidence, own, name, number, k)
    for name, quote in declared.quotes.items():
        yield name, partial(_quote, evidence, own, name, quote)
    for name, claim in declared.claims.items():
        yield name, partial(_claim, evidence, name, claim)


def count(own: Material, number: DeclaredNumber, *, k: int = 1) -> tuple[int, int]:
    """The number, and how many coded interviews it is out of.

    Raises StudyError for a code, background or stimulus that the study does not have, and for a background that fewer
    than `k` people share.
    """
    documents = own.documents[own.documents["document_id"].isin(own.coded_ids)]
    for column, value in number.where.items():
        documents = _only(own, documents, column, value, k)
    coded = own.coded[own.coded["document_id"].isin(documents["document_id"])]
    if number.after:
        if number.after not in set(own.stimuli["stimulus_id"]):
            raise StudyError(f"there is no stimulus '{number.after}'")
        coded = coded[coded["stimulus_id"] == number.after]
    if unknown := [code for code in number.codes if code not in own.book.rows]:
        raise StudyError(f"code '{unknown[0]}' is not in the codebook{did_you_mean(unknown[0], own.book.rows)}")
    used = coded[[bool(set(own.book.lineage(code)) & set(number.codes)) for code in coded["code_id"]]]
    passages = segments(used.assign(theme=""))
    found = passages["document_id"].nunique() if number.count == "interviews" else len(passages)
    return int(found), len(documents)


def _only(own: Material, documents: pd.DataFrame, column: str, value: str, k: int) -> pd.DataFrame:
    if column not in documents or value not in set(documents[column].dropna()):
        raise StudyError(f"no interview has {column} '{value}'{did_you_mean(value, documents.get(column, []))}")
    if value not in sectors_told([own], k, column=column):
        raise StudyError(f"fewer than {k} people have {column} '{value}': it cannot be told apart")
    return documents[documents[column] == value]


def _number(evidence: Evidence, own: Material, name: str, number: DeclaredNumber, k: int) -> Shown:
    value, of = count(own, number, k=k)
    interviews = number.count == "interviews"
    return evidence.number(name, value, unit=number.count, n=of, denominator=of if interviews else None)


def _quote(evidence: Evidence, own: Material, name: str, quote: DeclaredQuote) -> ShownQuote:
    given = quote.translation.model_dump() if quote.translation else {}
    given = {language: text for language, text in given.items() if text} or None
    more = {"translation": given, "translated_by": quote.translated_by}
    if quote.coding:
        rows = own.coded[own.coded["reference"] == quote.coding]
        if len(rows) != 1:
            raise StudyError(f"no coding has the reference '{quote.coding}'")
        return evidence.quote(name, coding=rows.iloc[0]["coding_id"], **more)
    texts = own.documents.set_index("document_id")["text"]
    if quote.document not in texts.index:
        raise StudyError(f"'{quote.document}' is none of these interviews{did_you_mean(quote.document, texts.index)}")
    found = Locator(texts[quote.document]).find(quote.words)
    if found is None or found.how not in ("exact", "spacing"):
        raise StudyError(f"its words do not stand in {quote.document}: give them as the stored text has them")
    if not found.certain:
        raise StudyError(f"its words stand in several places of {quote.document}: give more of them")
    return evidence.quote(name, document=quote.document, start=found.start, end=found.end, **more)


def _claim(evidence: Evidence, name: str, claim: DeclaredClaim) -> Shown:
    texts = {one: _filled(evidence, claim.in_language(one), one) for one in evidence.languages}
    return evidence.claim(name, text=texts, quotes=claim.quotes, numbers=claim.numbers, counter=claim.counter)


def _filled(evidence: Evidence, text: str, language: Language) -> str:
    """The sentence with its numbers, as the language writes them."""

    def value(match: re.Match[str]) -> str:
        number = evidence.numbers.get(match[1])
        if number is None:
            hint = did_you_mean(match[1], evidence.numbers)
            raise StudyError(f"the sentence names the number '{match[1]}', which this notebook has not recorded{hint}")
        return in_words(number, language)

    return _PLACE.sub(value, text)


def in_words(number: Mapping[str, Any], language: Language) -> str:
    """A recorded number as a sentence has it.

    >>> in_words({"value": 0.455, "digits": 1, "percent": True}, "fi") == "45,5\\u00a0%"
    True
    >>> in_words({"value": None, "suppressed": True, "below": 3}, "en")
    'fewer than 3'
    """
    if number.get("suppressed"):
        return f"{'alle' if language == 'fi' else 'fewer than'} {number['below']}"
    value = number["value"]
    if isinstance(value, str):
        return value
    if number.get("percent"):
        return decimal(value * 100, number["digits"], language) + ("\u00a0%" if language == "fi" else "%")
    return decimal(value, number["digits"], language)
