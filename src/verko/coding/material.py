"""The interviews of one analysis (group interviews, or managers) with their codings, ready for a notebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from verko.coding.codebook import Codebook
from verko.coding.talk import with_turns
from verko.coding.themes import segments, theme_level, themes_of, with_themes
from verko.store import Store
from verko.study import Study
from verko.study.model import AGREEMENT_APPROACHES
from verko.tables import empty

_PLACE = ["document_id", "start", "end"]
UNITS = ("group", "individual")


@dataclass(frozen=True)
class Material:
    """documents, turns, participants, stimuli, translations, codes: the tables of this analysis.

    coded: its codings, with `theme` (category at `level`) and the turn each begins in; themes: those met, in order;
    calls_for_agreement: the declared approach asks for agreement and saturation; `reflexive` names the documents of
    data sets whose own approach does not. units: group or individual, by document. summaries, reductions: what
    researchers wrote beside the codings. cases: the documents of each case of several documents.
    """

    documents: pd.DataFrame
    turns: pd.DataFrame
    participants: pd.DataFrame
    stimuli: pd.DataFrame
    translations: pd.DataFrame
    codes: pd.DataFrame
    coded: pd.DataFrame
    themes: list[str]
    level: str
    calls_for_agreement: bool
    reflexive: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    summaries: pd.DataFrame = field(default_factory=lambda: empty("summaries"))
    reductions: pd.DataFrame = field(default_factory=lambda: empty("reductions"))
    cases: Mapping[str, list[str]] = field(default_factory=dict)

    @cached_property
    def book(self) -> Codebook:
        """The codebook as a tree."""
        return Codebook(self.codes)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Coded passages: codings of one theme that overlap count once."""
        return segments(self.on_themes)

    @property
    def on_themes(self) -> pd.DataFrame:
        """The codings whose theme belongs to this analysis."""
        return self.coded[self.coded["theme"].isin(self.themes)]

    @property
    def compared(self) -> pd.DataFrame:
        """The codings of data sets whose approach calls for agreement and saturation."""
        own = self.on_themes
        return own[~own["document_id"].isin(self.reflexive)]

    def compared_in(self, documents: Collection[str]) -> pd.DataFrame:
        """The compared codings of these documents."""
        return self.compared[self.compared["document_id"].isin(documents)]

    def parts(self) -> dict[str, list[str]]:
        """The coded documents that are compared, groups and individual interviews apart: ids by unit."""
        ids = [one for one in self.coded_ids if one not in self.reflexive]
        found = {unit: [one for one in ids if self.units.get(one, "individual") == unit] for unit in UNITS}
        return {unit: own for unit, own in found.items() if own}

    @property
    def ids(self) -> list[str]:
        """The documents, in order."""
        return self.documents["document_id"].tolist()

    @property
    def coded_ids(self) -> list[str]:
        """The documents that somebody coded: in the others a theme is not absent, but not looked for."""
        coded = set(self.coded["document_id"])
        return [document for document in self.ids if document in coded]

    @property
    def one_voice(self) -> bool:
        """Every interview has one speaker beside the interviewer, or its speakers are not told apart."""
        answering = self.turns[self.turns["role"] != "interviewer"]
        return bool((answering.groupby("document_id")["speaker"].nunique() <= 1).all())

    def translated(self, passages: pd.DataFrame, texts: Sequence[str]) -> list[str]:
        """The texts of these passages in English: the study's translation, or the text itself, said to be untranslated.

        passages: with document_id, start and end. A text of an interview in English stands as it is.
        """
        known, english = self._english
        return [
            known.get(place) or (text if place[0] in english else f"{text} [not translated]")
            for place, text in zip(passages[_PLACE].itertuples(index=False, name=None), texts, strict=True)
        ]

    @cached_property
    def _english(self) -> tuple[dict[tuple, str], set[str]]:
        """The translations by place, and the interviews that are in English."""
        once = (
            self.translations.drop_duplicates(_PLACE)
            if len(self.translations)
            else pd.DataFrame(columns=[*_PLACE, "translation"])
        )
        known = dict(zip(once[_PLACE].itertuples(index=False, name=None), once["translation"], strict=True))
        return known, set(self.documents.loc[self.documents["language"] == "en", "document_id"])

    def labels(self, themes: list[str] | pd.Series) -> dict[str, list[str]]:
        """Columns label_fi and label_en for these codes."""
        return {f"label_{one}": [self.book.shown(code, one) for code in themes] for one in ("fi", "en")}


def material(
    study: Study, store: Store, analysis: str, *, level: str = "", questions: list[str] | None = None
) -> Material:
    """The material of the analysis `interviews` or `leadership`.

    level: main or upper: at which categories are called themes; empty to choose by the codebook.
    questions: themes of these research questions only; by default those the data sets answer. Where the codebook names
    no questions, all themes belong. For `leadership`, where the codebook sets themes at macro, meso or micro level,
    those are the themes; the others stay in `coded`.
    """
    documents = store.read("documents")
    documents = documents[documents["analysis"] == analysis].reset_index(drop=True)
    codes, codings = store.read("codes"), _of(store.read("codings"), documents)
    turns = _of(store.read("turns"), documents)
    level = level or theme_level(codes, codings)
    coded = with_turns(with_themes(codings, codes, level=level), turns)
    sets = [one for one in study.sets("transcripts").values() if one.analysis == analysis]
    asked = questions or sorted({question for one in sets for question in one.questions})
    apart = {name: one for name, one in study.sets("transcripts").items() if one.approach not in AGREEMENT_APPROACHES}
    units = {name: one.unit for name, one in study.sets("transcripts").items()}
    cases = _cases(store.read("cases"), documents)
    summaries = store.read("summaries")
    return Material(
        documents, turns, _of(store.read("participants"), documents), store.read("stimuli"),
        _of(store.read("translations"), documents), codes, coded,
        _themes_for(Codebook(codes), themes_of(coded), asked, analysis), level,
        any(one.approach in AGREEMENT_APPROACHES for one in sets) or not sets,
        frozenset(documents.loc[documents["data_set"].isin(apart), "document_id"]),
        dict(zip(documents["document_id"], documents["data_set"].map(units).fillna("individual"), strict=True)),
        summaries[summaries["case_id"].isin([*documents["document_id"], *cases])],
        _of(store.read("reductions"), documents), cases,
    )  # fmt: skip


def _cases(cases: pd.DataFrame, documents: pd.DataFrame) -> dict[str, list[str]]:
    """Cases that hold several of these documents."""
    held = cases[(cases["variable"] == "document") & cases["value"].isin(documents["document_id"])]
    found = {str(case): sorted(set(own["value"])) for case, own in held.groupby("case_id")}
    return {case: ids for case, ids in found.items() if len(ids) > 1}


def _of(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    return table[table["document_id"].isin(documents["document_id"])].reset_index(drop=True)


def _themes_for(book: Codebook, themes: list[str], questions: list[str], analysis: str) -> list[str]:
    own = [theme for theme in themes if book.question(theme) in questions] or themes
    led = [theme for theme in own if book.context(theme)]
    return led if analysis == "leadership" and led else own


def sectors_told(parts: list[Material], k: int, *, column: str = "sector") -> list[str]:
    """The sectors that may be told apart: those with at least `k` people over all these interviews.

    A sector of one manager would tell what that manager said. People: the participants, or where no table names them,
    the speakers who do not interview.
    """
    documents = pd.concat([one.documents for one in parts])
    spoken = pd.concat([one.turns[one.turns["role"] != "interviewer"] for one in parts])
    named = pd.concat([one.participants for one in parts])
    people = named if len(named) else spoken.dropna(subset=["speaker"])
    who = "participant_id" if len(named) else "speaker"
    joined = people[["document_id", who]].drop_duplicates().merge(documents[["document_id", column]], on="document_id")
    counts = joined.dropna(subset=[column]).groupby(column).size()
    return sorted(counts.index[counts >= k])
