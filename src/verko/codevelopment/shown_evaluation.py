"""Tables of the evaluation as a report shows them: the matrix of groups and questions, rates, themes, criticism."""

from __future__ import annotations

import pandas as pd

from verko.codevelopment.evaluation import (
    CRITICAL,
    DIRECTIONS,
    GROUPS,
    UNCLASSIFIED,
    cell_states,
    matrix,
    response_rates,
    scale_distribution,
    themes_by_group,
)
from verko.codevelopment.record import Record
from verko.codevelopment.shown import LANGUAGES, either, in_both
from verko.tables.vocabularies import term

_WITHHELD = {"fi": "peitetty", "en": "withheld"}
_NOT_TOLD = {"fi": "suunta kirjaamatta", "en": "direction not recorded"}


def rate_table(record: Record) -> pd.DataFrame:
    """Invited, responded and the response rate by group; nothing where fewer than k were invited or answered.

    The sums are told, so where one group is hidden the next smallest goes with it.
    """
    table = response_rates(record)
    small = (table["invited_n"] < record.k) | ((table["responded_n"] > 0) & (table["responded_n"] < record.k))
    if small.sum() == 1 and len(table) > 1:
        small[table.loc[~small, "responded_n"].idxmin()] = True
    return pd.DataFrame(in_both(table["respondent_group"], "group", "respondent_group")).assign(
        invited_n=_told(table["invited_n"], small, record.k), responded_n=_told(table["responded_n"], small, record.k),
        rate=(table["rate"] * 100).mask(small),
    )  # fmt: skip


def _told(counts: pd.Series, hidden: pd.Series, k: int) -> list[str]:
    return [str(count) if not hide else f"< {k}" if count < k else "–"
            for count, hide in zip(counts, hidden, strict=True)]  # fmt: skip


def matrix_table(record: Record) -> pd.DataFrame:
    """T10: evaluation questions down, respondent groups across; a cell tells n and the directions of the answers."""
    cells = matrix(record).set_index(["eq", "respondent_group"])
    rows = []
    for theme in cells.index.get_level_values("eq").unique():
        row = {f"question_{lang}": f"{theme} {term('evaluation_theme', theme, lang)}" for lang in LANGUAGES}
        for group in GROUPS:
            cell = cells.loc[(theme, group)]
            row |= {f"{group}_{lang}": _cell_text(cell, record.k, lang) for lang in LANGUAGES}
        rows.append(row)
    columns = [f"{name}_{lang}" for name in ("question", *GROUPS) for lang in LANGUAGES]
    return pd.DataFrame(rows, columns=columns)


def _cell_text(cell: pd.Series, k: int, language: str) -> str:
    if cell["state"] == "none":
        return "–"
    if cell["state"] == "suppressed":
        return f"n < {k}"
    if cell["state"] == "withheld":
        return _WITHHELD[language]
    ways = [term("direction", way, language) for way in DIRECTIONS if cell[way]]
    ways += [_NOT_TOLD[language]] if cell[UNCLASSIFIED] else []
    return f"n = {cell['respondents']}: {', '.join(ways)}"


def theme_table(record: Record, codes: pd.DataFrame) -> pd.DataFrame:
    """Respondents by theme and group. codes: the codebook, for the themes' names; an unknown code keeps its id."""
    table = themes_by_group(record)
    wide = table.assign(
        shown=[f"< {record.k}" if row.suppressed else str(row.respondents) for row in table.itertuples()]
    ).pivot(index="code_id", columns="respondent_group", values="shown")
    wide = wide.reindex(index=list(dict.fromkeys(table["code_id"])), columns=list(GROUPS)).astype("str").fillna("–")
    names = codes.set_index("code_id")
    labels = {
        f"code_{lang}": [f"{code} {_name(names, code, lang)}".strip() for code in wide.index] for lang in LANGUAGES
    }
    return wide.rename_axis(columns=None).reset_index(drop=True).assign(**labels)


def _name(names: pd.DataFrame, code: str, language: str) -> str:
    if code not in names.index:
        return ""
    found = [names.loc[code, f"name_{lang}"] for lang in (language, "fi", "en")]
    return next((name for name in found if isinstance(name, str)), "")


def critical_table(record: Record) -> pd.DataFrame:
    """Every negative answer and suggestion that may be told, without ids; sorted so that none is linked.

    Those from cells that are not shown stand without their question and group, where at least k respondents answered
    in such cells together. Columns question, group, direction, answer, each in both languages.
    """
    answers = _critical(record)
    answers = answers.loc[answers["told"] | answers["pooled"]]
    table = pd.DataFrame(
        in_both(answers["eq"], "question", "evaluation_theme")
        | in_both(answers["respondent_group"], "group", "respondent_group")
        | in_both(answers["direction"], "direction", "direction")
        | {name: list(texts) for name, texts in either(answers, "answer").items()}
    ).assign(eq=list(answers["eq"].where(answers["told"], "–")))  # fmt: skip
    hidden = ~answers["told"].to_numpy()
    for name in ("question", "group"):
        for lang in LANGUAGES:
            table.loc[hidden, f"{name}_{lang}"] = _WITHHELD[lang]
    return table.sort_values(["eq", "group_fi", "direction_fi", "answer_fi"], ignore_index=True)


def untold_critical(record: Record) -> int:
    """How many negative answers and suggestions are counted but not listed, since too few people answered so."""
    answers = _critical(record)
    return int((~(answers["told"] | answers["pooled"])).sum())


def lost_criticism(record: Record, listed: pd.DataFrame, untold: int) -> int:
    """How many negative answers and suggestions a list of them (and a number of those untold) leaves out: 0, or more.

    listed: a table with the column `direction_en`, as `critical_table` makes it. A list that holds only praise loses
    all the criticism.
    """
    terms = {term("direction", way, "en") for way in CRITICAL}
    there = int(record["evaluation_response"]["direction"].isin(CRITICAL).sum())
    return there - untold - int(listed["direction_en"].isin(terms).sum())


def _critical(record: Record) -> pd.DataFrame:
    """Critical answers; told: their cell is shown; pooled: it is not, but at least k people answered in such cells."""
    questions = record["evaluation_question"][["id", "eq"]].rename(columns={"id": "question_id"})
    answers = record["evaluation_response"].merge(questions, on="question_id", validate="many_to_one")
    states = cell_states(record)
    shown = [states[cell] == "shown" for cell in zip(answers["eq"], answers["respondent_group"], strict=True)]
    answers = answers.assign(told=pd.Series(shown, index=answers.index, dtype=bool))
    people = answers.loc[~answers["told"], "respondent_id"].fillna(answers["id"]).nunique()
    answers = answers.assign(pooled=~answers["told"] & (people >= record.k))
    return answers.loc[answers["direction"].isin(CRITICAL)]


def scale_table(record: Record) -> pd.DataFrame:
    """Median and n of scale answers by question and group; `< k` where few answered."""
    table = scale_distribution(record)
    names = {
        f"question_{lang}": [f"{eq} {term('evaluation_theme', eq, lang)}" for eq in table["eq"]] for lang in LANGUAGES
    }
    return table.assign(
        **names, **in_both(table["respondent_group"], "group", "respondent_group"),
        n=[f"< {record.k}" if row.small else "–" if row.suppressed else str(row.n) for row in table.itertuples()],
    )  # fmt: skip
