"""What neither pandoc nor Quarto writes into an HTML page: the scope of heading cells, one first-level heading."""

from __future__ import annotations

import re

_HEAD_CELL = re.compile(r"<th(?=[\s>])(?![^>]*\bscope=)")
_MAIN = re.compile(r"(<main\b[^>]*>)(.*)(</main>)", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-5])(?=[\s>])")


def finished(page: str) -> str:
    """The page with a scope on every heading cell.

    >>> finished('<th>Ryhmä</th><th scope="row">R01</th>')
    '<th scope="col">Ryhmä</th><th scope="row">R01</th>'
    """
    return _HEAD_CELL.sub('<th scope="col"', page)


def below_the_title(page: str) -> str:
    """Quarto's page with the headings of its text one level down, so that the title alone is of the first level.

    >>> below_the_title("<h1>A</h1><main><h1>B</h1></main>")
    '<h1>A</h1><main><h2>B</h2></main>'
    """
    return _MAIN.sub(lambda found: found[1] + _HEADING.sub(_lower, found[2]) + found[3], page)


def _lower(heading: re.Match[str]) -> str:
    return f"<{heading[1]}h{int(heading[2]) + 1}"
