"""A study's own claims: counted, found and filled, or refused with file, line and name."""

from __future__ import annotations

import pandas as pd
import pytest

from verko.coding.material import Material
from verko.errors import ManyProblems
from verko.evidence import Evidence, read_evidence
from verko.evidence.declared_claims import record_claims
from verko.hashing import text_hash
from verko.store import Store
from verko.study import load_study

TEXTS = {"R01": "Toinen tietää mistä puhutaan. Niin just.", "R02": "Se joka kantaa, se väsyy. Niin just."}
NUMBERS = "numbers:\n  interviews.peer: {code: U1}\n"
QUOTES = "quotes:\n  interviews.knows: {document: R01, words: Toinen tietää}\n"
CLAIM = (
    "claims:\n  interviews.support:\n    fi: Tukea {interviews.peer} ryhmässä.\n    en: Support in {interviews.peer}.\n"
    "    quotes: [interviews.knows]\n    numbers: [interviews.peer]\n"
)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "tables")
    store.write("documents", pd.DataFrame([
        {"document_id": one, "data_set": "groups", "file": f"{one}.md", "format": "md", "language": "fi", "text": text,
         "text_hash": text_hash(text), "characters": len(text), "words": 6, "synthetic": True, "sector": "a"}
        for one, text in TEXTS.items()
    ]))  # fmt: skip
    store.write("turns", pd.DataFrame([
        {"turn_id": f"{one}-1", "document_id": one, "number": 1, "speaker": "A1", "role": "participant", "start": 0,
         "end": len(text), "words": 6} for one, text in TEXTS.items()
    ]))  # fmt: skip
    return store


@pytest.fixture
def own(store):
    coded = pd.DataFrame([
        {"document_id": "R01", "start": 0, "end": 13, "code_id": "U1.1", "theme": "U1", "reference": "R01:KA:1",
         "coding_id": "x", "stimulus_id": "V1", "coder": "KA"},
        {"document_id": "R02", "start": 0, "end": 10, "code_id": "U2", "theme": "U2", "reference": "R02:KA:1",
         "coding_id": "y", "stimulus_id": None, "coder": "KA"},
    ])  # fmt: skip
    codes = pd.DataFrame({"code_id": ["U1", "U1.1", "U2"], "parent_id": [None, "U1", None]})
    people = pd.DataFrame({"document_id": ["R01", "R02"], "participant_id": ["R01-A1", "R02-A1"]})
    stimuli = pd.DataFrame({"stimulus_id": ["V1"]})
    return Material(store.read("documents"), store.read("turns"), people, stimuli, pd.DataFrame(), codes, coded,
                    ["U1", "U2"], "main", True)  # fmt: skip


def declared(tmp_path, store, own, text: str, *, theme: str = "interviews"):
    (tmp_path / "report").mkdir()
    (tmp_path / "report/claims.yml").write_text(text, encoding="utf-8")
    (tmp_path / "study.yml").write_text("title: {fi: T}\nsynthetic: true\n", encoding="utf-8")
    evidence = Evidence(tmp_path / "evidence", "03", store, synthetic=True)
    record_claims(load_study(tmp_path), evidence, own, theme)
    evidence.save()
    return read_evidence(evidence.folder)


def test_a_claim_is_recorded_with_what_carries_it_and_its_numbers_filled_in(tmp_path, store, own):
    recorded = declared(tmp_path, store, own, NUMBERS + QUOTES + CLAIM)
    claim = recorded["claims"]["interviews.support"]
    assert claim["text"] == {"fi": "Tukea 1 ryhmässä.", "en": "Support in 1."}
    assert (claim["quotes"], claim["numbers"]) == (["interviews.knows"], ["interviews.peer"])
    assert recorded["quotes"]["interviews.knows"]["text"] == "Toinen tietää"
    number = recorded["numbers"]["interviews.peer"]
    assert (number["value"], number["denominator"]) == (1, 2)


def test_a_code_counts_with_those_below_it_and_a_stimulus_narrows_the_talk(tmp_path, store, own):
    more = (
        NUMBERS
        + "  interviews.any: {code: [U1, U2]}\n  interviews.after: {code: [U1, U2], after: V1, count: passages}\n"
    )
    numbers = declared(tmp_path, store, own, more)["numbers"]
    assert {name: one["value"] for name, one in numbers.items()} == {
        "interviews.peer": 1, "interviews.any": 2, "interviews.after": 1,
    }  # fmt: skip


def test_claims_of_another_theme_belong_to_another_notebook(tmp_path, store, own):
    assert not declared(tmp_path, store, own, NUMBERS, theme="leadership")["numbers"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("numbers:\n  interviews.x: {code: U9}\n", r"claims\.yml:2: interviews\.x: code 'U9' is not in the codebook"),
        ("numbers:\n  interviews.x: {code: U1, after: V9}\n", "there is no stimulus 'V9'"),
        ("numbers:\n  interviews.x: {code: U1, where: {sector: b}}\n", "no interview has sector 'b'"),
        ("numbers:\n  interviews.x: {code: U1, where: {sector: a}}\n", "fewer than 3 people have sector 'a'"),
        ("numbers:\n  interviews.x: {cod: U1}\n", r"claims\.yml:2: unknown key 'cod' \(did you mean 'code'\?\)"),
        ("quotes:\n  interviews.x: {document: R09, words: a}\n", "'R09' is none of these interviews"),
        ("quotes:\n  interviews.x: {document: R01, words: nobody said}\n", "words do not stand in R01"),
        ("quotes:\n  interviews.x: {document: R01, words: n}\n", "stand in several places of R01"),
        ("quotes:\n  interviews.x: {coding: 'R01:KA:9'}\n", "no coding has the reference"),
        ("quotes:\n  interviews.x: {document: R01}\n", "give document and words, or a coding"),
        ("quotes:\n  Quote: {document: R01, words: a}\n", "'quotes.Quote' is no name for evidence"),
        (QUOTES + CLAIM, r"claims\.yml:4: interviews\.support: the sentence names the number 'interviews.peer'"),
        (NUMBERS + CLAIM, "leans on 'interviews.knows', not among the quotes recorded"),
        ("claims:\n  interviews.x: {fi: a, en: b}\n", "rests on nothing"),
        ("- a\n", "holds no keys"),
    ],
)
def test_what_cannot_be_counted_found_or_filled_is_refused_by_its_place(tmp_path, store, own, text, message):
    with pytest.raises(Exception, match=message) as caught:
        declared(tmp_path, store, own, text)
    assert "nobody said" not in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path, store, own):
    text = "numbers:\n  interviews.a: {code: U8}\n  interviews.b: {code: U9}\n"
    with pytest.raises(ManyProblems) as caught:
        declared(tmp_path, store, own, text)
    assert len(caught.value.problems) == 2
