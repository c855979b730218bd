"""Tables of the themes: where each was met and where not, by sector, after a stimulus."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from verko.coding.keywords import theme_words
from verko.coding.material import Material, sectors_told
from verko.coding.negative import MARKS, negative_cases
from verko.coding.roles import by_role, role_variable
from verko.coding.themes import by_background, contrasts, prevalence
from verko.coding.wording import bilingual


def theme_table(own: Material, k: int) -> pd.DataFrame:
    """Each theme: in how many interviews, passages, speakers (below k hidden), and the interviews without it."""
    table = prevalence(own.passages, own.coded_ids, own.themes)
    told = own.on_themes.dropna(subset=["speaker"]).assign(
        voice=lambda rows: rows["document_id"] + "/" + rows["speaker"].astype(str)
    )
    voices = told[told["role"] != "interviewer"].groupby("theme")["voice"].nunique()
    counts = [int(voices.get(theme, 0)) for theme in table["theme"]]
    without = [", ".join(ids) if len(ids) <= 12 else f"{len(ids)}" for ids in table["without"]]
    names = own.labels(table["theme"])
    return table.assign(
        **names, theme_fi=names["label_fi"], theme_en=names["label_en"],
        voices=[f"< {k}" if 0 < count < k else str(count) for count in counts],
        without=[text or "–" for text in without],
        within=[f"{row.documents}/{row.of}" for row in table.itertuples()],
    )  # fmt: skip


def theme_cells(own: Material) -> pd.DataFrame:
    """Theme x interview in long form, for the heat map: label_fi, label_en, document, passages."""
    counts = pd.crosstab(own.passages["theme"], own.passages["document_id"])
    counts = counts.reindex(index=own.themes, columns=own.coded_ids, fill_value=0)
    long = counts.reset_index().melt(id_vars="theme", var_name="document", value_name="passages")
    return long.assign(**own.labels(long["theme"]))


def theme_sentence(row: pd.Series) -> dict[str, str]:
    """One sentence on how widely a theme was met, in both languages. row: of `theme_table`.

    >>> row = pd.Series({"theme_fi": "Tuki", "theme_en": "Support", "documents": 3, "of": 4, "passages": 10})
    >>> theme_sentence(row)["en"]
    '“Support” was met in 3 of 4 interviews, in 10 passages.'
    """
    met, of, passages = (int(row[name]) for name in ("documents", "of", "passages"))
    counted_fi = f"{passages} katkelmassa" if passages != 1 else "yhdessä katkelmassa"
    counted_en = f"in {passages} passages" if passages != 1 else "in one passage"
    return {
        "fi": f"Teema ”{row['theme_fi']}” esiintyi {met} haastattelussa (kaikkiaan {of}), yhteensä {counted_fi}.",
        "en": f"“{row['theme_en']}” was met in {met} of {of} interviews, {counted_en}.",
    }


def sector_cells(own: Material, k: int, column: str = "sector") -> pd.DataFrame:
    """Themes by sector: documents, of, passages, share (of the sector's passages), labels.

    Only sectors with at least `k` people; without rows where fewer than two are left.
    """
    told = sectors_told([own], k, column=column)
    if len(told) < 2 or own.passages.empty:
        return pd.DataFrame(columns=["theme", "value", "documents", "of", "passages", "share"])
    documents = own.documents[own.documents[column].isin(told)]
    passages = own.passages[own.passages["document_id"].isin(documents["document_id"])]
    table = bilingual(by_background(passages, documents, column), "value")
    total = table.groupby("value")["passages"].transform("sum")
    share = table["passages"] / total.where(total > 0)
    return table.assign(share=share.astype(float), **own.labels(table["theme"]))


def contrast_table(own: Material, cells: pd.DataFrame, *, most: int = 8) -> pd.DataFrame:
    """The themes that part the sectors most: where they take most and least of the talk."""
    found = contrasts(cells).head(most)
    names = own.labels(found["theme"])
    table = bilingual(bilingual(found, "most"), "least")
    return table.assign(theme_fi=names["label_fi"], theme_en=names["label_en"], difference=table["difference"] * 100)


def stimulus_table(own: Material) -> pd.DataFrame:
    """Passages of each theme in spontaneous talk and after a stimulus. Without rows where no stimulus was used."""
    coded = own.on_themes.assign(after=own.on_themes["stimulus_id"].notna())
    if not coded["after"].any():
        return pd.DataFrame(columns=["theme", "spontaneous", "reaction"])
    keys = ["theme", "document_id", "start", "end"]
    counts = coded.drop_duplicates(keys).groupby(["theme", "after"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=own.themes, columns=[False, True], fill_value=0)
    names = own.labels(own.themes)
    return pd.DataFrame({
        "theme": own.themes, "theme_fi": names["label_fi"], "theme_en": names["label_en"],
        "spontaneous": counts[False].to_numpy(), "reaction": counts[True].to_numpy(),
    })  # fmt: skip


def stimuli_table(own: Material) -> pd.DataFrame:
    """Passages of each theme after each stimulus: columns theme, then one a stimulus; and none where none was used."""
    coded = own.on_themes.dropna(subset=["stimulus_id"]).drop_duplicates(["theme", "document_id", "start", "end"])
    if coded["stimulus_id"].nunique() < 2:
        return pd.DataFrame(columns=["theme"])
    counts = coded.groupby(["theme", "stimulus_id"]).size().unstack(fill_value=0)
    counts = counts.reindex(own.themes, fill_value=0)
    names = own.labels(own.themes)
    table = pd.DataFrame({"theme": own.themes, "theme_fi": names["label_fi"], "theme_en": names["label_en"]})
    return table.assign(**{f"after_{number}": counts[one].to_numpy() for number, one in enumerate(counts, start=1)})


def role_cells(own: Material, k: int) -> pd.DataFrame:
    """Themes by role: documents, people, told, labels; without rows where roles are not told apart.

    Where people are hidden, neither their number nor that of the documents is in the table.
    """
    variable = role_variable(own.participants, k)
    if variable is None or own.passages.empty:
        return pd.DataFrame(columns=["theme", "value", "documents", "people", "of", "told"])
    table = by_role(own.on_themes, own.participants, own.themes, column=variable, k=k)
    hidden = ~table["told"].str.isdigit()
    people = table["people"].mask(hidden).astype("Int64")
    table = table.assign(people=people, documents=table["documents"].mask(hidden, 0))
    return bilingual(table, "value").assign(**own.labels(table["theme"]))


def negative_table(own: Material, *, marks: Sequence[str] = MARKS, most_words: int = 60) -> pd.DataFrame:
    """Passages that coders marked as negative cases: theme, document, what was said, and the coder's remark."""
    found = negative_cases(own.on_themes, marks=marks)
    texts = own.documents.set_index("document_id")["text"]
    said = [" ".join(texts[row.document_id][row.start : row.end].split()) for row in found.itertuples()]
    names, english = own.labels(found["theme"]), own.translated(found, said)
    table = found.assign(
        document=found["document_id"], theme_fi=names["label_fi"], theme_en=names["label_en"], remark=found["memo"],
        said_fi=said, said_en=english, long=[len(text.split()) > most_words for text in said],
    )  # fmt: skip
    return table[~table["long"].astype(bool)].drop(columns="long").reset_index(drop=True)


def word_table(own: Material, words: pd.DataFrame) -> pd.DataFrame:
    """Words typical of each theme's passages, in one cell: a way back into the text. words: of `talk.said`."""
    found = theme_words(own.passages, words)
    listed = found.groupby("theme", sort=False)["lemma"].agg(", ".join).reindex(own.themes).dropna()
    names = own.labels(list(listed.index))
    return pd.DataFrame(
        {"theme": listed.index, "theme_fi": names["label_fi"], "theme_en": names["label_en"],
         "words_list": listed.to_numpy()}
    )  # fmt: skip
