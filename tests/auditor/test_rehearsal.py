"""The rehearsal hospital is there when it is wanted, and only then."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest

from auditor.audit.assignment import Assignment, Options, assign
from auditor.audit.rehearsal import provide
from devices.sandbox import Sandbox


def rehearsing_at(port: int) -> Assignment:
    assignment = assign(Options("示范"), environment={})
    entry = f"http://127.0.0.1:{port}/"
    apps = tuple(app.model_copy(update={"entry": entry}) for app in assignment.apps)
    return replace(assignment, apps=apps)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


class Stranger(BaseHTTPRequestHandler):
    """Some other program."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def stranger() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_where_nobody_answers_one_is_started_and_stopped(free_port: int) -> None:
    assignment, rehearsal = provide(rehearsing_at(free_port))
    assert rehearsal is not None
    entry = assignment.apps[0].entry
    assert entry in rehearsal.said
    assert httpx.get(entry, trust_env=False).headers["X-Rehearsal"]
    rehearsal.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(entry, trust_env=False)


def test_a_rehearsal_that_is_open_already_is_used() -> None:
    with Sandbox() as sandbox:
        wanted = rehearsing_at(int(sandbox.url.rstrip("/").rpartition(":")[2]))
        assert provide(wanted) == (wanted, None)


def test_an_address_taken_by_something_else_is_said(stranger: int) -> None:
    assignment, rehearsal = provide(rehearsing_at(stranger))
    assert rehearsal is not None
    rehearsal.stop()
    assert f":{stranger}/ 已被其他程序占用" in rehearsal.said
    assert f":{stranger}/" not in assignment.apps[0].entry


def test_nothing_is_started_for_a_real_hospital(free_port: int) -> None:
    wanted = rehearsing_at(free_port)
    profile = wanted.profile.model_copy(update={"rehearsal": False})
    real = replace(wanted, entry=replace(wanted.entry, profile=profile))
    assert provide(real) == (real, None)


def test_nothing_is_started_for_an_entry_elsewhere(free_port: int) -> None:
    wanted = rehearsing_at(free_port)
    apps = tuple(app.model_copy(update={"entry": "https://example.org/"}) for app in wanted.apps)
    assert provide(replace(wanted, apps=apps))[1] is None
