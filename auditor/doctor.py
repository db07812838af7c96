"""What is missing on this machine for an audit, and the exact command that mends it.

H5 apps need Python, a Chromium and a Chinese font.  Android phones need adb, Node, Appium with
its UiAutomator2 driver, and a phone.  OCR reads words inside pictures.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import util

from devices.web.browser import DEBIAN_FONT, BrowserMissing, find_browser, has_chinese_font

PATIENCE_S = 60
NODE_RANGES = ((20, 19), (22, 12), (24, 0))
"""Appium 3 runs on Node ^20.19, ^22.12 and from 24 on."""

Ask = Callable[[Sequence[str]], str | None]
"""Output of a command; None if it is not there or fails."""


@dataclass(frozen=True)
class Finding:
    """One thing looked for: found, or what to do. h5: an H5 audit cannot do without."""

    name: str
    found: bool
    said: str
    mend: str = ""
    h5: bool = False

    def __str__(self) -> str:
        sign = "有" if self.found else "缺" if self.h5 else "无"
        line = f"[{sign}] {self.name}:{self.said}"
        return line if self.found or not self.mend else f"{line}\n     补救:{self.mend}"


def examine(ask: Ask | None = None) -> list[Finding]:
    """Look for everything, H5 first; nothing is installed or changed."""
    asked = ask or _ask
    return [_python(), _browser(), _font(), _ocr(), *_android(asked)]


def can_audit_h5(findings: Sequence[Finding]) -> bool:
    """True if nothing is missing that an audit of H5 apps needs."""
    return all(finding.found for finding in findings if finding.h5)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    mend = "安装 Python 3.11 以上,再执行 make setup PYTHON=python3.11"
    return Finding("Python", sys.version_info >= (3, 11), version, mend, h5=True)


def _browser() -> Finding:
    mend = f"{sys.executable} -m devices.web.browser"
    try:
        path = find_browser()
    except BrowserMissing as error:
        return Finding("浏览器", False, str(error), mend, h5=True)
    said = str(path) if path else "没有找到 Chromium、Chrome 或 Edge"
    return Finding("浏览器", path is not None, said, mend, h5=True)


def _font() -> Finding:
    found = has_chinese_font()
    said = "已安装" if found else "没有,截图里的汉字会是方框"
    return Finding("中文字体", found, said, f"sudo apt-get install {DEBIAN_FONT}", h5=True)


def _ocr() -> Finding:
    missing = [name for name in ("rapidocr", "onnxruntime") if util.find_spec(name) is None]
    said = f"缺少 {'、'.join(missing)}" if missing else "rapidocr(图片里的字)"
    return Finding("文字识别", not missing, said, "make setup", h5=True)


def _android(ask: Ask) -> Iterator[Finding]:
    adb = ask(["adb", "version"])
    said = adb.splitlines()[0] if adb else "没有安装,测 Android 应用才需要"
    yield Finding("adb", adb is not None, said, "sudo apt-get install adb")
    yield _node(ask(["node", "--version"]))
    appium = ask(["appium", "--version"])
    said = appium.strip() if appium else "没有安装,测 Android 应用才需要"
    yield Finding("Appium", appium is not None, said, "npm install --global appium@3")
    if appium is not None:
        yield _driver(ask(["appium", "driver", "list", "--installed", "--json"]))
    if adb is not None:
        yield _phones(ask(["adb", "devices", "-l"]))


def _node(version: str | None) -> Finding:
    mend = "安装 Node.js 22.12 以上(或 20.19 以上的 20 版、24 以上)"
    if version is None:
        return Finding("Node.js", False, "没有安装,测 Android 应用才需要", mend)
    numbers = tuple(map(int, re.findall(r"\d+", version)[:2]))
    return Finding("Node.js", _node_will_do(numbers), version.strip(), mend)


def _node_will_do(version: tuple[int, ...]) -> bool:
    newest = max(major for major, _ in NODE_RANGES)
    within = any(version[:1] == low[:1] and version >= low for low in NODE_RANGES)
    return within or version >= (newest, 0)


def _driver(listed: str | None) -> Finding:
    found = listed is not None and "uiautomator2" in listed
    said = "uiautomator2" if found else "Appium 没有装 uiautomator2 驱动"
    return Finding("Appium 驱动", found, said, "appium driver install uiautomator2")


def _phones(listed: str | None) -> Finding:
    """adb's list: `<serial> device …` is ready, `unauthorized` waits for a tap on the phone."""
    lines = [line.split() for line in (listed or "").splitlines()[1:] if line.strip()]
    ready = [words[0] for words in lines if words[1:2] == ["device"]]
    others = [f"{words[0]}({words[1]})" for words in lines if words[1:2] not in (["device"], [])]
    said = "、".join(ready + others) or "没有连接手机"
    mend = "用数据线连接手机,打开“USB 调试”,并在手机上点“允许”(小米还要“USB 调试(安全设置)”)"
    return Finding("手机", bool(ready), said, mend)


def _ask(command: Sequence[str]) -> str | None:
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
