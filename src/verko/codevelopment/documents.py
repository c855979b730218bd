"""Short documents made from the record: headed statements, each with the ids that carry it; as md, html and json."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from verko.store import write_atomically

Text = dict[str, str]
LANGUAGES = ("fi", "en")
_SYNTHETIC = {"fi": "SYNTEETTINEN AINEISTO – ei tutkimustuloksia", "en": "SYNTHETIC DATA – not research results"}
_EVIDENCE = {"fi": "näyttö", "en": "evidence"}
_PLAIN_EVIDENCE = {"fi": "tunnus", "en": "id"}
_INDEX = {"fi": "Tapahtumakirjasta tehdyt asiakirjat", "en": "Documents made from the record"}
_NOTHING = {"fi": "Tapahtumakirjassa ei ole tästä mitään: kirjoittajat täydentävät.",
            "en": "The record holds nothing on this: for the authors to write."}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One sentence or text in both languages, with the ids of rows or evidence that carry it.

    lead: words that stand before it in bold. joined: it belongs together with the statement before it.
    """

    text: Text
    evidence: tuple[str, ...] = ()
    lead: Text | None = None
    joined: bool = False


@dataclass(frozen=True)
class Section:
    """A heading and its statements. blank: say so where there are none; otherwise the section is left out."""

    heading: Text
    statements: tuple[Statement, ...]
    id: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Document:
    """A document by name; the same sections in each language. plain: it is written in plain language."""

    name: str
    title: Text
    sections: tuple[Section, ...] = field(default_factory=tuple)
    plain: bool = False

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
                lead = f"**{_md(statement.lead[language])}** " if statement.lead else ""
                parts.append(lead + _md(_of(statement.text, language)) + self._trace(statement, language))
        return "\n\n".join(part for part in parts if part) + "\n"

    def to_html(self, language: str, *, synthetic: bool) -> str:
        """The document as one self-contained page; what belongs together stands in one block."""
        body = [f"<h1>{escape(self.title[language])}</h1>"]
        body += [f'<p class="mark"><strong>{_SYNTHETIC[language]}</strong></p>'] if synthetic else []
        for section in self.shown():
            body.append(f"<section><h2>{escape(section.heading[language])}</h2>")
            for block in _blocks(section.statements or (Statement(_NOTHING),)):
                inner = "\n".join(self._paragraph(statement, language) for statement in block)
                body.append(f'<div class="block">{inner}</div>' if len(block) > 1 else inner)
            body.append("</section>")
        return _PAGE.format(language=language, title=escape(self.title[language]), body="\n".join(body))

    def _paragraph(self, statement: Statement, language: str) -> str:
        lead = f"<strong>{escape(statement.lead[language])}</strong> " if statement.lead else ""
        trace = escape(self._trace(statement, language).strip())
        shown = f" <small>{trace}</small>" if trace else ""
        return f"<p>{lead}{escape(_of(statement.text, language))}{shown}</p>"

    def _trace(self, statement: Statement, language: str) -> str:
        word = (_PLAIN_EVIDENCE if self.plain else _EVIDENCE)[language]
        return f" ({word}: {', '.join(statement.evidence)})" if statement.evidence else ""

    def to_json(self, *, synthetic: bool) -> str:
        """The document as JSON, both languages together."""
        sections = [
            {"id": section.id, "heading": section.heading,
             "statements": [{"text": _whole(one), "evidence": list(one.evidence)} for one in section.statements]}
            for section in self.sections
        ]  # fmt: skip
        whole = {"name": self.name, "title": self.title, "synthetic": synthetic, "sections": sections}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_documents(
    folder: Path, documents: Iterable[Document], *, languages: Iterable[str], synthetic: bool
) -> list[str]:
    """Write every document as Markdown and HTML in each language and as JSON; returns the names of the files."""
    named, kept = list(languages), list(documents)
    made: dict[str, str] = {}
    for document in kept:
        for language in named:
            made[f"{document.name}.{language}.md"] = document.to_markdown(language, synthetic=synthetic)
            made[f"{document.name}.{language}.html"] = document.to_html(language, synthetic=synthetic)
        made[f"{document.name}.json"] = document.to_json(synthetic=synthetic)
    for language in named:
        made[f"index.{language}.html"] = index_page(kept, language, synthetic=synthetic)
    for name, content in made.items():
        write_atomically(folder / name, content)
    return list(made)


def list_of_documents(documents: Iterable[Document], languages: Sequence[str]) -> list[dict[str, str | int]]:
    """One row a document: title in both languages, its files, and how many statements it holds and how many ids."""
    rows: list[dict[str, str | int]] = []
    for document in documents:
        told = [statement for section in document.sections for statement in section.statements]
        ids = {name for statement in told for name in statement.evidence}
        row: dict[str, str | int] = {"statements": len(told), "ids": len(ids)}
        for at, language in enumerate(LANGUAGES):
            shown = language if language in languages else languages[0]
            row |= {
                f"title_{language}": document.title[LANGUAGES[at]],
                f"file_{language}": f"{document.name}.{shown}.html",
            }
        rows.append(row)
    return rows


def index_page(documents: Iterable[Document], language: str, *, synthetic: bool) -> str:
    """A page that leads to every document in its forms: to read (HTML), to paste (Markdown), for programs (JSON)."""
    body = [f"<h1>{_INDEX[language]}</h1>"]
    body += [f'<p class="mark"><strong>{_SYNTHETIC[language]}</strong></p>'] if synthetic else []
    for document in documents:
        name, title = escape(document.name), escape(document.title[language])
        links = [f'<a href="{name}.{language}.html">{title}</a>', f'<a href="{name}.{language}.md">Markdown</a>',
                 f'<a href="{name}.json">JSON</a>']  # fmt: skip
        body.append(f"<p>{' · '.join(links)}</p>")
    return _PAGE.format(language=language, title=_INDEX[language], body="\n".join(body))


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def day_text(day: datetime.date, language: str) -> str:
    """A day as people of the language write it.

    >>> day_text(datetime.date(2020, 5, 6), "fi"), day_text(datetime.date(2020, 5, 6), "en")
    ('6.5.2020', '6 May 2020')
    """
    return f"{day.day}.{day.month}.{day.year}" if language == "fi" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _of(text: Text, language: str) -> str:
    return text.get(language) or next((value for value in text.values() if value), "")


def _whole(statement: Statement) -> Text:
    """The text with the words that lead it."""
    lead = statement.lead or {}
    return {language: f"{lead.get(language, '')} {text}".strip() for language, text in statement.text.items()}


def _blocks(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements that belong together, in lists."""
    blocks: list[list[Statement]] = []
    for statement in statements:
        if statement.joined and blocks:
            blocks[-1].append(statement)
        else:
            blocks.append([statement])
    return blocks


def _md(text: str) -> str:
    """One line of Markdown that reads back as the text: neither markup nor the beginning of a list.

    >>> _md("1. *kohta*"), _md("- ei lista")
    ('1\\\\. \\\\*kohta\\\\*', '\\\\- ei lista')
    """
    escaped = re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", " ".join(text.split()))
    return re.sub(
        r"^(\d*)([-+=.)])(?=\s|$)|^([-+=])", lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", escaped
    )


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
p {{ overflow-wrap: anywhere; }}
.mark {{ border: 1px solid #8a4414; color: #8a4414; padding: 0.5rem; }}
.block {{ border-left: 4px solid #1f5f7a; margin: 1.5rem 0; padding: 0.1rem 0 0.1rem 1rem; }}
.block p {{ margin: 0.5rem 0; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
