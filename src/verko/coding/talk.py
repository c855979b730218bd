"""How the interviews went: turns and words of each speaker, and who talks most."""

from __future__ import annotations

import pandas as pd


def talk(turns: pd.DataFrame) -> pd.DataFrame:
    """Per document: columns document_id, turns, words, interviewer_share (of words), speakers, longest_share.

    longest_share: the share of the participants' words that the most talkative participant has.
    Documents where no turn has a speaker have speakers 0, and no shares.

    >>> turns = pd.DataFrame({"document_id": ["R01"] * 3, "speaker": ["H", "A1", "A2"], "words": [10, 20, 10],
    ...                       "role": ["interviewer", "participant", "participant"]})
    >>> talk(turns).round(2).to_dict("records")[0]["interviewer_share"], talk(turns)["speakers"].tolist()
    (0.25, [2])
    """
    rows = []
    for document, own in turns.groupby("document_id", sort=True):
        words, told = int(own["words"].sum()), own["speaker"].notna().any()
        spoken = own[(own["role"] != "interviewer") & own["speaker"].notna()].groupby("speaker")["words"].sum()
        asked = own.loc[own["role"] == "interviewer", "words"].sum()
        longest = float(spoken.max() / spoken.sum()) if len(spoken) and spoken.sum() else None
        share = float(asked / words) if told and words and (own["role"] == "interviewer").any() else None
        rows.append((document, len(own), words, share, len(spoken), longest))
    columns = ["document_id", "turns", "words", "interviewer_share", "speakers", "longest_share"]
    return pd.DataFrame(rows, columns=columns)


def speakers(turns: pd.DataFrame) -> pd.DataFrame:
    """Words and turns of each speaker: document_id, speaker, role, turns, words, share (of the document's words)."""
    known = turns.dropna(subset=["speaker"])
    table = known.groupby(["document_id", "speaker", "role"], as_index=False).agg(
        turns=("number", "size"), words=("words", "sum")
    )
    total = table.groupby("document_id")["words"].transform("sum")
    return table.assign(share=(table["words"] / total.where(total > 0)).astype(float))


def with_turns(coded: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """The codings with turn_id, speaker, role and stimulus_id of the turn in which each begins (missing outside turns).

    >>> turns = pd.DataFrame({"turn_id": ["R01-0001"], "document_id": ["R01"], "speaker": ["A1"],
    ...                       "role": ["participant"], "stimulus_id": [None], "start": [4], "end": [20]})
    >>> with_turns(pd.DataFrame({"document_id": ["R01"], "start": [5], "end": [9]}), turns)["turn_id"].tolist()
    ['R01-0001']
    """
    own = turns[["document_id", "turn_id", "speaker", "role", "stimulus_id", "start", "end"]].astype({"start": "int64"})
    own = own.rename(columns={"start": "turn_start", "end": "turn_end"}).sort_values("turn_start")
    left = coded.assign(order=range(len(coded))).astype({"start": "int64"}).sort_values("start")
    joined = pd.merge_asof(left, own, left_on="start", right_on="turn_start", by="document_id")
    outside = joined["turn_end"].isna() | (joined["start"] >= joined["turn_end"].fillna(-1).astype("int64"))
    joined.loc[outside, ["turn_id", "speaker", "role", "stimulus_id"]] = None
    return joined.sort_values("order", ignore_index=True).drop(columns=["order", "turn_start", "turn_end"])
