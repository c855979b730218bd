"""The pages, one class each: what a page needs is looked up here and laid out by its template."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Any

from tornado.httputil import url_concat
from tornado.web import HTTPError, RequestHandler

from verko.browse.library import Library
from verko.browse.search import find_passages, turns_of
from verko.browse.summaries import summary
from verko.browse.wording import words_in
from verko.report.pipe_tables import printed_columns
from verko.report.recorded import KINDS
from verko.report.snippets import recorded_number
from verko.report.words import local

_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_COOKIE = "verko"
_ROWS = 500


class Page(RequestHandler):
    """What all pages share: only who was given the address may look, and nothing is fetched from elsewhere."""

    def initialize(self, library: Library, token: str) -> None:
        self.library, self.token = library, token

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        """Take the token of the first visit into a cookie; refuse whoever has neither."""
        given = self.get_query_argument("token", "")
        if given and hmac.compare_digest(given.encode(), self.token.encode()):
            self.set_cookie(_COOKIE, self.token, httponly=True, samesite="Lax")
            kept = [(name, self.get_query_argument(name)) for name in self.request.query_arguments if name != "token"]
            self.redirect(url_concat(self.request.path, kept))
        elif not hmac.compare_digest((self.get_cookie(_COOKIE) or "").encode(), self.token.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN, reason="Open the address that make browse printed")

    def get_template_namespace(self) -> dict[str, Any]:
        language = self.language
        return super().get_template_namespace() | {
            "language": language, "words": words_in(language), "library": self.library, "query": "",
            "local": lambda text: local(text, language), "summary": lambda kind, item: summary(kind, item, language),
        }  # fmt: skip

    @property
    def language(self) -> str:
        """The language of the page: the one last asked for, else the study's first."""
        asked = self.get_query_argument("language", "") or self.get_cookie("language") or ""
        return asked if asked in ("fi", "en") else self.library.study.languages[0]

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code == HTTPStatus.NOT_FOUND:
            self.render("gone.html")
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{status_code} {self._reason}\n")


class Home(Page):
    """The search and everything recorded, notebook by notebook."""

    def get(self) -> None:
        if asked := self.get_query_argument("language", ""):
            self.set_cookie("language", asked if asked in ("fi", "en") else "en", samesite="Lax")
        notebooks: dict[str, list] = {}
        for kind in KINDS:
            for item in self.library.recorded.of(kind).values():
                notebooks.setdefault(item.notebook, []).append((kind, item))
        self.render("home.html", notebooks=dict(sorted(notebooks.items())))


class Search(Page):
    """What a query finds, in the evidence and in the talk."""

    def get(self) -> None:
        query = self.get_query_argument("q", "").strip()
        found = [
            (kind, item)
            for kind in KINDS
            for name, item in self.library.recorded.of(kind).items()
            if query and query.casefold() in f"{name} {summary(kind, item, self.language)}".casefold()
        ]
        self.render("search.html", query=query, found=found, talk=find_passages(self.library.index, query))


class Evidence(Page):
    """One recorded thing: what it says, what it was made of, where the reports show it."""

    def get(self, name: str) -> None:
        if (there := self.library.find(name)) is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind, item = there
        columns = printed_columns(item, self.language) if kind == "tables" else []
        value = recorded_number(item.data, language=self.language) if kind == "numbers" else ""
        self.render("evidence.html", kind=kind, item=item, value=value, columns=columns, rows=_ROWS,
                    uses=self.library.uses.get(name, []), claims=self.library.claims_on(name))  # fmt: skip


class Document(Page):
    """One transcript, turn by turn; the passage that a quote or a hit came from is marked."""

    def get(self, document: str) -> None:
        turns = turns_of(self.library.index, document)
        if not turns:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        start, end = (int(text) if (text := self.get_query_argument(name, "")).isdecimal() else 0
                      for name in ("start", "end"))  # fmt: skip
        self.render("document.html", document=document, turns=turns, start=start, end=end)


class Transcripts(Page):
    """Which transcripts there are."""

    def get(self) -> None:
        self.render("transcripts.html", documents=self.library.documents)


class Account(Page):
    """What was read of each file, and what was refused and why."""

    def get(self) -> None:
        store = self.library.store
        self.render("account.html", accounts=store.read("accounts"), refusals=store.read("refusals"))


class Picture(Page):
    """One recorded figure in one language."""

    def get(self, name: str, language: str) -> None:
        there = self.library.find(name)
        if there is None or there[0] != "figures" or language not in there[1].data["files"]:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(there[1].file(there[1].data["files"][language]).read_bytes())


class Report(Page):
    """The report as it was made."""

    def get(self, language: str) -> None:
        path = self.library.report(language)
        if not path.is_file():
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.finish(path.read_bytes())
