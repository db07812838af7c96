"""What is an introduction: a text of its own that tells of the hospital or of a department."""

from __future__ import annotations

import re

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.messages.received import kinds
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.sections import LONGEST_HEADING, telling, told
from probes.lexicon import Function, plain
from probes.naming import names_other

LEAST_LINE, LEAST_PROSE, LEAST_ROWS, LONG = 12, 24, 3, 160
LEAST_ITEMS = 4
_ITEMS = {
    "hospital_intro": "1.2.1.hospital_intro_items",
    "department_intro": "1.2.2.department_intro_items",
}
_WEAK_ITEMS = {"name", "phone", "email"}
"""What every page may bear in its head or foot introduces nothing by itself."""
_OF_ANYBODY = {"address", "route", "technology"}
"""What a page about the software may tell of its maker."""
_SOFTWARE = re.compile(
    "版本|版权|copyright|©|技术支持|备案|ICP|科技(股份)?有限公司|开发商|本(应用|软件|平台|小程序|APP)",
    re.IGNORECASE,
)
_TIP = re.compile("温馨提示|号源|(^|[,，::;；])请|您|如有疑问|客服")
_SENTENCES = re.compile("[。;；!！?？\\n]")
_NO_INTRODUCTION = re.compile(
    "科$|科室|专科|学科|病区|医生|专家|协议|条款|政策|声明|新闻|动态|公告|资讯|消息|通知|招聘|指南|须知|文章|知识"
)
_SLOTS = re.compile(
    "诊查费|诊察费|诊疗费|号费|医事服务费|号源|余号|约满|选号|\\d+\\s*元号"
    "|(¥\\s*\\d+(\\.\\d+)?|\\d+\\s*元)\\s*(去|立即|我要)?(挂号|预约)"
)
_ONE_DOCTOR = re.compile(r"^(?!.*\d).*(医师|教授|医士)")
_NO_SLOT = re.compile("约满|满诊|无号|停诊|暂无")


def introduces(app: App, key: str, place: Place) -> bool:
    """The page has a text of its own that tells one of the items."""
    own = _prose(app, place)
    long = any(len(n.text) >= LEAST_PROSE for n in own)
    table = len([n for n in own if re.search("[:：]", n.text)]) >= LEAST_ROWS
    if not long and not table and len(plain("".join(n.text for n in own))) < LONG:
        return False
    fact, function = _ITEMS[key], app.lexicon.functions[key]
    software = key == "hospital_intro" and _SOFTWARE.search(place.screen.text) is not None
    weak = _WEAK_ITEMS | (_OF_ANYBODY if software else set())
    return any(
        telling(app, place, fact, member, pattern, lambda words: _is_told(function, words))
        for member, pattern in kinds()[fact].items()
        if member not in weak
    )


def is_of_software(app: App, place: Place) -> bool:
    """What is its own on the page tells of the app and its maker, not of the hospital."""
    return any(_SOFTWARE.search(node.text) for node in frame(app).own(place.screen))


def _prose(app: App, place: Place) -> list[Node]:
    own = frame(app).own(place.screen)
    return [n for n in own if not n.clickable and n.role is not Role.IMAGE]


def _is_told(function: Function, words: str) -> bool:
    """A sentence of an introduction: no tip for who uses the app, no word about the software."""
    if _TIP.search(words) or (function.key == "hospital_intro" and _SOFTWARE.search(words)):
        return False
    return len(plain(words)) >= LEAST_LINE


def is_long(app: App, key: str, place: Place) -> bool:
    """Sentences without tips that are too many for a list or a notice."""
    if hollow_screen(app, place, key) is not None or _SOFTWARE.search(place.screen.text):
        return False
    said = [s for n in _prose(app, place) for s in _SENTENCES.split(n.text)]
    told = [words for words in said if len(plain(words)) >= LEAST_PROSE and not _TIP.search(words)]
    return len("".join(told)) >= LONG


def tells_unasked(app: App, key: str) -> Place | None:
    """A page that introduces the hospital under a name that nobody has listed.

    It tells the hospital's name and history and more of its items, and bears no other name.
    """
    if key != "hospital_intro":
        return None
    fact, function = f"1.2.1.{key}_items", app.lexicon.functions[key]
    for place in app.map.places.values():
        names = (place.screen.title, *(label.split(" ")[0] for label in place.trail[-1:]))
        other = any(
            _NO_INTRODUCTION.search(n) or names_other(app.lexicon, function, n) for n in names if n
        )
        if place.outside or place.depth == 0 or other or hollow_screen(app, place, key):
            continue
        items = {m for m, p in kinds()[fact].items() if told(app, place, fact, m, p) is not None}
        if {"name", "history"} <= items and len(items) >= LEAST_ITEMS:
            return place
    return None


def is_for_booking(key: str, place: Place) -> bool:
    """A list of doctors to book is on the way to a slot and introduces no department.

    One button that only leads on to the slots (查看号源) may well stand under an introduction.
    """
    if key != "department_intro":
        return False
    screen = place.screen
    naming_slots = [n for n in screen.nodes if n.text and _SLOTS.search(n.text)]
    leads = len(naming_slots) == 1 and _leads_to_slots(screen, naming_slots[0])
    if leads and not any(_is_of_a_doctor(n.text) for n in screen.nodes):
        return False
    return bool(_SLOTS.search(screen.text))


def _is_of_a_doctor(words: str) -> bool:
    """The line of one doctor (高卫国 主任医师), unlike how many of them a department has."""
    return len(plain(words)) <= LONGEST_HEADING and _ONE_DOCTOR.search(words) is not None


def _leads_to_slots(screen: Screen, node: Node) -> bool:
    """A button with a name alone, no row of a doctor or a slot with its price or its rest."""
    words = screen.label(node)
    short = len(plain(words)) <= LONGEST_HEADING and not re.search(r"\d", words)
    return node.clickable and short and not _NO_SLOT.search(words)
