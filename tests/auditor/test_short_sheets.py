"""A short sheet of entries is a place of its own; a notice that a tap brings is only its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from auditor.live.session import Session
from probes.appmap import Arrival
from tests.auditor.live import opened_at
from tests.devices.site import Site, page

SHEET = "position:fixed;left:0;right:0;bottom:0;background:#fff;z-index:9"
MASK = "position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:8"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[tuple[Session, Site]]:
    with opened_at(tmp_path, page("")) as (session, site):
        site.pages["/add"] = page("<p>请携带证件到窗口办理</p>", "添加就诊人")
        yield session, site


def opens(words: str, *controls: str) -> str:
    """A page whose one control brings a dialog with these words and controls."""
    shut = "document.getElementById('m').hidden=true"
    buttons = "".join(
        f"<button onclick=\"location.href='/add'\">{label}</button>"
        if "添加" in label
        else f'<button onclick="{shut}">{label}</button>'
        for label in controls
    )
    return f"""<p>就诊服务</p>
<button onclick="document.getElementById('m').hidden=false">切换</button>
<div id=m hidden><div style="{MASK}"></div>
<div role=dialog style="{SHEET}"><p>{words}</p>{buttons}</div></div>"""


@pytest.mark.parametrize(
    ("words", "controls", "seen"),
    [
        ("请选择就诊人", ("本人", "添加就诊人", "取消"), True),
        ("", ("添加就诊人", "取消"), True),
        ("今日号源已满", ("知道了",), False),
        ("该功能维护中", ("取消", "确认"), False),
    ],
)
def test_entries_in_a_short_sheet_are_tried(
    session: tuple[Session, Site], words: str, controls: tuple[str, ...], seen: bool
) -> None:
    live, site = session
    site.pages["/"] = page(opens(words, *controls), "服务")
    live.restart()
    appmap = Explorer(live).explore()
    assert ("添加就诊人" in {place.screen.title for place in appmap.places.values()}) is seen
    (first,) = [way for way in appmap.ways if way.label == "切换"]
    assert (first.arrival is Arrival.SCREEN) is seen
    assert seen or words in first.words
