"""The pages on this machine's own address, for its own user, until Ctrl-C."""

from __future__ import annotations

import asyncio
import secrets
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler

from verko.browse import handlers
from verko.browse.index import up_to_date_index
from verko.browse.library import Library

_PAGES = Path(__file__).with_name("pages")
_OWN_NAMES = r"(?:127\.0\.0\.1|localhost)"  # a page elsewhere that points its own name here is not answered


def application(library: Library, token: str) -> Application:
    """The pages of one study; the transcripts' index is made where it is absent or old."""
    up_to_date_index(library.outputs / "tables", library.index)
    given = {"library": library, "token": token}
    pages = Application(template_path=str(_PAGES))
    pages.add_handlers(
        _OWN_NAMES,
        [
            (r"/", handlers.Home, given),
            (r"/search", handlers.Search, given),
            (r"/evidence/([\w.-]+)", handlers.Evidence, given),
            (r"/transcripts", handlers.Transcripts, given),
            (r"/transcripts/(.+)", handlers.Document, given),
            (r"/account", handlers.Account, given),
            (r"/figures/([\w.-]+)/(fi|en)\.svg", handlers.Picture, given),
            (r"/reports/(fi|en)", handlers.Report, given),
            (r"/(browse\.css)", StaticFileHandler, {"path": str(_PAGES)}),
        ],
    )
    return pages


def serve(library: Library, *, port: int, say: Callable[[str], None], open_page: bool) -> None:
    """Answer on 127.0.0.1 until interrupted. port: 0 takes a free one. say: told the address, token included."""
    asyncio.run(_serve(library, port, say, open_page))


async def _serve(library: Library, port: int, say: Callable[[str], None], open_page: bool) -> None:
    token = secrets.token_urlsafe(16)
    server = HTTPServer(application(library, token))
    sockets = bind_sockets(port, "127.0.0.1")
    server.add_sockets(sockets)
    address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/?token={token}"
    say(address)
    if open_page:
        webbrowser.open(address)
    ended = asyncio.Event()
    for ends in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ends, ended.set)
    await ended.wait()
    server.stop()
