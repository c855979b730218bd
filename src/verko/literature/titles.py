"""Titles: folded to a form in which two databases write them alike, and what kind of text they tell of."""

from __future__ import annotations

import re
import unicodedata

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_APPENDED = re.compile(
    r"\s*(?:\[\s*(?:erratum|comment|republished|retraction|see comment|reprint)|<original>).*$",
    re.IGNORECASE | re.DOTALL,
)
_GENERIC = re.compile(
    r"^(?:guest |from the |an? )?(?:editor|editorial|introduction|introducing|preface|foreword|letter|commentary"
    r"|comment|news|book review|review|index|contents|table of contents|abstracts?|remarks|welcome|message|announcement"
    r"|acknowledge?ment|reply|response|in this issue|special issue|proceedings|call for papers|obituary|keynote)\b"
    r"|special issue|minitrack|\beditors? (?:comments?|note|remarks)|from the editor"
)
_NOT_WORD = re.compile(r"[^0-9a-z\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u3040-\u9fff\uac00-\ud7af]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_AMENDS = re.compile(
    r"^\W*(?:(?:author|publisher|editorial)\W+)?(?:erratum|errata|corrigend(?:um|a)|correction|corrected|addendum"
    r"|retract(?:ion|ed)|expression of concern|withdrawn|removed)\b(?=\W|$)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^\W*(?:re|reply|response|authors?'?s? (?:reply|response)|comments?(?:ary)?|letter|editorial|invited commentary"
    r"|in reply)\b(?=\s*(?::|to\b|on\b|by\b|from\b|$))|\b(?:authors?'? (?:reply|response)|reply)\W*$",
    re.IGNORECASE,
)


def amends(raw_title: str, kind: str) -> bool:
    """Whether this is an erratum, correction or retraction of something, by its kind or the start of its title.

    Not by its end: databases add `[Erratum appears in ...]` to the title of the article itself.

    >>> amends("Erratum: Peers at work", "article"), amends("Peers at work [Erratum appears in 2015]", "article")
    (True, False)
    """
    return kind == "correction" or bool(_AMENDS.match(raw_title))


def answers(raw_title: str) -> bool:
    """Whether this is a reply, comment or letter on something.

    >>> answers("Reply to: Peers at work"), answers("Response of families to peers")
    (True, False)
    """
    return bool(_ANSWERS.search(raw_title))


def recurs(title: str) -> bool:
    """Whether many publications have such a folded title: it is very short, or it names a kind of text.

    >>> recurs("editorial introduction"), recurs("peer support among parents")
    (True, False)
    """
    words = title.split()
    return len(words) < 3 or (len(words) < 10 and bool(_GENERIC.search(title)))


def other_title(raw_title: str) -> str:
    """The title in another language, where the database puts it in brackets after the first; folded.

    >>> other_title("Vertaistuki perheissä [Peer support in the families]")
    'peer support in the families'
    """
    found = _BRACKETED.findall(raw_title) if not raw_title.lstrip().startswith("[") else []
    return next((title for part in found if len((title := folded(part)).split()) > 3), "")


def folded(text: str) -> str:
    """Lower case without accents and signs, words parted by one space.

    >>> folded("Äidit & isät: Vertais-tuki (2014)")
    'aidit and isat vertais tuki 2014'
    """
    text = text.replace("&", " and ").casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text).strip()


def folded_title(title: str) -> str:
    """The title to compare: folded, without what databases add in brackets, before it or after it.

    >>> folded_title("Efficacy of batroxobin. [Chinese]"), folded_title("[Help among peers] LA: Fin")
    ('efficacy of batroxobin', 'help among peers')
    >>> folded_title("Memory: robustness of outcome.[Erratum appears in Brain Injury 2011")
    'memory robustness of outcome'
    """
    whole = _APPENDED.sub("", title.strip().strip('"')).strip()
    if whole.startswith("["):
        return folded(_inside(whole))
    return folded(_BRACKETED.sub(" ", whole)) or folded(whole) or folded(title)


def _inside(text: str) -> str:
    """What stands inside the bracket that opens the text; the whole text where it is never closed."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return text[:place]
    return text
