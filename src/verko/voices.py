"""Who speaks on a web page: the organisation as "we", somebody as "I", somebody quoted; is the reader addressed.

Told by the words themselves: pronouns in all their forms, and in Finnish verbs and nouns in -mme. A page may have
several voices, and one without any is written impersonally.
"""

from __future__ import annotations

import re

import pandas as pd

VOICES: dict[str, dict[str, str]] = {
    "we": {"fi": "organisaatio puhuu me-muodossa", "en": "the organisation speaks as we"},
    "you": {"fi": "lukijaa puhutellaan", "en": "the reader is addressed"},
    "one": {"fi": "joku puhuu minä-muodossa", "en": "somebody speaks as I"},
    "quoted": {"fi": "sivulla on lainattua puhetta", "en": "somebody is quoted"},
    "impersonal": {"fi": "sivu on kirjoitettu ilman puhujaa", "en": "the page is written without a speaker"},
}
_WORDS = {
    "fi": {
        "we": r"me|mei(?:dän|tä|lle|llä|ltä|stä|hin|ssä|dät)|\w{3,}mme(?:kin|kään)?",
        "you": r"sinä|sinu(?:n|a|lle|lla|lta|sta|un|ssa|t)|te|tei(?:dän|tä|lle|llä|ltä|stä|hin|ssä|dät)",
        "one": r"minä|minu(?:n|a|lle|lla|lta|sta|un|ssa|t)",
    },
    "en": {"we": r"we|us|our|ours", "you": r"you|your|yours", "one": r"(?-i:I)|me|my|mine"},
}
_QUOTED = re.compile(r"[”“\"»«]\s*(\w[^”“\"»«]{15,400})[”“\"»«]")


def voices_of(text: str, language: str) -> list[str]:
    """The voices of one page, `impersonal` where there is none.

    >>> voices_of("Autamme perheitä. Tule sinäkin, sinulle on paikka.", "fi")
    ['we', 'you']
    >>> voices_of("Ryhmä kokoontuu kerran viikossa.", "fi")
    ['impersonal']
    """
    patterns = _WORDS.get(language, _WORDS["en"])
    quotes = _QUOTED.findall(text)
    own = _QUOTED.sub(" ", text)
    found = [voice for voice, words in patterns.items() if re.search(rf"\b(?:{words})\b", own, re.IGNORECASE)]
    return (found + ["quoted"] * bool(quotes)) or ["impersonal"]


def voices_table(pages: pd.DataFrame) -> pd.DataFrame:
    """On how many pages each voice is heard: columns voice_fi, voice_en, pages, share (0 to 1); none heard is left out.

    pages: with columns text and language. A page with two voices counts in both.
    """
    heard = [voices_of(row.text, row.language) for row in pages[["text", "language"]].itertuples(index=False)]
    rows = [
        {"voice_fi": words["fi"], "voice_en": words["en"], "pages": count, "share": count / len(pages)}
        for voice, words in VOICES.items() if (count := sum(voice in page for page in heard))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["voice_fi", "voice_en", "pages", "share"])
