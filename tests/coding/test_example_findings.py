"""The example's material and claims: what its README promises, checked on the files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from verko.intake.qda.locate import Locator
from verko.intake.qda.qdpx import read_qdpx
from verko.intake.transcripts import raw_documents
from verko.language.tokens import count_words
from verko.project import project_root
from verko.study import load_study
from verko.study.claims import load_claims

FOLDER = project_root() / "data/example"


@pytest.fixture(scope="module")
def study():
    return load_study(FOLDER)


@pytest.fixture(scope="module")
def texts(study):
    return raw_documents(study, study.sets("transcripts"))


def test_groups_have_700_words_and_managers_400_in_at_least_five_formats(texts):
    words = {name: count_words(text.stored) for name, text in texts.items()}
    assert {name for name, count in words.items() if count < (700 if name.startswith("R") else 400)} == set()
    assert Counter(name[0] for name in words) == {"R": 10, "J": 25}
    assert len({Path(text.file).suffix for text in texts.values()}) >= 5


def test_both_coders_coded_every_interview_in_a_project_of_their_own_and_disagree(texts):
    spans = {}
    for file in sorted((FOLDER / "codings").glob("*.qdpx")):
        project = read_qdpx(file.read_bytes())
        assert {one.coder for one in project.codings} == {file.stem.replace("coder_", "K").upper()}
        assert {one.text for one in project.sources} == {text.stored for text in texts.values()}
        assert {one.source for one in project.codings} == {one.id for one in project.sources}
        spans[file.stem] = {(one.source, one.start, one.end, one.code) for one in project.codings}
    first, second = spans.values()
    assert 0 < len(first & second) < min(len(first), len(second)) * 0.9


def test_every_quote_of_a_claim_stands_in_its_transcript_and_has_an_english_translation(study, texts):
    table = pd.read_csv(FOLDER / "interviews/translations.csv")
    translated = set(zip(table["document"], ["".join(one.split()) for one in table["quote"]], strict=True))
    for name, quote in load_claims(study).quotes.items():
        found = Locator(texts[quote.document].stored).find(quote.words)
        assert found is not None, name
        assert (found.how, found.certain) in (("exact", True), ("spacing", True)), name
        told = (quote.document, "".join(quote.words.split())) in translated
        assert told or (quote.translation is not None and quote.translation.en), name


def test_every_claim_names_what_speaks_against_it_and_every_group_is_quoted(study):
    declared = load_claims(study)
    assert [name for name, claim in declared.claims.items() if not claim.counter] == []
    quoted = {quote.document for quote in declared.quotes.values()}
    assert {f"R{number:02}" for number in range(1, 11)} <= quoted
    used = {one for claim in declared.claims.values() for one in (*claim.quotes, *claim.counter)}
    assert used == set(declared.quotes)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_chapters_show_every_claim_and_every_quote(study, language):
    declared = load_claims(study)
    text = "".join(path.read_text("utf-8") for path in (FOLDER / "report" / language).glob("*.qmd"))
    for kind in ("claims", "quotes"):
        missing = [name for name in getattr(declared, kind) if f"_evidence/{kind}/{name}.md" not in text]
        assert missing == []
