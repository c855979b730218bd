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
from verko.report.processes import run
from verko.report.project import to_yaml
from verko.report.words import WORDS

LAYOUT = Path(__file__).with_name("layout")
_READER = "markdown-raw_tex-latex_macros"
_IMAGE = re.compile(r'(<img\s[^>]*?src=")([^"]+)(")')
_HEAD_CELL = re.compile(r"<th(?=[\s>])(?![^>]*\bscope=)")


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
    """The metadata both outputs need, from the project's settings."""
    language = settings["lang"]
    facts = {key: settings[key] for key in ("title", "subtitle", "lang") if key in settings}
    facts["author"] = [_author(author) for author in settings.get("author", [])]
    facts["date"] = settings.get("date-text", "")
    facts |= {f"word-{name}": text for name, text in WORDS[language].items() if name != "synthetic"}
    if mark := settings.get("synthetic"):
        facts["mark"] = mark
    if "bibliography" in settings:
        facts |= {"bibliography": str((staged / settings["bibliography"]).resolve()), "link-citations": True}
    return facts


def _author(author: Mapping[str, Any]) -> dict[str, str]:
    affiliations = [place["name"] for place in author.get("affiliations", [])]
    return {"name": author["name"]} | ({"affiliation": ", ".join(affiliations)} if affiliations else {})


def _pandoc(
    staged: Path, facts: Path, source: bytes, options: Sequence[str], time_limit: float
) -> tuple[str, list[str]]:
    bibliography = ["--citeproc"] if (staged / "references.bib").is_file() else []
    before, after = options[0], options[1:]
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={_READER}",
        "--standalone",
        f"--metadata-file={facts}",
        f"--lua-filter={LAYOUT / 'crossref.lua'}",
        *bibliography,
        before,
        *after,
    ]
    done = run(command, time_limit=time_limit, folder=staged, text=source)
    messages = _lines(done.messages)
    if done.code:
        raise FileProblem(staged / "index.qmd", "", f"pandoc: {' – '.join(messages) or f'ended with {done.code}'}")
    return done.output.decode(), messages


def _write_html(staged: Path, facts: Path, source: bytes, target: Path, time_limit: float) -> list[str]:
    options = [
        f"--lua-filter={LAYOUT / 'html.lua'}",
        "--to=html5",
        "--toc",
        "--toc-depth=3",
        "--section-divs",
        "--mathml",
        "--wrap=none",
        f"--template={LAYOUT / 'page.html'}",
        f"--variable=style:{_style(staged)}",
    ]
    page, messages = _pandoc(staged, facts, source, options, time_limit)
    page = _HEAD_CELL.sub('<th scope="col"', _IMAGE.sub(lambda match: _inline(match, staged), page))
    target.write_text(page, encoding="utf-8", newline="\n")
    return messages


def _style(staged: Path) -> str:
    own = staged / "style" / "report.css"
    return (LAYOUT / "page.css").read_text(encoding="utf-8") + (
        own.read_text(encoding="utf-8") if own.is_file() else ""
    )


def _inline(match: re.Match[str], staged: Path) -> str:
    path = staged / html.unescape(match[2])
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{match[1]}data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}{match[3]}"


def _write_pdf(staged: Path, facts: Path, source: bytes, target: Path, time_limit: float) -> list[str]:
    options = [
        f"--lua-filter={LAYOUT / 'typst.lua'}",
        "--to=typst-citations",
        f"--template={LAYOUT / 'page.typ'}",
    ]
    document, messages = _pandoc(staged, facts, source, options, time_limit)
    script = str(Path(__file__).with_name("typeset.py"))
    command = [sys.executable, "-I", script, str(staged.resolve()), str(target.resolve())]
    done = run(command, time_limit=time_limit, folder=staged, text=document.encode())
    said = _lines(done.messages)
    if done.code:
        raise FileProblem(staged / "index.qmd", "", f"Typst: {' – '.join(said) or f'ended with {done.code}'}")
    return messages + [f"Typst: {line}" for line in said]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
