"""What the material is, as tables of the report: data sets, participants, words, and what is still to be read."""

from __future__ import annotations

import re

import pandas as pd

from verko.language.labels import label
from verko.privacy import without_capitals
from verko.privacy.detector import suspects
from verko.privacy.disclosure import analysis_of, one_way
from verko.study import Study

APPROACHES: dict[str, dict[str, str]] = {
    "content_analysis": {"fi": "sisällönanalyysi", "en": "content analysis"},
    "codebook_thematic": {"fi": "temaattinen analyysi koodikirjan avulla", "en": "thematic analysis with a codebook"},
    "coding_reliability": {
        "fi": "temaattinen analyysi ja koodausten vertailu",
        "en": "coding reliability thematic analysis",
    },
    "reflexive_thematic": {"fi": "refleksiivinen temaattinen analyysi", "en": "reflexive thematic analysis"},
}
KINDS: dict[str, dict[str, str]] = {
    "transcripts": {"fi": "haastattelut", "en": "interviews"},
    "webpages": {"fi": "verkkosivut", "en": "web pages"},
    "bibliography": {"fi": "tutkimuskirjallisuus", "en": "research literature"},
    "codings": {"fi": "koodaukset", "en": "codings"},
    "codevelopment": {"fi": "yhteiskehittäminen", "en": "co-development"},
    "feedback": {"fi": "arviointi", "en": "evaluation"},
}
UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "transcripts": {"fi": ("haastattelu", "haastattelua"), "en": ("interview", "interviews")},
    "webpages": {"fi": ("sivu", "sivua"), "en": ("page", "pages")},
    "bibliography": {"fi": ("viite", "viitettä"), "en": ("record", "records")},
    "codings": {"fi": ("koodaus", "koodausta"), "en": ("coding", "codings")},
    "codevelopment": {"fi": ("merkintä", "merkintää"), "en": ("entry", "entries")},
    "feedback": {"fi": ("rivi", "riviä"), "en": ("row", "rows")},
}
"""What is counted of each kind: one, several."""
COUNTED: dict[str, dict[str, str]] = {
    "documents": {"fi": "asiakirjoja", "en": "documents"},
    "records": {"fi": "viitteitä", "en": "records"},
    "codings": {"fi": "koodauksia", "en": "codings"},
    "codes": {"fi": "koodeja", "en": "codes"},
    "memos": {"fi": "muistiinpanoja", "en": "memos"},
    "rows": {"fi": "taulukon rivejä", "en": "rows of tables"},
}
"""Units of the account."""
BACKGROUND: dict[str, dict[str, str]] = {
    "role": {"fi": "Rooli", "en": "Role"},
    "sector": {"fi": "Toimiala", "en": "Sector"},
    "profession": {"fi": "Ammattiryhmä", "en": "Profession"},
    "age_band": {"fi": "Ikäryhmä", "en": "Age group"},
    "region": {"fi": "Alue", "en": "Area"},
}
_BAND = re.compile(r"^(\d+)-(\d+)$")
_HALVES = {"fi": {"1": "alkuvuosi", "2": "loppuvuosi"}, "en": {"1": "early", "2": "late"}}
_COUNTED = {"transcripts": "documents", "webpages": "documents", "bibliography": "records", "codings": "codings"}


def material_table(study: Study, accounts: pd.DataFrame, documents: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """One row per declared data set: what it is, how much was read, by which approach, for which questions.

    Columns: data_set, title_fi, title_en, kind_fi, kind_en, amount_fi, amount_en, participants, words, period_fi,
    period_en, approach_fi, approach_en, questions; missing where a kind has no such thing.
    """
    rows = []
    for name, declared in study.data_sets.items():
        own = documents[documents["data_set"] == name]
        ids = people.loc[people["document_id"].isin(own["document_id"]), "participant_id"]
        row = {"data_set": name, "questions": ", ".join(declared.questions) or None}
        row |= {f"title_{lang}": _title(declared, name, lang) for lang in ("fi", "en")}
        row |= {f"kind_{lang}": KINDS[declared.kind][lang] for lang in ("fi", "en")}
        amount = _amount(accounts, name, declared.kind)
        row |= {f"amount_{lang}": f"{amount} {UNITS[declared.kind][lang][amount != 1]}" for lang in ("fi", "en")}
        approach = APPROACHES.get(getattr(declared, "approach", ""), {})
        row |= {f"approach_{lang}": approach.get(lang) for lang in ("fi", "en")}
        row |= {"participants": ids.nunique() or None, "words": int(own["words"].sum()) or None}
        row |= {f"period_{lang}": _period(own, lang) for lang in ("fi", "en")}
        rows.append(row)
    frame = pd.DataFrame(rows)
    return frame.astype({"participants": "Int64", "words": "Int64"}) if len(frame) else frame


def account_summary(study: Study, accounts: pd.DataFrame, refusals: pd.DataFrame) -> pd.DataFrame:
    """Files, announced, read, refused and accepted losses per data set and unit, in the order of the study file.

    Columns: data_set, unit, files, announced, read, refused, accepted, title_fi, title_en, unit_fi, unit_en.

    Raises ValueError where it does not add up: a mistake of a reader.
    """
    keys = ["data_set", "unit"]
    totals = accounts.groupby(keys, sort=False).agg(
        files=("file", "size"), announced=("announced", "sum"), read=("read", "sum"), refused=("refused", "sum")
    )
    units = accounts.set_index(["data_set", "file"])["unit"]
    taken = refusals[refusals["accepted"].fillna(False).astype(bool)].join(units, on=["data_set", "file"])
    accepted = taken.groupby(["data_set", "unit"]).size()
    order = {name: number for number, name in enumerate(study.data_sets)}
    frame = totals.reset_index().sort_values("data_set", key=lambda names: names.map(order), kind="stable")
    frame = frame.reset_index(drop=True)
    frame["accepted"] = [int(accepted.get((row.data_set, row.unit), 0)) for row in frame.itertuples()]
    if wrong := frame.loc[frame["announced"] != frame["read"] + frame["refused"], "data_set"].tolist():
        raise ValueError(f"the account of {wrong[0]} does not add up")
    for language in ("fi", "en"):
        frame[f"title_{language}"] = [_title(study.data_sets[name], name, language) for name in frame["data_set"]]
        frame[f"unit_{language}"] = [COUNTED.get(unit, {}).get(language, unit) for unit in frame["unit"]]
    return frame


def background_table(people: pd.DataFrame, k: int, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Participants' coarse background, one variable at a time, cells below `k` hidden.

    documents: of which analysis each document is; where given, cells are hidden so that the tables of the analyses
    cannot bring them back.
    Columns: variable_fi, variable_en, value_fi, value_en, people (as text, since hidden cells are no numbers).
    """
    once = people.drop_duplicates("participant_id")
    parts = None if documents is None else analysis_of(once, documents)
    shown = one_way(once, list(BACKGROUND), k, parts=parts)
    for language in ("fi", "en"):
        shown[f"variable_{language}"] = [BACKGROUND[name][language] for name in shown["variable"]]
        shown[f"value_{language}"] = [_BAND.sub("\\1–\\2", label(value, language)) for value in shown["value"]]
    return shown.drop(columns=["variable", "value"])


def words_by_role(documents: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Words of each document by who speaks: columns document_id, data_set, participant, interviewer, unknown."""
    roles = ["participant", "interviewer", "unknown"]
    counts = turns.pivot_table(index="document_id", columns="role", values="words", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=roles, fill_value=0).reset_index()
    frame = documents[["document_id", "data_set"]].merge(counts, on="document_id", how="left", validate="one_to_one")
    return frame.fillna({role: 0 for role in roles}).astype({role: "int64" for role in roles})


def replaced(accounts: pd.DataFrame) -> dict[str, int]:
    """How many replacements of each category the readers made, as their notes tell.

    >>> replaced(pd.DataFrame({"notes": ["replaced: person 2, phone 1; other", None]}))
    {'person': 2, 'phone': 1}
    """
    found: dict[str, int] = {}
    for note in accounts["notes"].dropna():
        for part in re.findall(r"replaced: ([^;]*)", note):
            for category, number in re.findall(r"(\w+) (\d+)", part):
                found[category] = found.get(category, 0) + int(number)
    return found


def still_to_read(documents: pd.DataFrame) -> pd.DataFrame:
    """How many distinct words of each stored text may still be names, never the words themselves.

    Columns: document_id, data_set, possible_names, brackets (replacements and transcription marks in the text),
    without_capitals: a text written in small letters, in which names cannot be found and which must be read whole.
    """
    rows = [
        (row.document_id, row.data_set, len(_possible_names(row.text, row.language)), row.text.count("["),
         without_capitals(row.text))
        for row in documents.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["document_id", "data_set", "possible_names", "brackets", "without_capitals"])


def _possible_names(text: str, language: str) -> set[str]:
    return {text[hit.start : hit.end] for hit in suspects(text, language)}


def _title(declared: object, name: str, language: str) -> str:
    title = getattr(declared, "title", None)
    return title.in_language(language) if title else name


def _amount(accounts: pd.DataFrame, name: str, kind: str) -> int:
    own = accounts[accounts["data_set"] == name]
    unit = _COUNTED.get(kind)
    return int((own[own["unit"] == unit] if unit else own)["read"].sum())


def period_text(value: str, language: str) -> str:
    """A year or half-year in words; anything else as it stands.

    >>> period_text("2019-H2", "fi"), period_text("2021-H1", "en"), period_text("2020", "en")
    ('loppuvuosi 2019', 'early 2021', '2020')
    """
    found = re.fullmatch(r"(\d{4})-?H([12])", value)
    return f"{_HALVES[language][found[2]]} {found[1]}" if found else value


def _period(documents: pd.DataFrame, language: str) -> str | None:
    told = sorted(documents["period"].dropna())
    ends = [period_text(value, language) for value in dict.fromkeys(told[:1] + told[-1:])]
    return " – ".join(ends) or None
