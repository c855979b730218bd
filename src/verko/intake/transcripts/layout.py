"""What layout has put into a text, taken out and told: line numbers in the margin, lines cut at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import simplemma

from verko.language.stopwords import language_of

_NUMBERED = re.compile(r"[ \t]{0,8}(\d{1,6})(?:[.):]?[ \t]+|[.):]?$)")
_FEWEST = 6  # numbered lines that make a numbered text
_NARROWEST = 60  # characters: shorter lines are no cut paragraphs
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def tidied(text: str) -> tuple[str, list[str]]:
    """The text without line numbers and with its cut lines joined, and a note on each thing done.

    >>> tidied("\\n".join(f"{number} Sana ja toinen." for number in range(1, 8)))[1]
    ['line numbers at 7 lines were left out']
    """
    notes = []
    text, numbered = without_line_numbers(text)
    if numbered:
        notes.append(f"line numbers at {numbered} lines were left out")
    text, joined, width = without_cut_lines(text)
    if joined:
        notes.append(f"paragraphs cut at {width} characters were put together again at {joined} places")
    return text, notes


def without_line_numbers(text: str) -> tuple[str, int]:
    """The text without numbers that count its lines 1, 2, 3 ..., and how many there were; 0 where it has none."""
    lines = text.split("\n")
    found = [(place, match) for place, line in enumerate(lines) if (match := _NUMBERED.match(line))]
    told = sum(1 for line in lines if line.strip())
    if len(found) < max(_FEWEST, told * 0.8):
        return text, 0
    numbers = [int(match[1]) for _, match in found]
    if sum(after == before + 1 for before, after in pairwise(numbers)) < 0.95 * (len(found) - 1):
        return text, 0
    for place, match in found:
        lines[place] = lines[place][match.end() :]
    return "\n".join(lines), len(found)


def without_cut_lines(text: str) -> tuple[str, int, int]:
    """The text with lines joined that a converter cut at a fixed number of characters, often inside a word.

    The answer also tells at how many places, and the width; 0 where nothing was cut. A file is taken for cut when
    no line is wider, at least three have that width (or one less, where a space stood last), and they run on.
    """
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    wide = [place for place, line in enumerate(lines) if len(line) >= width - 1]
    full = [place for place in wide if place + 1 < len(lines) and lines[place + 1].strip()]
    if width < _NARROWEST or len(full) < 3 or len(full) < 0.8 * len(wide):
        return text, 0, 0
    if not any(len(lines[place]) == width and _inside_a_word(lines[place], lines[place + 1]) for place in full):
        return text, 0, 0
    words = Counter(word.casefold() for line in lines if len(line) < width - 1 for word in _FIRST_WORD.findall(line))
    language = language_of(text) or "en"
    kept, joined, last = [lines[0]], 0, len(lines[0])
    for line in lines[1:]:
        if width - 1 <= last <= width and line.strip():
            kept[-1] += _between(kept[-1], line, words, language, cut=last == width) + line.lstrip()
            joined += 1
        else:
            kept.append(line)
        last = len(line)
    return "\n".join(kept), joined, width


def _inside_a_word(line: str, rest: str) -> bool:
    return line[-1:].isalpha() and rest[:1].islower()


def _between(line: str, rest: str, words: Counter[str], language: str, *, cut: bool) -> str:
    """A space, or nothing where the cut went through a word. cut: the line is full: no space stood at its end."""
    if not cut or line[-1:].isspace() or rest[:1].isspace():
        return " "
    left, right = _LAST_WORD.search(line), _FIRST_WORD.match(rest)
    if left is None or right is None:
        return " " if line[-1:] in '.,;:!?…)”"' and rest[:1].isalnum() else ""
    whole = left.group() + right.group()
    both = all(_is_word(part, words, language) for part in (left.group(), right.group()))
    return " " if both and not _is_word(whole, words, language) else ""


def _is_word(word: str, words: Counter[str], language: str) -> bool:
    """Whether a word stands elsewhere in the text, or in a dictionary of its language."""
    return bool(words[word.casefold()]) or (len(word) > 1 and simplemma.is_known(word, lang=language))
