"""One language's report laid out as a Quarto project: chapters, numbers, tables, figures, quotes and claims.

Everything is checked first, and all problems are told at once. Both renderers then read the same files.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from verko.errors import FileProblem, ManyProblems
from verko.report.chapters import Chapter, read_chapters, resolve_guards
from verko.report.check import Known, included, problems
from verko.report.inflection import after_its_word
from verko.report.mentions import Mention, mentions
from verko.report.meta import ReportMeta
from verko.report.pipe_tables import table_markdown
from verko.report.project import index, quarto_yaml, questions, variables, variables_yaml
from verko.report.recorded import Recorded, read_recorded
from verko.report.snippets import claim_markdown, figure_markdown, quote_markdown
from verko.report.sources import bibliography, copy_style, images, project_settings
from verko.report.words import LANGUAGES

QUESTIONS = "_study/questions.md"
"""The include that lists the research questions; it stands under the guard `has.study.questions`."""


def stage(evidence: Path, sources: Sequence[Path], staged: Path, *, language: str, meta: ReportMeta) -> Path:
    """Write the staged Quarto project of one language into the folder `staged` and return it.

    evidence: `outputs/<study>/evidence`.
    sources: folders with `fi/`, `en/`, `references.bib`, `style/`; the template first, the study's own last.
    A chapter of which the closed guards leave nothing but headings is left out.
    The same input gives the same files; an existing folder is replaced only when all is written.

    Raises ManyProblems, one line each with chapter and line, when a chapter names what is not recorded.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is 'fi' or 'en', not {language!r}")
    recorded = read_recorded(evidence)
    if recorded.synthetic and not meta.synthetic:
        raise FileProblem(
            evidence, "", "is synthetic, but the study says synthetic: false: say true, or run on real data"
        )
    plan = _plan(recorded, list(sources), language, meta)
    return _swap_in(staged, lambda folder: plan.write(folder))


class _Plan:
    """All that one staged project is made of, checked and ready to write."""

    def __init__(self, recorded: Recorded, sources: Sequence[Path], language: str, meta: ReportMeta) -> None:
        self.recorded, self.sources, self.language, self.meta = recorded, sources, language, meta
        self.values = variables(recorded, meta, language=language)
        self.references, self.keys = bibliography(sources, meta.bibliography)
        self.images = images(sources, language)
        self.settings = project_settings(sources)
        self.chapters: list[Chapter] = []
        self.mentions: list[Mention] = []

    def write(self, folder: Path) -> None:
        cited = any(mention.kind == "citation" for mention in self.mentions)
        for chapter in self.chapters:
            _write(folder / chapter.name, after_its_word("\n".join(chapter.lines)) + "\n")
        _write(folder / "index.qmd", index(self.chapters, language=self.language, has_references=cited))
        _write(folder / "_variables.yml", variables_yaml(self.values))
        settings = quarto_yaml(self.settings, self.meta, language=self.language, has_references=cited)
        _write(folder / "_quarto.yml", settings)
        if cited:
            _write(folder / "references.bib", self.references)
        (folder / QUESTIONS).parent.mkdir()
        _write(folder / QUESTIONS, questions(self.meta, language=self.language))
        copy_style(self.sources, folder)
        self._write_images(folder)
        self._write_evidence(folder)

    def _write_images(self, folder: Path) -> None:
        for name in dict.fromkeys(mention.name for mention in self.mentions if mention.kind == "image"):
            (folder / "images").mkdir(exist_ok=True)
            shutil.copyfile(self.images[name], folder / name)

    def _write_evidence(self, folder: Path) -> None:
        shown = included(self.mentions, "quotes")
        synthetic, language = self.meta.synthetic, self.language
        writers: dict[str, Callable[[str], str]] = {
            "tables": lambda name: table_markdown(self.recorded.tables[name], language=language, synthetic=synthetic),
            "figures": lambda name: figure_markdown(self.recorded.figures[name], language=language),
            "quotes": lambda name: quote_markdown(self.recorded.quotes[name], language=language),
            "claims": lambda name: claim_markdown(
                self.recorded.claims[name], self.recorded, language=language, shown=shown
            ),
        }
        for kind, write in writers.items():
            (folder / "_evidence" / kind).mkdir(parents=True)
            for name in included(self.mentions, kind):
                _write(folder / "_evidence" / kind / f"{name}.md", write(name))
        for name in included(self.mentions, "figures"):
            item = self.recorded.figures[name]
            shutil.copyfile(item.file(item.data["files"][language]), folder / "_evidence" / "figures" / f"{name}.svg")


def _plan(recorded: Recorded, sources: Sequence[Path], language: str, meta: ReportMeta) -> _Plan:
    plan = _Plan(recorded, sources, language, meta)
    names = recorded.names() | set(plan.values)
    found: list[str] = []
    for written in read_chapters(sources, language):
        chapter, guard_problems = resolve_guards(written, lambda name: _has(names, name))
        found += guard_problems
        if not chapter.is_empty:
            plan.chapters.append(chapter)
            plan.mentions += mentions(chapter)
    known = Known(
        recorded=recorded,
        variables=plan.values,
        citations=plan.keys,
        parts=[QUESTIONS, *(chapter.name for chapter in plan.chapters if chapter.is_part)],
        images=plan.images,
    )
    if found := found + problems(plan.mentions, known):
        raise ManyProblems(found)
    return plan


def _has(names: set[str], asked: str) -> bool:
    return any(name == asked or name.startswith(f"{asked}.") for name in names)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _swap_in(target: Path, write: Callable[[Path], None]) -> Path:
    """Write into a new folder beside `target` and put it in its place once it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as work:
        fresh, old = Path(work) / "new", Path(work) / "old"
        fresh.mkdir()
        write(fresh)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    return target
