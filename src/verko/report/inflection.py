"""Cross references after their own word: Finnish inflects the word, so the reference adds only the number.

"taulukossa @tbl-x" would print "taulukossa Taulukko 2". It becomes "taulukossa [-@tbl-x]", which both
renderers print as "taulukossa 2"; a reference on its own keeps its label.
"""

from __future__ import annotations

import re

_WORDS = {
    "tbl": r"taulu(?:kko|ko|kk|koi)\w*|tables?",
    "fig": r"kuv[aio]\w*|kuvi[eo]?\w*|figures?",
    "sec": r"lu[kv]u\w*|lu[kv]ui\w*|sections?|chapters?",
}
_ID = r"[\w:.-]*\w"
_FIRST = {kind: re.compile(rf"\b((?:{word})\s+)@({kind}-{_ID})", re.IGNORECASE) for kind, word in _WORDS.items()}
_NEXT = {kind: re.compile(rf"(\[-@{kind}-{_ID}\](?:,| ja| sekä| and|–)\s*)@({kind}-{_ID})") for kind in _WORDS}


def after_its_word(text: str) -> str:
    """The text with number-only references after an inflected label; line breaks stay where they are.

    >>> after_its_word("taulukossa @tbl-a ja @tbl-b")
    'taulukossa [-@tbl-a] ja [-@tbl-b]'
    >>> after_its_word("aineistosta (@tbl-a)")
    'aineistosta (@tbl-a)'
    """
    for kind in _WORDS:
        text = _FIRST[kind].sub(r"\1[-@\2]", text)
        while (longer := _NEXT[kind].sub(r"\1[-@\2]", text)) != text:
            text = longer
    return text
