"""Measured values: what the app says it took in must stand there afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from devices.model import Effect, Events, Node, Screen
from probes.app import App, LoginState
from probes.appmap import Place
from probes.finder import Finder
from probes.flows.measuring import monitoring
from probes.lexicon import load_lexicon
from tests.probes.sketch import TEST_ACCOUNT, Sketch, explored, lines, mapped, place, way

OLD = ["11-24 07:10", "138/86", "7.9"]
NEW = ["11-26 21:30", "120/78", "—"]


def page(rows: Sequence[str], toast: str = "") -> Screen:
    sketch = Sketch("血压记录")
    for name in ("收缩压", "舒张压"):
        sketch.text(name)
        sketch.field("mmHg", kind="number")
    sketch.button("保存")
    sketch.text("历次测量", *rows)
    return sketch.screen(events=Events(toasts=(toast,) if toast else ()))


class Diary:
    """An app with one form for blood pressure that says 保存成功, whatever it keeps."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.before, self.after = before, after
        home = place("home", lines("欢迎使用示范医院", title="首页"))
        form = place("form", page(before), ("血压记录",))
        self.map = mapped(home, form, ways=(way("血压记录", "form"),))
        self.lexicon, self.account, self.allowed = load_lexicon(), TEST_ACCOUNT, frozenset(Effect)
        self.memory: dict[str, object] = {}
        self.login = LoginState(None, "已登录")
        self.sent = False
        self.screen = home.screen

    def finder(self, of: object = None) -> Finder:
        return Finder(self.lexicon, self.map)

    def visit(self, target: Place) -> Screen:
        rows = self.after if self.sent else self.before
        self.screen = page(rows) if target.id == "form" else target.screen
        return self.screen

    def again(self) -> Screen:
        return self.screen

    def tap(self, node: Node, purpose: Effect = Effect.READ) -> Screen:
        if self.screen.label(node) == "保存":
            self.sent = True
            self.screen = page(self.before, "保存成功")
        return self.screen

    def fill(self, node: Node, text: str) -> Screen:
        return self.screen

    def show(self, nodes: object = (), note: str = "") -> str:
        return "e1"

    def show_place(self, target: Place, nodes: object = (), note: str = "") -> str:
        return "e2"


@pytest.mark.parametrize(
    ("before", "after", "truth"),
    [
        (OLD, NEW + OLD, True),
        (OLD, OLD, False),  # thanked for and forgotten
        (["暂无记录"], ["暂无记录"], False),  # the page itself says that nothing is kept
        (["暂无记录"], NEW, True),
        (["暂无绑定设备"], ["暂无绑定设备"], True),
        ([], [], True),  # an app that lists nothing cannot show it
    ],
)
def test_what_was_thanked_for_must_stand_in_the_list(
    before: list[str], after: list[str], truth: bool
) -> None:
    found = monitoring(cast(App, Diary(before, after)))
    assert found.truth is truth


@pytest.mark.parametrize(
    ("heading", "hint", "truth"),
    [
        ("健康打卡", "数值 如 120/80", None),
        ("健康打卡", "备注", False),
        ("基本资料", "数值", False),
    ],
)
def test_a_place_to_fill_in_below_its_heading_is_not_denied(
    heading: str, hint: str, truth: bool | None
) -> None:
    """On a page of another name, sent by a word that may as well open a list (记录)."""
    sketch = Sketch("健康档案")
    sketch.text("姓名 张三", heading)
    sketch.field(hint)
    sketch.text("记录", clickable=True)
    home = place("home", lines("欢迎使用", "本院始建于一九五二年"))
    archive = place("archive", sketch.screen(), ("健康档案",))
    app = explored(mapped(home, archive, ways=(way("健康档案", "archive"),)))
    assert monitoring(app).truth is truth
