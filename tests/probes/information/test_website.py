"""What the linked page of a hospital's web site tells, and what its own links add."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.information.website import site_items
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place

SITE = "http://www.clinic.example/about.html"
FACT = "1.2.1.hospital_intro_items"
INTRO = ("医院历史", "本院始建于 1931 年,前身为县立诊所。", "医院地址", "松江县环城东路 18 号")


class Browser:
    """Opens the linked page and follows its links; `pages` by the words of the link."""

    def __init__(self, site: Place, pages: dict[str, Screen]) -> None:
        self.site, self.pages, self.followed = site, pages, list[str]()

    def visit(self, place: Place) -> Screen:
        return self.site.screen

    def tap(self, node: Node) -> Screen:
        self.followed.append(self.site.screen.label(node))
        return self.pages[self.followed[-1]]


def linked(*links: tuple[str, str], words: tuple[str, ...] = INTRO) -> Place:
    sketch = Sketch("医院概况 - 松江县医院", SITE)
    for label, address in links:
        sketch.button(label, link=address)
    sketch.text(*words)
    return place("site", sketch.screen(), ("医院概况",), outside=True)


def told(
    site: Place, pages: dict[str, Screen] | None = None, key: str = "hospital_intro"
) -> tuple[dict[str, Any], Browser]:
    browser = Browser(site, pages or {})
    app = SimpleNamespace(
        lexicon=load_lexicon(),
        map=mapped(place("home", lines("首页")), site),
        memory={},
        login=SimpleNamespace(cause=None),
        visit=browser.visit,
        tap=browser.tap,
        show=lambda nodes=(), note="": note,
        show_place=lambda place, nodes=(), note="": place.id,
    )
    fact = FACT if key == "hospital_intro" else "1.2.2.department_intro_items"
    found = site_items(cast(App, app), key, fact, site)
    return {member: finding.truth for member, finding in found.items()}, browser


def test_a_page_without_links_of_its_own_answers_for_every_item() -> None:
    found, browser = told(linked())
    assert found["history"]
    assert found["address"]
    assert found["honours"] is False
    assert found["email"] is False
    assert not browser.followed


def test_the_pages_own_links_about_the_same_are_read() -> None:
    site = linked(
        ("医院荣誉", "http://www.clinic.example/honour.html"),
        ("招标公告", "http://www.clinic.example/bids.html"),
        ("交通指南", "http://maps.example/"),
    )
    honours = lines("荣获全省百佳医院称号。" * 3, title="医院荣誉")
    honours = replace(honours, address="http://www.clinic.example/honour.html")
    found, browser = told(site, {"医院荣誉": honours})
    assert browser.followed == ["医院荣誉"]
    assert found["honours"]
    assert found["email"] is False


def test_a_related_page_that_cannot_be_seen_leaves_items_open() -> None:
    site = linked(("联系我们热线", "http://www.clinic.example/contact.html"))
    broken = replace(lines("404"), address="http://www.clinic.example/contact.html", status=404)
    found, _ = told(site, {"联系我们热线": broken})
    assert found["phone"] is None
    assert found["history"]


def test_a_site_of_pictures_only_says_nothing() -> None:
    found, _ = told(linked(words=("医院概况",)))
    assert set(found.values()) == {None}


def test_of_a_list_of_departments_a_few_are_read() -> None:
    names = ("骨科", "儿科", "眼科", "口腔科")
    links = [(n, f"http://www.clinic.example/{number}.html") for number, n in enumerate(names)]
    page = lines(
        "科室概况", "本科成立于 1978 年,是省级重点。", "人员结构", "医师 36 人,护士 80 人。"
    )
    pages = {n: replace(page, address=a) for n, a in links}
    found, browser = told(linked(*links, words=("科室介绍",)), pages, "department_intro")
    assert browser.followed == ["骨科", "儿科", "眼科"]
    assert found["overview"]
    assert found["staff"]
    assert found["scope"] is False
