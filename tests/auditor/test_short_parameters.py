"""A parameter of one letter tells pages apart, unless its value changes from visit to visit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.live.identity import route
from devices.model import Gesture
from tests.probes.drawn import SITE, drawn

PAGE = "https://a.example/pay"


@pytest.mark.parametrize("name", ["t", "v", "r", "code", "state"])
def test_a_word_tells_pages_apart_and_a_random_value_does_not(name: str) -> None:
    assert route(f"{PAGE}?{name}=out") != route(f"{PAGE}?{name}=inv")
    for passing in ("1732250000", "0.483", "3.12.0", "8f3e21ab", "x7k2m9qpl"):
        assert route(f"{PAGE}?{name}={passing}") == route(PAGE)


def test_links_to_the_same_page_with_another_word_are_each_opened(tmp_path: Path) -> None:
    walker = drawn(
        tmp_path,
        {
            "首页": ["门诊缴费 > 缴费", "电子发票 > 缴费#inv"],
            "缴费": ["门诊缴费", "待缴费 120.00 元"],
            "缴费#inv": ["电子发票", "开票记录 2 张"],
        },
    )
    recording = walker.session.device._recording  # type: ignore[attr-defined]
    short = {}
    for name, screen in recording.screens.items():
        address = screen.address.replace("part=", "t=")
        nodes = tuple(
            replace(node, link=f"{SITE}p1" + ("?t=inv" if node.text == "电子发票" else ""))
            if node.clickable
            else node
            for node in screen.nodes
        )
        short[name] = replace(screen, address=address, nodes=nodes)
    ways = tuple(
        replace(way, text=(way.text or "").replace("part=", "t="))
        if way.gesture is Gesture.OPEN
        else way
        for way in recording.ways
    )
    walker.session.device._recording = replace(  # type: ignore[attr-defined]
        recording, screens=short, ways=ways
    )
    texts = {place.screen.text for place in walker.map.places.values()}
    assert any("开票记录" in text for text in texts)
