"""The chapters of a report as written: found, read, and their guards resolved without moving a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verko.errors import FileProblem

CHAPTER_NAME = re.compile(r"\d\d-[a-z0-9_-]+\.qmd")
PART_NAME = re.compile(r"_[a-z0-9_-]+\.(?:qmd|md)")

_HEADING = re.compile(r" {0,3}#{1,6}\s")
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_DIV_OPENS = re.compile(r" {0,3}:{3,}\s*(\{.*\}|[\w-]+)\s*:*\s*")
_DIV_CLOSES = re.compile(r" {0,3}:{3,}\s*")
_GUARD = re.compile(r"\.content-(visible|hidden)\b")
_CONDITION = re.compile(r"\b(when|unless)-meta\s*=\s*[\"']?([^\s\"'}]+)")


@dataclass(frozen=True)
class Chapter:
    """One chapter or part: where it was written, and its lines."""

    path: Path
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_part(self) -> bool:
        """Whether it only appears where another chapter includes it."""
        return self.name.startswith("_")

    @property
    def is_empty(self) -> bool:
        """Whether nothing but headings is left, as when every guard of a chapter is closed."""
        return all(not line.strip() or _HEADING.match(line) for line in self.lines)

    def at(self, line: int, problem: str) -> str:
        """A one-line message about one line, counted from 1."""
        return f"{self.path}:{line}: {problem}"


def read_chapters(sources: Sequence[Path], language: str) -> list[Chapter]:
    """The chapters of one language in order; a later source replaces a chapter of the same name.

    Raises FileProblem when there is none, or when one is not UTF-8.
    """
    found: dict[str, Path] = {}
    for source in sources:
        for path in sorted((source / language).glob("*")):
            if CHAPTER_NAME.fullmatch(path.name) or PART_NAME.fullmatch(path.name):
                found[path.name] = path
    if not any(CHAPTER_NAME.fullmatch(name) for name in found):
        raise FileProblem(sources[0] / language, "", "holds no chapters: they are named like 05-interviews.qmd")
    return [read_chapter(found[name]) for name in sorted(found)]


def read_chapter(path: Path) -> Chapter:
    """One chapter as written; FileProblem when it is not UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(path, "", "is not UTF-8: save it again as UTF-8") from error
    return Chapter(path, tuple(text.splitlines()))


def in_code(lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number and whether it is part of a code block, fences included."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        match = _CODE_FENCE.fullmatch(line)
        if fence:
            yield number, line, True
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
        else:
            fence = match[1] if match else ""
            yield number, line, bool(match)


def resolve_guards(chapter: Chapter, has: Callable[[str], bool]) -> tuple[Chapter, list[str]]:
    """The chapter with closed guards emptied and open guards unwrapped; line numbers stay as written.

    has: whether the evidence that a guard asks for exists, e.g. `interviews.agreement`.
    Returns the problems found too: guards that ask for something else, and divs that do not close.

    >>> lines = ('::: {.content-visible when-meta="has.x"}', "text", ":::")
    >>> resolve_guards(Chapter(Path("a.qmd"), lines), lambda name: True)[0].lines
    ('', 'text', '')
    """
    walk = _GuardWalk(chapter, has)
    kept = tuple(walk.line(*numbered) for numbered in in_code(chapter.lines))
    walk.problems += [chapter.at(opened.line, "this ':::' block is never closed") for opened in walk.stack]
    return replace(chapter, lines=kept), walk.problems


@dataclass(frozen=True)
class _Opened:
    line: int
    guard: bool
    hides: bool


class _GuardWalk:
    """One pass over a chapter's lines with the blocks open at each."""

    def __init__(self, chapter: Chapter, has: Callable[[str], bool]) -> None:
        self.chapter, self.has = chapter, has
        self.stack: list[_Opened] = []
        self.problems: list[str] = []

    def line(self, number: int, line: str, code: bool) -> str:
        if not code and (opens := _DIV_OPENS.fullmatch(line)):
            opened = self._open(number, opens[1])
            hidden = self._hidden()
            self.stack.append(opened)
            return "" if opened.guard or hidden else line
        if not code and _DIV_CLOSES.fullmatch(line):
            return self._close(number, line)
        if not code and _GUARD.search(line) and _CONDITION.search(line):
            self.problems.append(
                self.chapter.at(number, "a guard stands on lines of its own: ::: {…} above, ::: below")
            )
        return "" if self._hidden() else line

    def _hidden(self) -> bool:
        return any(opened.hides for opened in self.stack)

    def _close(self, number: int, line: str) -> str:
        if not self.stack:
            self.problems.append(self.chapter.at(number, "this ':::' closes a block that was never opened"))
            return line
        hidden = self._hidden()
        return "" if self.stack.pop().guard or hidden else line

    def _open(self, number: int, attributes: str) -> _Opened:
        kind, condition = _GUARD.search(attributes), _CONDITION.search(attributes)
        if not kind or not condition:
            return _Opened(number, guard=False, hides=False)
        if not condition[2].startswith("has."):
            self.problems.append(
                self.chapter.at(number, f"a guard asks for has.<theme>.<thing>, not for '{condition[2]}'")
            )
            return _Opened(number, guard=True, hides=False)
        holds = self.has(condition[2].removeprefix("has.")) == (condition[1] == "when")
        return _Opened(number, guard=True, hides=holds != (kind[1] == "visible"))
