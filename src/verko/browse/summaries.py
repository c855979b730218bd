"""One recorded thing on one line."""

from __future__ import annotations

from verko.browse.wording import words_in
from verko.report.recorded import Item, suppressed
from verko.report.snippets import recorded_number
from verko.report.words import local


def summary(kind: str, item: Item, language: str) -> str:
    """The value, the caption or the words of what was recorded.

    >>> from pathlib import Path
    >>> summary("numbers", Item("a.n", "03", Path(), {"value": 10, "unit": "groups"}), "en")
    '10 groups'
    >>> summary("tables", Item("a.t", "03", Path(), {"caption": {"en": "Themes"}, "rows": 8}), "en")
    'Themes (8 rows)'
    """
    data = item.data
    if kind == "numbers":
        return f"{recorded_number(data, language=language)} {data.get('unit') or ''}".strip()
    if kind == "quotes":
        return "–" if suppressed(item) else f"{data['document']} {data.get('speaker') or ''}: {data['text']}"
    text = local(data["text" if kind == "claims" else "caption"], language)
    return f"{text} ({data['rows']} {words_in(language)['rows']})" if kind == "tables" and "rows" in data else text
