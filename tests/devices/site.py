"""A little web site on loopback for the browser tests: pages by path, what was asked kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEAD = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head>'
)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `delay` in seconds; a hang-up instead of an answer if `dead`."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    delay: float = 0
    dead: bool = False


def page(body: str, title: str = "测试页", head: bool = True) -> Answer:
    """An HTML page adapted to mobile (or, without `head`, one that is not)."""
    start = HEAD.format(title=title) if head else "<!doctype html><meta charset=utf-8>"
    return Answer(f"{start}<body>{body}</body></html>".encode())


def file(data: bytes, mime: str, *headers: tuple[str, str], status: int = 200) -> Answer:
    """An answer that is a file."""
    return Answer(data, status, (("Content-Type", mime), *headers))


def redirect(to: str) -> Answer:
    """A redirect."""
    return Answer(status=302, headers=(("Location", to),))


@dataclass
class Site:
    """Set `pages[path]` (an answer, or a function of the request's body) and use `url`."""

    pages: dict[str, Answer | Callable[[str], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                sent = self.rfile.read(length).decode("utf-8", "replace")
                site.asked.append(f"{self.command} {self.path}")
                found = site.pages.get(self.path.split("?")[0], page("没有", "404"))
                answer = found(sent) if callable(found) else found
                if self.path.split("?")[0] not in site.pages:
                    answer = Answer(answer.body, 404)
                time.sleep(answer.delay)
                if answer.dead:
                    self.connection.close()
                    return
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = _serve

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a browser that hung up is no error of the site

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
