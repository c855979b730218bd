"""GRIPP2, the model card and the plain-language page say what the record says, with its ids, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.codevelopment.records import changed, good, read
from verko.codevelopment import Record
from verko.codevelopment.documents import write_documents
from verko.codevelopment.gripp2 import LONG, SHORT, gripp2, item_table
from verko.codevelopment.impact_document import impact_csv, impact_document
from verko.codevelopment.model_card import model_card
from verko.codevelopment.plain_page import hard_sentences, plain_page
from verko.intake import codevelopment, questionnaire
from verko.study import load_study


def test_gripp2_has_its_items_and_every_statement_its_evidence(tmp_path):
    record = read(tmp_path, good())
    assert (len(SHORT), len(LONG)) == (5, 34)
    for document in (gripp2(record), gripp2(record, long=True)):
        statements = [statement for section in document.sections for statement in section.statements]
        assert statements
        assert all(statement.evidence and all(statement.text.values()) for statement in statements)


def test_an_item_without_entries_says_so_and_stays_in_the_table():
    document = gripp2(Record({}))
    assert "for the authors to write" in document.to_markdown("en", synthetic=False)
    assert item_table(document)["statements"].tolist() == [0] * 5


def test_the_page_tells_what_was_said_what_changed_and_why_not(tmp_path):
    tables = changed(good(), "contribution", 7, text_summary_fi="Kokous pitää olla illalla")
    page = plain_page(read(tmp_path, tables)).to_markdown("fi", synthetic=True)
    refused = page.partition("## Tämä ei muuttunut")[2].partition("##")[0]
    assert "**Te sanoitte:** Kokous pitää olla illalla. (tunnus: C32)" in refused
    assert "**Syy:** Laki estää. (tunnus: CH2)" in refused
    assert "SYNTEETTINEN" in page


def test_what_professionals_said_is_not_put_in_the_mouths_of_experts(tmp_path):
    tables = changed(good(), "contribution", 7, actor_id="A1", text_summary_fi="Laki määrää tästä")
    page = plain_page(read(tmp_path, tables)).to_markdown("fi", synthetic=False)
    assert "**Muut sanoivat:** Laki määrää tästä." in page
    assert "**Te sanoitte:** Laki määrää tästä" not in page


def test_long_sentences_are_named_for_a_person_to_shorten(tmp_path):
    long = "Tämä on aivan liian pitkä lause jotta kukaan voisi lukea sen helposti ja ymmärtää"
    page = plain_page(read(tmp_path, changed(good(), "change", 2, change_fi=long)))
    assert any(evidence.startswith("CH1") and long in sentence for evidence, sentence in hard_sentences(page))


def test_the_model_card_keeps_the_template_s_order_and_tells_what_is_empty(tmp_path):
    card = model_card(read(tmp_path, changed(good(), "model_card", 9, value_fi="")))
    ids = [section.id for section in card.sections]
    assert ids[:4] == ["name", "short_description", "implementer", "areas"]
    assert (
        "kirjoittajat täydentävät" in card.to_html("fi", synthetic=False).partition("perusidea")[2].partition("<h2")[0]
    )


def test_what_people_wrote_cannot_become_markup(tmp_path):
    tables = changed(good(), "process", 2, goal_fi="<script>alert(1)</script> *ja* [linkki](x)")
    document = gripp2(read(tmp_path, tables))
    assert "<script>" not in document.to_html("fi", synthetic=False)
    assert r"\<script\>" in document.to_markdown("fi", synthetic=False)


def test_documents_are_written_in_each_language_and_the_same_each_time(tmp_path):
    record = read(tmp_path / "study", good())
    made = write_documents(tmp_path / "out", [gripp2(record)], languages=("fi", "en"), synthetic=True)
    assert made == ["gripp2-short.fi.md", "gripp2-short.fi.html", "gripp2-short.en.md", "gripp2-short.en.html",
                    "gripp2-short.json", "index.fi.html", "index.en.html"]  # fmt: skip
    first = {name: (tmp_path / "out" / name).read_bytes() for name in made}
    write_documents(tmp_path / "out", [gripp2(record)], languages=("fi", "en"), synthetic=True)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in made} == first
    assert json.loads(first["gripp2-short.json"])["synthetic"] is True


def test_an_answer_in_plain_language_stands_for_the_change_and_its_reason(tmp_path):
    tables = changed(good(), "change", 2, change_fi="Hallinnollinen muutos", reason_fi="Syystä", plain_fi="Näin kävi")
    page = plain_page(read(tmp_path, tables)).to_markdown("fi", synthetic=False)
    accepted = page.partition("## Tämä muuttui")[2].partition("##")[0]
    assert "**Nyt:** Näin kävi. (tunnus: CH1)" in accepted
    assert "Hallinnollinen" not in accepted
    assert "Syystä" not in accepted


def test_the_impact_log_tells_each_change_with_its_ids_and_is_safe_in_a_spreadsheet(tmp_path):
    tables = changed(good(), "change", 2, change_fi='=HYPERLINK("x")', reason_fi="+358")
    record = read(tmp_path, tables)
    log = impact_document(record)
    assert [section.id for section in log.sections] == ["CH1", "CH2"]
    assert all(statement.evidence for section in log.sections for statement in section.statements)
    assert "Tuotos" not in log.to_markdown("en", synthetic=False)
    cells = next(csv.reader(io.StringIO(impact_csv(record, "fi").split("\n", 1)[1])))
    assert '\'=HYPERLINK("x")' in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_every_statement_of_every_document_of_the_example_has_its_ids(example_record):
    documents = [plain_page(example_record), gripp2(example_record), gripp2(example_record, long=True),
                 impact_document(example_record), model_card(example_record)]  # fmt: skip
    known = known_ids(example_record)
    for document in documents:
        for section in document.sections:
            for statement in section.statements:
                assert statement.evidence, (document.name, section.id)
                rows = [
                    name for name in statement.evidence if not name.startswith("codevelopment.") and ":" not in name
                ]
                assert set(rows) <= known


def test_the_example_s_plain_page_has_no_answer_that_is_hard_to_read(example_record):
    own = {row["id"] for row in example_record.rows("contribution")}
    hard = [
        (ids, sentence) for ids, sentence in hard_sentences(plain_page(example_record)) if ids.split(", ")[0] not in own
    ]
    assert hard == []


def known_ids(record: Record) -> set[str]:
    return {str(name) for table in record.tables.values() if "id" in table for name in table["id"]}


@pytest.fixture(scope="module")
def example_record() -> Record:
    study = load_study(Path(__file__).parents[2] / "data" / "example")
    readings = (
        codevelopment.read(study, study.sets("codevelopment")),
        questionnaire.read(study, study.sets("feedback")),
    )
    tables = {name: frame for reading in readings for name, frame in reading.tables.items()}
    return Record(tables, True, study.privacy.k).only("yhteiskehittaminen")
