"""Text that comes from material, written so that Markdown shows exactly that text and nothing else.

Every ASCII sign that Markdown, Quarto or YAML could read as syntax becomes a numeric character
reference (`&#42;` for `*`). Pandoc turns it back into the sign and never reads it as markup, so a
heading, a pipe, a script, a shortcode or a citation key inside a quote is only text.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN_SIGNS = frozenset(",;/? ")
_INSIDE_A_WORD = frozenset(".-")
_BRACES = re.compile(r"(?<=\{)(?=\{)|(?<=\})(?=\})")
_WORD_IN_BRACES = re.compile(r"(?<!\S)(?=\{)")
_BREAKS = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")


def plain_line(text: str) -> str:
    """`text` on one line: runs of blanks and line breaks become one space, control characters go.

    Hard spaces within the line stay, since they are part of a number or a unit.

    >>> plain_line("one\\n  two\\x00")
    'one two'
    """
    kept = "".join(" " if _BREAKS.fullmatch(sign) else sign for sign in text if _shown(sign))
    return _BREAKS.sub(" ", kept).strip()


def markdown_text(text: str) -> str:
    """One line of Markdown that reads back as `plain_line(text)`.

    >>> markdown_text("a|b *c* 3.5")
    'a&#124;b &#42;c&#42; 3.5'
    >>> markdown_text("{{< var x >}}")
    '&#123;&#123;&#60; var x &#62;&#125;&#125;'
    """
    line = plain_line(text)
    return "".join(_sign(line, index) for index in range(len(line)))


def metadata_text(text: str) -> str:
    """`text` as Markdown for a title, a variable or an attribute, neighbouring braces parted by a word joiner.

    Quarto looks for shortcodes there once more, after it has read the character references.
    The word joiner is invisible.

    >>> metadata_text("{{<").count("\u2060")
    1
    """
    return markdown_text(_BRACES.sub("\u2060", text))


def caption_text(text: str) -> str:
    """`text` as Markdown for a table's caption, a word joiner before any word that begins with a brace.

    Quarto takes such a word, even when it is escaped, for the beginning of the caption's id.

    >>> caption_text("a {b} c{d}").count("\u2060")
    1
    """
    return markdown_text(_WORD_IN_BRACES.sub("\u2060", text))


def attribute_text(text: str) -> str:
    """`text` as the value of a quoted Markdown attribute, the quotation marks included.

    >>> attribute_text('say "hi"')
    '"say &#34;hi&#34;"'
    """
    return f'"{metadata_text(text)}"'


def _shown(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category not in {"Cc", "Cs"} or bool(_BREAKS.fullmatch(sign))


def _sign(line: str, index: int) -> str:
    sign = line[index]
    if not sign.isascii() or sign.isalnum() or sign in _PLAIN_SIGNS:
        return sign
    if sign == "%" and index:
        return sign
    if sign in _INSIDE_A_WORD and _letter(line, index - 1) and _letter(line, index + 1):
        return sign
    return f"&#{ord(sign)};"


def _letter(line: str, index: int) -> bool:
    return 0 <= index < len(line) and line[index].isalnum()
