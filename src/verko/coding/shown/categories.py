"""Tables of the categories: the tree, what to look at in it, and the chain from words to category."""

from __future__ import annotations

import pandas as pd

from verko.coding.codebook import in_order
from verko.coding.content import chain, chain_checks
from verko.coding.material import Material
from verko.coding.shown.codebook import remarks
from verko.coding.themes import segments


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


def reduction_table(own: Material, found: pd.DataFrame, *, most: int = 8, most_words: int = 40) -> pd.DataFrame:
    """Examples of the chain, spread over interviews: columns document, original, reduced and its categories.

    found: of `content.reductions`. The English original is the study's translation where there is one of the passage.
    """
    short = found[[len(text.split()) <= most_words for text in found["original"]]]
    turn = short.groupby("document_id").cumcount()
    table = short.assign(turn=turn).sort_values(["turn", "number"], kind="stable").head(most)
    table = table.sort_values("number", kind="stable").reset_index(drop=True)
    keys = ["document_id", "start", "end"]
    translated = own.translations.drop_duplicates(keys).set_index(keys)["translation"]
    places = zip(table["document_id"], table["start"], table["end"], table["original"], strict=True)
    english = [translated.get((document, start, end), text) for document, start, end, text in places]
    return _dashed(table).assign(document=table["document_id"], original_fi=table["original"], original_en=english)


def quoted_chain(own: Material, chosen: pd.DataFrame, *, most: int = 6) -> pd.DataFrame:
    """The categories that the quotes chosen were put under: columns document, original, upper, main.

    For a study that keeps no reductions. The English original is the study's translation where there is one.
    """
    keys = ["document_id", "start", "end"]
    found, rows = chain(own.on_themes, own.codes, own.documents), []
    for quote in chosen.head(most).itertuples():
        same = found[(found["document_id"] == quote.document_id) & (found["main"] == own.book.main(quote.theme))]
        near = same[(same["start"] < quote.end) & (same["end"] > quote.start)]
        if len(near):
            place = dict(zip(keys, (quote.document_id, quote.start, quote.end), strict=True))
            rows.append(near.iloc[0][["upper", "main"]].to_dict() | place | {"original": quote.text})
    table = pd.DataFrame(rows, columns=["original", "upper", "main", *keys])
    translated = own.translations.drop_duplicates(keys).set_index(keys)["translation"]
    english = [translated.get((row.document_id, row.start, row.end), row.original) for row in table.itertuples()]
    for one in ("fi", "en"):
        for level in ("upper", "main"):
            names = [own.book.shown(code, one) if isinstance(code, str) else "–" for code in table[level]]
            table[f"{level}_{one}"] = names
    return table.assign(document=table["document_id"], original_fi=table["original"], original_en=english)


def classification(found: pd.DataFrame) -> pd.DataFrame:
    """The table of categories: each sub category with those above it, and how many reductions it rests on.

    Labels repeat in every row: merged cells are lost on those who listen to a table.
    """
    keys = ["uniting", "main", "upper", "sub"]
    names = [f"{level}_{one}" for level in keys for one in ("fi", "en")]
    sizes = found.groupby(keys, dropna=False, sort=False).size().rename("reductions").reset_index()
    told = found.drop_duplicates(keys)[[*keys, *names]]
    table = _dashed(told.merge(sizes, on=keys, validate="one_to_one"))
    return table.sort_values(["uniting", "main", "upper", "sub"], kind="stable", na_position="first", ignore_index=True)


def reduction_tree(found: pd.DataFrame) -> pd.DataFrame:
    """The categories of the reductions as a tree: columns depth, parent (row number), passages (reductions), label_*.

    A category without one above stands at the top; its own sub categories follow it.
    """
    levels = [level for level in ("uniting", "main", "upper", "sub") if found[level].notna().any()]
    rows: list[dict] = []

    def add(part: pd.DataFrame, left: list[str], depth: int, parent: int | None) -> None:
        if not left:
            return
        level, below = left[0], left[1:]
        for name in in_order(sorted(set(part[level].dropna()))):
            own = part[part[level] == name]
            first = own.iloc[0]
            rows.append({"depth": depth, "parent": parent, "passages": len(own),
                         "label_fi": first[f"{level}_fi"], "label_en": first[f"{level}_en"]})  # fmt: skip
            add(own, below, depth + 1, len(rows) - 1)
        add(part[part[level].isna()], below, depth, parent)

    add(found, levels, 0, None)
    table = pd.DataFrame(rows, columns=["depth", "parent", "passages", "label_fi", "label_en"])
    return table.assign(counted="reductions")


def _dashed(table: pd.DataFrame) -> pd.DataFrame:
    names = [f"{level}_{one}" for level in ("sub", "upper", "main", "uniting") for one in ("fi", "en")]
    told = [name for name in names if name in table]
    return table.assign(**{name: [text if isinstance(text, str) else "–" for text in table[name]] for name in told})


def chain_remarks(found: pd.DataFrame, own: Material) -> pd.DataFrame:
    """What a person should look at in the reductions, as remarks."""
    return remarks(chain_checks(found, own), own.book, name="name", most=5)
