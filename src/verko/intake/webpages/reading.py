"""All web page data sets of a study: one row per page, its main text and its sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from verko.account import FileAccount, refused_file
from verko.errors import FileProblem
from verko.hashing import file_hash, text_hash
from verko.intake.ids import stable_ids
from verko.intake.reading import LARGEST_FILE, Reading, files_of, relative
from verko.intake.rows import side_table
from verko.intake.webpages.formats import parse_page
from verko.intake.webpages.sheet import COLUMNS, sheet_rows, terms_met
from verko.language.tokens import count_words
from verko.privacy import NameList, clean, load_names, pseudonymise, tells_a_name
from verko.study import Study, WebpageSet
from verko.tables import TABLES, empty

Rows = dict[str, dict[str, object]]


def read(study: Study, sets: Mapping[str, WebpageSet]) -> Reading:
    """Table webpages, and an account of every page and sheet. A page that cannot be read stops no other."""
    names = load_names(study)
    accounts: dict[str, list[FileAccount]] = {name: [] for name in sets}
    rows: Rows = {}
    ids = stable_ids(_files(study, sets, accounts))
    for (data_set, path), page_id in ids.items():
        row, account = _page_row(study, data_set, sets[data_set], path, page_id, names)
        accounts[data_set].append(account)
        if row:
            rows[page_id] = row
    for data_set, settings in sets.items():
        own = {page_id: row for page_id, row in rows.items() if row["data_set"] == data_set}
        if settings.sheet is not None:
            accounts[data_set].append(_joined_sheet(study, settings, own, accounts[data_set], names))
    frame = TABLES["webpages"].conform(pd.DataFrame(list(rows.values()))) if rows else empty("webpages")
    return Reading({"webpages": frame}, accounts)


def _files(
    study: Study, sets: Mapping[str, WebpageSet], accounts: dict[str, list[FileAccount]]
) -> list[tuple[str, Path]]:
    files: dict[tuple[str, Path], None] = {}
    for data_set, settings in sets.items():
        sheet = study.folder / settings.sheet if settings.sheet else None
        for pattern in settings.files:
            try:
                found = files_of(study, [pattern])
            except FileProblem as problem:
                reason = problem.problem.replace(f" below {study.folder}", " below the study's folder")
                accounts[data_set].append(refused_file(pattern, "documents", reason))
                continue
            files |= {(data_set, path): None for path in found if sheet is None or path.resolve() != sheet.resolve()}
    return list(files)


def _page_row(
    study: Study, data_set: str, settings: WebpageSet, path: Path, page_id: str, names: NameList
) -> tuple[dict[str, object] | None, FileAccount]:
    file, kind = relative(study, path), path.suffix.lower().removeprefix(".")
    if tells_a_name(page_id, names):
        reason = "the file's name holds a listed name or an identifier: rename it to an id such as W01"
        return None, refused_file(file, "documents", reason, format=kind)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"is over {LARGEST_FILE // 1024**2} MB")
        page, kind = parse_page(path.read_bytes(), path.suffix)
    except OSError as error:
        return None, refused_file(file, "documents", f"cannot be opened: {error.strerror}", format=kind)
    except (ValueError, RecursionError) as error:
        return None, refused_file(file, "documents", str(error) or type(error).__name__, format=kind)
    language = page.language or settings.language or "fi"
    text = pseudonymise(page.text, names=names, language=language).text
    account = FileAccount(file, "documents", announced=1, read=1, format=kind, encoding=page.encoding)
    account.synthetic, account.notes = page.synthetic, list(page.notes)
    return {
        "page_id": page_id,
        "data_set": data_set,
        "file": file,
        "format": kind,
        "title": clean(page.title, names=names, language=language) or None,
        "language": language,
        "text": text,
        "text_hash": text_hash(text),
        "words": count_words(text),
        "organisation": clean(page.organisation, names=names, language=language) or None,
        "retrieved_on": page.retrieved_on or None,
        "sha256": file_hash(path),
        "synthetic": page.synthetic,
    }, account


def _joined_sheet(
    study: Study, settings: WebpageSet, pages: Rows, accounts: list[FileAccount], names: NameList
) -> FileAccount:
    """Put the sheet's cells into the rows of its pages; the account of the sheet."""
    sheet = settings.sheet or Path()
    more = {column: added.add for column, added in settings.vocabulary.items()}
    try:
        path = files_of(study, [sheet.as_posix()])[0]
    except FileProblem as problem:
        return refused_file(sheet.as_posix(), "rows", problem.problem.replace(f" below {study.folder}", ""))
    table = side_table(path, relative(study, path), needs=["page_id"], knows=COLUMNS)
    hashes = {page_id: str(row["sha256"]) for page_id, row in pages.items()}
    for page_id, cells in sheet_rows(table, hashes, names, more=more).items():
        told = {column: pages[page_id].get(column) for column in ("organisation", "retrieved_on")}
        pages[page_id] |= cells | {column: cells[column] or value for column, value in told.items()}
        if cells["term_used"] and not _on_page(cells["term_used"], str(pages[page_id]["text"])):
            table.account.notes.append(f"page {page_id}: the term in term_used does not stand on the page")
    for account in accounts:
        if missing := [
            page_id for page_id, row in pages.items() if row["file"] == account.file and "service" not in row
        ]:
            met = terms_met(str(pages[missing[0]]["text"]))
            suggested = f"; its words suggest, for a person to decide: {met}" if met else ""
            account.notes.append(f"page {missing[0]} has no row in the sheet{suggested}")
    return table.account


def _on_page(term: str, text: str) -> bool:
    """Whether a term, or its stem (all but the last two letters), stands in the text."""
    return all(
        re.search(re.escape(part.strip()[: max(4, len(part.strip()) - 2)]), text, re.I)
        for part in term.split("|")
        if part.strip()
    )
