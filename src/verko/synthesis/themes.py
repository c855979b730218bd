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
    Columns question, theme, relation (key and texts), mirrored (ids of the decisions on the theme in the
    co-development, or a dash), and one a data set with `3/4`; a number of persons from 1 to k-1 prints as `< k`. Themes
    of no declared research question are left out. Which units stand behind a cell is told by `joint_cells`.
    """
    table, mirrored = coverage(material), _mirrored(material)
    known = [question.id for question in material.study.research_questions]
    rows = []
    for (question, theme), mine in table.groupby(["question", "code_id"], sort=False):
        if question not in known:
            continue
        asked = [name for name in mine["data_set"] if question in material.study.data_sets[name].questions]
        relation = _relation(mine.loc[mine["data_set"].isin(asked)] if asked else mine, apart)
        row = {"question": question, "code_id": theme, "relation": relation, "mirrored": mirrored.get(theme, "–")}
        row |= {f"theme_{lang}": f"{theme} {mine.iloc[0][f'name_{lang}']}".strip() for lang in LANGUAGES}
        row |= {f"relation_{lang}": RELATIONS[relation][lang] for lang in LANGUAGES}
        rows.append(row | {cell.data_set: _shown(material, cell) for cell in mine.itertuples()})
    columns = [
        "question",
        "code_id",
        "relation",
        "mirrored",
        *(f"{name}_{lang}" for name in ("theme", "relation") for lang in LANGUAGES),
    ]
    frame = pd.DataFrame(rows, columns=[*columns, *dict.fromkeys(table["data_set"])])
    return frame.sort_values("question", key=lambda ids: ids.map(known.index), kind="stable", ignore_index=True)


def joint_cells(material: Material) -> pd.DataFrame:
    """The trace of the joint display: one row a theme and data set, with the units that hold it.

    Columns question, code_id, theme and title in both languages, units (`3/4`), documents (their ids, joined by
    commas; none of a cell whose number is not told).
    """
    roots = _roots(material["codes"])
    of_set = dict(zip(material["documents"]["document_id"], material["documents"]["data_set"], strict=True))
    held: dict[tuple[str, str], set[str]] = {}
    for document, code in zip(material["codings"]["document_id"], material["codings"]["code_id"], strict=True):
        held.setdefault((roots.get(code, code), of_set[document]), set()).add(document)
    known = [question.id for question in material.study.research_questions]
    rows = []
    for cell in coverage(material).itertuples():
        if cell.question not in known:
            continue
        shown = _shown(material, cell)
        there = [] if shown.startswith("<") else sorted(held.get((cell.code_id, cell.data_set), ()))
        row = {"question": cell.question, "code_id": cell.code_id, "units": shown, "documents": ", ".join(there) or "–"}
        names = {"fi": cell.name_fi, "en": cell.name_en}
        row |= {f"theme_{lang}": f"{cell.code_id} {name}".strip() for lang, name in names.items()}
        rows.append(row | {f"title_{lang}": material.title(cell.data_set, lang) for lang in LANGUAGES})
    columns = ["question", "code_id", "units", "documents", "theme_fi", "theme_en", "title_fi", "title_en"]
    return pd.DataFrame(rows, columns=columns)


def _mirrored(material: Material) -> dict[str, str]:
    """Decisions of the co-development on each main theme, by the codes that the changes name."""
    roots = _roots(material["codes"])
    found: dict[str, list[str]] = {}
    changes = material["change"].dropna(subset=["code_ids"])
    for change, codes in zip(changes["id"], changes["code_ids"], strict=True):
        for theme in dict.fromkeys(roots.get(code, code) for code in codes.split("|")):
            found.setdefault(theme, []).append(change)
    return {theme: ", ".join(ids) for theme, ids in found.items()}


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
