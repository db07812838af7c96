"""2.1.2: departments by what a patient has been ordered, under a tab of the guide that says so."""

from __future__ import annotations

import re

from devices.model import Node
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, yes
from probes.flows.places.content import frame, hollow_screen
from probes.lexicon import plain
from probes.naming import NEAR, match

KEY = "triage"
_TAB = re.compile(
    "^(按|依|根据|依据|结合)(我的|本人|已有)?(检查|检验|治疗|诊疗|医嘱)([、和与及/]?(检查|检验|治疗))?"
    "(安排|计划|项目|结果|方案|记录|单)?(分诊|导诊|推荐|就诊)?$"
)
_LEADS = re.compile(
    "(就诊|复诊|转诊|分诊|挂号|前往|推荐|建议|回诊)(科室|到)?\\s*[::]\\s*[^\\n::]{0,12}"
    "(?<![各该本相关应])(科(?![室普学])|门诊|中心)"
)
"""Where one goes next, said with the name of a department."""


def planned(app: App, name: str) -> Finding | None:
    """L1: under such a tab departments stand that the rest of the guide does not name so."""
    for place in app.map.places.values():
        if place.outside or not place.trail or not _TAB.match(plain(place.trail[-1])):
            continue
        if not _of_the_guide(app, place) or hollow_screen(app, place, KEY) is not None:
            continue
        told = next((node for node in _fresh(app, place) if _LEADS.search(node.text)), None)
        if told is not None:
            words = f"{name}:{place.path}“{told.text[:24]}”"
            return yes(words, [app.show_place(place, [told], name)])
    return None


def _of_the_guide(app: App, place: Place) -> bool:
    """On or behind a page that bears the name of the guide to a department."""
    guide = app.lexicon.functions[KEY]
    names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[:-1]))
    return any(match(guide, name, "")[0] > NEAR for name in names if name)


def _fresh(app: App, place: Place) -> list[Node]:
    known = set(place.parent.screen.words) if place.parent is not None else set()
    return [node for node in frame(app).own(place.screen) if node.text not in known]
