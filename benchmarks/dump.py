"""How long reading a 5,000-node page takes, against merely fetching its HTML.

`python benchmarks/dump.py` prints both times and their ratio, measured in one run on one
page: the peer is what any tool must pay at the least, `document.documentElement.outerHTML`
carried from the browser to Python.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.async_api import async_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from devices.browser import find_browser
from devices.web_session import Session
from devices.web_traffic import Traffic

NODES = 5_000
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


async def milliseconds(work: Callable[[], Awaitable[object]]) -> float:
    """The median of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        await work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


async def measure(address: str) -> tuple[int, float, float]:
    """Nodes of the page, milliseconds to read it, milliseconds to fetch its HTML."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser())
        session = Session(browser, Traffic(lambda words: False, lambda address: False))
        await session.open(wechat=True, locale="zh-CN")
        await session.goto(address)
        await session.settle(0)
        nodes = len((await session.look(loading=False)).screen.nodes)
        look = await milliseconds(lambda: session.look(loading=False))
        html = await milliseconds(
            lambda: session.page.evaluate("() => document.documentElement.outerHTML")
        )
        await browser.close()
    return nodes, look, html


def main() -> int:
    """Print the figures; 1 if the dump takes longer than its limit."""
    cards = "".join(CARD.format(n=n) for n in range(NODES // 6 + 1))
    server = serve((HEAD + cards).encode())
    port = server.server_port
    nodes, look, html = asyncio.run(measure(f"http://127.0.0.1:{port}/"))
    server.shutdown()
    print(f"页面 {nodes} 个节点,各取 {ROUNDS} 次的中位数")
    print(f"  读取并整理成树    {look:7.1f} 毫秒(上限 {LIMIT_MS})")
    print(f"  只取回 outerHTML  {html:7.1f} 毫秒")
    print(f"  比值              {look / html:7.1f}")
    return 0 if look <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
