"""The tables kept beside the transcripts: interviews, participants, stimuli, translations."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from verko.errors import did_you_mean
from verko.intake.rows import Row, SideTable
from verko.intake.transcripts.documents import StoredText
from verko.privacy import NameList, clean

INTERVIEWS = ("interview_type", "group_id", "sector", "region", "period", "duration_min", "transcription_level")
PARTICIPANTS = ("role", "sector", "profession", "age_band", "region")
GUIDE = ("theme_fi", "theme_en", "questions_fi", "questions_en")
_BAND = re.compile(r"(?:\d{2}\s?[-–]\s?\d{2}|(?:alle|yli|under|over|<|>)\s?\d{2}|\d{2}\+|[^\d]*)\Z", re.I)
_ID = re.compile(r"[\w.-]{1,40}\Z")

Rows = list[dict[str, object]]


def interview_rows(table: SideTable, sets: Mapping[str, str], names: NameList) -> dict[str, dict[str, object]]:
    """Background of interviews by document id. sets: document id -> data set, of every document read."""
    found: dict[str, dict[str, object]] = {}
    for row in table.rows:
        document = row["document"]
        minutes = _minutes(row["duration_min"])
        if (problem := _unknown(document, sets)) or (problem := _doubled(document, found)):
            table.refuse(row, problem)
        elif row["data_set"] and row["data_set"] != sets[document]:
            table.refuse(row, f"data_set is not '{sets[document]}', to which the file belongs in study.yml")
        elif minutes is None:
            table.refuse(row, "duration_min is no number of minutes")
        else:
            found[document] = {column: _cell(row, column, names) for column in INTERVIEWS}
            found[document]["duration_min"] = minutes or None
            table.account.read += 1
    return found


def participant_rows(table: SideTable, sets: Mapping[str, str], names: NameList) -> Rows:
    """Participants as the table tells them; `speaker` is still the label of the transcript."""
    found: Rows = []
    seen: set[tuple[str, str]] = set()
    for row in table.rows:
        person, document, speaker = row["participant_id"], row["document"], row["speaker"]
        problem = _unknown(document, sets)
        if not _ID.match(person) or clean(person, names=names) != person:
            problem = problem or "participant_id is no pseudonymous id such as R01-A1"
        elif (document, person) in seen:
            problem = problem or "the same participant_id stands twice for this document"
        elif not _BAND.match(row["age_band"]):
            problem = problem or "age_band tells an exact age: give ten years, such as 40-49"
        elif not speaker:
            problem = problem or "speaker is empty: give the label used in the transcript"
        if problem:
            table.refuse(row, problem)
            continue
        seen.add((document, person))
        cells = {column: _cell(row, column, names) for column in PARTICIPANTS}
        found.append({"participant_id": person, "document_id": document, "speaker": speaker, **cells})
        table.account.read += 1
    return found


def stimulus_rows(table: SideTable, names: NameList) -> Rows:
    """Vignettes; each id once."""
    found: dict[str, dict[str, object]] = {}
    for row in table.rows:
        if not row["stimulus_id"] or row["stimulus_id"] in found:
            table.refuse(row, "stimulus_id is empty or stands twice")
            continue
        texts = {
            f"text_{lang}": clean(row[f"text_{lang}"], names=names, language=lang) or None for lang in ("fi", "en")
        }
        found[row["stimulus_id"]] = {"stimulus_id": row["stimulus_id"], **texts}
        table.account.read += 1
    return list(found.values())


def guide_rows(table: SideTable, data_sets: Collection[str], names: NameList) -> Rows:
    """The interview guide's themes and their questions, in order, for each data set that was asked by it."""
    found: Rows = []
    for row in table.rows:
        cells = {column: clean(row[column], names=names, language=column[-2:]) or None for column in GUIDE}
        if not (cells["theme_fi"] or cells["theme_en"]):
            table.refuse(row, "names no theme: fill theme_fi or theme_en")
            continue
        table.account.read += 1
        found += [{"data_set": name, "number": table.account.read, **cells} for name in data_sets]
    return found


def translation_rows(table: SideTable, texts: Mapping[str, StoredText], names: NameList) -> Rows:
    """Translated passages with their place: `quote` is the transcript's exact text, `start` tells two of them apart."""
    found: Rows = []
    taken: set[tuple[str, int, int]] = set()
    for row in table.rows:
        told = [(language, row[column]) for language, column in _translation_columns(row) if row[column]]
        place = None if row["document"] not in texts else _place(texts[row["document"]], row["quote"], row["start"])
        if problem := _unknown(row["document"], {key: "" for key in texts}):
            table.refuse(row, problem)
        elif place is None:
            table.refuse(row, "the quote is not in the transcript, word for word")
        elif len(told) != 1:
            table.refuse(
                row, "give one translation: in translation_en or translation_fi, or in language and translation"
            )
        elif (row["document"], *place) in taken:
            table.refuse(row, "the same passage is translated twice")
        else:
            taken.add((row["document"], *place))
            language, text = told[0]
            shown = clean(text, names=names, language=language)
            by = clean(row["translated_by"], names=names) or None
            found.append({"document_id": row["document"], "start": place[0], "end": place[1],
                          "language": language, "translation": shown, "translated_by": by})  # fmt: skip
            table.account.read += 1
    return found


def _translation_columns(row: Row) -> list[tuple[str, str]]:
    plain = [(row["language"], "translation")] if row["language"] else []
    return [*plain, ("en", "translation_en"), ("fi", "translation_fi")]


def _place(text: StoredText, quote: str, start: str) -> tuple[int, int] | None:
    """The stored span of a quote, white space aside, in the raw text or in the stored one."""
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    at = int(start) if start.isdigit() else 0
    if match := pattern.search(text.raw, at) or pattern.search(text.raw):
        return text.to_stored(match.start(), match.end())
    match = pattern.search(text.stored, at) or pattern.search(text.stored)
    return match.span() if match else None


def _minutes(told: str) -> float | None:
    """Minutes; 0.0 where nothing is told, None where it is no number."""
    try:
        minutes = float(told.replace(",", ".")) if told else 0.0
    except ValueError:
        return None
    return minutes if 0 <= minutes < 10_000 else None


def _cell(row: Row, column: str, names: NameList) -> str | None:
    return clean(row[column], names=names) or None


def _unknown(document: str, known: Mapping[str, object]) -> str:
    if document in known:
        return ""
    near = did_you_mean(document, known) if _ID.match(document) else ""
    return f"document is not among the transcripts read{near}"


def _doubled(document: str, found: Mapping[str, object]) -> str:
    return "the same document stands twice" if document in found else ""
