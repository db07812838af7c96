"""Find a Chromium on this machine, or get one.

`python -m devices.browser` makes sure that there is one and says which.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

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


def find_browser() -> Path | None:
    """The Chromium to use: the override, Playwright's own, or one on PATH; else None."""
    override = os.environ.get(OVERRIDE)
    if override:
        return Path(override)
    own = _playwrights_own()
    if own is not None:
        return own
    found = (shutil.which(name) for name in ON_PATH)
    return next((Path(path) for path in found if path), None)


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None
