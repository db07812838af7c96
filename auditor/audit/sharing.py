"""One exploration for all processes of a run: maps go from worker to worker, in memory only.

A map holds what the account was shown, unmasked; so it never lies on a disk.  The controller
keeps it, a loopback connection that only the run's own workers can open hands it on.

    with_shelf = serve()                 in xdist's controller
    join(with_shelf.address, ...)        in a worker; `drawn_once` then draws or fetches
"""

from __future__ import annotations

import pickle
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.managers import BaseManager
from typing import Any, TypeVar

T = TypeVar("T")


class Shelf:
    """What has been drawn, by key; whoever asks first for a key has to draw it.

    Data are pickled by the worker that drew them; the controller never looks inside.
    """

    def __init__(self) -> None:
        self._things: dict[str, bytes] = {}
        self._claimed: set[str] = set()
        self._changed = threading.Condition()

    def take(self, key: str) -> bytes | None:
        """The thing, waiting until it is drawn; None if the caller is the one to draw it."""
        with self._changed:
            while key in self._claimed and key not in self._things:
                self._changed.wait()
            if key not in self._things:
                self._claimed.add(key)
            return self._things.get(key)

    def put(self, key: str, thing: bytes) -> None:
        """What the claimer has drawn."""
        with self._changed:
            self._things[key] = thing
            self._changed.notify_all()

    def give_up(self, key: str) -> None:
        """The claimer failed: the next one who waits draws."""
        with self._changed:
            self._claimed.discard(key)
            self._changed.notify_all()


class _Joined(BaseManager):
    """A worker's end."""


_Joined.register("shelf")


@dataclass(frozen=True)
class ShelfAddress:
    """Where a run's shelf is; key: known to the run's own workers only."""

    port: int
    key: bytes


def serve() -> ShelfAddress:
    """Serve a new shelf from a thread of this process, as long as the process lives."""
    shelf = Shelf()
    key = secrets.token_bytes(32)

    class Serving(BaseManager):
        """The controller's end: knows this one shelf."""

    Serving.register("shelf", callable=lambda: shelf)
    server = Serving(("127.0.0.1", 0), authkey=key).get_server()
    threading.Thread(target=server.serve_forever, name="shelf", daemon=True).start()
    assert isinstance(server.address, tuple)
    return ShelfAddress(int(server.address[1]), key)


def join(address: ShelfAddress) -> Any:
    """The shelf as a worker sees it."""
    manager = _Joined(("127.0.0.1", address.port), authkey=address.key)
    manager.connect()
    # registered by name: multiprocessing makes the method at run time
    return manager.shelf()  # type: ignore[attr-defined]


def drawn_once(shelf: Any | None, key: str, draw: Callable[[], T]) -> T:
    """What `draw` gives, drawn by one process of the run and handed on to the others."""
    if shelf is None:
        return draw()
    found = shelf.take(key)
    if found is not None:
        fetched: T = pickle.loads(found)
        return fetched
    try:
        thing = draw()
    except BaseException:
        shelf.give_up(key)
        raise
    shelf.put(key, pickle.dumps(thing))
    return thing
