"""Which other sites an app hands its session to: a module of the same app lives there.

A person who follows 预约挂号 to another site and is known there has not left the app; the site
of a newspaper, or a map, is told nothing about who comes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import Error, Request

_SESSION = re.compile(
    r"^(\w*token|tk|tgt|ticket|jwt|j?session_?(id|key)?|sid|sso\w*|open_?id|union_?id"
    r"|(patient|pat|card)_?(id|no)|auth_?(code|key))$",
    re.IGNORECASE,
)
LEAST_LETTERS = 6


class Handover:
    """Listens to the documents that a window asks for, redirects included.

    The first site that is asked is the app's own; each other one joins it when a site of the
    app sends somebody there with a session in the address or the form.
    """

    def __init__(self) -> None:
        self._joined: set[str] = set()
        self._source = ""

    def asked(self, request: Request) -> None:
        """A window asks for a document."""
        if not self._joined:
            self._joined.add(_site(request.url))
        self._source = _site(_before(request))
        sent = ""
        with suppress(Error, UnicodeDecodeError):
            sent = request.post_data or ""
        self._join(request.url, sent)

    def arrived(self, address: str) -> None:
        """A window shows a document: only now what stands behind # is known."""
        self._join(address)

    def joins(self, address: str) -> bool:
        """Whether an address is on the app's own site or on one that was handed the session."""
        return _site(address) in self._joined

    def _join(self, address: str, sent: str = "") -> None:
        if self._source in self._joined and hands_over(address, sent):
            self._joined.add(_site(address))


def hands_over(address: str, sent: str = "") -> bool:
    """Whether an address, or a form sent to it, carries somebody's session or number."""
    parts = urlsplit(address)
    fragment = parts.fragment.partition("?")[2] or parts.fragment
    pairs = [pair for text in (parts.query, fragment, sent) for pair in parse_qsl(text)]
    return any(_SESSION.match(name) and len(value) >= LEAST_LETTERS for name, value in pairs)


def _before(request: Request) -> str:
    """The address that sent the window there."""
    if request.redirected_from is not None:
        return request.redirected_from.url
    referer = request.headers.get("referer", "")
    with suppress(Error):
        return referer or request.frame.url
    return referer


def _site(address: str) -> str:
    return urlsplit(address).netloc
