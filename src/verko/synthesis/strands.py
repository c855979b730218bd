"""Strands of evidence: each data set with its units, its analysis, its questions, and the claims it carries."""

from __future__ import annotations

from typing import Any

import pandas as pd

from verko.intake.material import APPROACHES
from verko.synthesis.material import Material

LANGUAGES = ("fi", "en")
UNITS: dict[str, dict[str, str]] = {
    "group": {"fi": "ryhmää", "en": "groups"},
    "individual": {"fi": "haastattelua", "en": "interviews"},
    "webpages": {"fi": "sivua", "en": "pages"},
    "bibliography": {"fi": "julkaisua", "en": "publications"},
    "codevelopment": {"fi": "panosta", "en": "contributions"},
    "feedback": {"fi": "vastausta", "en": "answers"},
}
ANALYSES: dict[str, dict[str, str]] = APPROACHES | {
    "webpages": {"fi": "dokumenttianalyysi", "en": "document analysis"},
    "bibliography": {"fi": "kirjallisuuskatsaus", "en": "literature review"},
    "codevelopment": {"fi": "muutosten jäljittäminen", "en": "tracing of changes"},
    "feedback": {"fi": "arvioinnin kuvaileva analyysi", "en": "descriptive analysis of the evaluation"},
}
DEVELOPMENT = {"fi": "Kehittämisosio", "en": "Development part"}
"""What a data set that answers no research question serves."""


def _analysis(material: Material, data_set: str, language: str) -> str:
    declared = material.study.data_sets[data_set]
    return ANALYSES[declared.approach if declared.kind == "transcripts" else declared.kind][language]


def _amount(material: Material, data_set: str, language: str) -> str:
    declared = material.study.data_sets[data_set]
    unit = UNITS[declared.unit if declared.kind == "transcripts" else declared.kind][language]
    return f"{material.units(data_set)} {unit}"


def design(material: Material) -> pd.DataFrame:
    """The study's design, one row per data set and question: what figure F1 draws.

    Columns data_set, title, amount, analysis, question, question_text, the texts in both languages; a data set
    without a question has one row with an empty `question`.
    """
    texts = {question.id: question for question in material.study.research_questions}
    rows = []
    for name in material.data_sets:
        for question in material.study.data_sets[name].questions or [""]:
            row: dict[str, Any] = {"data_set": name, "question": question}
            for lang in LANGUAGES:
                row[f"title_{lang}"] = material.title(name, lang)
                row[f"amount_{lang}"] = _amount(material, name, lang)
                row[f"analysis_{lang}"] = _analysis(material, name, lang)
                row[f"question_text_{lang}"] = texts[question].in_language(lang) if question else DEVELOPMENT[lang]
            rows.append(row)
    columns = ["data_set", "question", *(f"{name}_{lang}" for lang in LANGUAGES
                                         for name in ("title", "amount", "analysis", "question_text"))]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def claims_table(material: Material) -> pd.DataFrame:
    """Every claim of the other notebooks: what it says, the questions and data sets it rests on, what carries it.

    Columns claim, questions, sets, text, quotes, numbers, counter (how many of each); text in both languages.
    """
    rows = []
    for name, claim in material.evidence("claims").items():
        questions, sets = material.questions_of_claim(claim), material.sets_of_claim(claim)
        row = {"claim": name, "questions": "|".join(questions), "sets": "|".join(sets)}
        row |= {kind: len(claim[kind]) for kind in ("quotes", "numbers", "counter")}
        rows.append(row | {f"text_{lang}": _text(claim["text"], lang) for lang in LANGUAGES})
    columns = ["claim", "questions", "sets", "text_fi", "text_en", "quotes", "numbers", "counter"]
    return pd.DataFrame(rows, columns=columns)


def strands(material: Material, *, most: int = 3) -> pd.DataFrame:
    """The joint display of claims: one row per research question and data set that was to answer it.

    most: so many claims are printed in full; the others are counted, and all are named in `trace`.
    Columns question, data_set, claims, trace, named (the trace as far as it is printed), and title, amount, says in
    both languages; where the data set carries
    no claim on the question, `says` tells how much else its notebook has recorded.
    """
    claims = claims_table(material)
    rows = []
    for question in material.study.research_questions:
        for name in material.data_sets:
            if question.id not in material.study.data_sets[name].questions:
                continue
            mine = claims.loc[_holds(claims["questions"], question.id) & _holds(claims["sets"], name)]
            row: dict[str, Any] = {"question": question.id, "data_set": name, "claims": len(mine),
                                   "trace": ", ".join(mine["claim"]) or "–",
                                   "named": _first(list(mine["claim"]), 2 * most)}  # fmt: skip
            for lang in LANGUAGES:
                row[f"title_{lang}"] = material.title(name, lang)
                row[f"amount_{lang}"] = _amount(material, name, lang)
                row[f"says_{lang}"] = _says(material, name, list(mine[f"text_{lang}"]), most, lang)
            rows.append(row)
    columns = ["question", "data_set", "claims", "trace", "named", *(f"{name}_{lang}" for lang in LANGUAGES
                                                            for name in ("title", "amount", "says"))]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _first(names: list[str], most: int) -> str:
    """The first names, and how many more there are.

    >>> _first(["a", "b", "c"], 2), _first([], 2)
    ('a, b … (+1)', '–')
    """
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return (", ".join(names[:most]) or "–") + more


def _says(material: Material, data_set: str, texts: list[str], most: int, language: str) -> str:
    if texts:
        more = {"fi": f" (ja {len(texts) - most} muuta väitettä)", "en": f" (and {len(texts) - most} further claims)"}
        return " ".join(texts[:most]) + (more[language] if len(texts) > most else "")
    number = material.notebook(data_set)
    counts = {
        kind: sum(entry["notebook"].startswith(number) for entry in material.evidence(kind).values())
        for kind in ("numbers", "tables", "figures")
    }
    if not any(counts.values()):
        return "–"
    return {
        "fi": f"Ei väitteitä; lukuja {counts['numbers']}, taulukoita {counts['tables']}, kuvia {counts['figures']}.",
        "en": f"No claims; numbers {counts['numbers']}, tables {counts['tables']}, figures {counts['figures']}.",
    }[language]


def questions_table(material: Material) -> pd.DataFrame:
    """What each research question got: data sets that were to answer it, those with claims, claims, quotes, counter.

    Columns question, text (both languages), sets, sets_with_claims, claims, quotes, counter.
    """
    claims, joint = claims_table(material), strands(material)
    rows = []
    for question in material.study.research_questions:
        mine = claims.loc[_holds(claims["questions"], question.id)]
        there = joint.loc[joint["question"] == question.id]
        rows.append({
            "question": question.id, "text_fi": question.in_language("fi"), "text_en": question.in_language("en"),
            "sets": len(there), "sets_with_claims": int((there["claims"] > 0).sum()), "claims": len(mine),
            "quotes": int(mine["quotes"].sum()), "counter": int((mine["counter"] > 0).sum()),
        })  # fmt: skip
    columns = ["question", "text_fi", "text_en", "sets", "sets_with_claims", "claims", "quotes", "counter"]
    return pd.DataFrame(rows, columns=columns)


def _holds(lists: pd.Series, item: str) -> pd.Series:
    return lists.str.split("|").map(lambda names: item in names).astype(bool)


def _text(text: Any, language: str) -> str:
    return text.get(language) or next((value for value in text.values() if value), "")
