"""A study's own lists of words: stop words added and taken away, lemmas corrected, mistakes named."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from verko.errors import FileProblem
from verko.language import lemmatiser, stop_words
from verko.language.lemmas import use_words
from verko.study.files import word_files


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Callable[[str, str], Path]]:
    """Write one list of the study; afterwards no study's lists hold any more."""

    def write(name: str, text: str) -> Path:
        (tmp_path / "words").mkdir(exist_ok=True)
        (tmp_path / "words" / name).write_text(text, encoding="utf-8")
        return tmp_path

    yield write
    use_words(None)


def content(text: str, language: str = "fi") -> list[str]:
    return [found.lemma for found in lemmatiser(language).content(text)]


def test_a_word_on_the_list_is_counted_no_more(study):
    assert content("Asiakas sai tukea.") == ["asiakas", "tuki"]
    use_words(study("stop_words_fi.txt", "# not telling here\nasiakas\n"))
    assert content("Asiakas sai tukea.") == ["tuki"]


def test_a_word_after_a_minus_is_counted_after_all(study):
    assert "mean" not in content("I mean it", "en")
    use_words(study("stop_words_en.txt", "-mean"))
    assert "mean" in content("I mean it", "en")


def test_a_corrected_lemma_holds_and_is_not_remembered_for_others(study):
    use_words(study("lemmas_fi.tsv", "koke\tkokemusasiantuntija\n"))
    assert content("Koke kertoi.") == ["kokemusasiantuntija", "kertoa"]
    use_words(None)
    assert content("Koke kertoi.") != ["kokemusasiantuntija", "kertoa"]


def test_the_lists_of_another_study_are_forgotten(study, tmp_path_factory):
    use_words(study("stop_words_fi.txt", "asiakas"))
    use_words(tmp_path_factory.mktemp("other"))
    assert "asiakas" not in stop_words("fi")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("stop_words_fi.txt", "yksi\nkaksi sanaa\n", r"stop_words_fi\.txt:2: holds more than one word"),
        ("lemmas_fi.tsv", "koke kokemusasiantuntija\n", r"lemmas_fi\.tsv:1: is no correction"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_named(study, name, text, said):
    with pytest.raises(FileProblem, match=said):
        use_words(study(name, text))


def test_a_list_that_is_not_utf_8_is_named(study, tmp_path):
    folder = study("stop_words_fi.txt", "")
    (folder / "words" / "stop_words_fi.txt").write_bytes("työ".encode("cp1252"))
    with pytest.raises(FileProblem, match="not UTF-8"):
        use_words(folder)


def test_counts_depend_on_every_list(study):
    study("lemmas_fi.tsv", "")
    folder = study("stop_words_sv.txt", "")
    assert [path.name for path in word_files(folder)] == ["stop_words_sv.txt", "lemmas_fi.tsv"]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_each_list_is_small_letters_without_repeats(language):
    assert all(word == word.casefold() for word in stop_words(language))
    assert len(stop_words(language)) > 100
