"""The forms of identifiers: one row a rule, its pattern, and what else must hold for a hit."""

from __future__ import annotations

import re
from collections.abc import Callable

_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_WORD = "A-Za-zÅÄÖåäö"
_ROAD = (
    "katu|kadu|tie|tien|kuja|polku|polu|kaari|kaare|raitti|raiti|väylä|ranta|ranna|rinne|rintee|aukio|tori"
    "|puistikko|bulevardi|mäki|mäe|penger|portti|porti|laituri|esplanadi|gatan|vägen|gränden|stigen|street|road|avenue"
)
_DIGIT_WORD = (
    r"(?:nolla|yks[i]?|kaks[i]?|kolme|kol|neljä|nel|viis[i]?|kuus[i]?|seitsemän|seittemän|seiska|kahdeksan|kaheksan"
    r"|kasi|yhdeksän|yheksän|ysi)"
)
_HOUSE = (
    r"(?:lla|llä|lta|ltä|lle|ssa|ssä|sta|stä|n|a|ä|lt|l)?\s\d{1,3}(?:\s?[-–]\s?\d{1,3})?"
    r"(?:\s?[A-Za-z](?![A-Za-zåäö])(?:\s?\d{1,3})?)?(?:,?\sas\.?\s?\d{1,3})?(?![\w.]*\d)"
)
_GAP = r"[ \t\u00a0\-–]"
_NOT_PLATES = frozenset({
    "ISO", "UTF", "DVD", "CSS", "MIT", "PDF", "EAN", "USB", "WHO", "HIV", "RGB", "DIN", "SFS", "SHA", "VAT", "COV",
    "VTT", "DRG", "MLL", "SPR", "THL", "STM", "ICD", "DSM", "RFC", "ASA", "BMI", "EUR",
})  # fmt: skip
_NOT_STREETS = re.compile(r"(?:valta|kanta|seutu|moottori|maan|rauta|yksityis|kehä|kevyen liikenteen )tie", re.I)


def _valid_date(code: str) -> bool:
    return 1 <= int(code[0:2]) <= 31 and 1 <= int(code[2:4]) <= 12


def _checked(code: str) -> bool:
    """The check character of a Finnish identity code: the nine digits modulo 31."""
    return _CHECK_CHARACTERS[int(code[:6] + code[-4:-1]) % 31] == code[-1].upper()


def _is_identity_code(match: re.Match[str]) -> bool:
    """A date, a sign and the right length, or, written loosely (13.10.52 - 930V), the right check character too."""
    code = re.sub(r"[ \t.]", "", match.group())
    if not _valid_date(code):
        return False
    with_sign = len(code) == 11 and match.group()[:6].isdigit() and not match.group()[6].isspace()
    return with_sign or _checked(code)


def _is_iban(match: re.Match[str]) -> bool:
    code = re.sub(r"[\s-]", "", match.group()).upper()
    if code.startswith("FI"):
        return len(code) == 18
    rotated = code[4:] + code[:4]
    return 15 <= len(code) <= 34 and int("".join(str(int(sign, 36)) for sign in rotated)) % 97 == 1


def _is_phone(match: re.Match[str]) -> bool:
    digits = sum(sign.isdigit() for sign in match.group())
    return 7 <= digits <= 15


def _is_plate(match: re.Match[str]) -> bool:
    return match.group().split("-")[0].upper() not in _NOT_PLATES


def _is_ip(match: re.Match[str]) -> bool:
    return all(int(part) < 256 for part in match.group().split("."))


def _is_street(match: re.Match[str]) -> bool:
    return not _NOT_STREETS.match(match.group())


def _always(match: re.Match[str]) -> bool:
    return True


Check = Callable[[re.Match[str]], bool]
_SAID_AT = r"(?:at|ät|ätmerkki|miukumauku)"
_AT = rf"(?:@|\s@\s|\s?[(\[{{<]\s?(?:{_SAID_AT}|a)\s?[)\]}}>]\s?|_at_|\s(?:ät|ätmerkki|miukumauku)\s)"
_DOT = r"(?:\.|\s?\((?:dot|piste)\)\s?|\s?\[(?:dot|piste)\]\s?|\s(?:piste|dot)\s)"
_NOT_A_NAME = (
    r"(?!(?:look|looking|looked|see|found|is|are|was|site|page|pages|available|visit|online|read|work|works) at )"
)
_DASH = "-–—−‐‑‒"
_TENS = (
    r"(?:kaks|kol|kolme|nel|neljä|viis|kuus|seit|seis|kaheksan|kahdeksan|kasi|yheksän|yhdeksän|ysi)"
    r"(?:kytä|kyt|kymmentä)"
)
_ENGLISH_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"

RULES: list[tuple[str, re.Pattern[str], Check]] = [
    (
        "identity_code",
        re.compile(
            rf"(?<!\w)\d\d[ .]?\d\d[ .]?\d\d[ \t]?[{_DASH}+A-FU-Ya-fu-y]?[ \t]?\d{{3}}[0-9A-FHJ-NPR-Ya-fhj-npr-y](?!\w)"
        ),
        _is_identity_code,
    ),
    ("email", re.compile(rf"(?<![\w.])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}", re.I), _always),
    (
        "email",
        re.compile(rf"(?<![\w.]){_NOT_A_NAME}[\w.]{{2,64}} at [\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,3}}", re.I),
        _always,
    ),
    ("url", re.compile(r"\b(?:https?://|www\.)[^\s<>\"'\[\]]+[^\s<>\"'\[\].,;:!?)]", re.I), _always),
    (
        "url",
        re.compile(
            r"(?<![\w@.])[a-zåäö0-9-]{2,63}\.(?:fi|com|org|net|info|eu|io|app|dev|dk|tv)(?:/[^\s<>\"'\[\]]*)?(?!\w)",
            re.I,
        ),
        _always,
    ),
    ("url", re.compile(r"(?<![\w@.])[a-z0-9-]{2,63}\.[a-z]{2,6}/[^\s<>\"'\[\]]*[^\s<>\"'\[\].,;:!?)]", re.I), _always),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[0-9A-Z]{4}){2,7}(?:[ ]?[0-9A-Z]{1,4})?\b"), _is_iban),
    ("iban", re.compile(r"\bfi\d{2}(?:[ -]?\d{4}){3}[ -]?\d{2}\b", re.I), _is_iban),
    (
        "birth_date",
        re.compile(
            r"\b(?:synt\.|syntynyt|syntymäaika\w*|s\.|born):?\s?\d{1,2}(?:[./]\d{1,2}[./]|\.\s\w{3,8}kuuta\s)(?:19|20)?\d{2}(?!\d)",
            re.I,
        ),
        _always,
    ),
    ("birth_date", re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|20)\d{2} (?:syntyn\w+|synt\.)", re.I), _always),
    (
        "phone",
        re.compile(
            rf"(?<![\w.,:/-])(?:\+\d{{1,3}}|00[1-9]\d{{0,2}}|\(?0[1-9]\d{{0,3}}\)?)\d{{0,10}}"
            rf"(?:{_GAP}{{1,3}}\d{{1,9}}|{_GAP}{{0,3}}\(\d{{1,4}}\){_GAP}?\d{{0,9}}){{0,6}}(?![\w:]|\.\d)"
        ),
        _is_phone,
    ),
    ("phone", re.compile(r"(?<![\w.,:/-])0\d\d[./]\d{3}[. -]?\d{3,4}(?![\w.])"), _always),
    ("phone", re.compile(r"\b(?:puh|gsm|tel|p)[.:]{0,2}\s?0\d[\d -]{5,13}\d\b", re.I), _always),
    ("phone", re.compile(r"(?<!\d)(?<!\d )0(?: \d){6,11}(?! ?\d)"), _always),
    ("phone", re.compile(rf"\b(?:{_DIGIT_WORD}[ ,-]{{1,3}}){{6,}}{_DIGIT_WORD}\b", re.I), _always),
    ("phone", re.compile(rf"\bnolla(?:[ ,-]{{1,3}}(?:{_TENS})?(?:{_DIGIT_WORD})?\b){{4,}}", re.I), _always),
    ("phone", re.compile(rf"\b(?:{_ENGLISH_DIGIT}[ ,-]{{1,3}}){{6,}}{_ENGLISH_DIGIT}\b", re.I), _always),
    ("postcode", re.compile(rf"(?<![\w.,])(?:FI-)?\d{{5}},?\s[A-ZÅÄÖ][{_WORD}-]{{2,}}\b"), _always),
    ("postcode", re.compile(r"\bpostinumero\w*:?\s\d{5}\b", re.I), _always),
    ("postcode", re.compile(r"\bPL\s?\d{1,5}(?:,?\s\d{5}\s\w+)?\b"), _always),
    (
        "address",
        re.compile(
            rf"\b[A-ZÅÄÖ][{_WORD}-]{{0,40}}(?:(?:\s[a-zåäö]{{0,20}}|-)?(?:{_ROAD})){_HOUSE}",
        ),
        _is_street,
    ),
    ("address", re.compile(rf"\b[a-zåäö]{{4,40}}(?:katu|kadu|tie|kuja){_HOUSE}"), _is_street),
    ("plate", re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]{3}-\d{1,3}|[a-zåäö]{3}-\d{3})(?![\w-])"), _is_plate),
    (
        "plate",
        re.compile(
            r"\b(?:rekisteri|rekkar|kilvess|kilpi)\w*\W{1,3}(?:(?:on|oli|numero)\W)?[A-ZÅÄÖ]{2,3}[ -]?\d{1,3}\b",
            re.I,
        ),
        _always,
    ),
    ("ip", re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"), _is_ip),
    ("handle", re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{1,28}\w"), _always),
]
"""Category, pattern, check; where two overlap, the earlier one wins."""
