"""Figures, quotes and claims as small Markdown files that chapters include."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from verko.report.escape import attribute_text, markdown_text
from verko.report.numerals import value_text
from verko.report.pipe_tables import dashed
from verko.report.recorded import Item, Recorded
from verko.report.words import TRANSLATORS, local, word


def figure_markdown(item: Item, *, language: str) -> str:
    """The figure with its caption, alternative text and the id `fig-<theme>-<thing>`."""
    caption = markdown_text(local(item.data["caption"], language))
    alt = attribute_text(local(item.data["alt"], language))
    return f"![{caption}](_evidence/figures/{item.name}.svg){{#fig-{dashed(item.name)} fig-alt={alt}}}\n"


def quote_markdown(item: Item, *, language: str) -> str:
    """A block quote with its id line; translated first where the report has another language than the material."""
    material = str(item.data.get("language") or "fi")
    translation = local((item.data.get("translation") or {}).get(language, ""), language)
    original, source = _quoted(str(item.data["text"]), language), source_line(item)
    if language == material:
        body = f"> {original}"
    elif translation:
        label = markdown_text(word("original", language))
        body = (
            f"> {_quoted(translation, language)}\n>\n"
            f"> [{label}&#58; [{original}]{{lang={material}}}]{{.quote-original}}"
        )
        source = source_line(item, translated=language)
    else:
        body = f"> [{original}]{{lang={material}}}"
        source = f"{source.removesuffix(')')}; {word('untranslated', language)})"
    last = f"[{markdown_text(source)}]{{.quote-source}}"
    return f"::: {{#{quote_id(item.name)} .quote}}\n{body}\n>\n> {last}\n:::\n"


def quote_id(name: str) -> str:
    """The anchor of a quote, where claims link to.

    >>> quote_id("interviews.q1")
    'quote-interviews-q1'
    """
    return f"quote-{dashed(name)}"


def source_line(item: Item, *, translated: str = "") -> str:
    """Who is quoted, by id only: the document and the speaker, and who translated where a translation is shown.

    translated: the language of the translation shown.

    >>> from pathlib import Path
    >>> source_line(Item("interviews.q1", "03", Path(), {"document": "R03", "speaker": "A2"}))
    '(R03, A2)'
    """
    parts = [str(item.data["document"]), str(item.data.get("speaker") or "")]
    source = ", ".join(part for part in parts if part)
    translator = _translator(item, translated) if translated else ""
    return f"({source}; {word('translated', translated)} {translator})" if translator else f"({source})"


def _translator(item: Item, language: str) -> str:
    """Who translated, in the words of the language: a role that is not known stands as the study wrote it."""
    roles = [one.strip() for one in str(item.data.get("translated_by") or "").split(";")]
    return "; ".join(TRANSLATORS.get(one.casefold(), one) if language == "en" else one for one in roles)


def claim_markdown(item: Item, recorded: Recorded, *, language: str, shown: Collection[str]) -> str:
    """The claim's sentence and, in brackets, what carries it; quotes that the report shows are linked.

    shown: names of the quotes that the report prints.
    """
    sentence = markdown_text(local(item.data["text"], language))
    carried = [_quote_link(recorded.quotes[name], shown) for name in item.data.get("quotes") or ()]
    carried += [_number(recorded.numbers[name], language) for name in item.data.get("numbers") or ()]
    against = [_quote_link(recorded.quotes[name], shown) for name in item.data.get("counter") or ()]
    parts = []
    if carried:
        parts.append(f"{word('evidence', language)}&#58; {'; '.join(carried)}")
    if against:
        parts.append(f"{word('counter', language)}&#58; {'; '.join(against)}")
    trace = f" [&#91;{' – '.join(parts)}&#93;]{{.trace}}" if parts else ""
    return f"[{sentence}]{{#claim-{dashed(item.name)} .claim}}{trace}\n"


def _quote_link(item: Item, shown: Collection[str]) -> str:
    label = markdown_text(source_line(item).strip("()"))
    return f"[{label}](#{quote_id(item.name)})" if item.name in shown else label


def _number(item: Item, language: str) -> str:
    return f"{markdown_text(item.name)} &#61; {markdown_text(recorded_number(item.data, language=language))}"


def recorded_number(data: Mapping[str, Any], *, language: str) -> str:
    """A recorded number as the report prints it; one below the study's k says only that.

    >>> recorded_number({"value": None, "suppressed": True, "below": 3}, language="en")
    'fewer than 3'
    """
    if data.get("suppressed"):
        return f"{word('fewer', language)} {data['below']}"
    percent = bool(data.get("percent", False))
    return value_text(data["value"], digits=data.get("digits"), language=language, percent=percent)


def _quoted(text: str, language: str) -> str:
    return f"{word('open_quote', language)}{markdown_text(text)}{word('close_quote', language)}"
