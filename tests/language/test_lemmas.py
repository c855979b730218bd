"""Lemmas of ordinary and spoken Finnish, and the words that count as content."""

import pytest

from verko.language import concordance, lemmatiser


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("luottamuksen", "luottamus"), ("johtamisesta", "johtaminen"), ("ryhmissä", "ryhmä"),
        ("vanhempien", "vanhempi"),
        ("kokemusasiantuntijoita", "kokemusasiantuntija"), ("vertaisryhmätoimintaan", "vertaisryhmätoiminta"),
        ("mulla", "minä"), ("meijän", "me"), ("EU:n", "eu"), ("lapsille", "lapsi"),
    ],
)  # fmt: skip
def test_common_forms_find_their_lemma(form, lemma):
    assert lemmatiser("fi").lemma(form) == lemma


def test_a_capital_inside_a_sentence_is_a_name():
    found = lemmatiser("fi").lemmas("Ryhmä kokoontui Kuvitteelassa. Kuusi tuli.")
    assert [lemma.lemma for lemma in found][2] == "kuvitteela"


def test_content_leaves_out_function_words_digits_and_what_stands_in_brackets():
    text = "Se on [nimi] ja [puhuu päälle] 12 vertaista ryhmässä."
    assert [found.lemma for found in lemmatiser("fi").content(text)] == ["vertainen", "ryhmä"]


def test_the_concordance_shows_every_form_with_its_place():
    text = "Vertaistuki auttaa. Olen saanut vertaistukea."
    lines = concordance({"W1": text}, "vertaistuki", lemmatiser("fi"))
    assert [text[line.start : line.end] for line in lines.itertuples()] == ["Vertaistuki", "vertaistukea"]


def test_the_analyser_is_on_record():
    assert lemmatiser("fi").backend.startswith("verko-fi ")
    assert "simplemma" in lemmatiser("fi").backend


def test_an_empty_text_has_no_lemmas():
    assert lemmatiser("fi").lemmas("") == []


def test_contexts_are_whole_words_on_one_line():
    text = "Otsikko\n\nVanhemmat saavat ryhmässä vertaistukea\ntoisiltaan ja ohjaajilta."
    (line,) = concordance({"W1": text}, "vertaistuki", lemmatiser("fi"), width=14).itertuples()
    assert (line.left, line.keyword, line.right) == (" ryhmässä ", "vertaistukea", " toisiltaan ja")
