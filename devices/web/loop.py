"""An event loop in a thread of its own: the browser is heard also while nobody asks it.

Dialogs, downloads and requests are noticed at once, every wait has an end, and several
devices can live in one thread (Playwright's own synchronous API allows none of these).
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from devices.errors import ActionTimeout, DeviceLost

T = TypeVar("T")


class LoopThread:
    """Runs coroutines for a caller that waits."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="web-device", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """The result of `work`; ActionTimeout if it takes longer than `seconds`.

        DeviceLost after `close`.
        """
        if self._loop.is_closed():
            work.close()
            raise DeviceLost("设备已经关闭")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except concurrent.futures.TimeoutError as error:
            future.cancel()
            raise ActionTimeout(f"浏览器 {seconds:g} 秒内没有完成操作") from error
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the loop and its thread; tasks that still run are cancelled."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
