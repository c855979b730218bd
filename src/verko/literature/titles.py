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
    r"^\W*(?:(?:author|authors'?|publisher|editorial|notice of|statement of|partial|editors? note on)\W+)*"
    r"(?:erratum|errata|corrigend(?:um|a)|correction|corrected|addendum|retract(?:ion|ed)|expression of concern"
    r"|withdrawn|withdrawal|removed|removal)\b(?=\W|$)"
    r"|[-\u2010-\u2015:,(]\s*(?:erratum|errata|corrigend(?:um|a)|(?:author |publisher )?correction|addendum)\W*$"
    r"|\((?:[a-z ]+ of )?vol\.? ?\w+, (?:pg|p|art)\.? [^()]*\)\W*$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^\W*(?:re|reply|response|authors?'?s? (?:reply|response)|comments?(?:ary)?|letter|editorial|invited commentary"
    r"|in reply)\b(?=\s*(?::|to\b|on\b|by\b|from\b|$))|\b(?:authors?'? (?:reply|response)|reply)\W*$",
    re.IGNORECASE,
)

_COUNTED = {word: str(number) for number, words in enumerate(
    ("i one first", "ii two second", "iii three third", "iv four fourth", "v five fifth", "vi six sixth",
     "vii seven seventh", "viii eight eighth", "ix nine ninth", "x ten tenth"), start=1,
) for word in words.split()}  # fmt: skip
_LETTERED = {letter: str(number) for number, letter in enumerate("abcde", start=1)}
_NUMBER = rf"\d+|{'|'.join(_COUNTED)}"
_PART = re.compile(
    rf"\b(?:part|pt|osa|osio|del|teil|parte|partie) (?:no )?({_NUMBER}|[a-e])\b"
    r"|\b(?:volume|vol|chapter|paper|report|series|edition|ed|phase|study|stage|type)"
    rf" (?:no )?({_NUMBER})\b|\b({_NUMBER})(?:st|nd|rd|th)? (?:part|edition|ed|osa|painos|update|version)\b"
)
_ROMAN = re.compile(r"\b(ii|iii|vii|viii)\b")
_PREPRINT = re.compile(r"arxiv|medrxiv|biorxiv|psyarxiv|socarxiv|ssrn|preprint|research square|\bosf\b|authorea")


def numbers(title: str) -> tuple[str, ...]:
    """Numbers in a folded title, in order: `part 1` and `part 2` are two publications, and so are `part i` and `ii`.

    >>> numbers("peers at work part ii"), numbers("peers at work part 2"), numbers("peers i rorelse")
    (('2',), ('2',), ())
    """
    text = _PART.sub(lambda found: f" {_counted(found[1] or found[2] or found[3])} ", title)
    return tuple(re.findall(r"\d+", _ROMAN.sub(lambda found: _COUNTED[found[1]], text)))


def part(title: str) -> str:
    """The number of the part, study or edition that a folded title names; empty where it names none.

    >>> part("peers at work part two"), part("peers at work second edition"), part("peers at work in 3 towns")
    ('2', '2', '')
    """
    found = _PART.search(title)
    return _counted(found[1] or found[2] or found[3]) if found else ""


def _counted(word: str) -> str:
    return word.lstrip("0") if word.isdigit() else _COUNTED.get(word) or _LETTERED[word]


def is_preprint(kind: str, venue: str) -> bool:
    """Whether this is a preprint, by its kind or the folded name of where it stands.

    >>> is_preprint("article", "medrxiv the preprint server"), is_preprint("preprint", ""), is_preprint("", "bmj")
    (True, True, False)
    """
    return kind == "preprint" or bool(_PREPRINT.search(venue))


def amends(raw_title: str, kind: str) -> bool:
    """Whether this is an erratum, correction or retraction of something, by its kind, or as its title starts
    or ends.

    Not by what stands in square brackets: databases add `[Erratum appears in ...]` to the title of the article itself.

    >>> amends("Erratum: Peers at work", "article"), amends("Peers at work [Erratum appears in 2015]", "article")
    (True, False)
    >>> amends("Peers at work (vol 12, pg 101, 2014)", "article"), amends("Peers at work - Corrigendum", "article")
    (True, True)
    """
    return kind == "correction" or bool(_AMENDS.search(raw_title))


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
