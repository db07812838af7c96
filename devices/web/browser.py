"""Find a Chromium on this machine, or get one.

`python -m devices.web.browser` makes sure that there is one (and a Chinese font) and says which.

    BrowserMissing (DeviceError)     none is there and none could be installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import playwright

from devices.errors import DeviceError

OVERRIDE = "AUDITOR_CHROMIUM"
ON_PATH = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
PROGRAMS = (
    "chrome-headless-shell",
    "headless_shell",
    "chrome-headless-shell.exe",
    "headless_shell.exe",
    "chrome",
    "chrome.exe",
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
)
DEBIAN_BROWSERS = ("chromium-headless-shell", "chromium")
DEBIAN_FONT = "fonts-noto-cjk"
FONTS = Path("/usr/share/fonts")
FONT_FILES = ("CJK", "wqy", "SourceHan")
INSTALL_S = 900

Runner = Callable[[Sequence[str]], bool]


class BrowserMissing(DeviceError):
    """No Chromium is there; the message says how to get one."""


def find_browser() -> Path | None:
    """The Chromium to use: the override, Playwright's own, or one on PATH; None if none.

    Raises BrowserMissing if the override names a file that does not exist.
    """
    override = os.environ.get(OVERRIDE)
    if override:
        if not Path(override).is_file():
            raise BrowserMissing(f"环境变量 {OVERRIDE} 指向的文件不存在:{override},请改正或取消它")
        return Path(override)
    own = _playwrights_own()
    if own is not None:
        return own
    found = (shutil.which(name) for name in ON_PATH)
    return next((Path(path) for path in found if path), None)


def ensure_browser(run: Runner | None = None) -> Path:
    """A Chromium, installed if need be; BrowserMissing with the exact commands otherwise.

    run: carries out a command and says whether it succeeded.
    """
    run = run or _run
    found = find_browser()
    if found is None:
        run([sys.executable, "-m", "playwright", "install", "chromium", "--only-shell"])
        found = find_browser()
    for package in DEBIAN_BROWSERS:
        if found is None:
            _apt_get(run, package)
            found = find_browser()
    if found is None:
        raise BrowserMissing(_advice())
    return found


def has_chinese_font() -> bool:
    """Whether pictures will show Chinese words (other systems than Linux come with fonts)."""
    if sys.platform != "linux":
        return True
    if shutil.which("fc-list") is None:
        return any(any(FONTS.glob(f"**/*{name}*")) for name in FONT_FILES)
    listed = subprocess.run(
        ["fc-list", ":lang=zh"], capture_output=True, text=True, check=False, timeout=60
    )
    return bool(listed.stdout.strip())


def ensure_font(run: Runner | None = None) -> bool:
    """Install a Chinese font where there is none; whether there is one afterwards."""
    if not has_chinese_font():
        _apt_get(run or _run, DEBIAN_FONT)
    return has_chinese_font()


def _playwrights_own() -> Path | None:
    """The newest build that `playwright install` fetched: headless shell before full browser."""
    store = _playwrights_store()
    for family in ("chromium_headless_shell-*", "chromium-*"):
        for build in sorted(store.glob(family), key=_revision, reverse=True):
            found = (path for name in PROGRAMS for path in build.glob(f"*/{name}"))
            usable = next((path for path in found if os.access(path, os.X_OK)), None)
            if usable is not None:
                return usable
    return None


def _playwrights_store() -> Path:
    """Where Playwright keeps its browsers (playwright.dev, "Managing browser binaries")."""
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if told == "0":
        return Path(playwright.__file__).parent / "driver/package/.local-browsers"
    if told:
        return Path(told)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/ms-playwright"
    if sys.platform == "win32":
        return Path.home() / "AppData/Local/ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def _revision(build: Path) -> int:
    number = build.name.rsplit("-", 1)[-1]
    return int(number) if number.isdigit() else 0


def _apt_get(run: Runner, package: str) -> bool:
    """Install a Debian package if we may."""
    if shutil.which("apt-get") is None:
        return False
    rights = [] if _is_root() else ["sudo", "-n"]
    if rights and shutil.which("sudo") is None:
        return False
    install = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    return run([*rights, *install]) or (
        run([*rights, "apt-get", "update"]) and run([*rights, *install])
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: Sequence[str]) -> bool:
    print(f"正在执行:{' '.join(command)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, timeout=INSTALL_S, env=environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"未能执行:{error}", file=sys.stderr)
        return False
    return done.returncode == 0


def _advice() -> str:
    return (
        "没有找到 Chromium 浏览器,自动安装也没有成功。请任选一种办法:\n"
        f"  1. {sys.executable} -m playwright install chromium"
        "(国内可先设置环境变量 PLAYWRIGHT_DOWNLOAD_HOST 为镜像地址)\n"
        "  2. Debian/Ubuntu:sudo apt-get install chromium-headless-shell 或 chromium\n"
        "  3. 已装有 Chrome 或 Edge:设置环境变量 "
        f"{OVERRIDE}=浏览器可执行文件的完整路径"
    )


def main() -> int:
    """Make sure of a browser and a font; 0 if both are there, 1 without a browser."""
    try:
        path = ensure_browser()
    except BrowserMissing as error:
        print(error, file=sys.stderr)
        return 1
    print(f"浏览器:{path}")
    if ensure_font():
        print("中文字体:已安装")
    else:
        print(f"警告:没有中文字体,截图里的汉字会是方框;请执行 sudo apt-get install {DEBIAN_FONT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
