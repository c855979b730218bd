"""What a chapter names: numbers, includes, citations, cross references, and what does not belong in a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verko.report.chapters import Chapter, in_code

_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*([^\s>]+)\s*(.*?)\s*>\}\}")
_AT = re.compile(r"(?<![\w/\\.])@\{?([A-Za-z0-9_](?:[\w:.#$%&+?~/-]*\w)?)")
_ATTRIBUTES = re.compile(r"\{([^{}<>]*)\}")
_ID = re.compile(r"(?:^|\s)#([A-Za-z][\w:.-]*)")
_ANCHOR = re.compile(r"\]\(#([^)\s]+)\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_FORMULA = re.compile(r"\$\$.*?(?:\$\$|$)|(?<!\\)\$(?=\S)(?:\\.|[^$\\])*?(?<=\S)\$(?!\d)")
_INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_RAW_INLINE = re.compile(r"`\{=\w+\}")
_RAW_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_RAW_TEX = re.compile(r"(?<!\\)\\[A-Za-z]{2,}")
_CODE_CELL = re.compile(r" {0,3}(?:`{3,}|~{3,})\s*\{(=?)([A-Za-z]\w*)[^}]*\}.*")
_REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|def|exm|exr)-.+")


@dataclass(frozen=True)
class Mention:
    """One thing that one line of a chapter names.

    kind: var, include, shortcode, citation, reference, anchor, id, image, raw or cell.
    """

    kind: str
    name: str
    chapter: Chapter
    line: int

    def problem(self, text: str) -> str:
        """A one-line message with the place of the mention."""
        return self.chapter.at(self.line, text)


def mentions(chapter: Chapter) -> list[Mention]:
    """Everything a chapter names, in order.

    >>> from pathlib import Path
    >>> found = mentions(Chapter(Path("a.qmd"), ("See @tbl-a-b and [@kiili2021], {{< var a.n >}}.",)))
    >>> [(mention.kind, mention.name) for mention in found]
    [('var', 'a.n'), ('reference', 'tbl-a-b'), ('citation', 'kiili2021')]
    """
    found, formula = [], False
    for number, line, code in in_code(chapter.lines):
        pairs = _in_code_block(line) if code else _in_text(f"$${line}" if formula else line)
        formula ^= not code and line.count("$$") % 2 == 1
        found += [Mention(kind, name, chapter, number) for kind, name in pairs]
    return found + [Mention("raw", "a YAML block", chapter, line) for line in _yaml_blocks(chapter)]


def _in_code_block(line: str) -> Iterator[tuple[str, str]]:
    if cell := _CODE_CELL.fullmatch(line):
        yield ("raw", f"a raw {cell[2]} block") if cell[1] else ("cell", cell[2])
    for shortcode in _SHORTCODE.finditer(line):
        yield from _shortcode(shortcode)


def _in_text(line: str) -> Iterator[tuple[str, str]]:
    if _RAW_INLINE.search(line):
        yield "raw", "raw inline text"
    for shortcode in _SHORTCODE.finditer(line):
        yield from _shortcode(shortcode)
    prose = _FORMULA.sub("", _SHORTCODE.sub("", _COMMENT.sub("", _INLINE_CODE.sub("", line))))
    yield from (("image", match[1]) for match in _IMAGE.finditer(prose))
    for match in _AT.finditer(prose):
        yield ("reference" if _REFERENCE.fullmatch(match[1]) else "citation"), match[1]
    yield from (("anchor", match[1]) for match in _ANCHOR.finditer(prose))
    for attributes in _ATTRIBUTES.finditer(prose):
        yield from (("id", match[1]) for match in _ID.finditer(attributes[1]))
    yield from _raw(prose)


def _raw(prose: str) -> Iterator[tuple[str, str]]:
    for match in _RAW_TAG.finditer(prose):
        if "://" not in match[0] and "@" not in match[0]:
            yield "raw", f"the HTML tag {match[0]}"
    for match in _RAW_TEX.finditer(prose):
        yield "raw", f"the TeX command {match[0]}"


def _shortcode(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    name, argument = match[1], match[2].strip("\"'")
    yield (name, argument) if name in {"var", "include"} else ("shortcode", name)


def _yaml_blocks(chapter: Chapter) -> list[int]:
    lines = chapter.lines
    return [
        number
        for number, line, code in in_code(lines)
        if not code and line.rstrip() == "---" and number < len(lines) and re.match(r"[\w-]+\s*:", lines[number])
    ]
