"""Doctors: names, titles, specialities and times, on the pages that introduce them."""

from __future__ import annotations

import re

from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, any_of, conclude_members, yes
from probes.flows.messages import kinds
from probes.flows.search import conclude, frame, hollow_screen, path_words, reach, sift, unseen
from probes.lexicon import plain

_NAME = re.compile(r"^[一-鿿]{2,4}$|^[一-鿿]{2,3}·[一-鿿]{1,4}$")
_NO_NAME = re.compile(
    "医院|医生|科室|介绍|简介|首页|预约|挂号|专家|主任|医师|教授|门诊|详情|擅长|排班|出诊|上午|下午|星期|查询|更多|消息|我的|服务|返回|全部|搜索|列表|内科|外科|科$|中心"
)


def doctor_items(app: App) -> dict[str, Finding]:
    """Each of name, title, speciality and schedule, seen on doctors' pages."""
    patterns = kinds()["1.2.3.doctor_intro_items"]
    places = doctor_places(app)
    members = ("name", *patterns)
    if not places:
        return conclude_members(members, _none(app))
    result = {}
    for member in members:
        finding = _seen(app, places, member, patterns.get(member))
        shown = [app.show_place(p, (), "医生介绍") for p in places[:3]]
        result[member] = finding or unseen(app, places, "医生介绍页面未见", shown)
    return result


def doctor_places(app: App) -> list[Place]:
    """Pages that show doctors: under 医生介绍, or lists of doctors on the way to booking."""
    found: dict[str, Place] = {}
    for hit in sift(app, "doctor_intro")[0]:
        for place in reach(app, hit, depth=3):
            if hollow_screen(app, place, "doctor_intro") is None and _doctors(place):
                found.setdefault(place.id, place)
    return list(found.values())[:12]


def _doctors(place: Place) -> bool:
    title = re.compile("主任医师|副主任医师|主治医师|住院医师|教授|主治中医师|主任中医师")
    return any(title.search(n.text) for n in place.screen.nodes if len(n.text) <= 120)


def _seen(
    app: App, places: list[Place], member: str, pattern: re.Pattern[str] | None
) -> Finding | None:
    for place in places:
        for node in frame(app).own(place.screen):
            hit = _is_name(node.text) if pattern is None else pattern.search(node.text)
            if hit:
                words = f"{path_words(place)}“{node.text[:20]}”" if pattern else path_words(place)
                return yes(words, [app.show_place(place, [node], "医生介绍")])
    return None


def _is_name(words: str) -> bool:
    first = re.split(r"[\s  ]", words.strip())[0]
    return bool(_NAME.match(first)) and not _NO_NAME.search(plain(first))


def _none(app: App) -> Finding:
    hits, others = sift(app, "doctor_intro")
    if hits and not others:
        shown = [app.show_place(h.place, (), "医生介绍") for h in hits[:2]]
        others = [unseen(app, [h.place for h in hits], "医生介绍:没有医生信息", shown)]
    return any_of(others) if others else conclude(app, app.lexicon.functions["doctor_intro"], [])
