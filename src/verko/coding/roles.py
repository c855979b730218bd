"""Themes by the participants' role or profession: groups and people counted apart, never as a share of people."""

from __future__ import annotations

import pandas as pd

from verko.privacy.disclosure import shown_count, suppressed

VARIABLES = ("profession", "role")


def role_variable(participants: pd.DataFrame, k: int) -> str | None:
    """The background variable that tells participants' roles apart: at least two values of `k` people or more."""
    once = participants.drop_duplicates("participant_id")
    for name in VARIABLES:
        if name in once and (once[name].value_counts() >= k).sum() > 1:
            return name
    return None


def by_role(coded: pd.DataFrame, participants: pd.DataFrame, themes: list[str], *, column: str, k: int) -> pd.DataFrame:
    """Theme x role: columns theme, value, documents, people, of (people of that role), told (people as shown).

    coded: codings with theme, document_id and speaker. documents: interviews in which someone of that role voiced the
    theme; people: how many. Roles of fewer than `k` people are left out. A cell of fewer than `k` people is hidden in
    `told`, with a further one of its row where the hidden number could be worked out from the row's sum.
    """
    people = participants.dropna(subset=[column]).drop_duplicates("participant_id")
    sizes = people[column].value_counts()
    values = sorted(sizes.index[sizes >= k])
    keys = ["document_id", "speaker"]
    voiced = coded.dropna(subset=["speaker"])[["theme", *keys]].drop_duplicates().merge(
        people[[*keys, "participant_id", column]], on=keys, validate="many_to_one"
    )  # fmt: skip
    rows = []
    for theme in themes:
        own = voiced[voiced["theme"] == theme]
        counts = [int((own[column] == value).sum()) for value in sizes.index]
        hidden = dict(zip(sizes.index, suppressed(counts, k), strict=True))
        for value in values:
            here = own[own[column] == value]
            told = shown_count(len(here), hidden[value], k)
            rows.append((theme, value, here["document_id"].nunique(), len(here), int(sizes[value]), told))
    return pd.DataFrame(rows, columns=["theme", "value", "documents", "people", "of", "told"])
