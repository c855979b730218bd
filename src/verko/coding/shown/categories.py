"""Tables of the categories: the tree, what to look at in it, and the chain from words to category."""

from __future__ import annotations

import pandas as pd

from verko.coding.codebook import checks
from verko.coding.content import chain
from verko.coding.material import Material
from verko.coding.themes import segments
from verko.coding.wording import CHECKS


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
