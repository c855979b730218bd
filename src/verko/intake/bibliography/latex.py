"""The LaTeX that databases write into BibTeX fields, as plain text.

Only what stands in bibliographies: accents, special letters, escaped signs, text commands. A bare `%` or `$` stays:
databases do not mean a comment or a formula by it.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "oe": "œ", "OE": "Œ", "ss": "ß", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ldots": "…", "dots": "…",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textregistered": "®", "textcopyright": "©", "texttrademark": "™", "textdegree": "°",
    "pm": "±", "times": "×", "leq": "≤", "geq": "≥", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "mu": "μ",
    "kappa": "κ", "textbackslash": "\\",
}  # fmt: skip
_ACCENTED = re.compile(r"""\\([`'^~="."]|[uvHrcdkb](?=[\s{\\]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))""")
_LETTER = re.compile(r"\\([A-Za-z]+)(?:\{\}|(?=[^A-Za-z])\s?|$)")
_COMMAND = re.compile(r"\\(?:text[a-z]{2}|emph|url|mbox|mathrm|textsuperscript|textsubscript)\s*(?=\{)")


def plain(text: str) -> str:
    """LaTeX to text, braces gone.

    >>> plain(r"{S\\"o}derstr{\\"{o}}m, \\AA sa {\\&} Garc{\\'\\i}a: 50% in {AI}")
    'Söderström, Åsa & García: 50% in AI'
    """
    if "\\" in text:
        text = _ACCENTED.sub(_accented, text)
        text = _COMMAND.sub("", text)
        text = _LETTER.sub(lambda found: _LETTERS.get(found[1], found[0]), text)
        text = re.sub(r"\\([&%$#_{} ,;.\"'/~^-])", r"\1", text)
    text = text.replace("{", "").replace("}", "")
    text = re.sub(r"(?<!-)---?(?!-)", "–", text)
    return unicodedata.normalize("NFC", text)


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found[2] or found[3]) + _ACCENTS[found[1]])
