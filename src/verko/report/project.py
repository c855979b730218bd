"""The Quarto project files of one language: `_quarto.yml`, `_variables.yml` and `index.qmd`."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from verko.report.chapters import Chapter
from verko.report.escape import markdown_text, metadata_text
from verko.report.meta import ReportMeta
from verko.report.numerals import date_text
from verko.report.recorded import Recorded
from verko.report.snippets import recorded_number
from verko.report.words import WORDS, local, word

APPENDICES_FROM = "90"


def variables(recorded: Recorded, meta: ReportMeta, *, language: str) -> dict[str, str]:
    """Every text that `{{< var … >}}` may name, as Markdown, by its dotted name."""
    numbers = {name: recorded_number(item.data, language=language) for name, item in recorded.numbers.items()}
    facts = {f"study.{name}": text for name, text in meta.facts(language).items()}
    return {name: metadata_text(text) for name, text in (facts | numbers).items()}


def variables_yaml(values: Mapping[str, str]) -> str:
    """`_variables.yml`: dotted names as nested keys, every value a quoted string."""
    tree: dict[str, Any] = {}
    for name, text in sorted(values.items()):
        *branches, leaf = name.split(".")
        node = tree
        for branch in branches:
            node = node.setdefault(branch, {})
        node[leaf] = Quoted(text)
    return to_yaml(tree)


def quarto_yaml(base: Mapping[str, Any], meta: ReportMeta, *, language: str, has_references: bool) -> str:
    """`_quarto.yml`: the template's settings with the title page of this study in this language."""
    settings = copy.deepcopy(dict(base))
    settings |= title_page(meta, language)
    if has_references:
        settings["bibliography"] = "references.bib"
    else:
        settings.pop("bibliography", None)
    settings["crossref"] = dict(settings.get("crossref") or {}) | {"sec-prefix": Quoted(word("section", language))}
    return to_yaml(settings)


def title_page(meta: ReportMeta, language: str) -> dict[str, Any]:
    """Title, authors, date and language as Quarto's metadata, texts escaped as Markdown."""
    page: dict[str, Any] = {"title": _fact(local(meta.title, language)), "lang": language}
    if subtitle := local(meta.subtitle, language):
        page["subtitle"] = _fact(subtitle)
    if meta.authors:
        page["author"] = [_author(author.name, author.affiliation) for author in meta.authors]
    if meta.date:
        page["date"] = Quoted(meta.date.isoformat())
        page["date-text"] = Quoted(date_text(meta.date, language=language))
        page["date-format"] = Quoted("D.M.YYYY" if language == "fi" else "D MMMM YYYY")
    if meta.synthetic:
        page["mark"] = Quoted(word("synthetic", language))
    page["words"] = {name: Quoted(text) for name, text in WORDS[language].items() if name != "synthetic"}
    return page


def questions(meta: ReportMeta, *, language: str) -> str:
    """The research questions as a list, each with its id."""
    lines = [f"* **{markdown_text(name)}** {markdown_text(local(text, language))}" for name, text in meta.questions]
    return "\n".join(lines) + "\n"


def _author(name: str, affiliation: str) -> dict[str, Any]:
    author: dict[str, Any] = {"name": _fact(name)}
    if affiliation:
        author["affiliations"] = [{"name": _fact(affiliation)}]
    return author


def _fact(text: str) -> Quoted:
    return Quoted(metadata_text(text))


def index(chapters: Sequence[Chapter], *, language: str, has_references: bool) -> str:
    """`index.qmd`: the chapters in order, the list of references before the appendices."""
    body = [chapter for chapter in chapters if not chapter.is_part and chapter.name < APPENDICES_FROM]
    appendices = [chapter for chapter in chapters if not chapter.is_part and chapter.name >= APPENDICES_FROM]
    blocks = [_include(chapter) for chapter in body]
    if has_references:
        blocks.append(f"# {word('references', language)} {{.unnumbered #references}}\n\n::: {{#refs}}\n:::")
    blocks += [_include(chapter) for chapter in appendices]
    return "\n\n".join(blocks) + "\n"


def _include(chapter: Chapter) -> str:
    return f"{{{{< include {chapter.name} >}}}}"


class Quoted(str):
    """A text that stands in quotation marks in YAML, so that `no`, `1e3` or `4` stays a text."""


class _Dumper(yaml.SafeDumper):
    pass


def _quoted(dumper: yaml.SafeDumper, text: Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Dumper.add_representer(Quoted, _quoted)


def to_yaml(tree: Mapping[str, Any]) -> str:
    """YAML in the order given, with readable letters.

    >>> to_yaml({"title": Quoted("ä: 1")})
    'title: "ä: 1"\\n'
    """
    return yaml.dump(dict(tree), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
