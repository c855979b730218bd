"""Tables of the process and its impact as a report shows them: terms in both languages, small cells as `< k`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from verko.codevelopment.course import phases, roles
from verko.codevelopment.impact import OTHER, OUTCOMES, impact_log, outcomes_by
from verko.codevelopment.record import Record, items
from verko.tables.vocabularies import term

LANGUAGES = ("fi", "en")
_OTHER = {"fi": "muu taho", "en": "other party"}


def kind_name(kind: str, language: str) -> str:
    """The term of a kind of actor, or of the other parties that are too few to be told apart.

    >>> kind_name("johto", "en"), kind_name("muu_taho", "fi")
    ('management', 'muu taho')
    """
    return _OTHER[language] if kind == OTHER else term("actor_kind", kind, language)


def in_both(values: Iterable[Any], name: str, vocabulary: str) -> dict[str, list[str]]:
    """Columns `<name>_fi` and `<name>_en` with the terms of values, lists of them joined by commas."""
    written = list(values)
    return {
        f"{name}_{language}": [
            ", ".join(_term(vocabulary, item, language) for item in items(value)) for value in written
        ]
        for language in LANGUAGES
    }


def _term(vocabulary: str, value: str, language: str) -> str:
    return kind_name(value, language) if vocabulary == "actor_kind" else term(vocabulary, value, language)


def either(frame: pd.DataFrame, name: str) -> dict[str, pd.Series]:
    """Columns `<name>_fi` and `<name>_en` where what is missing in one language is given in the other."""
    pairs = list(zip(frame[f"{name}_fi"], frame[f"{name}_en"], strict=True))
    chosen = [[next((text for text in order if isinstance(text, str) and text), "") for order in (pair, pair[::-1])]
              for pair in pairs]  # fmt: skip
    return {
        f"{name}_{lang}": pd.Series([both[at] for both in chosen], index=frame.index, dtype="str")
        for at, lang in enumerate(LANGUAGES)
    }


def phase_table(record: Record) -> pd.DataFrame:
    """T11: the phases in the order they were gone through."""
    table = phases(record)
    names = {f"name_{lang}": table["phase"] + " " + table[f"name_{lang}"] for lang in LANGUAGES}
    return table.assign(**names)


def role_table(record: Record) -> pd.DataFrame:
    """T12: kinds of actor, how many, what they carried and brought; `< k` where they are few."""
    table = roles(record)
    few = f"< {record.k}"
    return table.drop(columns="kind").assign(
        kind_fi=table["name_fi"], kind_en=table["name_en"],
        people=[few if row.few else str(row.people) for row in table.itertuples()],
        contributions=["–" if row.few or row.kind in record.hidden_kinds else str(row.contributions)
                       for row in table.itertuples()],
    )  # fmt: skip


def precondition_table(record: Record) -> pd.DataFrame:
    """Structural preconditions, their state and how it shows."""
    table = record["precondition"]
    return pd.DataFrame(
        in_both(table["type"], "precondition", "precondition")
        | in_both(table["status"], "status", "fulfilment") | either(table, "evidence")
    )  # fmt: skip


def outcome_table(traced: pd.DataFrame) -> pd.DataFrame:
    """How contributions were answered, by kind of knowledge and then by kind of actor; the counts of the flow figure.

    Columns brought_by in both languages, one column an outcome, all. Contributions are counted, never people.
    """
    parts = []
    for column, vocabulary in (("knowledge_type", "knowledge"), ("shown_kind", "actor_kind")):
        table = outcomes_by(traced, column)
        parts.append(table.drop(columns=column).assign(**in_both(table[column], "brought_by", vocabulary)))
    return pd.concat(parts, ignore_index=True)


def trace_table(traced: pd.DataFrame, *, most: int | None = None) -> pd.DataFrame:
    """Contributions and what became of each; the kind of the one who brought it, never an id of a person.

    most: only so many, the earliest first.
    """
    table = traced.sort_values(["date", "contribution_id", "change_id"], kind="stable", ignore_index=True).head(most)
    outcomes = {f"outcome_{lang}": [OUTCOMES[value][lang] for value in table["outcome"]] for lang in LANGUAGES}
    return table[["contribution_id", "date", "change_id", "version", "days"]].assign(
        **in_both(table["shown_kind"], "kind", "actor_kind"),
        **in_both(table["knowledge_type"], "knowledge", "knowledge"),
        **either(table, "text"), **outcomes, **either(table, "reason"),
    )  # fmt: skip


def change_table(record: Record) -> pd.DataFrame:
    """The impact log: proposals, decisions, reasons, and the contributions that led to them."""
    table = impact_log(record)
    if table.empty:
        return table
    lists = {name: table[column].str.replace("|", ", ") for name, column in
             (("contributions", "contributions"), ("outputs", "output_ids"))}  # fmt: skip
    return table[["change_id", "version_from", "version_to", "decided_on"]].assign(
        **either(table, "change"), **in_both(table["decision"], "decision", "decision"), **either(table, "reason"),
        **in_both(table["decided_by_kind"], "decided_by", "actor_kind"),
        **in_both(table["kinds"], "kind", "actor_kind"),
        **lists, version=table["version_from"].astype(str) + " → " + table["version_to"].astype(str),
    )  # fmt: skip


def version_table(record: Record) -> pd.DataFrame:
    """Versions of the synthesis: what each says, what it came from, and to whom it was returned."""
    table = record["synthesis"].sort_values(["process_id", "version"], ignore_index=True)
    to_kinds = record["return"].groupby("synthesis_id")["to_kind"].agg(lambda kinds: "|".join(dict.fromkeys(kinds)))
    returned = [to_kinds.get(version) for version in table["id"]]
    changes = record["change"]["synthesis_to"].value_counts()
    return table[["id", "process_id", "version"]].assign(
        **either(table, "summary"), **in_both(returned, "returned_to", "actor_kind"),
        contributions=[len(items(written)) for written in table["from_contribution_ids"]],
        changes=table["id"].map(changes).fillna(0).astype(int),
    )  # fmt: skip


def review_table(record: Record) -> pd.DataFrame:
    """What effect the parties say the knowledge had, how sure they are, and the changes that show it."""
    table = record["impact_review"]
    return table[["id"]].assign(
        **in_both(table["actor_kind"], "kind", "actor_kind"), **either(table, "claimed_effect"),
        **in_both(table["confidence"], "confidence", "confidence"),
        effect=[", ".join(items(written)) or "–" for written in table["evidence_change_ids"]],
    )  # fmt: skip


def output_table(record: Record) -> pd.DataFrame:
    """What came out, when it was published, and how the makers are named."""
    table = record["output"]
    return table[["id", "published_on"]].assign(
        **either(table, "title"), **in_both(table["kind"], "kind", "output_kind"),
        **in_both(table["credit_form"], "credit", "credit"),
    )  # fmt: skip


def step_table(record: Record) -> pd.DataFrame:
    """What is to be done next, by whom and by when."""
    table = record["next_step"].sort_values(["due", "id"], ignore_index=True)
    return table[["id", "due"]].assign(
        **_renamed(either(table, "text"), "what"), **in_both(table["owner_kind"], "owner", "actor_kind")
    )


def exchange_table(record: Record) -> pd.DataFrame:
    """Practices between organisations, by type of organisation and never by name, and what became of each."""
    table = record["peer_exchange"]
    org_type = dict(zip(record["organisation"]["id"], record["organisation"]["org_type"], strict=True))
    return table[["id"]].assign(
        **in_both(table["giver_org"].map(org_type), "giver", "org_type"),
        **in_both(table["receiver_org"].map(org_type), "receiver", "org_type"),
        **either(table, "practice"), **in_both(table["status"], "status", "exchange"), **either(table, "result"),
    )  # fmt: skip


def check_table(summary: pd.DataFrame) -> pd.DataFrame:
    """The checks, what came of each, and the reason where the study has tuned one."""
    asked = {f"asked_{lang}": summary[f"title_{lang}"] + summary["reason"].map(lambda why: f" ({why})" if why else "")
             for lang in LANGUAGES}  # fmt: skip
    kept = [f"{name}_{lang}" for name in ("level", "outcome") for lang in LANGUAGES]
    return summary[["check", "findings", *kept]].assign(**asked)


def finding_table(findings: pd.DataFrame, checks: Iterable[Any]) -> pd.DataFrame:
    """What the checks found, where, and what to do about it."""
    todo = {check.id: check.todo for check in checks}
    rows = [f", rivi {row}" if pd.notna(row) else "" for row in findings["row"]]
    files = findings["file"].fillna(findings["table"])
    return findings[["check", "id"]].assign(
        place_fi=files + rows, place_en=[place.replace("rivi", "row") for place in files + rows],
        what_fi=findings["what_fi"], what_en=findings["what_en"],
        **{f"todo_{lang}": [todo[check][lang] for check in findings["check"]] for lang in LANGUAGES},
    )  # fmt: skip


def _renamed(columns: dict[str, pd.Series], name: str) -> dict[str, pd.Series]:
    return {f"{name}_{column[-2:]}": values for column, values in columns.items()}
