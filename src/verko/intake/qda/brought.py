"""Texts that only a QDA project brings: made documents of the study, through the same wall as transcripts."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pandas as pd

from verko.hashing import text_hash
from verko.intake.qda.project import QdaSource
from verko.intake.transcripts.documents import Document, Source, StoredText, document_of
from verko.intake.transcripts.formats import Parsed
from verko.intake.transcripts.turns import turns_of
from verko.privacy import NameList, clean
from verko.study import Study, TranscriptSet
from verko.tables import TABLES, empty


class Brought:
    """Documents made of the texts of QDA projects of one data set.

    Their analysis, unit and language are those of the study's only set of transcripts; without one, or with several,
    they are interviews of individuals, in the language that the sets share, or else in the study's first language.
    """

    def __init__(self, study: Study, data_set: str, names: NameList, taken: set[str]) -> None:
        self._data_set, self._names, self._taken = data_set, names, taken
        sets = list(study.sets("transcripts").values())
        shared = {one.language for one in sets}
        language = shared.pop() if len(shared) == 1 else study.languages[0]
        only = sets[0] if len(sets) == 1 else None
        self._settings = only or TranscriptSet(kind="transcripts", files=[], language=language)
        self.documents: list[Document] = []

    def bring(self, source: QdaSource, file: str) -> StoredText:
        """Make a document of one text."""
        transcript = turns_of(source.text or "")
        place = Source(self._document_id(source.name), Path(file), file, self._data_set, self._settings, {})
        document = document_of(place, Parsed(transcript, PurePosixPath(file).suffix.removeprefix(".")), self._names)
        self.documents.append(document)
        return document.text

    def tables(self) -> dict[str, pd.DataFrame]:
        """Rows for the tables documents and turns."""
        documents = [
            {**one.row, "text_hash": text_hash(one.text.stored), "characters": len(one.text.stored)}
            for one in self.documents
        ]
        turns = [turn for one in self.documents for turn in one.turns]
        return {"documents": _frame("documents", documents), "turns": _frame("turns", turns)}

    def _document_id(self, name: str) -> str:
        """The name's stem where it tells nobody's name, else a number; never one that is taken."""
        stem = re.sub(r"\.(txt|md|docx?|odt|rtf|pdf|html?)$", "", name.strip(), flags=re.IGNORECASE)
        stem = " ".join(stem.replace("/", "-").replace("\\", "-").split()) or "source"
        if clean(stem, names=self._names) != stem:
            stem = "source"
        numbered = (f"{stem}-{number}" for number in range(2, len(self._taken) + 3))
        own = (
            stem if stem not in self._taken and stem != "source" else next(n for n in numbered if n not in self._taken)
        )
        self._taken.add(own)
        return own


def _frame(name: str, rows: list[dict]) -> pd.DataFrame:
    return TABLES[name].conform(pd.DataFrame(rows)) if rows else empty(name)
