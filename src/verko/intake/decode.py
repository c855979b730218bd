"""Bytes to text: by byte order mark, strict UTF-8, the UTF-16 pattern, then one of few old encodings, and say which.

Statistical guessers are not used: they take Finnish cp1252 for Icelandic Mac and short UTF-8 for Korean. Of the old
encodings (Windows, Mac, DOS) the one is taken in which the bytes beyond ASCII are letters and signs of our languages.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_OLD = ("cp1252", "mac-roman", "cp850")
"""Encodings of files that are not Unicode; the first wins where the letters tell nothing."""
_SAMPLE = 200_000  # bytes looked at to choose among them
_GOOD = re.compile(
    r"[äöåéüæøñèàçšž](?=[a-zäöåéüæøñšž\s.,;:!?)”\"'-]|$)|[ÄÖÅÉÜÆØŠŽ](?=[A-ZÄÖÅa-zäöå\s])|(?<=\s)[ÄÖÅ]"
    r"|[’](?=\w)|[“„‘«](?=\w)|(?<=[\w.,!?…])[”’»]|…|(?<=\s)[–—](?=\s)|(?<=\d)[–°€£](?=\s|\d)|\u00a0"
)
_BROKEN = re.compile(r"Ã[¤¶¥„–…©]|â€[™œ“”¦]")


@dataclass(frozen=True)
class Decoded:
    """Text and the encoding it was read in. certain: False where it was chosen by its letters; notes: what to check."""

    text: str
    encoding: str
    certain: bool
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of `data`, line ends as they stand.

    Raises ValueError with a reason when the bytes are no text (binary, or cut inside a UTF-16 unit).

    >>> [decode("Hyvää päivää".encode(name)).encoding for name in ("utf-8", "cp1252", "mac-roman", "cp850")]
    ['utf-8', 'cp1252', 'mac-roman', 'cp850']
    >>> decode("Hyvää".encode("cp1252")).notes
    ('not UTF-8: read as cp1252, please check the letters ä and ö',)
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
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _nearly_utf8(data, error) or _single_byte(data)
    return Decoded(text, "utf-8", True, _doubly_encoded(text))


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


def _doubly_encoded(text: str) -> tuple[str, ...]:
    """A note where letters stand as two signs each (Ã¤ for ä): saved once in a wrong encoding."""
    broken = len(_BROKEN.findall(text))
    return (f"letters look broken at {broken} places (Ã¤ for ä): export the file again as UTF-8",) if broken > 1 else ()


def _nearly_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 that is cut off inside its last letter, or has a few bytes of Windows text in it; None for other text."""
    if error.end >= len(data) - 3 and error.reason == "unexpected end of data":
        note = "the last letter is cut off: see whether the file is whole"
        return Decoded(data[: error.start].decode("utf-8"), "utf-8", False, (note,))
    whole = data.decode("utf-8", "surrogateescape")
    strangers = sum("\udc80" <= sign <= "\udcff" for sign in whole)
    letters = sum(sign > "\x7f" for sign in whole) - strangers
    if letters < 2 * strangers:
        return None
    mended = "".join(_from_windows(sign) if "\udc80" <= sign <= "\udcff" else sign for sign in whole)
    return Decoded(mended, "utf-8", False, (f"{strangers} letters were not UTF-8 and were read as cp1252: check them",))


def _from_windows(sign: str) -> str:
    return bytes([ord(sign) - 0xDC00]).decode("cp1252", "replace")


def _single_byte(data: bytes) -> Decoded:
    if sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data[:65536]) > len(data[:65536]) // 50:
        raise ValueError("is not text: too many control characters")
    readable = [name for name in _OLD if _reads(data, name)]
    sample = data[:_SAMPLE]
    best = max(readable, key=lambda name: _likeness(sample, name), default="latin-1")
    text = data.decode(best)
    notes = (f"not UTF-8: read as {best}, please check the letters ä and ö", *_doubly_encoded(text))
    return Decoded(text, best, False, notes)


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(data: bytes, encoding: str) -> int:
    """How much more often the bytes beyond ASCII give what our texts hold than what they do not."""
    text = data.decode(encoding, "replace")
    good = len(_GOOD.findall(text))
    return 2 * good - sum(sign > "\x7f" for sign in text)
