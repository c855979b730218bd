"""Describe the records: years, venues, languages, and what charting says of the included ones."""

from __future__ import annotations

import re

import pandas as pd

from verko.intake.bibliography.protocol import Protocol, Seed
from verko.literature.finding import RecordFinder

_OWN_LANGUAGE = re.compile(r" (suomeksi|in English)$")


def by_year(records: pd.DataFrame, included: list[str]) -> pd.DataFrame:
    """One row per year from the first to the last, years without records too: year, records, included.

    >>> by_year(pd.DataFrame({"record_id": ["r-1", "r-2"], "year": [2014, 2016]}), ["r-2"]).values.tolist()
    [[2014, 1, 0], [2015, 0, 0], [2016, 1, 1]]
    """
    told = records.dropna(subset=["year"])
    if not len(told):
        return pd.DataFrame({"year": [], "records": [], "included": []}, dtype="int64")
    years = told["year"].astype(int)
    span = range(years.min(), years.max() + 1)
    table = pd.DataFrame({"year": list(span)})
    table["records"] = years.value_counts().reindex(span, fill_value=0).to_numpy()
    taken = years[told["record_id"].isin(included)]
    table["included"] = taken.value_counts().reindex(span, fill_value=0).to_numpy()
    return table


def counted(charting: pd.DataFrame, field: str, protocol: Protocol) -> pd.DataFrame:
    """How many included records have each value of a charted field: value, text_fi, text_en, records; commonest first.

    A record with several values (`|` between them) counts under each.
    """
    form = {each.name: each for each in protocol.charting_form}
    choices = form[field].choices if field in form else {}
    values = charting[charting["field"] == field].dropna(subset=["value"])
    parts = values.assign(value=values["value"].str.split("|")).explode("value").drop_duplicates(["record_id", "value"])
    table = parts["value"].value_counts().rename_axis("value").reset_index(name="records")
    for language in ("fi", "en"):
        table[f"text_{language}"] = [
            choices[value].in_language(language) if value in choices else value for value in table["value"]
        ]
    return table.sort_values(["records", "value"], ascending=[False, True], ignore_index=True)


def seeds_found(seeds: tuple[Seed, ...], sources: pd.DataFrame) -> pd.DataFrame:
    """Whether each article known beforehand was found: title, year, record_id (empty: not found), databases."""
    finder = RecordFinder(sources)
    rows = []
    for seed in seeds:
        try:
            record = finder.find(doi=seed.doi, title=seed.title, year=str(seed.year or ""))
        except LookupError:
            record = ""
        where = sorted(set(sources.loc[sources["record_id"] == record, "database"])) if record else []
        rows.append((seed.title or seed.doi, seed.year, record, "; ".join(where)))
    return pd.DataFrame(rows, columns=["title", "year", "record_id", "databases"])


def evidence_table(
    records: pd.DataFrame, charting: pd.DataFrame, protocol: Protocol, included: list[str]
) -> pd.DataFrame:
    """One row per included record: study_fi, study_en (authors and year), title, venue, each charted field in words.

    Fields with choices become two columns, `<field>_fi` and `<field>_en`; fields named so in the form stay as they are.
    """
    chosen = records[records["record_id"].isin(included)].copy()
    told = list(zip(chosen["authors"], chosen["year"], strict=True))
    for language in ("fi", "en"):
        chosen[f"study_{language}"] = [_short(names, year, language) for names, year in told]
    columns = ["record_id", "study_fi", "study_en", "title", "venue", "year"]
    table = chosen.sort_values(["year", "study_en"], ignore_index=True)[columns]
    wide = charting.pivot(index="record_id", columns="field", values="value").reindex(table["record_id"])
    for field in protocol.charting_form:
        told = wide[field.name].to_numpy() if field.name in wide else [None] * len(table)
        if not field.choices:
            table[field.name] = told
            continue
        for language in ("fi", "en"):
            table[f"{field.name}_{language}"] = [_in_words(value, field.choices, language) for value in told]
    return table


QUESTION_FIELDS = ("research_question", "question", "rq", "tutkimuskysymys")


def by_question(evidence: pd.DataFrame, charting: pd.DataFrame, protocol: Protocol) -> pd.DataFrame:
    """The evidence table once per research question that a record answers: question_fi, question_en, then its columns.

    evidence: from `evidence_table`. The field of the form is one of QUESTION_FIELDS; without it the table is empty. The
    order is that of the form's choices, then that of `evidence`. A question is shown by its id where its words begin
    with it.
    """
    form = {field.name: field for field in protocol.charting_form}
    name = next((each for each in QUESTION_FIELDS if each in form), None)
    if name is None or not len(evidence):
        return evidence.head(0).assign(question_fi=[], question_en=[])
    told = charting[charting["field"] == name].dropna(subset=["value"]).set_index("record_id")["value"].str.split("|")
    choices = form[name].choices
    order = {value: place for place, value in enumerate(choices or sorted({each for row in told for each in row}))}
    table = evidence.assign(_question=evidence["record_id"].map(told)).explode("_question").dropna(subset=["_question"])
    table = table.sort_values("_question", key=lambda values: values.map(order), kind="stable", ignore_index=True)
    for language in ("fi", "en"):
        told_as = [choices[each].in_language(language) if each in choices else each for each in table["_question"]]
        words = [
            each if text.startswith(each) else text for each, text in zip(table["_question"], told_as, strict=True)
        ]
        table.insert(0, f"question_{language}", words)
    return table.drop(columns="_question")


def is_short(name: str, protocol: Protocol) -> bool:
    """Whether a charted field has short values (choices, numbers); `main_finding` stands for `main_finding_fi`."""
    fields = [field for field in protocol.charting_form if field.name in (name, f"{name}_fi", f"{name}_en")]
    return all(field.type != "text" for field in fields)


def venues(records: pd.DataFrame, included: list[str], *, most: int = 10) -> pd.DataFrame:
    """The journals and other containers with most records: venue, records, included; spelled as the first one is.

    >>> told = pd.DataFrame({"record_id": ["r-1", "r-2"], "venue": ["Ex J", "EX J"]})
    >>> venues(told, ["r-2"]).values.tolist()
    [['Ex J', 2, 1]]
    """
    told = records.dropna(subset=["venue"])
    told = told.assign(folded=told["venue"].str.casefold(), taken=told["record_id"].isin(included))
    grouped = told.groupby("folded", sort=True)
    table = pd.DataFrame({
        "venue": grouped["venue"].first(), "records": grouped.size(), "included": grouped["taken"].sum().astype(int)
    })  # fmt: skip
    table = table.sort_values(["records", "included"], ascending=False, kind="stable")
    return table.head(most).reset_index(drop=True)


def _in_words(value: object, choices: dict, language: str) -> str | None:
    if not isinstance(value, str):
        return None
    parts = value.split("|")
    return "; ".join(choices[part].in_language(language) if part in choices else part for part in parts)


def _short(authors: object, year: object, language: str) -> str:
    names = [name.split(",")[0] for name in authors.split("; ")] if isinstance(authors, str) and authors else ["–"]
    two, more = {"fi": ("ja", "ym."), "en": ("and", "et al.")}[language]
    who = names[0] if len(names) == 1 else f"{names[0]} {two} {names[1]}" if len(names) == 2 else f"{names[0]} {more}"
    return f"{who} {int(year)}" if pd.notna(year) else who  # type: ignore[call-overload]


def criteria(protocol: Protocol) -> pd.DataFrame:
    """The protocol's criteria of eligibility, one row each: id, kind and criterion in both languages."""
    kinds = (
        (protocol.eligibility.include, "sisäänotto", "inclusion"),
        (protocol.eligibility.exclude, "poissulku", "exclusion"),
    )
    rows = [
        (each.id, fi, en, each.in_language("fi"), each.in_language("en")) for group, fi, en in kinds for each in group
    ]
    return pd.DataFrame(rows, columns=["id", "kind_fi", "kind_en", "criterion_fi", "criterion_en"])


def form_labels(protocol: Protocol) -> dict[str, dict[str, str]]:
    """The label of each field of the charting form, by language; `<field>_fi` and `<field>_en` are one field.

    Such a pair stands in each language's own report, so that its labels need not name the language.
    """
    labels: dict[str, dict[str, str]] = {}
    for field in protocol.charting_form:
        name, _, language = field.name.rpartition("_")
        if language in ("fi", "en") and name:
            labels.setdefault(name, {})[language] = _OWN_LANGUAGE.sub("", field.label.in_language(language))
        else:
            labels[field.name] = {each: field.label.in_language(each) for each in ("fi", "en")}
    return {
        name: {each: label.get(each) or next(iter(label.values())) for each in ("fi", "en")}
        for name, label in labels.items()
    }
