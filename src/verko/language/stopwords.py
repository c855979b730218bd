"""Our own short lists of function words in Finnish and English, and the language a text is likely to be in."""

from __future__ import annotations

from functools import cache
from importlib import resources

from verko.language.tokens import words

LANGUAGES = ("fi", "en")


@cache
def stop_words(language: str) -> frozenset[str]:
    """The function words of a language, small letters; the list is `stop_words_<language>.txt` beside this file.

    >>> "että" in stop_words("fi"), "the" in stop_words("en")
    (True, True)
    """
    listed = resources.files("verko.language").joinpath(f"stop_words_{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())


def is_stop_word(word: str, language: str) -> bool:
    """True for a function word of the language; digits alone count as such, since they carry no topic.

    >>> is_stop_word("Että", "fi"), is_stop_word("vertainen", "fi"), is_stop_word("2021", "en")
    (True, False, True)
    """
    return word.casefold() in stop_words(language) or not any(sign.isalpha() for sign in word)


def language_of(text: str) -> str | None:
    """fi or en by the function words of the first part of a text; None where neither is plainly ahead.

    >>> language_of("Tämä on se sivu, jossa kerrotaan, että ryhmä on auki."), language_of("10 12 14")
    ('fi', None)
    """
    told = [token.text.casefold() for token in words(text[:20_000])]
    finnish, english = (sum(word in stop_words(language) for word in told) for language in LANGUAGES)
    if max(finnish, english) < 3 or max(finnish, english) < 1.5 * min(finnish, english):
        return None
    return "fi" if finnish > english else "en"
