"""One exploration for all processes of a run: drawn once, handed on, never lost to a failure."""

from __future__ import annotations

import multiprocessing
import threading
import time
from pathlib import Path

import pytest

from auditor.audit.sharing import ShelfAddress, drawn_once, join, serve


def test_alone_one_draws_for_oneself() -> None:
    assert drawn_once(None, "map", lambda: [1]) == [1]


def _worker(address: ShelfAddress, folder: str, name: str) -> None:
    def draw() -> str:
        (Path(folder) / f"drawn-by-{name}").touch()
        time.sleep(0.3)
        return f"map of {name}"

    found = drawn_once(join(address), "map", draw)
    (Path(folder) / name).write_text(found, "utf-8")


def test_of_several_processes_one_draws_and_all_have_it(tmp_path: Path) -> None:
    address = serve()
    context = multiprocessing.get_context("spawn")
    names = ["gw0", "gw1", "gw2"]
    workers = [
        context.Process(target=_worker, args=(address, str(tmp_path), name)) for name in names
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
        assert worker.exitcode == 0
    assert len(list(tmp_path.glob("drawn-by-*"))) == 1
    assert len({(tmp_path / name).read_text("utf-8") for name in names}) == 1


def test_if_the_one_who_draws_fails_the_next_one_draws() -> None:
    address = serve()
    began = threading.Event()
    results: list[str] = []

    def fails() -> str:
        began.set()
        time.sleep(0.2)
        raise RuntimeError("断开")

    def waits() -> None:
        began.wait(5)
        results.append(drawn_once(join(address), "map", lambda: "second"))

    waiting = threading.Thread(target=waits)
    waiting.start()
    with pytest.raises(RuntimeError, match="断开"):
        drawn_once(join(address), "map", fails)
    waiting.join(10)
    assert results == ["second"]


def test_a_stranger_gets_nothing() -> None:
    address = serve()
    with pytest.raises((ConnectionError, EOFError, multiprocessing.AuthenticationError)):
        join(ShelfAddress(address.port, b"guessed"))
