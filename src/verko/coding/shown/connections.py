"""Tables of what goes together: pairs of themes, and the thematic map."""

from __future__ import annotations

import pandas as pd

from verko.coding.material import Material


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
