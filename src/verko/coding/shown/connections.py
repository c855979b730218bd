"""Tables of what goes together: pairs of themes, and the thematic map."""

from __future__ import annotations

import pandas as pd

from verko.coding.material import Material


def pair_table(own: Material, pairs: pd.DataFrame, *, most: int = 15) -> pd.DataFrame:
    """The pairs of themes that go together most, named: by overlap, by the same segment, by the same interviews.

    pairs: of `cooccurrence.three_ways`; each cell a count with its c, as text in each language.
    """
    kept = pairs.head(most).reset_index(drop=True)
    for one in ("fi", "en"):
        for name, count, c in (("overlap", "n12", "c"), ("same", "same", "same_c"), ("shared", "shared", "shared_c")):
            told = [f"{n} ({value:.2f})" for n, value in zip(kept[count], kept[c], strict=True)]
            kept = kept.assign(**{f"{name}_{one}": [text.replace(".", ",") if one == "fi" else text for text in told]})
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
