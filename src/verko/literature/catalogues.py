"""OpenAlex and Crossref as one kind of thing: asked by DOI or by title, they answer with works.

The libraries pyalex and habanero are the optional extra `live`; they are loaded when a catalogue is made, not before.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from verko.intake.bibliography.reference import clean, doi_in

_HITS = 3
_NETWORK = ("ConnectionError", "ConnectError", "Timeout", "TimeoutException", "NetworkError", "TransportError")


class Offline(Exception):
    """The catalogue cannot be reached now."""


class NotInstalled(Exception):
    """The library that asks the catalogue is not installed."""


@dataclass(frozen=True)
class Work:
    """What a catalogue knows of one publication; None where it does not tell."""

    doi: str
    title: str
    year: int | None = None
    venue: str = ""
    cited_by: int | None = None
    retracted: bool | None = None
    open_access: str = ""


class Catalogue(Protocol):
    """What can be asked. Both raise Offline when nobody answers."""

    name: str

    def work(self, doi: str) -> Work | None:
        """The work with this DOI, or None when the catalogue does not know it."""

    def works_like(self, title: str) -> list[Work]:
        """A few works with a title like this, best first."""


class OpenAlex:
    """OpenAlex through pyalex. mailto: who asks, which OpenAlex thanks with speed."""

    name = "OpenAlex"

    def __init__(self, mailto: str = "") -> None:
        self._library = _loaded("pyalex")
        self._library.config.email = mailto or None
        self._library.config.max_retries = 2

    def work(self, doi: str) -> Work | None:
        """See Catalogue."""
        found = _asked(self.name, lambda: self._library.Works()[f"https://doi.org/{doi}"])
        return _from_openalex(found) if found else None

    def works_like(self, title: str) -> list[Work]:
        """See Catalogue."""
        words = " ".join(title.replace(",", " ").replace("|", " ").split())  # the signs that part filters
        found = _asked(self.name, lambda: self._library.Works().search_filter(title=words).get(per_page=_HITS))
        return [_from_openalex(each) for each in found or []]


class Crossref:
    """Crossref through habanero. mailto: who asks, which Crossref thanks with speed."""

    name = "Crossref"

    def __init__(self, mailto: str = "") -> None:
        self._asks = _loaded("habanero").Crossref(mailto=mailto or None, timeout=20)

    def work(self, doi: str) -> Work | None:
        """See Catalogue."""
        found = _asked(self.name, lambda: self._asks.works(ids=doi))
        return _from_crossref(found["message"]) if found else None

    def works_like(self, title: str) -> list[Work]:
        """See Catalogue."""
        found = _asked(self.name, lambda: self._asks.works(query_bibliographic=title, limit=_HITS))
        return [_from_crossref(each) for each in found["message"]["items"]] if found else []


def catalogues(mailto: str = "") -> list[Catalogue]:
    """OpenAlex, and Crossref for what it does not know. Raises NotInstalled where the extra is missing."""
    return [OpenAlex(mailto), Crossref(mailto)]


def _loaded(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ImportError:
        raise NotInstalled(library) from None


def _asked(name: str, ask: Callable[[], Any]) -> Any:
    """The answer, None where the catalogue knows nothing of it; Offline where nobody answers.

    Both libraries bring their own exceptions of their own networks; what they mean is told by their names.
    """
    try:
        return ask()
    except Exception as error:
        if {kind.__name__ for kind in type(error).__mro__} & set(_NETWORK):
            raise Offline(f"{name} cannot be reached") from None
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status in (400, 404, 410):
            return None
        raise Offline(f"{name} answered with an error ({status or type(error).__name__})") from None


def _from_openalex(work: dict[str, Any]) -> Work:
    """One work of OpenAlex.

    >>> _from_openalex({"doi": "https://doi.org/10.5555/A", "title": "Peers", "is_retracted": True}).retracted
    True
    """
    place = (work.get("primary_location") or {}).get("source") or {}
    return Work(
        doi_in(work.get("doi")),
        clean(work.get("title")),
        work.get("publication_year"),
        clean(place.get("display_name")),
        work.get("cited_by_count"),
        work.get("is_retracted"),
        (work.get("open_access") or {}).get("oa_url") or "",
    )


def _from_crossref(item: dict[str, Any]) -> Work:
    """One item of Crossref.

    >>> _from_crossref({"DOI": "10.5555/A", "title": ["Peers"], "issued": {"date-parts": [[2014, 3]]}}).year
    2014
    """
    told = (item.get("issued") or {}).get("date-parts") or [[None]]
    updates = {update.get("type") for update in item.get("updated-by") or []}
    return Work(
        doi_in(item.get("DOI")),
        clean(next(iter(item.get("title") or []), "")),
        told[0][0] if told[0] else None,
        clean(next(iter(item.get("container-title") or []), "")),
        item.get("is-referenced-by-count"),
        ("retraction" in updates) if "updated-by" in item else None,
    )
