"""Tables of the material: the interviews, the people, how the talk was shared."""

from __future__ import annotations

import pandas as pd

from verko.coding.material import Material
from verko.coding.talk import speakers, talk
from verko.coding.wording import VARIABLES, bilingual
from verko.intake.material import period_text
from verko.privacy.disclosure import one_way, part_of_all
from verko.store import Store


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
    told = bilingual(bilingual(made, "sector"), "region")
    periods = [value if isinstance(value, str) else "" for value in made["period"]]
    return told.assign(**{f"period_{lang}": [period_text(value, lang) or "–" for value in periods]
                          for lang in ("fi", "en")})  # fmt: skip


def guide_table(guides: pd.DataFrame, own: Material) -> pd.DataFrame:
    """The themes of the interview guides by which these interviews were made, with their questions, in both languages.

    A guide that several data sets share stands once; what is told in one language stands in both.
    """
    asked = guides[guides["data_set"].isin(set(own.documents["data_set"]))]
    columns = ["theme_fi", "theme_en", "questions_fi", "questions_en"]
    table = asked.sort_values(["data_set", "number"]).drop_duplicates(columns)[columns].astype(object)
    for name in ("theme", "questions"):
        fi, en = table[f"{name}_fi"], table[f"{name}_en"]
        table = table.assign(**{f"{name}_fi": fi.fillna(en).fillna("–"), f"{name}_en": en.fillna(fi).fillna("–")})
    return table.reset_index(drop=True)


def told_columns(table: pd.DataFrame, *columns: str) -> list[str]:
    """Of these columns, those that hold something: a study without sectors gets no column of dashes."""
    return [column for column in columns if table[column].notna().any() and (table[column] != 0).any()]


def background_table(participants: pd.DataFrame, k: int, store: Store | None = None) -> pd.DataFrame:
    """People by background, a row for each variable with its classes and their sizes, small cells hidden.

    store: where all participants are, of whom these are a part; small cells are then hidden so that the tables of the
    other part and of all cannot bring them back either. Without rows where no background is known.
    """
    known = [column for column in VARIABLES if column in participants and participants[column].notna().any()]
    people = participants.drop_duplicates("participant_id")
    linked = part_of_all(people, store.read("participants"), store.read("documents")) if store else {}
    table = bilingual(one_way(linked.pop("people", people), known, k, **linked), "value")
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
