"""Tables of the interviews as the report shows them: labels in both languages, small numbers of people hidden."""

from __future__ import annotations

import numpy as np
import pandas as pd

from verko.coding import saturation
from verko.coding.codebook import checks
from verko.coding.content import chain
from verko.coding.material import Material, sectors_told
from verko.coding.talk import speakers, talk
from verko.coding.themes import by_background, contrasts, prevalence, segments
from verko.coding.wording import CHECKS, VARIABLES, bilingual
from verko.privacy.disclosure import one_way


def interviews_table(own: Material) -> pd.DataFrame:
    """The interviews one by one: background, length, speakers, and how the talk was shared."""
    table = own.documents.merge(
        talk(own.turns), on="document_id", how="left", suffixes=("", "_talk"), validate="one_to_one"
    )
    made = pd.DataFrame({
        "document": table["document_id"], "sector": table["sector"], "region": table["region"],
        "period": table["period"], "minutes": table["duration_min"],
        "speakers": table["speakers"].fillna(0).astype(int), "turns": table["turns"].fillna(0).astype(int),
        "words": table["words"].astype(int), "interviewer": table["interviewer_share"].astype(float) * 100,
        "longest": table["longest_share"].astype(float) * 100,
    })  # fmt: skip
    return bilingual(bilingual(made, "sector"), "region")


def told_columns(table: pd.DataFrame, *columns: str) -> list[str]:
    """Of these columns, those that hold something: a study without sectors gets no column of dashes."""
    return [column for column in columns if table[column].notna().any() and (table[column] != 0).any()]


def background_table(participants: pd.DataFrame, k: int) -> pd.DataFrame:
    """People by background, a row for each variable with its classes and their sizes, small cells hidden.

    Without rows where no background is known.
    """
    known = [column for column in VARIABLES if column in participants and participants[column].notna().any()]
    people = participants.drop_duplicates("participant_id")
    table = bilingual(one_way(people, known, k), "value")
    told = list(dict.fromkeys(table["variable"]))
    made = pd.DataFrame({"variable": told, "people": told})
    for one in ("fi", "en"):
        value, people = table[f"value_{one}"].astype(str), table["people"].astype(str)
        classes = value.str.replace(r"(?<=\d)-(?=\d)", "–", regex=True) + " (" + people + ")"
        listed = classes.groupby(table["variable"]).agg(", ".join)
        made[f"variable_{one}"] = [VARIABLES[variable][one] for variable in told]
        made[f"people_{one}"] = [listed[variable] for variable in told]
    return made


def shares_of_talk(turns: pd.DataFrame) -> pd.DataFrame:
    """Columns document, role, rank, share (of the document's words), for the figure of who talks.

    rank: 0 for interviewers, together; 1, 2 ... for the others by words, so that no speaker is named.
    """
    table = speakers(turns).rename(columns={"document_id": "document"})
    asking = table["role"] == "interviewer"
    rank = table[~asking].groupby("document")["words"].rank(method="first", ascending=False)
    table = table.assign(rank=rank.reindex(table.index).fillna(0).astype(int))
    return table.groupby(["document", "role", "rank"], as_index=False)["share"].sum()


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


def category_rows(own: Material) -> pd.DataFrame:
    """The categories that the codings use, main categories and what is below them, with definitions and passages.

    Columns: code_id, depth, parent (row number), passages, label_*, main_*, upper_*, definition_*.
    """
    used = segments(own.coded.assign(theme=own.coded["code_id"]))["theme"].value_counts()
    rows: list[dict] = []

    def add(code: str, depth: int, parent: int | None) -> None:
        below = [one for one in own.book.children(code) if _uses(own, one, used)]
        row = {"code_id": code, "depth": depth, "parent": parent, "passages": int(used.get(code, 0))}
        rows.append(row)
        place = len(rows) - 1
        for one in below:
            add(one, depth + 1, place)
        row["passages"] += sum(one["passages"] for one in rows[place + 1 :] if one["parent"] == place)

    for main in dict.fromkeys(own.book.main(theme) for theme in own.themes):
        add(main, 0, None)
    table = pd.DataFrame(rows, columns=["code_id", "depth", "parent", "passages"])
    return _named(own, table)


def _uses(own: Material, code: str, used: pd.Series) -> bool:
    return code in used.index or any(_uses(own, one, used) for one in own.book.children(code))


def _named(own: Material, table: pd.DataFrame) -> pd.DataFrame:
    made = table.assign(**own.labels(table["code_id"]))
    for one in ("fi", "en"):
        other = "en" if one == "fi" else "fi"
        rows = [own.book.rows.get(code, {}) for code in table["code_id"]]
        told = [row.get(f"definition_{one}") or row.get(f"definition_{other}") for row in rows]
        made[f"definition_{one}"] = [text if isinstance(text, str) else "–" for text in told]
        made[f"main_{one}"] = [own.book.shown(own.book.main(code), one) for code in table["code_id"]]
        made[f"upper_{one}"] = [own.book.shown(own.book.at(code, "upper"), one) for code in table["code_id"]]
    return made


def check_table(own: Material) -> pd.DataFrame:
    """What a person should look at in the codebook: a remark and the codes it concerns, within the analysis' themes."""
    mains = {own.book.main(theme) for theme in own.themes}
    found = checks(own.codes, own.coded)
    found = found[[own.book.main(code) in mains for code in found["code_id"]]]
    listed = found.groupby("check", sort=False)["code_id"].agg(list)
    table = pd.DataFrame({"check": listed.index, "concerned": [len(codes) for codes in listed]})
    for one in ("fi", "en"):
        table[f"check_{one}"] = [CHECKS[check][one] for check in table["check"]]
        names = [[own.book.shown(code, one) for code in codes] for codes in listed]
        table[f"codes_{one}"] = ["; ".join(own[:8]) + (f"; … ({len(own)})" if len(own) > 8 else "") for own in names]
    return table


def meaning_table(own: Material) -> pd.DataFrame:
    """Code against meaning saturation: at which interview a theme was first met, and at which its last new code."""
    found = saturation.by_category(own.on_themes, own.coded_ids)
    names = own.labels(found["theme"])
    table = found.assign(theme_fi=names["label_fi"], theme_en=names["label_en"], codes_used=found["codes"])
    return table.sort_values(["last_new", "theme"], ascending=[False, True], ignore_index=True)


def reduction_table(own: Material, chosen: pd.DataFrame, *, most: int = 6) -> pd.DataFrame:
    """Examples of the chain, for the quotes chosen: original expression, its reduction where written, its categories.

    The English original is the study's translation where there is one.
    """
    keys = ["document_id", "start", "end"]
    found = chain(own.on_themes, own.codes, own.documents)
    rows = []
    for quote in chosen.head(most).itertuples():
        same = found[(found["document_id"] == quote.document_id) & (found["main"] == own.book.main(quote.theme))]
        near = same[(same["start"] < quote.end) & (same["end"] > quote.start)]
        if len(near):
            levels = near.iloc[0][["reduced", "sub", "upper", "main"]].to_dict()
            place = dict(zip(keys, (quote.document_id, quote.start, quote.end), strict=True))
            rows.append({**levels, **place, "document": quote.document_id, "original": quote.text})
    table = pd.DataFrame(rows, columns=["document", "original", "reduced", "sub", "upper", "main", *keys])
    translated = own.translations.drop_duplicates(keys).set_index(keys)["translation"]
    english = [translated.get((row.document_id, row.start, row.end), row.original) for row in table.itertuples()]
    for one in ("fi", "en"):
        for level in ("sub", "upper", "main"):
            names = [own.book.shown(code, one) if isinstance(code, str) else "–" for code in table[level]]
            table[f"{level}_{one}"] = names
    return table.assign(original_fi=table["original"], original_en=english)


def agreement_table(own: Material, found: pd.DataFrame) -> pd.DataFrame:
    """Agreement per theme as shown: percent, alpha with its interval as text in each language; – where undefined."""
    names = own.labels(found["theme"])
    table = found.assign(
        theme_fi=names["label_fi"], theme_en=names["label_en"], **names, percent=found["percent"] * 100
    )
    for one in ("fi", "en"):
        table[f"interval_{one}"] = [
            _interval(low, high, one) for low, high in zip(found["low"], found["high"], strict=True)
        ]
    return table


def _interval(low: float, high: float, language: str) -> str:
    """An interval as text.

    >>> _interval(0.1, 0.955, "fi"), _interval(0.1, 0.955, "en")
    ('0,10–0,95', '0.10–0.95')
    """
    if np.isnan(low) or np.isnan(high):
        return "–"
    low, high = (round(value, 2) + 0.0 for value in (low, high))
    text = f"{low:.2f}–{high:.2f}".replace("-", "−")
    return text.replace(".", ",") if language == "fi" else text


def pair_table(own: Material, pairs: pd.DataFrame, *, most: int = 15) -> pd.DataFrame:
    """The pairs of themes that go together most, named."""
    kept = pairs.head(most)
    first, second = own.labels(kept["first"]), own.labels(kept["second"])
    return kept.assign(
        first_fi=first["label_fi"],
        first_en=first["label_en"],
        second_fi=second["label_fi"],
        second_en=second["label_en"],
    )


def map_rows(own: Material, pairs: pd.DataFrame, *, most_links: int = 30, most_themes: int = 18) -> pd.DataFrame:
    """Themes and their links, for the thematic map; of very many themes, those with most passages."""
    size = own.passages["theme"].value_counts()
    largest = set(size.index[:most_themes])
    themes_kept = [theme for theme in own.themes if theme in largest]
    pairs = pairs[pairs["first"].isin(largest) & pairs["second"].isin(largest)]
    names = own.labels(themes_kept)
    shares = [float(size.get(theme, 0)) / max(int(size.max()), 1) for theme in themes_kept]
    themes = pd.DataFrame({"kind": "theme", "name": themes_kept, "size_share": shares, **names})
    links = pairs.head(most_links)[["first", "second", "c"]].rename(columns={"c": "weight"})
    links = links.assign(kind="link", name=links["first"] + "+" + links["second"])
    return pd.concat([themes, links], ignore_index=True)


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
