"""What the records speak of: keywords that stand together, and topics of titles and abstracts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

from verko.literature.display_words import texts_of, words_left_out

MOST_KEYWORDS = 30
_WORD = r"[^\W\d_]{3,}"


def keyword_pairs(records: pd.DataFrame, *, fewest: int = 2) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keywords, and the pairs that stand in one record: tables (keyword, records, group) and (one, two, records).

    Where records have no keywords, the words of their titles are taken. Keywords are compared without regard to
    case; the commonest MOST_KEYWORDS that stand in at least `fewest` records are kept. group: keywords that stand
    together more than chance would have it (greedy modularity), largest first.

    >>> records = pd.DataFrame({"keywords": ["Peers; Parents", "peers; parents", "Peers"]})
    >>> keyword_pairs(records)[1].values.tolist()
    [['Parents', 'Peers', 2]]
    """
    told = terms_of(records)
    lists = [sorted({word.casefold() for word in words}) for words in told]
    spelled = Counter(word for words in told for word in words)
    shown = {
        word.casefold(): word for word, _ in sorted(spelled.items(), key=lambda each: (each[1], each[0].swapcase()))
    }
    counts = Counter(word for words in lists for word in words)
    common = sorted((word for word in counts if counts[word] >= fewest), key=lambda word: (-counts[word], word))
    kept = set(common[:MOST_KEYWORDS])
    pairs = Counter(pair for words in lists for pair in combinations([word for word in words if word in kept], 2))
    groups = _groups(kept, pairs)
    nodes = [(shown[word], counts[word], groups[word]) for word in common[:MOST_KEYWORDS]]
    edges = [(shown[one], shown[two], n) for (one, two), n in sorted(pairs.items())]
    return (
        pd.DataFrame(nodes, columns=["keyword", "records", "group"]),
        pd.DataFrame(edges, columns=["one", "two", "records"]),
    )


def terms_of(records: pd.DataFrame) -> list[list[str]]:
    """The keywords of each record that has some; the words of all titles where fewer than a tenth have.

    >>> terms_of(pd.DataFrame({"title": ["Peers and the parents"], "keywords": [None]}))
    [['peers', 'parents']]
    """
    if not by_titles(records):
        return [cell.split("; ") for cell in records["keywords"].dropna()]
    left_out = words_left_out()
    titles = records["title"].fillna("").astype(str).str.casefold()
    return [[word for word in re.findall(_WORD, title) if word not in left_out] for title in titles]


def by_titles(records: pd.DataFrame) -> bool:
    """Whether the map is drawn of the words of titles, since next to no record has keywords."""
    return "keywords" not in records or records["keywords"].notna().mean() < 0.1


def _groups(words: Collection[str], pairs: Counter) -> dict[str, int]:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(words))
    graph.add_weighted_edges_from((one, two, n) for (one, two), n in sorted(pairs.items()))
    if not graph.number_of_edges():
        return dict.fromkeys(words, 1)
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    return {word: number for number, group in enumerate(found, start=1) for word in group}


def on_circle(nodes: pd.DataFrame) -> pd.DataFrame:
    """The keywords with a place on a circle (x, y, from -1 to 1), each group together: every label stays readable."""
    ordered = nodes.sort_values(["group", "records", "keyword"], ascending=[True, False, True], ignore_index=True)
    angles = np.pi / 2 - 2 * np.pi * (np.arange(len(ordered)) + 0.5) / max(len(ordered), 1)
    return ordered.assign(x=np.cos(angles).round(6), y=np.sin(angles).round(6))


def topics(records: pd.DataFrame, included: Collection[str], *, number: int = 5, words: int = 6) -> pd.DataFrame:
    """Topics of titles and abstracts: topic, words, records, included; commonest first. Empty where texts are too few.

    Non-negative factors of TF-IDF; a record counts under its strongest topic. Function words of English, Finnish and
    Swedish are left out here, where words are only shown, unlike in the ordering. Topics describe; they find nothing.
    """
    columns = ["topic", "words", "records", "included"]
    texts = texts_of(records)
    if number < 1 or len(texts) < 4 * number:
        return pd.DataFrame(columns=columns)
    vectorizer = TfidfVectorizer(stop_words=_left_out(), min_df=2, max_df=0.5, token_pattern=_WORD)
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:
        return pd.DataFrame(columns=columns)
    model = NMF(n_components=number, init="nndsvda", random_state=1, max_iter=600, tol=1e-3)
    strongest = model.fit_transform(matrix).argmax(axis=1)
    names = vectorizer.get_feature_names_out()
    taken = records["record_id"].isin(set(included)).to_numpy()
    rows = [
        (
            ", ".join(names[np.argsort(-weights)[:words]]),
            int((strongest == place).sum()),
            int(taken[strongest == place].sum()),
        )
        for place, weights in enumerate(model.components_)
    ]
    table = pd.DataFrame(rows, columns=columns[1:]).sort_values(["records", "words"], ascending=[False, True])
    return table.assign(topic=range(1, number + 1))[columns].reset_index(drop=True)


def _left_out() -> list[str]:
    """The words left out, cut as the texts are cut."""
    return sorted({part for word in words_left_out() for part in re.findall(_WORD, word)})


def map_table(records: pd.DataFrame, *, fewest: int = 2) -> pd.DataFrame:
    """Keywords and pairs in one table, as the figure draws them: kind, one, two, records, group, x, y."""
    nodes, edges = keyword_pairs(records, fewest=fewest)
    placed = on_circle(nodes).rename(columns={"keyword": "one"}).assign(kind="keyword")
    return pd.concat([placed, edges.assign(kind="pair")], ignore_index=True)
