"""1.2.1: what stands over the panels of a menu (the name in the app's head) introduces nothing."""

from __future__ import annotations

from dataclasses import replace

from probes.flows.information.introduced_items import items
from tests.probes.sketch import explored, lines, mapped, place

FACT = "1.2.1.hospital_intro_items"


def test_what_stands_over_the_panels_of_a_menu_is_no_introduction() -> None:
    head = lines("示范医院 三级甲等综合医院", "医院简况", title="首页")
    panel = replace(place("menu", head, ("医院信息",)), part=frozenset({"医院简况"}))
    page = place("intro", lines("始建于 1952 年,前身为工人医院。", title="医院简况"), ("医院简况",))
    app = explored(mapped(place("home", lines("首页", title="首页")), panel, page))
    told = items(app, FACT, [panel, page])
    assert told["history"].truth is True
    assert told["scale"].truth is not True
    assert items(app, FACT, [panel])["scale"].truth is True
