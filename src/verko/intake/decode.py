"""Bytes to text: by byte order mark, strict UTF-8, the UTF-16 pattern, then cp1252, and say which.

Statistical guessers are not used: they take Finnish cp1252 for Icelandic Mac and short UTF-8 for Korean.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Decoded:
    """Text and the encoding it was read in. certain: False where the bytes fit cp1252 only by default."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes) -> Decoded:
    """The text of `data`, line ends as they stand.

    Raises ValueError with a reason when the bytes are no text (binary, or cut inside a UTF-16 unit).

    >>> decode("Hyvää päivää".encode("cp1252"))
    Decoded(text='Hyvää päivää', encoding='cp1252', certain=False)
    >>> decode(b"\\xef\\xbb\\xbfab").encoding
    'utf-8-sig'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding), encoding, True)
    if (wide := _utf16_by_pattern(data)) is not None:
        return Decoded(_strictly(data, wide), wide, True)
    if b"\x00" in data:
        raise ValueError("is not text: it holds NUL bytes")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError:
        return _single_byte(data)


def plain_lines(text: str) -> str:
    """The text with LF line ends and composed characters (NFC): the form in which text is stored.

    >>> plain_lines("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"is not whole {encoding} text: broken at byte {error.start}") from None


def _utf16_by_pattern(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None


def _single_byte(data: bytes) -> Decoded:
    if sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data[:65536]) > len(data[:65536]) // 50:
        raise ValueError("is not text: too many control characters")
    try:
        return Decoded(data.decode("cp1252"), "cp1252", False)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", False)
