"""Elements of the exchange format: known by local name (several namespaces are in use), ids compared without case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from verko.intake.decode import plain_lines

TextLoader = Callable[[str], str | None]
"""From a path written in the project to the text behind it, or None when the archive does not hold it."""


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that local name."""
    return (child for child in ([] if element is None else element) if local(child) == name)


def child(element: Element, name: str) -> Element | None:
    """The first direct child of that local name."""
    return next(children(element, name), None)


def guid(element: Element | None, attribute: str = "guid") -> str:
    """An id, compared without case and braces."""
    return "" if element is None else element.get(attribute, "").strip().strip("{}").lower()


def references(element: Element, name: str) -> tuple[str, ...]:
    """The ids that children such as CodeRef name."""
    return tuple(guid(one, "targetGUID") for one in children(element, name))


def words_of(element: Element | None) -> str:
    """The text of an element, line ends as LF; empty when it is absent."""
    return "" if element is None else plain_lines("".join(element.itertext())).strip()


def when(element: Element) -> str:
    """When it was made, or last changed where the writer does not tell when it was made."""
    return element.get("creationDateTime") or element.get("modifiedDateTime") or ""


def values_of(element: Element) -> tuple[tuple[str, str], ...]:
    """Variable id and value of each VariableValue; an empty value is kept as empty."""
    found = []
    for value in children(element, "VariableValue"):
        text = next((words_of(part) for part in value if local(part).endswith("Value")), "")
        found.append((guid(child(value, "VariableRef"), "targetGUID"), text))
    return tuple(found)


def text_in(element: Element, load: TextLoader) -> str | None:
    """The text of an element: written in it, in its plain text file, or where there is none in its formatted one."""
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return "".join(inline.itertext())
    plain, rich = element.get("plainTextPath"), element.get("richTextPath")
    text = load(plain) if plain else None
    return load(rich) if text is None and rich else text
