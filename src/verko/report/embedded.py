"""The embedded renderer: pandoc and Typst from wheels turn a staged project into HTML and PDF."""

from __future__ import annotations

import base64
import html
import mimetypes
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypandoc
import yaml

from verko.errors import FileProblem
from verko.report.assemble import assemble
from verko.report.finish import finished
from verko.report.processes import run
from verko.report.project import Quoted, to_yaml

LAYOUT = Path(__file__).with_name("layout")
_READER = "markdown-raw_tex-latex_macros"
_FORMULA = re.compile(r"Could not convert TeX math (.+), rendering as TeX")
_IMAGE = re.compile(r'(<img\s[^>]*?src=")([^"]+)(")')


def render_embedded(staged: Path, html_path: Path, pdf_path: Path, *, time_limit: float) -> list[str]:
    """Write the HTML and the PDF of a staged project; returns the programs' messages, one line each."""
    settings = yaml.safe_load((staged / "_quarto.yml").read_text(encoding="utf-8"))
    source = assemble(staged).encode()
    with tempfile.TemporaryDirectory(prefix="verko-report-") as work:
        facts = Path(work) / "facts.yml"
        facts.write_text(to_yaml(_facts(settings, staged)), encoding="utf-8")
        with ThreadPoolExecutor(2) as pool:
            web = pool.submit(_write_html, staged, facts, source, html_path, time_limit)
            paper = pool.submit(_write_pdf, staged, facts, source, pdf_path, time_limit)
            return [*web.result(), *paper.result()]


def _facts(settings: Mapping[str, Any], staged: Path) -> dict[str, Any]:
    """The metadata both outputs need, as Quarto would give it to the same templates."""
    facts = {key: settings[key] for key in ("title", "subtitle", "lang", "mark", "words") if key in settings}
    authors = settings.get("author", [])
    facts["by-author"] = [
        {"name": {"literal": Quoted(author["name"])}, "affiliations": author.get("affiliations", [])}
        for author in authors
    ]
    facts["author-meta"] = [author["name"] for author in authors]
    if "date-text" in settings:
        facts["date"] = settings["date-text"]
    if "bibliography" in settings:
        facts |= {"bibliography": str((staged / settings["bibliography"]).resolve()), "link-citations": True}
    return facts


def _pandoc(
    staged: Path, facts: Path, source: bytes, output: str, options: Sequence[str], time_limit: float
) -> tuple[str, list[str]]:
    citations = ["--citeproc"] if (staged / "references.bib").is_file() else []
    command = [
        _pandoc_program(),
        "--sandbox",
        f"--from={_READER}",
        "--standalone",
        f"--metadata-file={facts}",
        f"--lua-filter={LAYOUT / 'crossref.lua'}",
        *citations,
        f"--lua-filter={LAYOUT / f'{output}.lua'}",
        f"--lua-filter={_style(staged, 'report.lua')}",
        *options,
    ]
    done = run(command, time_limit=time_limit, folder=staged, text=source)
    messages = _lines(done.messages)
    if done.code:
        raise FileProblem(staged / "index.qmd", "", f"pandoc: {' – '.join(messages) or f'ended with {done.code}'}")
    return done.output.decode(), messages


def _pandoc_program() -> str:
    """The pandoc that came with the wheel, whatever else is on this machine, so that a report is the same anywhere."""
    own = Path(pypandoc.__file__).parent / "files" / "pandoc"
    return str(own) if own.is_file() else pypandoc.get_pandoc_path()


def _style(staged: Path, name: str) -> Path:
    path = (staged / "style" / name).resolve()
    if not path.is_file():
        raise FileProblem(path, "", "is missing: the report's style folder must hold it")
    return path


def _write_html(staged: Path, facts: Path, source: bytes, target: Path, time_limit: float) -> list[str]:
    options = [
        "--to=html5",
        "--toc",
        "--toc-depth=3",
        "--section-divs",
        "--mathml",
        "--wrap=none",
        f"--template={_style(staged, 'page.html')}",
    ]
    page, messages = _pandoc(staged, facts, source, "html", options, time_limit)
    page = page.replace("</head>", f"<style>\n{_style(staged, 'report.css').read_text('utf-8')}</style>\n</head>", 1)
    target.write_text(finished(_IMAGE.sub(lambda match: _inline(match, staged), page)), "utf-8", newline="\n")
    return messages


def _inline(match: re.Match[str], staged: Path) -> str:
    path = staged / html.unescape(match[2])
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{match[1]}data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}{match[3]}"


def _write_pdf(staged: Path, facts: Path, source: bytes, target: Path, time_limit: float) -> list[str]:
    options = ["--to=typst-citations", f"--template={_style(staged, 'embedded.typ')}"]
    document, messages = _pandoc(staged, facts, source, "typst", options, time_limit)
    script = str(Path(__file__).with_name("typeset.py"))
    command = [sys.executable, "-I", script, str(staged.resolve()), str(target.resolve())]
    done = run(command, time_limit=time_limit, folder=staged, text=document.encode())
    said = _lines(done.messages)
    if done.code:
        _raise_for_formulas(staged, messages)
        raise FileProblem(staged / "index.qmd", "", f"Typst: {' – '.join(said) or f'ended with {done.code}'}")
    return messages + [f"Typst: {line}" for line in said]


def _raise_for_formulas(staged: Path, messages: Sequence[str]) -> None:
    """A formula that pandoc could not read is told with the chapter and line it stands on."""
    formulas = [found[1] for line in messages if (found := _FORMULA.search(line))]
    for chapter in sorted(staged.glob("[0-9]*.qmd")):
        for number, line in enumerate(chapter.read_text("utf-8").splitlines(), 1):
            if any(formula in line for formula in formulas):
                raise FileProblem(chapter, number, "holds a formula that is not TeX: mend it between its $ signs")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
