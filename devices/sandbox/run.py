"""Start the rehearsal hospital: in the foreground, or beside a test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping
from typing import Any

import httpx
import uvicorn

from devices.sandbox.features import Features
from devices.sandbox.generator import Draw
from devices.sandbox.server import Rehearsal, build
from devices.sandbox.skins import Skin, load_skin

DEFAULT_SKIN = "vant"


class SandboxError(RuntimeError):
    """The rehearsal hospital could not be started."""


def _listener() -> socket.socket:
    """A socket whose protocol is named: only then asyncio sends small answers at once."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return listener


def serve(
    port: int = 8600,
    features: Features | None = None,
    skin: str | Skin = DEFAULT_SKIN,
    host: str = "127.0.0.1",
) -> None:
    """Serve until interrupted.  UnknownSkin, DocumentError; SandboxError if the port is taken."""
    look = load_skin(skin) if isinstance(skin, str) else skin
    app = build(features or Features(), look)
    taken = _listener()
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        message = f"端口 {port} 不可用({error.strerror})；请换一个:--port 端口号"
        raise SandboxError(message) from error
    print(f"演练医院已启动(皮肤 {look.name}):http://{host}:{port}/  按 Ctrl-C 停止", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[taken])


class Sandbox:
    """A rehearsal hospital in a thread of this process, on a free port of the loopback.

    `with Sandbox(features={"2.2.1.booking": "off"}, skin="mpa") as s: s.url; s.ledger()`.
    features: a Features or the mapping of a feature file; whole: seed, oauth, popup, latency.
    `Sandbox(draw)` is a hospital of chance, with the look that was drawn for it.
    """

    def __init__(
        self,
        features: Features | Draw | Mapping[str, Any] | None = None,
        skin: str | Skin = DEFAULT_SKIN,
        **whole: Any,
    ) -> None:
        if isinstance(features, Draw):
            skin, features = features.skin, features.features
        if not isinstance(features, Features):
            features = Features.from_settings(features, **whole)
        self.features = features
        self._app = build(features, load_skin(skin) if isinstance(skin, str) else skin)
        self._socket = _listener()
        self._socket.bind(("127.0.0.1", 0))
        self._server = uvicorn.Server(uvicorn.Config(self._app, log_level="error"))
        self._thread = threading.Thread(target=self._run, name="rehearsal", daemon=True)

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    @property
    def url(self) -> str:
        """The entry address, with a slash at its end."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    @property
    def rehearsal(self) -> Rehearsal:
        """The running hospital itself, for tests that look behind the counter."""
        running = self._app.state.rehearsal
        assert isinstance(running, Rehearsal)
        return running

    def ledger(self) -> dict[str, int]:
        """Counts of side effects, asked over HTTP as anybody would."""
        answer = httpx.get(self.url + "__ledger", trust_env=False)
        counts: dict[str, int] = answer.json()
        return counts

    def reset(self) -> None:
        """Forget everything that happened."""
        self.rehearsal.reset()

    def start(self) -> Sandbox:
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise SandboxError("演练医院未能在 10 秒内启动")
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
