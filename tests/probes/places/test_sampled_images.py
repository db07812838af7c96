"""3.1.3: images behind a report that the explorer left out as one of many alike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.model import Node, Rect, Role
from probes.app import App, LoginState
from probes.appmap import SIBLINGS, Place
from probes.finder import Finder
from probes.flows.places import images
from probes.lexicon import load_lexicon
from tests.probes.sketch import Sketch, lines, mapped, place, way


class Reports:
    """A list of two reports; the one of a CT was not opened when the app was explored."""

    def __init__(self, behind: Node | None, opens: bool) -> None:
        sketch = Sketch("检查报告")
        sketch.button("腹部彩超 2026-03-01", "胸部CT平扫 2026-03-02")
        self.list = place("list", sketch.screen(), ("检查报告",))
        sheet = Sketch("报告详情")
        sheet.text("检查所见", "双肺纹理清晰")
        if behind is not None:
            sheet.add(behind.role, box=(0, 300, 375, 300), image=behind.image)
        self.sheet, self.opens = sheet.screen(), opens
        home = place("home", lines("欢迎使用示范医院", title="首页"))
        self.map = mapped(home, self.list, ways=(way("检查报告", "list"),))
        self.map.unvisited.append(("list", "胸部CT平扫 2026-03-02", SIBLINGS))
        self.lexicon, self.memory = load_lexicon(), dict[str, object]()
        self.login = LoginState(None, "已登录")
        self.account, self.screen = SimpleNamespace(), home.screen

    def finder(self, of: object = None) -> Finder:
        return Finder(self.lexicon, self.map)

    def visit(self, target: Place) -> Any:
        self.screen = target.screen
        return self.screen

    def again(self) -> Any:
        return self.screen

    def tap(self, node: Node, purpose: object = None) -> Any:
        if self.opens and "CT" in self.screen.label(node):
            self.screen = self.sheet
        return self.screen

    def show(self, nodes: object = (), note: str = "") -> str:
        return "e1"

    def show_place(self, target: Place, nodes: object = (), note: str = "") -> str:
        return "e2"


CANVAS = Node(0, -1, Role.CANVAS, Rect(0, 0, 1, 1), image="ct")


@pytest.mark.parametrize(
    ("behind", "opens", "truth"),
    [(CANVAS, True, True), (None, True, False), (CANVAS, False, None)],
    ids=["image", "words-only", "shut"],
)
def test_a_report_of_imaging_is_opened_before_images_are_denied(
    behind: Node | None, opens: bool, truth: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "PAUSE_S", 0)
    assert images.image_shown(cast(App, Reports(behind, opens))).truth is truth
