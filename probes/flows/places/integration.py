"""How well an app holds together: grounds for the expert who decides 5.4.1."""

from __future__ import annotations

from urllib.parse import urlsplit

from probes.app import App
from probes.flows.screens.walls import is_login
from probes.model import Cause

GOOD_SHARE, FAIR_SHARE = 0.9, 0.7


def suggestion(app: App) -> tuple[Cause, str, tuple[str, ...]]:
    """Why it is open, what a probe would suggest and on which grounds, and the evidence."""
    places = list(app.map.places.values())
    outside = [p for p in places if p.outside]
    again = [p for p in places if is_login(app, p.screen)]
    sites = {urlsplit(p.screen.address).netloc for p in places if "://" in p.screen.address}
    inside = 1 - (len(outside) + len(again)) / max(len(places), 1)
    word = "较好" if inside >= GOOD_SHARE else "一般" if inside >= FAIR_SHARE else "较差"
    grounds = (
        f"探针建议“{word}”,由专家判断:{len(places)} 个页面来自 {max(len(sites), 1)} 个站点,"
        f"其中站外 {len(outside)} 个、再次要求登录 {len(again)} 个"
    )
    home = app.map.places[app.map.entry]
    shown = [app.show_place(p, (), "整合度") for p in (home, *outside[:2], *again[:2])]
    return Cause.NEEDS_EXPERT, grounds, tuple(dict.fromkeys(shown))
