"""Our own short lists of function words in Finnish, English and Swedish, with a study's additions; a text's language.

A study changes a list by a file in its folder, `words/stop_words_fi.txt` (or `_en`, `_sv`): one word a line is left
out of counts too, a word after a minus sign is counted after all, and # begins a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from verko.errors import FileProblem
from verko.language.tokens import words
from verko.study.files import stop_word_files

LANGUAGES = ("fi", "en")

_changes: dict[str, tuple[frozenset[str], frozenset[str]]] = {}


@cache
def listed_stop_words(language: str) -> frozenset[str]:
    """The function words of a language as listed in `stop_words_<language>.txt` beside this file."""
    listed = resources.files("verko.language").joinpath(f"stop_words_{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())


@cache
def stop_words(language: str) -> frozenset[str]:
    """The function words of a language (fi, en, sv), small letters, as the study at work has changed them.

    >>> "että" in stop_words("fi"), "the" in stop_words("en"), "och" in stop_words("sv")
    (True, True, True)
    """
    added, counted = _changes.get(language, (frozenset(), frozenset()))
    return (listed_stop_words(language) | added) - counted


def is_stop_word(word: str, language: str) -> bool:
    """True for a function word of the language; digits alone count as such, since they carry no topic.

    >>> is_stop_word("Että", "fi"), is_stop_word("vertainen", "fi"), is_stop_word("2021", "en")
    (True, False, True)
    """
    return word.casefold() in stop_words(language) or not any(sign.isalpha() for sign in word)


def use_stop_words(folder: Path | None) -> None:
    """From now on count words as the lists in the study's folder say; None: as listed here. Notebooks do so at start.

    Raises FileProblem for a line that holds more than one word.

    >>> import tempfile
    >>> (folder := Path(tempfile.mkdtemp())).joinpath("words").mkdir()
    >>> _ = folder.joinpath("words", "stop_words_fi.txt").write_text("asiakas  # who else\\n-saada\\n")
    >>> use_stop_words(folder)
    >>> is_stop_word("asiakas", "fi"), is_stop_word("saada", "fi")
    (True, False)
    >>> use_stop_words(None)
    """
    _changes.clear()
    for path in stop_word_files(folder) if folder else ():
        added, counted = set(), set()
        for word in _read(path):
            (counted if word.startswith("-") else added).add(word.removeprefix("-"))
        _changes[path.stem.removeprefix("stop_words_")] = frozenset(added), frozenset(counted)
    stop_words.cache_clear()


def _read(path: Path) -> Iterator[str]:
    for number, word in lines_of_list(path):
        if len(word.split()) > 1:
            raise FileProblem(path, number, "holds more than one word: one word a line")
        yield word.casefold()


def lines_of_list(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a study's list with their numbers, without remarks; FileProblem where it is not UTF-8."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FileProblem(path, "", "is not UTF-8: save it as UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        if told := line.split("#")[0].strip():
            yield number, told


def language_of(text: str) -> str | None:
    """fi or en by the function words of the first part of a text; None where neither is plainly ahead.

    >>> language_of("Tämä on se sivu, jossa kerrotaan, että ryhmä on auki."), language_of("10 12 14")
    ('fi', None)
    """
    told = [token.text.casefold() for token in words(text[:20_000])]
    finnish, english = (sum(word in listed_stop_words(language) for word in told) for language in LANGUAGES)
    if max(finnish, english) < 3 or max(finnish, english) < 1.5 * min(finnish, english):
        return None
    return "fi" if finnish > english else "en"
