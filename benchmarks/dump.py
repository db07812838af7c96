"""How long reading a page of 5,000 elements takes, against merely fetching its HTML.

`python benchmarks/dump.py` prints both times and their ratio, measured in one run on one
page: the peer is what any tool must pay at the least, `document.documentElement.outerHTML`
carried from the browser to Python.  CPU milliseconds (the page's thread and this process)
decide, because the machine may be shared; the clock is printed beside them.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.async_api import CDPSession, async_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from devices.guard.effects import EffectRules
from devices.web.browser import find_browser
from devices.web.habits import Habits
from devices.web.session import Session
from devices.web.traffic import Traffic

ELEMENTS = 5_000
PER_CARD = 8
ROUNDS = 15
LIMIT_MS = 100
HEAD = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
CARD = (
    '<div class="card" onclick="1"><img class="face" alt="" src="data:,"><div class="main">'
    "<h3>医生{n}</h3><p>主任医师 <em>心内科</em></p><span>余号 {n}</span>"
    "<button>预约</button></div></div>"
)


def serve(body: bytes) -> ThreadingHTTPServer:
    """The page on loopback, until the server is shut down."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one reading: CPU of the page, CPU of this process, and by the clock."""

    page: float
    process: float
    clock: float

    @property
    def cpu(self) -> float:
        return self.page + self.process

    def __str__(self) -> str:
        parts = f"页面 {self.page:.1f} + 本程序 {self.process:.1f}"
        return f"CPU {self.cpu:6.1f} 毫秒({parts}),时钟 {self.clock:6.1f} 毫秒"


class Meter:
    """Counts what the page's main thread spends."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp

    async def spent(self) -> float:
        answer = await self._cdp.send("Performance.getMetrics")
        seconds = {metric["name"]: float(metric["value"]) for metric in answer["metrics"]}
        return seconds["TaskDuration"] * 1000

    async def cost(self, work: Callable[[], Awaitable[object]]) -> Cost:
        """The mean of several rounds, after one to warm up."""
        await work()
        page, process, clock = await self.spent(), time.process_time(), time.perf_counter()
        for _ in range(ROUNDS):
            await work()
        process = (time.process_time() - process) * 1000
        clock = (time.perf_counter() - clock) * 1000
        page = await self.spent() - page
        return Cost(page / ROUNDS, process / ROUNDS, clock / ROUNDS)


async def measure(address: str) -> tuple[int, int, Cost, Cost]:
    """Elements and nodes of the page, the cost of reading it, that of fetching its HTML."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser())
        paying = EffectRules.load().paying_requests
        session = Session(browser, Traffic(lambda words: False, paying, Habits()))
        await session.open(wechat=True, locale="zh-CN")
        await session.goto(address)
        await session.settle(0, acted=True)
        page = session.page
        cdp = await page.context.new_cdp_session(page)
        await cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        meter = Meter(cdp)
        elements = await page.evaluate("() => document.querySelectorAll('*').length")
        nodes = len((await session.look(loading=False)).screen.nodes)
        look = await meter.cost(lambda: session.look(loading=False))
        html = await meter.cost(lambda: page.evaluate("() => document.documentElement.outerHTML"))
        await browser.close()
    return elements, nodes, look, html


def main() -> int:
    """Print the figures; 1 if reading takes more CPU than its limit."""
    cards = "".join(CARD.format(n=n) for n in range(ELEMENTS // PER_CARD))
    server = serve((HEAD + cards).encode())
    port = server.server_port
    elements, nodes, look, html = asyncio.run(measure(f"http://127.0.0.1:{port}/"))
    server.shutdown()
    print(f"页面 {elements} 个元素,读成 {nodes} 个节点,{ROUNDS} 次的平均")
    print(f"  读取并整理成树    {look}")
    print(f"  只取回 outerHTML  {html}")
    print(f"  比值 {look.cpu / html.cpu:.1f},上限 {LIMIT_MS} 毫秒 CPU")
    return 0 if look.cpu <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
