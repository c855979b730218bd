"""The document analysis of web pages: organisations by form of activity, terms, what is told, words that stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from verko.language.keyness import keyness
from verko.language.labels import label
from verko.language.lemmas import lemmatiser

SHEET = (
    "org_type",
    "service",
    "activity_form",
    "target",
    "term_used",
    "who_runs",
    "fee_mentioned",
    "training_mentioned",
)
GLOSSARY: dict[str, dict[str, tuple[str, ...]]] = {
    "fi": {
        "vertaistuki": ("vertaistuki",),
        "vertaisryhmä": ("vertaisryhmä",),
        "vertainen": ("vertainen", "vertaisohjaaja", "vertaistukija", "vertaistukihenkilö"),
        "kokemusasiantuntija": ("kokemusasiantuntija", "kokemusasiantuntijuus"),
        "kokemustieto": ("kokemustieto", "kokemuksellinen"),
        "kokemustoimija": ("kokemustoimija", "kokemuskouluttaja", "kokemuskoulutus"),
        "kehittäjäasiakas": ("kehittäjäasiakas", "asiakasraati", "asiakaskehittäjä"),
        "osallisuus": ("osallisuus", "asiakasosallisuus"),
        "yhteiskehittäminen": ("yhteiskehittäminen",),
        "palkkio": ("palkkio",),
    },
    "en": {
        "peer support": ("peer",),
        "expert by experience": ("expert", "expertise"),
        "experiential knowledge": ("experiential",),
        "involvement": ("involvement", "participation"),
        "co-development": ("co-development", "co-production"),
        "fee": ("fee",),
    },
}
"""Terms of the field and the lemmas that count as each, by the language of the page."""


def has_sheet(pages: pd.DataFrame) -> pd.DataFrame:
    """The pages about which a person has filled in the sheet."""
    return pages[pages[["org_type", "activity_form"]].notna().all(axis="columns")]


def one_value_a_row(pages: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Pages with the lists in `columns` (parts between |) opened: a page with two forms gives two rows."""
    opened = pages.copy()
    for column in columns:
        opened[column] = opened[column].str.split("|", regex=False)
        opened = opened.explode(column, ignore_index=True)
        opened[column] = opened[column].str.strip()
    return opened


def cross_table(pages: pd.DataFrame, rows: str = "org_type", columns: str = "activity_form") -> pd.DataFrame:
    """How many pages have each pair of values, with `pages`, the number of pages of the row; the last row counts all.

    A page with two forms counts in both columns and once in `pages`, so that a row may add up to more than its pages.

    >>> pages = pd.DataFrame({"page_id": ["W1", "W2"], "org_type": ["kunta", "kunta"], "activity_form": ["a|b", "a"]})
    >>> cross_table(pages).values.tolist()
    [['kunta', 2, 1, 2], ['', 2, 1, 2]]
    """
    opened = one_value_a_row(pages, rows, columns)
    counts = opened.groupby([rows, columns])["page_id"].nunique().unstack(fill_value=0).sort_index(axis="columns")
    counts["pages"] = one_value_a_row(pages, rows).groupby(rows)["page_id"].nunique()
    counts = counts.sort_values("pages", ascending=False, kind="stable")
    whole = opened.groupby(columns)["page_id"].nunique().reindex(counts.columns, fill_value=0)
    whole["pages"] = pages["page_id"].nunique()
    return pd.concat([counts.reset_index(), whole.to_frame("").T.rename_axis(rows).reset_index()], ignore_index=True)


def told_table(pages: pd.DataFrame) -> pd.DataFrame:
    """What pages tell of running the activity, fees and training: columns question, value, pages, share (0 to 1).

    share: of the pages whose cell is filled in.
    """
    rows = []
    for question in ("who_runs", "fee_mentioned", "training_mentioned"):
        filled = pages[question].dropna()
        for value, count in filled.value_counts().sort_index(ascending=False).items():
            rows.append((question, value, int(count), count / len(filled)))
    return pd.DataFrame(rows, columns=["question", "value", "pages", "share"])


def terms_table(pages: pd.DataFrame) -> pd.DataFrame:
    """The terms that pages use of the activity, as written: columns term, pages, org_types, forms; commonest first."""
    opened = one_value_a_row(pages.dropna(subset=["term_used"]), "term_used")
    opened["term"] = opened["term_used"].str.lower()
    rows = [
        (term, own["page_id"].nunique(), "|".join(sorted(set(own["org_type"]))), _parts(own["activity_form"]))
        for term, own in opened.groupby("term")
    ]
    frame = pd.DataFrame(rows, columns=["term", "pages", "org_types", "forms"])
    return frame.sort_values(["pages", "term"], ascending=[False, True], ignore_index=True)


def lemmas_by_page(pages: pd.DataFrame, language: str) -> dict[str, list[str]]:
    """Content lemmas of every page in `language`, by page id."""
    own = pages[pages["language"] == language]
    tool = lemmatiser(language)
    return {row.page_id: [found.lemma for found in tool.content(row.text)] for row in own.itertuples()}


def commonest(lemmas: dict[str, list[str]], most: int = 20) -> pd.DataFrame:
    """The commonest content words: columns lemma, count, pages."""
    counts = Counter(word for words in lemmas.values() for word in words)
    spread = Counter(word for words in lemmas.values() for word in set(words))
    rows = [(word, count, spread[word]) for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return pd.DataFrame(rows[:most], columns=["lemma", "count", "pages"])


def glossary_counts(lemmas: dict[str, list[str]], language: str) -> pd.DataFrame:
    """Terms of the field in pages of one language: columns term, count, pages; terms that nobody uses are kept with 0.

    A compound that begins or ends with one of a term's lemmas counts as that term.
    """
    rows = []
    for term, counted in GLOSSARY.get(language, {}).items():
        hits = {page: sum(_counts_as(word, counted) for word in words) for page, words in lemmas.items()}
        rows.append((term, sum(hits.values()), sum(hit > 0 for hit in hits.values())))
    frame = pd.DataFrame(rows, columns=["term", "count", "pages"])
    return frame.sort_values(["pages", "count", "term"], ascending=[False, False, True], ignore_index=True)


def commonest_term(lemmas: dict[str, list[str]], language: str) -> str:
    """The lemma to show in its contexts: the term of the field that most pages use, else the commonest word of all.

    >>> commonest_term({"W1": ["ryhmä", "ryhmä", "vertaistuki"]}, "fi"), commonest_term({}, "fi")
    ('vertaistuki', '')
    """
    terms = [lemma for listed in GLOSSARY.get(language, {}).values() for lemma in listed]
    counts = Counter(word for words in lemmas.values() for word in words)
    pages = Counter(word for words in lemmas.values() for word in set(words))
    of_field = [word for word in counts if _counts_as(word, terms)]
    return max(of_field or counts, key=lambda word: (pages[word], counts[word], word), default="")


def one_line_a_page(lines: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """Of each page the line of a concordance with most context on both sides, in the order of the pages.

    >>> lines = pd.DataFrame({"document": ["W1", "W1"], "left": ["", "antaa"], "right": ["auttaa", "muille"]})
    >>> one_line_a_page(lines)["left"].tolist()
    ['antaa']
    """
    context = lines[["left", "right"]].apply(lambda column: column.str.strip().str.len()).min(axis="columns")
    fullest = lines.loc[context.sort_values(ascending=False, kind="stable").index].drop_duplicates("document")
    return fullest.sort_values("document", ignore_index=True).head(most)


def keyness_by(pages: pd.DataFrame, column: str, lemmas: dict[str, list[str]], *, most: int = 8) -> pd.DataFrame:
    """The most telling words of each value of `column` against all other pages: column `group`, then those of keyness.

    A value with fewer than two pages is left out: one page's words are that page's, not the group's.
    """
    opened = one_value_a_row(pages[pages["page_id"].isin(lemmas)], column)
    frames = []
    for value, own in opened.groupby(column):
        ours = {page: lemmas[page] for page in own["page_id"]}
        theirs = {page: words for page, words in lemmas.items() if page not in ours}
        if len(ours) > 1 and theirs:
            best = keyness(ours, theirs)
            frames.append(best[best["documents"] > 1].head(most).assign(group=value))
    columns = ["group", *keyness({}, {}).columns]
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)


def english_labels(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with `<column>_fi` and `<column>_en` in place of each of `columns`."""
    texts = {
        f"{column}_{language}": [label(str(value), language) if pd.notna(value) else None for value in frame[column]]
        for column in columns
        for language in ("fi", "en")
    }
    return frame.drop(columns=list(columns)).assign(**texts)


def _counts_as(lemma: str, terms: Sequence[str]) -> bool:
    return any(lemma == term or (len(term) > 4 and (lemma.startswith(term) or lemma.endswith(term))) for term in terms)


def _parts(values: pd.Series) -> str:
    return "|".join(sorted({part.strip() for value in values.dropna() for part in value.split("|")}))
