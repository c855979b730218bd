"""Short documents made from the record: headed statements, each with the ids that carry it; as md, html and json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from verko.store import write_atomically

Text = dict[str, str]
LANGUAGES = ("fi", "en")
_SYNTHETIC = {"fi": "SYNTEETTINEN AINEISTO – ei tutkimustuloksia", "en": "SYNTHETIC DATA – not research results"}
_EVIDENCE = {"fi": "näyttö", "en": "evidence"}
_NOTHING = {"fi": "Tapahtumakirjassa ei ole tästä mitään: kirjoittajat täydentävät.",
            "en": "The record holds nothing on this: for the authors to write."}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One sentence or text in both languages, with the ids of rows or evidence that carry it."""

    text: Text
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and its statements. blank: say so where there are none; otherwise the section is left out."""

    heading: Text
    statements: tuple[Statement, ...]
    id: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Document:
    """A document by name; the same sections in each language."""

    name: str
    title: Text
    sections: tuple[Section, ...] = field(default_factory=tuple)

    def shown(self) -> list[Section]:
        """The sections that are written."""
        return [section for section in self.sections if section.statements or section.blank]

    def to_markdown(self, language: str, *, synthetic: bool) -> str:
        """The document as Markdown; what people wrote is escaped.

        >>> Document("a", {"fi": "Otsikko"}).to_markdown("fi", synthetic=False)
        '# Otsikko\\n'
        """
        parts = [f"# {_md(self.title[language])}", f"**{_SYNTHETIC[language]}**" if synthetic else ""]
        for section in self.shown():
            parts.append(f"## {_md(section.heading[language])}")
            for statement in section.statements or (Statement(_NOTHING),):
                parts.append(_md(_of(statement.text, language)) + _trace(statement, language))
        return "\n\n".join(part for part in parts if part) + "\n"

    def to_html(self, language: str, *, synthetic: bool) -> str:
        """The document as one self-contained page."""
        body = [f"<h1>{escape(self.title[language])}</h1>"]
        body += [f'<p class="mark"><strong>{_SYNTHETIC[language]}</strong></p>'] if synthetic else []
        for section in self.shown():
            body.append(f"<section><h2>{escape(section.heading[language])}</h2>")
            for statement in section.statements or (Statement(_NOTHING),):
                trace = f" <small>{escape(_trace(statement, language).strip())}</small>" if statement.evidence else ""
                body.append(f"<p>{escape(_of(statement.text, language))}{trace}</p>")
            body.append("</section>")
        return _PAGE.format(language=language, title=escape(self.title[language]), body="\n".join(body))

    def to_json(self, *, synthetic: bool) -> str:
        """The document as JSON, both languages together."""
        sections = [
            {"id": section.id, "heading": section.heading,
             "statements": [{"text": s.text, "evidence": list(s.evidence)} for s in section.statements]}
            for section in self.sections
        ]  # fmt: skip
        whole = {"name": self.name, "title": self.title, "synthetic": synthetic, "sections": sections}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_documents(
    folder: Path, documents: Iterable[Document], *, languages: Iterable[str], synthetic: bool
) -> list[str]:
    """Write every document as Markdown and HTML in each language and as JSON; returns the names of the files."""
    named = list(languages)
    made: dict[str, str] = {}
    for document in documents:
        for language in named:
            made[f"{document.name}.{language}.md"] = document.to_markdown(language, synthetic=synthetic)
            made[f"{document.name}.{language}.html"] = document.to_html(language, synthetic=synthetic)
        made[f"{document.name}.json"] = document.to_json(synthetic=synthetic)
    for name, content in made.items():
        write_atomically(folder / name, content)
    return list(made)


def _of(text: Text, language: str) -> str:
    return text.get(language) or next((value for value in text.values() if value), "")


def _trace(statement: Statement, language: str) -> str:
    return f" ({_EVIDENCE[language]}: {', '.join(statement.evidence)})" if statement.evidence else ""


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", " ".join(text.split()))


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.125rem/1.6 system-ui, sans-serif; color: #1b2a33; }}
main {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2 {{ line-height: 1.25; }}
small {{ color: #4a565e; }}
.mark {{ border: 1px solid #8a4414; color: #8a4414; padding: 0.5rem; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
