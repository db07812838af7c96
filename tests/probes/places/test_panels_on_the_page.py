"""What a tap opens or shuts on the same page is where its words are told; a room of a floor is
no function."""

from __future__ import annotations

import pytest

from probes.appmap import Arrival
from probes.flows.information.visit_guide import guide
from probes.flows.places.hits import sift
from tests.probes.sketch import Sketch, explored, lines, mapped, place, way

COURSE = "1. 预约或现场取号 → 2. 分诊台报到 → 3. 候诊 → 4. 就诊 → 5. 缴费 → 6. 检查取药。"
HEADS = ("门诊流程", "如何约号", "楼层分布")


@pytest.mark.parametrize(
    ("first", "then", "there"),
    [
        ((HEADS[0], COURSE, *HEADS[1:]), HEADS, "p"),  # it was open: the tap has shut it
        (HEADS, (HEADS[0], COURSE, *HEADS[1:]), "part"),
    ],
)
def test_a_panel_is_read_where_it_is_open(
    first: tuple[str, ...], then: tuple[str, ...], there: str
) -> None:
    page = place("p", lines(*first, title="就医一本通"), ("就医一本通",))
    part = place("part", lines(*then, title="就医一本通"), ("就医一本通", HEADS[0]), parent=page)
    ways = (
        way("就医一本通", "p"),
        way(HEADS[0], "p", "p", unfolds="part", arrival=Arrival.SCREEN),
    )
    app = explored(mapped(place("home", lines("首页")), page, part, ways=ways))
    hits, others = sift(app, "visit_guide")
    assert [hit.place.id for hit in hits] == [there]
    assert not others
    assert guide(app)[0] == "in_app"


@pytest.mark.parametrize(("title", "left"), [("院内导航", 0), ("便民服务", 1)])
def test_a_room_of_a_floor_is_no_function(title: str, left: int) -> None:
    """A tap on it does nothing: among services that is a dead entry, on a map it is a place."""
    sketch = Sketch(title)
    sketch.text("门诊楼 1F")
    sketch.button("轮椅租借处", "西药房")
    page = place("p", sketch.screen(), (title,))
    ways = (way(title, "p"), way("轮椅租借处", source="p", node=1, tries=2))
    app = explored(mapped(place("home", lines("首页")), page, ways=ways))
    hits, others = sift(app, "wheelchair")
    assert not hits
    assert len(others) == left


@pytest.mark.parametrize(
    ("told", "truth"),
    [
        ("请到门诊一层服务台办理租借", False),
        ("功能建设中,敬请期待", False),
        ("可租借,押金200元,剩余 6 辆,归还时退押金", None),
    ],
)
def test_a_panel_that_refuses_is_hollow_whatever_stands_around_it(
    told: str, truth: bool | None
) -> None:
    heads = ("轮椅租借", "停车缴费", "病案复印")
    around = ("便民服务由门诊部统一提供,各项服务均可在本页查看办法,费用由物价部门核定",)
    page = place("p", lines(*around, *heads, title="服务大厅"), ("服务大厅",))
    opened = lines(*around, heads[0], told, *heads[1:], title="服务大厅")
    part = place("part", opened, ("服务大厅", heads[0]), parent=page)
    ways = (
        way("服务大厅", "p"),
        way(heads[0], "p", "p", node=1, unfolds="part", arrival=Arrival.SCREEN),
    )
    app = explored(mapped(place("home", lines("首页")), page, part, ways=ways))
    hits, others = sift(app, "wheelchair")
    assert [hit.place.id for hit in hits] == ([] if truth is False else ["part"])
    assert [other.truth for other in others] == ([False] if truth is False else [])
