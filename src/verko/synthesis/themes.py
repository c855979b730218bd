"""Themes across data sets: in how many of its units each data set holds a theme, and whether the sets agree."""

from __future__ import annotations

import pandas as pd

from verko.synthesis.material import Material
from verko.tables.codings import code_order

LANGUAGES = ("fi", "en")
RELATIONS: dict[str, dict[str, str]] = {
    "agreement": {"fi": "yhtäpitävä", "en": "agreement"},
    "tension": {"fi": "jännite: painottuu eri tavoin", "en": "tension: weighted differently"},
    "silence": {"fi": "vain osassa aineistoista", "en": "in some data sets only"},
    "single": {"fi": "yksi koodattu aineisto", "en": "one coded data set"},
    "absent": {"fi": "ei esiinny", "en": "does not occur"},
}
"""How data sets relate on a theme. Described from presence alone: what it means is for the researcher to say."""


def coverage(material: Material) -> pd.DataFrame:
    """One row per main theme and coded data set: units (groups, interviews) that hold it, units in all, share.

    A unit holds a theme when any coder has given it the theme or a code below it. Columns question, code_id,
    name_fi, name_en, data_set, units, of, share.
    """
    roots = _roots(material["codes"])
    documents = material["documents"][["document_id", "data_set"]]
    coded = material["codings"].merge(documents, on="document_id", validate="many_to_one")
    coded = coded.assign(theme=coded["code_id"].map(roots))
    held = coded.groupby(["theme", "data_set"])["document_id"].nunique().to_dict()
    all_units = documents["data_set"].value_counts()
    codes = material["codes"].set_index("code_id")
    sets = [name for name in material.data_sets if name in set(coded["data_set"])]
    rows = [
        {"question": codes.loc[theme, "rq"], "code_id": theme, "name_fi": _name(codes, theme, "fi"),
         "name_en": _name(codes, theme, "en"), "data_set": name, "units": held.get((theme, name), 0),
         "of": int(all_units[name])}
        for theme in sorted(set(roots.values()), key=code_order) for name in sets
    ]  # fmt: skip
    columns = ["question", "code_id", "name_fi", "name_en", "data_set", "units", "of"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(share=(frame["units"] / frame["of"]).astype(float))


def joint_display(material: Material, *, apart: float = 0.5) -> pd.DataFrame:
    """The joint display of themes: one row a theme of a research question, one column a coded data set.

    apart: difference of shares from which data sets are said to weigh a theme differently. The relation is judged
    from the data sets that were to answer the question: silence of one that was not asked says nothing.
    Columns question, theme, relation (key and texts), and one a data set with `3/4`; a number of persons from 1 to
    k-1 prints as `< k`. Themes of no declared research question are left out.
    """
    table = coverage(material)
    known = [question.id for question in material.study.research_questions]
    rows = []
    for (question, theme), mine in table.groupby(["question", "code_id"], sort=False):
        if question not in known:
            continue
        asked = [name for name in mine["data_set"] if question in material.study.data_sets[name].questions]
        relation = _relation(mine.loc[mine["data_set"].isin(asked)] if asked else mine, apart)
        row = {"question": question, "code_id": theme, "relation": relation}
        row |= {f"theme_{lang}": f"{theme} {mine.iloc[0][f'name_{lang}']}".strip() for lang in LANGUAGES}
        row |= {f"relation_{lang}": RELATIONS[relation][lang] for lang in LANGUAGES}
        rows.append(row | {cell.data_set: _shown(material, cell) for cell in mine.itertuples()})
    columns = [
        "question",
        "code_id",
        "relation",
        *(f"{name}_{lang}" for name in ("theme", "relation") for lang in LANGUAGES),
    ]
    frame = pd.DataFrame(rows, columns=[*columns, *dict.fromkeys(table["data_set"])])
    return frame.sort_values("question", key=lambda ids: ids.map(known.index), kind="stable", ignore_index=True)


def _relation(cells: pd.DataFrame, apart: float) -> str:
    shares = cells["share"]
    if (shares == 0).all():
        return "absent"
    if len(shares) == 1:
        return "single"
    if (shares == 0).any():
        return "silence"
    return "tension" if shares.max() - shares.min() >= apart else "agreement"


def _shown(material: Material, cell: object) -> str:
    """Units as `3/4`; of interviews with single persons, numbers below k are not told."""
    declared = material.study.data_sets[cell.data_set]  # type: ignore[attr-defined]
    few = declared.unit == "individual" and 0 < cell.units < material.study.privacy.k  # type: ignore[attr-defined]
    told = f"< {material.study.privacy.k}" if few else str(cell.units)  # type: ignore[attr-defined]
    return f"{told}/{cell.of}"  # type: ignore[attr-defined]


def _roots(codes: pd.DataFrame) -> dict[str, str]:
    """The topmost code above each code; a code whose parent is not in the codebook is its own root."""
    parents = dict(zip(codes["code_id"], codes["parent_id"], strict=True))
    found = {}
    for code in parents:
        root, seen = code, {code}
        while isinstance(parents.get(root), str) and parents[root] in parents and parents[root] not in seen:
            root = parents[root]
            seen.add(root)
        found[code] = root
    return found


def _name(codes: pd.DataFrame, code: str, language: str) -> str:
    named = [codes.loc[code, f"name_{lang}"] for lang in (language, *LANGUAGES)]
    return next((str(name) for name in named if isinstance(name, str) and name), "")


def theme_shares(material: Material) -> pd.DataFrame:
    """Shares as the figure of themes draws them; one that would tell of fewer than k people is missing.

    Columns question, data_set, share, and theme and title in both languages.
    """
    table = coverage(material)
    table = table.loc[table["question"].isin([question.id for question in material.study.research_questions])]
    few = [_shown(material, cell).startswith("<") for cell in table.itertuples()]
    names = {f"theme_{lang}": (table["code_id"] + " " + table[f"name_{lang}"]).str.strip() for lang in LANGUAGES}
    titles = {f"title_{lang}": [material.title(name, lang) for name in table["data_set"]] for lang in LANGUAGES}
    shown = table.assign(share=table["share"].mask(pd.Series(few, index=table.index)), **names, **titles)
    columns = ["question", "data_set", "share", *names, *titles]
    return shown[columns].sort_values("question", kind="stable", ignore_index=True)
