"""Leadership themes: by macro, meso and micro level, by what hinders and enables, across sectors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from verko.coding import balance
from verko.coding.codebook import in_order
from verko.coding.material import Material, sectors_told
from verko.coding.themes import by_background, prevalence, segments
from verko.coding.wording import HEADERS, Text, bilingual
from verko.errors import StudyError, did_you_mean

LEVELS = ("macro", "meso", "micro", "none")
LEVEL_NAMES: dict[str, Text] = {
    "macro": {"fi": "Makrotaso", "en": "Macro level"},
    "meso": {"fi": "Mesotaso", "en": "Meso level"},
    "micro": {"fi": "Mikrotaso", "en": "Micro level"},
    "none": {"fi": "Ei tasoa", "en": "No level"},
}
SIDE_NAMES: dict[str, Text] = {
    "does": {"fi": "Mitä johtajat tekevät", "en": "What managers do"},
    "hinders": {"fi": "Mikä estää", "en": "What hinders"},
    "enables": {"fi": "Ehdot: mikä mahdollistaa", "en": "Conditions: what makes it possible"},
    "structures": {"fi": "Rakenteet", "en": "Structures"},
}


def by_level(own: Material, themes: pd.DataFrame) -> pd.DataFrame:
    """The table of themes with the column `level`: macro, meso, micro, or none where the codebook names no level."""
    found = [own.book.context(theme) or "none" for theme in themes["theme"]]
    return themes.assign(
        level=found, **{f"level_{one}": [LEVEL_NAMES[level][one] for level in found] for one in ("fi", "en")}
    )


def level_table(own: Material, placed: pd.DataFrame) -> pd.DataFrame:
    """Per level: its themes, their passages, and in how many interviews any of them was met."""
    rows = []
    for level in (one for one in LEVELS if one in set(placed["level"])):
        part = placed[placed["level"] == level]
        met = own.passages[own.passages["theme"].isin(part["theme"])]["document_id"].nunique()
        rows.append({
            "level": level, "level_fi": LEVEL_NAMES[level]["fi"], "level_en": LEVEL_NAMES[level]["en"],
            "codes_fi": "; ".join(part["theme_fi"]), "codes_en": "; ".join(part["theme_en"]),
            "passages": int(part["passages"].sum()), "within": f"{met}/{len(own.coded_ids)}",
        })  # fmt: skip
    return pd.DataFrame(rows)


def sides(own: Material, **codes: Collection[str]) -> pd.DataFrame:
    """Codes that tell what managers do, what hinders, what makes possible, what structures there are.

    codes: for each of `SIDE_NAMES`, the codes that a researcher has put there; a code stands for all below it, and
    stands on one side only. Interviews, passages and level of each. Without rows where none is met.
    Raises StudyError for a code that is not in the codebook or on two sides.
    """
    told = [(side, code) for side in SIDE_NAMES for code in codes.get(side, ())]
    for place, (side, code) in enumerate(told):
        if code not in own.book.rows:
            raise StudyError(f"{side}: code '{code}' is not in the codebook{did_you_mean(code, own.book.rows)}")
        if code in [other for _, other in told[:place]]:
            raise StudyError(f"{side}: code '{code}' stands on both sides, or twice: choose one")
    rows = []
    for side, code in told:
        used = own.coded[[code in own.book.lineage(one) for one in own.coded["code_id"]]]
        if len(used):
            rows.append(_side_row(own, side, code, segments(used.assign(theme=code))))
    columns = ["side", "side_fi", "side_en", "theme_fi", "theme_en", "level_fi", "level_en", "within", "passages"]
    return pd.DataFrame(rows, columns=columns)


def _side_row(own: Material, side: str, code: str, passages: pd.DataFrame) -> dict[str, object]:
    return {
        "side": side, "side_fi": SIDE_NAMES[side]["fi"], "side_en": SIDE_NAMES[side]["en"],
        "theme_fi": own.book.shown(code, "fi"), "theme_en": own.book.shown(code, "en"),
        **{f"level_{one}": LEVEL_NAMES[own.book.context(code) or "none"][one] for one in ("fi", "en")},
        "within": f"{passages['document_id'].nunique()}/{len(own.coded_ids)}", "passages": len(passages),
    }  # fmt: skip


def sector_cells(own: Material, others: Material, k: int, *, column: str = "sector") -> pd.DataFrame:
    """The leadership themes by sector over managers' and professionals' interviews together.

    Only sectors with at least `k` people in all, so that no cell tells of one manager; without rows where fewer than
    two are left. Columns theme, value, value_fi, value_en, documents, of, passages, labels.
    """
    told = sectors_told([own, others], k, column=column)
    documents = pd.concat([own.documents, others.documents])
    documents = documents[documents[column].isin(told)]
    coded = pd.concat([own.coded, others.coded])
    coded = coded[coded["theme"].isin(own.themes) & coded["document_id"].isin(documents["document_id"])]
    if len(told) < 2 or coded.empty:
        return pd.DataFrame(columns=["theme", "value", "documents", "of", "passages"])
    table = bilingual(by_background(segments(coded), documents, column), "value")
    return table.assign(**own.labels(table["theme"]))


def cross_table(own: Material, cells: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Text]]:
    """Themes (rows) by sector (columns), cells as `met/of`, and the headers of its columns in both languages."""
    themes = [theme for theme in own.themes if theme in set(cells["theme"])]
    names = own.labels(themes)
    wide = pd.DataFrame({"theme_fi": names["label_fi"], "theme_en": names["label_en"]})
    headers = {"theme": HEADERS["theme"]}
    for number, (value, part) in enumerate(cells.groupby("value", sort=True), start=1):
        told, column = part.set_index("theme"), f"sector_{number}"
        wide[column] = [f"{told.loc[theme, 'documents']}/{told.loc[theme, 'of']}" for theme in themes]
        headers[column] = {"fi": str(value), "en": str(part["value_en"].iloc[0])}
    return wide, headers


def joint_table(own: Material, others: Material) -> pd.DataFrame:
    """All themes that both views hold: in how many interviews of each. Without rows where one has no codings."""
    if others.coded.empty or own.coded.empty:
        return pd.DataFrame(columns=["theme", "managers", "professionals"])
    both = in_order(sorted(set(own.coded["theme"]) & set(others.coded["theme"])))
    ours = prevalence(segments(own.coded), own.coded_ids, both).set_index("theme")
    theirs = prevalence(segments(others.coded), others.coded_ids, both).set_index("theme")
    names = own.labels(both)
    return pd.DataFrame({
        "theme": both, "theme_fi": names["label_fi"], "theme_en": names["label_en"],
        "managers": [f"{ours.loc[theme, 'documents']}/{ours.loc[theme, 'of']}" for theme in both],
        "professionals": [f"{theirs.loc[theme, 'documents']}/{theirs.loc[theme, 'of']}" for theme in both],
    })  # fmt: skip


def joint_words(own: Material, others: Material, taken: pd.DataFrame, *, most: int = 6) -> pd.DataFrame:
    """A joint display in words: themes that most interviews of both views hold, with a passage from each.

    taken: passages quoted elsewhere (document_id, start, end), which are not taken again. Columns theme, managers_said
    and professionals_said with their interviews; without rows where one view has no passage that fits.
    """
    ours, theirs = (_telling(one, taken) for one in (own, others))
    both = [theme for theme in own.themes if theme in ours.index and theme in theirs.index]
    spread = {theme: min(_met(own, theme), _met(others, theme)) for theme in both}
    kept = sorted(sorted(both, key=lambda theme: -spread[theme])[:most], key=both.index)
    names = own.labels(kept)
    table = pd.DataFrame({"theme": kept, "theme_fi": names["label_fi"], "theme_en": names["label_en"]})
    for column, found in (("managers_said", ours), ("professionals_said", theirs)):
        for one in ("fi", "en"):
            table[f"{column}_{one}"] = [found.loc[theme, f"said_{one}"] for theme in kept]
    return table


def _met(own: Material, theme: str) -> int:
    return own.coded.loc[own.coded["theme"] == theme, "document_id"].nunique()


def _telling(own: Material, taken: pd.DataFrame) -> pd.DataFrame:
    """For each theme the passage to show: translated first, marked by most coders, of middle length."""
    if own.coded.empty:
        return pd.DataFrame(columns=["said_fi", "said_en"])
    found = balance.candidates(own.coded, own.documents, own.turns, own.translations)
    keys = ["document_id", "start", "end"]
    used = set(taken[keys].itertuples(index=False, name=None))
    free = np.array([key not in used for key in found[keys].itertuples(index=False, name=None)], dtype=bool)
    found = found[found["words"].between(8, 40) & free].assign(far=lambda rows: (rows["words"] - 20).abs())
    ranked = found.sort_values(["translated", "coders", "far", *keys], ascending=[False, False, True, True, True, True])
    first = ranked.drop_duplicates("theme").set_index("theme")
    first = first.assign(text=first["text"].str.split().str.join(" "))
    told = own.translated(first, first["text"].tolist())
    source = " (" + first["document_id"].astype(str) + ")"
    return first.assign(
        said_fi="”" + first["text"] + "”" + source, said_en="“" + pd.Series(told, first.index) + "”" + source
    )


@dataclass(frozen=True)
class LeastAlike:
    """The document least like the others: alike, its mean likeness to them; mean, of all; compared, how many."""

    document: str
    alike: float
    mean: float
    compared: int


def least_alike(own: Material) -> LeastAlike | None:
    """The interview whose themes are least like the others', by mean Jaccard likeness; None for fewer than four."""
    met = pd.crosstab(own.passages["document_id"], own.passages["theme"]) > 0
    if len(met) < 4:
        return None
    table = met.to_numpy(dtype=float)
    shared = table @ table.T
    sizes = table.sum(axis=1)
    likeness = shared / (sizes[:, None] + sizes[None, :] - shared)
    np.fill_diagonal(likeness, np.nan)
    mean = np.nanmean(likeness, axis=1)
    place = int(np.argmin(mean))
    return LeastAlike(str(met.index[place]), float(mean[place]), float(mean.mean()), len(met))
